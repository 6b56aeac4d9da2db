import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { startIceServer } from './ice-server.ts';
import { describeIceServer } from './describe.ts';
import { OperatorError } from './operator-error.ts';
import { readSettings } from './settings.ts';

const USAGE = `The STUN and TURN server of Icebreaker, by itself.

  node src/ice-server/cli.ts [--port <port>] [--host] [--json]

  --port   UDP and TCP port (or ICE_PORT; default 3478; 0 for any that is free)
  --host   serve this machine's networks too, not only this machine
  --json   print one line of JSON: an array of RTCIceServer with a fresh credential;
           and another one for each line of standard input

It runs until it is interrupted.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(USAGE);

  const { icePort, openHost } = readSettings({
    ...process.env,
    ...(values.port && { ICE_PORT: values.port }),
  });
  const open = values.host || openHost !== undefined ? 'own-networks' : 'this-machine';
  const server = await startIceServer({ port: icePort, open });
  const stop = () => {
    process.stdin.destroy();
    void server.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (!values.json) return console.log(describeIceServer(server, open));
  const print = async () => console.log(JSON.stringify(await server.iceServers()));
  await print();
  createInterface({ input: process.stdin }).on('line', () => void print());
}

await main().catch((error: unknown) => {
  if (!(error instanceof OperatorError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
