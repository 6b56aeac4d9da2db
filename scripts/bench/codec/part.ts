import { createHmac } from 'node:crypto';
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { machineQuiet } from '../quiet.ts';
import { median, row } from '../table.ts';
import type { Library } from './library.ts';
import { SAMPLES, type Sample } from './messages.ts';
import { ours } from './ours.ts';
import { loadStunPackage } from './stun-package.ts';
import { timeInTurn } from './timing.ts';
import { type Direction, whatIsWrong } from './verify.ts';
import { loadWebrtcStun } from './webrtc-stun-package.ts';
import { loadWerift } from './werift-package.ts';

const DIRECTIONS: readonly Direction[] = ['encode', 'decode'];
/** Of MESSAGE-INTEGRITY and FINGERPRINT, which the hash doesn't cover. */
const CLOSING_BYTES = 24 + 8;

/**
 * Times our STUN codec in turn with those of npm. Without integrity it should be ahead of the fastest; with it a line
 * says what the hash takes, which is portable in ours and Node's own in theirs.
 *
 * @param rounds how often each is timed; the medians are shown
 * @param say for what stands in no table
 */
export async function timeCodecs(rounds: number, say: (what: string) => void): Promise<string[][]> {
  const others = [
    loadStunPackage('stun'),
    loadStunPackage('@msimerson/stun'),
    loadWerift(),
    loadWebrtcStun(),
  ];
  const rows: string[][] = [];
  for (const sample of SAMPLES) {
    say(`codecs: ${sample.name}`);
    if (!(await machineQuiet())) say('Other programs keep this machine busy: repeat what is close.');
    for (const direction of DIRECTIONS) rows.push(...compare(sample, direction, others, rounds));
    if (sample.key) rows.push(splitHash(Buffer.from(ours.encode(sample)), sample.key, rounds));
  }
  return rows;
}

function compare(
  sample: Sample,
  direction: Direction,
  others: readonly Library[],
  rounds: number,
): string[][] {
  const wrong = whatIsWrong(ours, direction, sample);
  if (wrong !== undefined) throw new Error(`Our own codec can't ${direction} a ${sample.name}: ${wrong}`);
  const reasons = others.map((library) => whatIsWrong(library, direction, sample));
  const able = others.filter((_, index) => reasons[index] === undefined);
  const bytes = Buffer.from(ours.encode(sample));
  const work = ({ encode, decode }: Library) =>
    direction === 'encode' ? () => encode(sample) : () => decode(bytes, sample);
  const [mine = NaN, ...theirs] = timeInTurn([ours, ...able].map(work), rounds).map(median);
  const listed = able.map(({ name }, index) => `${name} ${theirs[index]?.toFixed(2)}`);
  const cant = others.flatMap(({ name }, index) =>
    reasons[index] === undefined ? [] : [note(`${name} can’t: ${reasons[index]}`)],
  );
  return [
    row(`${sample.name}, ${direction}, µs`, mine, {
      bare: Math.min(...theirs),
      digits: 2,
      ...(sample.key ? {} : { aimedRatio: 1 }),
    }),
    note(listed.join(', ')),
    ...cant,
  ];
}

/** What of the time is the hash's, ours beside Node's own over the same bytes. */
function splitHash(message: Buffer, key: Uint8Array, rounds: number): string[] {
  const bytes = message.subarray(0, -CLOSING_BYTES);
  const portable = () => hmac(sha1, key, bytes);
  const native = () => createHmac('sha1', key).update(bytes).digest();
  if (!native().equals(portable())) throw new Error('The two hashes differ');
  const [ourHash = NaN, nodeHash = NaN] = timeInTurn([portable, native], rounds).map(median);
  return row(`  of each HMAC-SHA1, ${bytes.length} bytes: portable beside Node’s, µs`, ourHash, {
    bare: nodeHash,
    digits: 2,
  });
}

function note(text: string): string[] {
  return [`  ${text}`, '', '', '', '', ''];
}
