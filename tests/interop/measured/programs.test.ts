import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Candidate, pairPriority, parseCandidate } from '#src/protocol/ice/index.ts';
import {
  METHOD,
  decodeStun,
  encodeStun,
  findAttributes,
  makeTransactionId,
} from '#src/protocol/stun/index.ts';
import { type Coturn, startCoturn } from '../support/coturn.ts';
import { ownAddresses } from '../support/own-address.ts';
import { type Ended, isMissing, run } from '../support/programs.ts';
import { openUdp } from '../support/udp.ts';

/* What programs of others do, as the chapters 3, 4 and 5 tell it. */

const PYTHON = '/usr/bin/python3';
const lacksAioice =
  process.env['CI'] !== 'true' &&
  spawnSync(PYTHON, ['-c', 'import aioice'], { stdio: 'ignore' }).status !== 0;

describe.skipIf(isMissing('turnserver'))('coturn', () => {
  let coturn: Coturn;
  beforeAll(async () => {
    coturn = await startCoturn();
  });
  afterAll(() => coturn.close());

  it('sends MAPPED-ADDRESS beside XOR-MAPPED-ADDRESS, and both say the same (chapter 3)', async () => {
    const socket = await openUdp('127.0.0.1');
    const answer = new Promise<Uint8Array>((resolve) => (socket.onPacket = (_from, bytes) => resolve(bytes)));
    const transactionId = makeTransactionId(() => randomInt(256) / 256);
    socket.send(
      { family: 4, address: '127.0.0.1', port: coturn.port },
      encodeStun({ class: 'request', method: METHOD.Binding, transactionId, attributes: [] }),
    );
    const decoded = decodeStun(await answer);
    await socket.close();
    if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
    for (const type of ['XOR-MAPPED-ADDRESS', 'MAPPED-ADDRESS'] as const)
      expect(findAttributes(decoded.value, type)).toMatchObject([{ address: socket.address }]);
  });

  describe.skipIf(lacksAioice)('and the Python of chapter 4', () => {
    /** The two programs that the chapter shows, as they stand there. */
    const [plausible = '', real = ''] = [
      ...readFileSync('content/en/04-candidates.mdx', 'utf8').matchAll(/```python\n(.*?)```/gs),
    ].map(([, code = '']) => code);
    const python = (code: string): Promise<Ended> => run(PYTHON, ['-c', code]);

    it('the one that looks plausible does not run: there is no such name', async () => {
      const { code, output } = await python(plausible);
      expect(code).not.toBe(0);
      expect(output).toContain("ImportError: cannot import name 'ServerReflexiveCandidate'");
      const asked = await python("from aioice import stun; print(hasattr(stun, 'get_local_candidate'))");
      expect(asked.output).toBe('False\n');
    });

    it('the other prints lines that have what the chapter says the RFC would not like', async () => {
      const here = real
        .replaceAll('"192.0.2.2", 3478', `"127.0.0.1", ${coturn.port}`)
        .replace('"user"', JSON.stringify(coturn.username))
        .replace('"secret"', JSON.stringify(coturn.password));
      expect(here).not.toBe(real);
      const { code, output } = await python(here);
      expect(code, output).toBe(0);
      const candidates = output
        .trim()
        .split('\n')
        .map((line): Candidate => {
          const parsed = parseCandidate(`candidate:${line}`);
          if (!parsed.ok) throw new Error(line);
          return parsed.value;
        });
      const of = (wanted: string) => candidates.filter(({ type }) => type === wanted);
      expect(new Set(candidates.map(({ type }) => type))).toEqual(new Set(['host', 'srflx', 'relay']));
      // Two candidates of one component with the same priority.
      expect(of('host')).toHaveLength(ownAddresses().length);
      expect(new Set(of('host').map(({ priority }) => priority))).toEqual(new Set([2_130_706_431]));
      // A srflx that equals its own base.
      expect(of('srflx')).toHaveLength(1);
      for (const { address, port, relatedAddress, relatedPort } of of('srflx')) {
        expect([address, port]).toEqual([relatedAddress, relatedPort]);
        expect(of('host').map((host) => [host.address, host.port])).toContainEqual([address, port]);
      }
    });
  });
});

describe('the shift of chapter 5, as it stands in werift', () => {
  const require = createRequire(import.meta.url);
  const file = join(dirname(require.resolve('werift')), '../../ice/src/iceBase.js');
  const { candidatePairPriority } = require(file) as {
    candidatePairPriority(local: object, remote: object, isControlling: boolean): number;
  };
  type Pair = readonly [g: number, d: number];
  const wrong = ([g, d]: Pair): number => candidatePairPriority({ priority: g }, { priority: d }, true);
  const right = ([g, d]: Pair): bigint => pairPriority(g, d);
  /** Every pair of two lists of priorities, in the order of either formula. */
  const pairsOf = (priorities: readonly number[]): Pair[] =>
    priorities.flatMap((g) => priorities.map((d) => [g, d] as const));
  const inWrongOrder = (pairs: readonly Pair[]) => pairs.toSorted((a, b) => wrong(b) - wrong(a));
  const inRightOrder = (pairs: readonly Pair[]) => pairs.toSorted((a, b) => (right(a) > right(b) ? -1 : 1));

  it('gives two host candidates 6392119293, where 9151314442783293438 is right', () => {
    const hosts = [2_130_706_431, 2_130_706_431] as const;
    expect(wrong(hosts)).toBe(6_392_119_293);
    expect(right(hosts)).toBe(9_151_314_442_783_293_438n);
  });

  it('puts all pairs into the right order with the recommended values, one address and one component', () => {
    const pairs = pairsOf([2_130_706_431, 1_694_498_815, 16_777_215]);
    expect(inWrongOrder(pairs)).toEqual(inRightOrder(pairs));
  });

  it('turns pairs around where local preferences differ by little, as with three networks', () => {
    const pairs = pairsOf([2_130_706_431, 2_130_706_175, 2_130_705_919]);
    expect(inWrongOrder(pairs)).not.toEqual(inRightOrder(pairs));
  });
});
