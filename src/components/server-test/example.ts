import type { TestRow } from './tester.svelte.ts';

/** What an idle instrument shows, labelled as an example. */
const data = (connectedMs: number, roundTripMs: number): NonNullable<TestRow['trial']>['data'] => ({
  outcome: 'connected',
  bytesSent: 20_000,
  bytesBack: 20_000,
  connectedMs,
  roundTripMs,
  relayProtocol: undefined,
});

export const EXAMPLE: readonly TestRow[] = [
  {
    url: 'turn:turn.example.org:3478?transport=udp',
    username: 'ada',
    stage: 'done',
    verdict: { kind: 'works' },
    trial: { srflxMs: 31, relayMs: 62, errors: [], isSilent: false, data: data(310, 64) },
  },
  {
    url: 'turns:turn.example.org:443?transport=tcp',
    username: 'ada',
    stage: 'done',
    verdict: { kind: 'unreachable' },
    trial: {
      srflxMs: undefined,
      relayMs: undefined,
      errors: [{ code: 701, text: '' }],
      isSilent: false,
      data: undefined,
    },
  },
];
