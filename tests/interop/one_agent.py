"""One aioice agent, told what to do by lines of JSON on standard input, and saying what happens on standard output."""

import asyncio
import json
import sys

import aioice


def say(**words):
    print(json.dumps(words), flush=True)


async def main():
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    connection = None
    while line := await reader.readline():
        order = json.loads(line)
        match order.pop("do"):
            case "gather":
                connection = aioice.Connection(**order)
                if "tie_breaker" in order:
                    connection._tie_breaker = order["tie_breaker"]
                await connection.gather_candidates()
                say(
                    event="gathered",
                    ufrag=connection.local_username,
                    pwd=connection.local_password,
                    candidates=[c.to_sdp() for c in connection.local_candidates],
                )
            case "remote":
                connection.remote_username = order["ufrag"]
                connection.remote_password = order["pwd"]
            case "candidate":
                line = order["line"]
                candidate = aioice.Candidate.from_sdp(line.removeprefix("candidate:")) if line else None
                await connection.add_remote_candidate(candidate)
            case "connect":

                async def connect():
                    try:
                        await connection.connect()
                        say(event="connected", controlling=connection.ice_controlling)
                        while True:
                            say(event="heard", text=(await connection.recv()).decode())
                    except ConnectionError as error:
                        say(event="failed", why=str(error))

                task = asyncio.create_task(connect())
            case "send":
                await connection.send(order["text"].encode())
            case "close":
                await connection.close()
                return


asyncio.run(main())
