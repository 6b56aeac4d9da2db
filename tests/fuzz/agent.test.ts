import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { crc32 } from '#src/protocol/bytes/crc32.ts';
import type { TransportAddress } from '#src/protocol/bytes/address.ts';
import type { IceAgent } from '#src/protocol/ice/agent/index.ts';
import { L, R, connect } from '#src/protocol/ice/agent/testing-session.ts';
import { FINGERPRINT_XOR, decodeStun, encodeStun } from '#src/protocol/stun/index.ts';
import { mutate, withFittingLength } from './mutate.ts';
import { seededRandom } from './random.ts';
import { FUZZ_PACKETS, FUZZ_SEED, FUZZ_TIMEOUT_MS, heldBytes } from './settings.ts';

/** A packet costs an HMAC or two and an answer: it gets a share of the decoder's. */
const PACKETS = Math.ceil(FUZZ_PACKETS / 20);

const FROM: readonly TransportAddress[] = [
  { family: 4, address: '198.51.100.2', port: 2000 },
  { family: 4, address: '198.51.100.2', port: 2001 },
  { family: 4, address: '203.0.113.9', port: 1 },
  { family: 6, address: '2001:db8::9', port: 65535 },
];

/** Signs what a mutation left, so that it gets past the password: by Node's HMAC, with FINGERPRINT behind. */
function signed(unsigned: Uint8Array, pwd: string): Uint8Array {
  const body = withFittingLength(unsigned.slice());
  if (body.length < 20 || body.length > 1_500) return body;
  const length = body.length & ~3;
  const message = new Uint8Array(length + 32);
  message.set(body.subarray(0, length));
  const view = new DataView(message.buffer);
  view.setUint16(2, length - 20 + 24);
  const mac = createHmac('sha1', pwd).update(message.subarray(0, length)).digest();
  message.set([0x00, 0x08, 0x00, 0x14], length);
  message.set(mac, length + 4);
  view.setUint16(2, length - 20 + 32);
  message.set([0x80, 0x28, 0x00, 0x04], length + 24);
  view.setUint32(length + 28, (crc32(message, 0, length + 24) ^ FINGERPRINT_XOR) >>> 0);
  return message;
}

/** Packets of a whole session, of both sides, without what protects them: `signed` puts that behind. */
function corpusOf({ l, r }: ReturnType<typeof connect>): Uint8Array[] {
  return [...l.of('send'), ...r.of('send')].flatMap(({ bytes }) => {
    const decoded = decodeStun(bytes);
    if (!decoded.ok) return [];
    const attributes = decoded.value.attributes.filter(
      ({ type }) => type !== 'MESSAGE-INTEGRITY' && type !== 'FINGERPRINT',
    );
    return [encodeStun({ ...decoded.value, attributes })];
  });
}

describe(`the ICE agent, ${PACKETS} hostile packets, FUZZ_SEED=${FUZZ_SEED}`, () => {
  it(
    'neither throws nor grows, whoever sends them',
    () => {
      const random = seededRandom(FUZZ_SEED);
      const corpus = corpusOf(connect());
      let agent: IceAgent = connect().l.agent;
      let at = 2_000;
      let held = 0;
      let believed = 0;
      for (let count = 0; count < PACKETS; count += 1) {
        // A session is over soon: a new one, connected or not, now and then.
        if (count % 500 === 0) {
          agent = connect({}, {}, random.below(2) ? () => [] : () => [10]).l.agent;
          at = 2_000;
        }
        const mutated = mutate(corpus, random);
        const bytes = random.below(3) === 0 ? mutated : signed(mutated, random.pick([L.pwd, R.pwd]));
        const actions = agent.handlePacket(at, 1, random.pick(FROM), bytes);
        believed += Number(
          actions.some((action) => action.kind === 'trace' && action.event === 'request-received'),
        );
        if (random.below(20) === 0) agent.handleTimeout((at += random.below(500)));
        if (count % 500 === 499) {
          const { checklists, remote } = agent.snapshot();
          expect(checklists.flatMap(({ pairs }) => pairs).length).toBeLessThanOrEqual(100);
          expect(remote.length).toBeLessThanOrEqual(200);
        }
        if (count === Math.floor(PACKETS / 4)) held = heldBytes();
      }
      // Otherwise nothing but the way to the password was tried.
      expect(believed).toBeGreaterThan(PACKETS / 400);
      expect(heldBytes() - held).toBeLessThan(20_000_000);
    },
    FUZZ_TIMEOUT_MS,
  );
});
