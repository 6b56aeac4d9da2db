import { text } from '#lessons/contract.ts';
import type { Json, LocalizedText } from '#lessons/contract.ts';

/** A report as the learner's function gets it, and the decisions that the task's rules allow. */
export interface Case {
  readonly name: LocalizedText;
  readonly report: { readonly [key: string]: Json };
  readonly accepts: (decision: Decision) => boolean;
  /** The decision in short, for the verdict: “repeat, with the nonce of the answer”. */
  readonly wanted: LocalizedText;
}

export type Decision = Readonly<Record<string, Json>>;

export const CHECK_IDS = [
  'answers-the-challenge',
  'repeats-with-the-nonce',
  'tells-expired-from-wrong',
  'waits-a-minute',
  'reads-701',
  'reads-silence',
  'guesses-nothing',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

/** What is different in each run, so that no answer can be written in advance. */
export interface Chance {
  readonly realm: string;
  readonly nonce: string;
  readonly nowS: number;
}

const UDP = 'turn:turn.example.org:3478?transport=udp';
const TCP = 'turn:turn.example.org:3478?transport=tcp';
const TLS = 'turns:turn.example.org:443';

/** Every case, by its check. The rules are those of the task; the RFC's section stands beside each. */
export function casesOf({ realm, nonce, nowS }: Chance): Record<CheckId, Case[]> {
  const atMs = nowS * 1000 + 250;
  const answer = (code: number, changes: Record<string, Json> = {}): Case['report'] => ({
    kind: 'turn-answer',
    code,
    authenticated: true,
    username: 'ada',
    realm: code === 401 || code === 438 ? realm : null,
    nonce: code === 401 || code === 438 ? nonce : null,
    atMs,
    ...changes,
  });
  const event = (code: number, changes: Record<string, Json> = {}): Case['report'] => ({
    kind: 'candidate-error',
    code,
    url: UDP,
    username: 'ada',
    gaveCandidate: false,
    atMs,
    ...changes,
  });
  const silence = (waitedMs: number, url = UDP, deadlineMs = 10_000): Case['report'] => ({
    kind: 'silence',
    url,
    waitedMs,
    deadlineMs,
  });
  const plain = (action: string) => ({
    wanted: text(action, action),
    accepts: (decision: Decision) => decision['action'] === action,
  });
  const repeat = {
    wanted: text('repeat, with the nonce of the answer', 'repeat，带上应答里的 nonce'),
    accepts: (decision: Decision) => decision['action'] === 'repeat' && decision['nonce'] === nonce,
  };
  const wait = {
    wanted: text('wait, 60 seconds or more', 'wait，60 秒或更久'),
    accepts: ({ action, seconds }: Decision) =>
      action === 'wait' && typeof seconds === 'number' && seconds >= 60,
  };

  return {
    // RFC 8489 §9.2.3.1, §9.2.5: the first request carries no credential; 401 brings realm and nonce.
    'answers-the-challenge': [
      {
        name: text('401 to a request without a credential', '401，请求没有带凭据'),
        report: answer(401, { authenticated: false, username: null }),
        wanted: text(
          'authenticate, with realm and nonce of the answer',
          'authenticate，带上应答里的 realm 和 nonce',
        ),
        accepts: (decision) =>
          decision['action'] === 'authenticate' && decision['realm'] === realm && decision['nonce'] === nonce,
      },
    ],
    // RFC 8489 §9.2.5: "the client MUST retry the request, using the new NONCE".
    'repeats-with-the-nonce': [
      { name: text('438', '438'), report: answer(438), ...repeat },
      {
        name: text('438, and the credential is still valid', '438，凭据仍然有效'),
        report: answer(438, { username: `${nowS + 3600}:ada` }),
        ...repeat,
      },
    ],
    // RFC 8656 §7.4 (401): "SHOULD notify the user or operator"; the expiry is the REST draft's.
    'tells-expired-from-wrong': [
      { name: text('401 to ada', '401，用户名 ada'), report: event(401), ...plain('tell-somebody') },
      {
        name: text('401 to ada, decoded', '401，用户名 ada，解码后的应答'),
        report: answer(401),
        ...plain('tell-somebody'),
      },
      {
        name: text('401, expired a minute ago', '401，一分钟前失效'),
        report: event(401, { username: `${nowS - 60}:ada` }),
        ...plain('new-credentials'),
      },
      {
        name: text('401, expires in this second', '401，正好这一秒失效'),
        report: answer(401, { username: `${nowS}:${nonce}` }),
        ...plain('new-credentials'),
      },
      {
        name: text('401, valid for another hour', '401，还有一小时有效'),
        report: event(401, { username: `${nowS + 3600}:ada` }),
        ...plain('tell-somebody'),
      },
      {
        name: text('401, a name with a colon and no number', '401，用户名有冒号、没有数字'),
        report: event(401, { username: 'room:7' }),
        ...plain('tell-somebody'),
      },
    ],
    // RFC 8656 §7.4 (486, 508): "SHOULD wait at least 1 minute".
    'waits-a-minute': [
      { name: text('486', '486'), report: event(486), ...wait },
      { name: text('508', '508'), report: event(508), ...wait },
      { name: text('486, decoded', '486，解码后的应答'), report: answer(486), ...wait },
      { name: text('508, decoded', '508，解码后的应答'), report: answer(508), ...wait },
    ],
    'reads-701': [
      {
        name: text('701, and a candidate came', '701，但得到了候选者'),
        report: event(701, { gaveCandidate: true }),
        ...plain('nothing'),
      },
      { name: text('701 over UDP', '701，经 UDP'), report: event(701), ...plain('try-tcp') },
      {
        name: text('701 over UDP, no transport in the URL', '701，经 UDP，URL 里没写 transport'),
        report: event(701, { url: 'turn:turn.example.org:3478' }),
        ...plain('try-tcp'),
      },
      {
        name: text('701 over TCP', '701，经 TCP'),
        report: event(701, { url: TCP }),
        ...plain('tell-somebody'),
      },
      {
        name: text('701 over TLS', '701，经 TLS'),
        report: event(701, { url: TLS }),
        ...plain('tell-somebody'),
      },
    ],
    'reads-silence': [
      {
        name: text('silence for 2 s of 10', '10 秒期限，已沉默 2 秒'),
        report: silence(2_000),
        ...plain('keep-waiting'),
      },
      {
        name: text('silence for 10 s of 10', '10 秒期限，已沉默 10 秒'),
        report: silence(10_000),
        ...plain('try-tcp'),
      },
      {
        name: text('silence for 10 s of 40', '40 秒期限，已沉默 10 秒'),
        report: silence(10_000, UDP, 40_000),
        ...plain('keep-waiting'),
      },
      {
        name: text('silence for 12 s of 10, over TCP', '10 秒期限，已沉默 12 秒，经 TCP'),
        report: silence(12_000, TCP),
        ...plain('tell-somebody'),
      },
      {
        name: text('silence for 12 s of 10, over TLS', '10 秒期限，已沉默 12 秒，经 TLS'),
        report: silence(12_000, TLS),
        ...plain('tell-somebody'),
      },
    ],
    'guesses-nothing': [403, 437, 442, 500, 699].flatMap((code) => [
      {
        name: text(`${code}, decoded`, `${code}，解码后的应答`),
        report: answer(code),
        ...plain('tell-somebody'),
      },
      { name: text(`${code}`, `${code}`), report: event(code), ...plain('tell-somebody') },
    ]),
  };
}
