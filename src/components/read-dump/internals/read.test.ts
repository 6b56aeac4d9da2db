import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIAGNOSES } from '#lessons/diagnose-dumps/checks/dump.ts';
import { weigh } from '../diagnosis.ts';
import { factsOf } from '../facts.ts';
import { findingsOf } from '../findings.ts';
import { candidateRows, eventRows, pairRows } from '../rows.ts';
import { MAX_TEXT, readInternals } from './read.ts';
import { unpackInternals } from './unpack.ts';

/** Saved by Chromium 156 in chrome://webrtc-internals; descriptions, and what isn't of ICE, are left out. */
const SAVED = readFileSync('tests/vectors/browsers/webrtc-internals-chromium-156.json', 'utf8');

describe('a file of chrome://webrtc-internals', () => {
  const read = readInternals(SAVED);
  const dump = read.ok ? read.dumps[0] : undefined;

  it('becomes a dump with the events and the last statistics of its connection', () => {
    if (!dump) throw new Error('There is no dump');
    expect(dump.browser).toBe('Chrome/156');
    expect(dump.configuration.iceServers).toEqual([{ urls: ['turn:192.0.2.2:24651'] }]);
    expect(eventRows(dump).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['icecandidate', 'addIceCandidate', 'icegatheringstate', 'connectionstate']),
    );
    expect(factsOf(dump)).toMatchObject({
      own: { host: 2, all: 2, names: 2 },
      theirs: { host: 2, all: 2 },
      lastState: 'connected',
      isRelayed: false,
      selected: { local: 'host', remote: 'host' },
      asked: { turn: true, stun: false },
    });
    const [pair] = pairRows(dump.snapshots[0]?.reports ?? []);
    expect(pair).toMatchObject({ isSelected: true, state: 'succeeded' });
    expect(pair?.responsesReceived).toBeGreaterThan(0);
    expect(candidateRows(dump.snapshots[0]?.reports ?? []).length).toBeGreaterThan(3);
    expect(DIAGNOSES.filter((one) => weigh(factsOf(dump), one).lacks.length === 0)).toEqual(['direct']);
    for (const words of Object.values(findingsOf(dump, 'en'))) expect(words).not.toBe('');
  });

  it('is read compressed, as Chromium saves it, and unpacked', async () => {
    expect(await unpackInternals(new Blob([SAVED]))).toBe(SAVED);
    expect(await unpackInternals(new Blob([gzipSync(SAVED)]))).toBe(SAVED);
  });

  it('says why another text is none', () => {
    expect(readInternals('no')).toEqual({ ok: false, error: 'not-json' });
    expect(readInternals('{"PeerConnections":{}}')).toEqual({ ok: false, error: 'no-connections' });
    expect(readInternals('[]')).toEqual({ ok: false, error: 'no-connections' });
    expect(readInternals(' '.repeat(MAX_TEXT + 1))).toEqual({ ok: false, error: 'too-long' });
  });

  it('unpacks no more than it may, and no broken file', async () => {
    const bomb = gzipSync(Buffer.alloc(MAX_TEXT + 1_000_000, 0x20));
    expect(await unpackInternals(new Blob([bomb]))).toBeUndefined();
    expect(await unpackInternals(new Blob([gzipSync(SAVED).subarray(0, 500)]))).toBeUndefined();
  });

  it('never throws, whatever stands in it, and what it makes can be shown', () => {
    const anything = fc.anything({ withBigInt: false, maxDepth: 3 });
    const connection = fc.record(
      {
        rtcConfiguration: fc.oneof(anything, fc.json()),
        updateLog: fc.oneof(
          anything,
          fc.array(
            fc.record({
              type: fc.oneof(
                fc.constantFrom('onicecandidate', 'addIceCandidate', 'onicecandidateerror', '__proto__'),
                fc.constantFrom('onconnectionstatechange', 'constructor'),
              ),
              value: fc.oneof(fc.json(), anything),
              timestamp: fc.oneof(fc.double(), anything),
            }),
          ),
        ),
        stats: fc.oneof(
          anything,
          fc.dictionary(
            fc.constantFrom('A-type', 'A-id', 'B-candidateType', '__proto__-x', 'T-selectedCandidatePairId'),
            fc.record({
              statsType: fc.constantFrom('candidate-pair', 'transport', 'local-candidate'),
              values: fc.oneof(fc.json(), anything),
              endTime: anything,
            }),
          ),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), connection), (PeerConnections) => {
        const made = readInternals(JSON.stringify({ PeerConnections }));
        if (!made.ok) return;
        for (const one of made.dumps) {
          eventRows(one);
          findingsOf(one, 'en');
          for (const { reports } of one.snapshots) {
            candidateRows(reports);
            pairRows(reports);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes what is no number for none, also what makes none of itself', () => {
    const log = (timestamp: unknown, errorCode: unknown) => [
      { type: 'onconnectionstatechange', value: '"new"', timestamp },
      { type: 'onicecandidateerror', value: { errorCode }, timestamp },
    ];
    const made = readInternals(
      JSON.stringify({
        PeerConnections: { '1': { updateLog: log({ toString: '' }, { valueOf: 0, toString: 1 }) } },
      }),
    );
    expect(made.ok && made.dumps[0]?.events).toMatchObject([{ atMs: 0 }, { atMs: 0, errorCode: 0 }]);
  });

  it('keeps a long text and a long list within bounds', () => {
    const updateLog = Array.from({ length: 5_000 }, (_, at) => ({
      type: 'onconnectionstatechange',
      value: JSON.stringify('x'.repeat(1_000)),
      timestamp: at,
    }));
    const made = readInternals(JSON.stringify({ PeerConnections: { a: { updateLog } } }));
    if (!made.ok) throw new Error(made.error);
    const [first] = made.dumps;
    expect(first?.events).toHaveLength(400);
    expect(JSON.stringify(first?.events[0]).length).toBeLessThan(500);
  });
});
