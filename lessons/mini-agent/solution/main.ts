/** Given, and needs no change: lets Alice and Bob meet in every session, a few at a time, and say a word to each other. */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Connection } from './agent.ts';
import { SESSIONS, type Session } from './sessions.ts';

const AT_ONCE = 10;
/** A session that is no session by then won't be one. */
const PATIENCE_MS = 5_000;
/** After so many that came to nothing the rest isn't tried. */
const MOST_FAILED = 40;

let through = 0;
let failed = 0;
const waiting = [...SESSIONS];

async function worker(): Promise<void> {
  for (let session = waiting.shift(); session && failed < MOST_FAILED; session = waiting.shift()) {
    if (await meet(session)) through += 1;
    else failed += 1;
  }
}

async function meet({ number, alice, bob }: Session): Promise<boolean> {
  const open: Connection[] = [];
  const keep = async (opening: Promise<Connection>): Promise<Connection> => {
    const connection = await opening;
    open.push(connection);
    return connection;
  };
  try {
    return await Promise.race([
      talk(number, keep(connect(alice)), keep(connect(bob))),
      sleep(PATIENCE_MS, false),
    ]);
  } catch (error) {
    console.error(`Session ${number}:`, error);
    return false;
  } finally {
    for (const connection of open) connection.close();
  }
}

async function talk(
  number: number,
  alices: Promise<Connection>,
  bobs: Promise<Connection>,
): Promise<boolean> {
  const [alice, bob] = await Promise.all([alices, bobs]);
  const heard = new Promise<void>((resolve) => {
    alice.onText = (text) => {
      if (text === `hello ${number} from Bob`) resolve();
    };
    bob.onText = (text) => {
      if (text === `hello ${number} from Alice`) bob.send(`hello ${number} from Bob`);
    };
  });
  alice.send(`hello ${number} from Alice`);
  await heard;
  return true;
}

await Promise.all(Array.from({ length: AT_ONCE }, worker));
console.log(`${through} of ${SESSIONS.length} sessions have come about.`);
process.exit(0);
