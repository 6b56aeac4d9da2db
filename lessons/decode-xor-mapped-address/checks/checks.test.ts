import { describe, expect, it, vi } from 'vitest';
import { toNumbers } from '#lessons/bytes.ts';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Json, Verdict } from '#lessons/contract.ts';
import { decodeStun, findAttribute, ipBytes, unknownComprehensionRequired } from '#src/protocol/index.ts';
import { decodeXorMappedAddress as solution } from '../solution/exercise.ts';
import { decodeXorMappedAddress as start } from '../start/exercise.ts';
import { drawCases, RFC5769_IPV4, type Case } from './cases.ts';
import exercise from './index.ts';

type Decoder = (message: number[]) => Json;

const solve: Decoder = (message) => solution(message) as Json;
const draw = (seed: number): Case[] => drawCases(createChance(seeded(seed)));

function call(decoder: Decoder, message: Uint8Array): CallOutcome {
  try {
    return { ok: true, value: decoder(toNumbers(message)) };
  } catch (error) {
    return { ok: false, error: { kind: 'thrown', name: 'Error', message: String(error) } };
  }
}

function verdictsOf(decoder: Decoder, seed = 1): Record<string, Verdict> {
  const observed = draw(seed).map((example) => ({ example, outcome: call(decoder, example.message) }));
  return Object.fromEntries(
    Object.entries(exercise.checks).map(([id, check]) => [id, check(observed, { iceServers: [] })]),
  );
}

const failing = (verdicts: Record<string, Verdict>) =>
  Object.entries(verdicts).flatMap(([id, { verdict }]) => (verdict === 'fail' ? [id] : []));

/** Our own protocol core's answer. */
function reference(message: Uint8Array): Json {
  const decoded = decodeStun(message);
  if (!decoded.ok) return null;
  const { class: messageClass, method } = decoded.value;
  const known = unknownComprehensionRequired(decoded.value).length === 0;
  const mapped = findAttribute(decoded.value, 'XOR-MAPPED-ADDRESS')?.address;
  if (messageClass !== 'success' || method !== 1 || !known || !mapped) return null;
  return { address: mapped.address, port: mapped.port };
}

describe('the messages', () => {
  it('are read as expected by our own protocol core', () => {
    for (let seed = 0; seed < 50; seed++) {
      for (const { message, expected, about } of draw(seed)) {
        const answer = reference(message);
        if (expected === null) expect(answer, about.en).toBeNull();
        else expect(answer, about.en).toMatchObject({ address: expected.address, port: expected.port });
      }
    }
  });
});

describe('the checks of decode-xor-mapped-address', () => {
  it('pass the solution, whatever is drawn', () => {
    for (let seed = 0; seed < 100; seed++) expect(failing(verdictsOf(solve, seed))).toEqual([]);
  });

  it('fail the code to start from', () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined); // it prints for the learner
    const failed = failing(verdictsOf((message) => start(message) as Json));
    expect(failed).toEqual(['ipv4', 'ipv6', 'walks', 'right-attribute', 'required']);
  });

  it('take any correct spelling of an IPv6 address', () => {
    const loudly: Decoder = (message) => {
      const answer = solution(message);
      if (!answer?.address.includes(':')) return answer as Json;
      const groups = Array.from(ipBytes(answer.address) ?? [], (byte) => byte.toString(16).padStart(2, '0'));
      const address = groups
        .join('')
        .replace(/(.{4})(?!$)/g, '$1:')
        .toUpperCase();
      return { ...answer, address };
    };
    expect(failing(verdictsOf(loudly))).toEqual([]);
  });

  it('fail an address that is only half right, and an answer that was prepared', () => {
    const fixed = solve(toNumbers(RFC5769_IPV4.message));
    expect(failing(verdictsOf(() => fixed))).toEqual([
      'ipv4',
      'ipv6',
      'walks',
      'right-attribute',
      'required',
      'refuses',
    ]);
    const wrongPort: Decoder = (message) => {
      const answer = solution(message);
      return answer && { ...answer, port: answer.port ^ 1 };
    };
    expect(failing(verdictsOf(wrongPort))).toContain('ipv6');
  });

  it('take a throw for no answer, and say so', () => {
    const verdict = verdictsOf((message) => {
      if (message.length < 20) throw new RangeError('out of bounds');
      return solve(message);
    })['refuses'];
    expect(verdict).toMatchObject({ verdict: 'fail', hint: 'ask-before-you-read' });
    expect(verdict?.seen?.en).toContain('out of bounds');
  });
});
