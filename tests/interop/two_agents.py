"""Connects two aioice agents through a TURN server and nothing else; prints what each gathered and heard, as JSON."""

import asyncio
import json
import sys

import aioice


async def make(controlling, host, port, username, password, transport):
    connection = aioice.Connection(
        ice_controlling=controlling,
        stun_server=(host, port),
        turn_server=(host, port),
        turn_username=username,
        turn_password=password,
        turn_transport=transport,
    )
    await connection.gather_candidates()
    return connection


async def main(host, port, username, password, transport):
    a = await make(True, host, int(port), username, password, transport)
    b = await make(False, host, int(port), username, password, transport)
    gathered = [sorted({c.type for c in agent.local_candidates}) for agent in (a, b)]
    for agent, other in ((a, b), (b, a)):
        # Only relayed candidates are told, so that the data must take the way through the server.
        for candidate in other.local_candidates:
            if candidate.type == "relay":
                await agent.add_remote_candidate(candidate)
        await agent.add_remote_candidate(None)
        agent.remote_username = other.local_username
        agent.remote_password = other.local_password
    await asyncio.gather(a.connect(), b.connect())
    await a.send(b"from a")
    heard_b = await b.recv()
    await b.send(b"from b")
    heard_a = await a.recv()
    await a.close()
    await b.close()
    print(json.dumps({"gathered": gathered, "heard": [heard_a.decode(), heard_b.decode()]}))


asyncio.run(asyncio.wait_for(main(*sys.argv[1:]), 40))
