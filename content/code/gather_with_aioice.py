"""Gathers candidates with aioice: python3 gather_with_aioice.py HOST PORT USERNAME PASSWORD"""

import asyncio
import sys

import aioice


async def gather(server, username, password):
    connection = aioice.Connection(
        ice_controlling=True,
        stun_server=server,
        turn_server=server,
        turn_username=username,
        turn_password=password,
    )
    # Returns when every server has answered, or has been given up.
    await connection.gather_candidates()

    # What signalling has to carry: this, and a line for each candidate.
    print(f"a=ice-ufrag:{connection.local_username}")
    print(f"a=ice-pwd:{connection.local_password}")
    for candidate in connection.local_candidates:
        print(f"a=candidate:{candidate.to_sdp()}")

    # To connect: set remote_username and remote_password, then
    #   await connection.add_remote_candidate(aioice.Candidate.from_sdp(line))
    #   await connection.add_remote_candidate(None)  # that was the last one
    #   await connection.connect()
    await connection.close()


host, port, username, password = sys.argv[1:]
asyncio.run(gather((host, int(port)), username, password))
