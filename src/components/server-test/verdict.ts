import type { GatherFault } from '#src/live/gather-events.ts';
import { isTurnUrl, parseIceUrl } from '#src/live/ice-server-url.ts';
import { MESSAGE_BYTES, MESSAGES } from '#src/live/relayed-data.ts';
import type { ServerTrial } from '#src/live/server-trial.ts';

/** How a browser gets to the server, by the URL. */
export type Leg = 'udp' | 'tcp' | 'tls';

/** What one URL is worth, as data; `words.ts` says it. */
export type Verdict =
  /** A relay that carried every byte there and back. */
  | { readonly kind: 'works' }
  /** A STUN server that said what it sees. */
  | { readonly kind: 'sees-you' }
  /** An address was lent, but not all bytes came back. */
  | { readonly kind: 'no-data'; readonly why: 'no-path' | 'bytes-lost' }
  | { readonly kind: 'unauthorized' }
  /** A code of the server's own, 300 to 699. */
  | { readonly kind: 'refused'; readonly code: number }
  /** 701, which is the browser's own code: no usable answer. */
  | { readonly kind: 'unreachable' }
  /** No answer and no error until our own deadline. */
  | { readonly kind: 'silent' }
  /** The browser refused to ask, or ended without a word. */
  | { readonly kind: 'fault'; readonly fault: GatherFault };

export type VerdictKind = Verdict['kind'];

const UNREACHABLE = 701;

/** What a trial of this URL shows. */
export function verdictOf(url: string, trial: ServerTrial): Verdict {
  const { data } = trial;
  if (data) return verdictOfData(data.outcome === 'connected', data.bytesBack);
  if (!isTurnUrl(url) && trial.srflxMs !== undefined) return { kind: 'sees-you' };
  const codes = trial.errors.map(({ code }) => code);
  // A server that answered says more than an interface that couldn't reach it.
  const answered = codes.find((code) => typeof code === 'number' && code !== UNREACHABLE);
  if (answered === 401) return { kind: 'unauthorized' };
  if (typeof answered === 'number') return { kind: 'refused', code: answered };
  if (codes.includes(UNREACHABLE)) return { kind: 'unreachable' };
  if (trial.isSilent) return { kind: 'silent' };
  const fault = codes.find((code) => typeof code === 'string');
  return { kind: 'fault', fault: fault ?? 'nothing' };
}

function verdictOfData(isConnected: boolean, bytesBack: number): Verdict {
  if (!isConnected) return { kind: 'no-data', why: 'no-path' };
  return bytesBack === MESSAGES * MESSAGE_BYTES ? { kind: 'works' } : { kind: 'no-data', why: 'bytes-lost' };
}

/** Whether it is what the URL promises. */
export function isGood({ kind }: Verdict): boolean {
  return kind === 'works' || kind === 'sees-you';
}

/** How this URL reaches its server, and at which port; undefined for what is no URL. */
export function legOf(url: string): { readonly leg: Leg; readonly port: number } | undefined {
  const parsed = parseIceUrl(url);
  if (!parsed.ok) return undefined;
  const { scheme, transport, port } = parsed.value;
  return { leg: scheme === 'turns' || scheme === 'stuns' ? 'tls' : transport, port };
}

/**
 * What the working URLs are worth together, from where the reader is.
 * - `no-relay`: nothing can be relayed; `stun-only`: nobody was asked to
 * - `udp-only`: networks that let no UDP out have no way; `no-udp`: every call pays for TCP
 * - `no-443`: a way over TCP, but none where only web traffic gets out
 * - `all-ways`: UDP, and TCP to port 443
 */
export type Overall = 'no-relay' | 'stun-only' | 'stun-fails' | 'udp-only' | 'no-udp' | 'no-443' | 'all-ways';

/** Judges all URLs of a test together. */
export function overallOf(results: readonly { readonly url: string; readonly verdict: Verdict }[]): Overall {
  const working = results
    .filter(({ verdict }) => verdict.kind === 'works')
    .flatMap(({ url }) => legOf(url) ?? []);
  if (!results.some(({ url }) => isTurnUrl(url))) {
    return results.some(({ verdict }) => isGood(verdict)) ? 'stun-only' : 'stun-fails';
  }
  if (working.length === 0) return 'no-relay';
  const overTcp = working.filter(({ leg }) => leg !== 'udp');
  if (overTcp.length === 0) return 'udp-only';
  if (overTcp.length === working.length) return 'no-udp';
  return overTcp.some(({ port }) => port === 443) ? 'all-ways' : 'no-443';
}
