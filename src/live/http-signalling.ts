import { otherPeer, type OpenSignalling, type PeerName, type SentSignal, type Signal } from './signalling.ts';

/** A request as data, and what came of it: the whole answer, or why there is none. */
export interface HttpAsked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
export type HttpAnswered =
  | {
      readonly ok: true;
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly ok: false; readonly why: 'refused' | 'cut-off' | 'too-long' };

/** One request of a peer; `number` counts from 1. It is told when it begins and again when it is over. */
export interface Exchange {
  readonly number: number;
  readonly peer: PeerName;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** What a POST brings, or what the answer to a GET brought; in the order in which it stood there. */
  readonly carried: readonly Signal['what'][];
  /** Undefined while it waits; `given-up` when it was closed before there was an answer. */
  readonly outcome?:
    { readonly status: number } | { readonly why: 'refused' | 'cut-off' | 'too-long' | 'given-up' };
}

/**
 * Why a server can't carry signals, at its first answer that shows it. `unreadable`: a page of another origin could
 * not have read the answer. `not-a-list`: what a GET was answered with. `foreign`: something that no peer has sent.
 */
export interface SignallingFault {
  readonly kind: 'status' | 'unreadable' | 'not-a-list' | 'foreign' | 'no-answer';
  readonly exchange: Exchange;
}

export interface HttpSignallingOptions {
  /** Rejects with the signal's reason when that is aborted, and when there is nobody to ask any more. */
  readonly ask: (asked: HttpAsked, signal: AbortSignal) => Promise<HttpAnswered>;
  /** A name that no other two peers use. */
  readonly room: string;
  readonly onExchange: (exchange: Exchange) => void;
  readonly onFault: (fault: SignallingFault) => void;
}

/** A server that answers with nothing new, instead of waiting, is asked again, but not as fast as it answers. */
const PAUSE_MS = 150;

/**
 * A signalling channel over HTTP: each peer posts its signals one after the other, each when the one before was
 * answered, and collects those of the other by long polls.
 *
 * `POST /rooms/<room>/<peer>` with a message as JSON; `GET` of the same path, answered with a JSON array of messages.
 */
export function httpSignalling({ ask, room, onExchange, onFault }: HttpSignallingOptions): OpenSignalling {
  return ({ onSent, onArrived, signal: closed }) => {
    const sent: (SentSignal & { arrived: boolean })[] = [];
    const turn: Record<PeerName, Promise<void>> = { a: Promise.resolve(), b: Promise.resolve() };
    let exchanges = 0;
    /** How many signals have arrived at all. */
    let arrivals = 0;

    /** Asks once, and tells of it. Undefined: nothing more can come of this. */
    async function exchange(
      peer: PeerName,
      asked: Pick<HttpAsked, 'method' | 'body'>,
      carried: Exchange['carried'],
    ): Promise<{ readonly body: string; readonly begun: Exchange; readonly status: number } | undefined> {
      exchanges += 1;
      const path = `/rooms/${room}/${peer}`;
      const begun: Exchange = { number: exchanges, peer, method: asked.method, path, carried };
      onExchange(begun);
      let answered: HttpAnswered;
      try {
        answered = await ask({ ...asked, path, headers: HEADERS }, closed);
      } catch {
        onExchange({ ...begun, outcome: { why: 'given-up' } });
        return undefined;
      }
      if (!answered.ok) {
        return fault('no-answer', { ...begun, outcome: { why: answered.why } });
      }
      const { status, headers, body } = answered;
      const over = { ...begun, outcome: { status } };
      // A browser hides the whole answer from a page of another origin, the status as well.
      if (headers['access-control-allow-origin'] !== '*') return fault('unreadable', over);
      if (status < 200 || status > 299) return fault('status', over);
      return { body, begun, status };
    }

    function fault(kind: SignallingFault['kind'], over: Exchange): undefined {
      onExchange(over);
      if (!closed.aborted) onFault({ kind, exchange: over });
      return undefined;
    }

    async function post(signal: SentSignal): Promise<void> {
      if (closed.aborted) return;
      const body = JSON.stringify(toMessage(signal));
      const answer = await exchange(signal.from, { method: 'POST', body }, [signal.what]);
      if (answer) onExchange({ ...answer.begun, outcome: { status: answer.status } });
    }

    async function collect(peer: PeerName): Promise<void> {
      while (!closed.aborted) {
        const answer = await exchange(peer, { method: 'GET' }, []);
        if (!answer) return;
        const { body, begun, status } = answer;
        const messages = listOf(body);
        if (!messages) return fault('not-a-list', { ...begun, outcome: { status } });
        const signals = messages.map((message) => toSignal(message, otherPeer(peer)));
        const known = signals.filter((signal) => signal !== undefined);
        const over = { ...begun, carried: known.map(({ what }) => what), outcome: { status } };
        if (known.length < signals.length) return fault('foreign', over);
        onExchange(over);
        const before = arrivals;
        for (const signal of known) if (!arrive(signal)) return fault('foreign', over);
        if (arrivals === before) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }

    /** False when nobody has sent this. What comes a second time arrives a second time. */
    function arrive(signal: Signal): boolean {
      const same = sent.filter(
        ({ from, what, text }) => from === signal.from && what === signal.what && text === signal.text,
      );
      const known = same.find(({ arrived }) => !arrived) ?? same[0];
      if (!known) return false;
      if (!known.arrived) arrivals += 1;
      known.arrived = true;
      if (!closed.aborted) onArrived(known);
      return true;
    }

    for (const peer of ['a', 'b'] as const) void collect(peer);
    return (signal) => {
      if (closed.aborted) return;
      const numbered = { ...signal, number: sent.length + 1, arrived: false };
      sent.push(numbered);
      onSent(numbered);
      turn[signal.from] = turn[signal.from].then(() => post(numbered));
    };
  };
}

/** What a page may send to another origin without asking that first. */
const HEADERS = { origin: 'https://page.example', 'content-type': 'text/plain;charset=UTF-8' } as const;

/** A signal as a message: a description, a candidate, or null for the end of candidates. */
function toMessage({ what, text }: Signal): unknown {
  if (what === 'end-of-candidates') return null;
  return what === 'candidate' ? { candidate: text, sdpMLineIndex: 0 } : { type: what, sdp: text };
}

function toSignal(message: unknown, from: PeerName): Signal | undefined {
  if (message === null) return { from, what: 'end-of-candidates', text: '' };
  if (typeof message !== 'object') return undefined;
  const { type, sdp, candidate } = message as Readonly<Record<string, unknown>>;
  if (typeof candidate === 'string') return { from, what: 'candidate', text: candidate };
  const isDescription = (type === 'offer' || type === 'answer') && typeof sdp === 'string';
  return isDescription ? { from, what: type, text: sdp } : undefined;
}

function listOf(body: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
