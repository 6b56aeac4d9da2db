import type { Dump, DumpEvent, Report } from '#lessons/diagnose-dumps/checks/dump.ts';

/*
 * Chromium's own file of chrome://webrtc-internals. It comes from a stranger: it is data only, every list and text in it
 * is bounded, and what isn't as expected is left out. Its form is documented nowhere; it was read off Chromium 156.
 */

/** A file of a long call has some megabytes; this is more than this page is to hold. */
export const MAX_TEXT = 30_000_000;
const MAX_CONNECTIONS = 20;
const MAX_EVENTS = 400;
const MAX_REPORTS = 400;
const MAX_WORDS = 300;

/** Why a text is no such file. */
export type InternalsError = 'too-long' | 'not-json' | 'no-connections';

export type ReadInternals =
  | { readonly ok: true; readonly dumps: readonly Dump[] }
  | { readonly ok: false; readonly error: InternalsError };

/** Reads the connections of a file, each as a dump. Never throws. */
export function readInternals(text: string): ReadInternals {
  if (text.length > MAX_TEXT) return { ok: false, error: 'too-long' };
  const file = parse(text);
  if (file === undefined) return { ok: false, error: 'not-json' };
  const browser = /Chrom\w+\/\d+/.exec(textOf(memberOf(file, 'UserAgent')))?.[0] ?? '';
  const dumps = entriesOf(memberOf(file, 'PeerConnections'))
    .slice(0, MAX_CONNECTIONS)
    .map(([, connection]) => dumpOf(connection, browser))
    .filter(({ events, snapshots }) => events.length > 0 || snapshots.length > 0);
  return dumps.length > 0 ? { ok: true, dumps } : { ok: false, error: 'no-connections' };
}

function dumpOf(connection: unknown, browser: string): Dump {
  const log = listOf(memberOf(connection, 'updateLog'));
  const startMs = numberOf(memberOf(log[0], 'timestamp'));
  const events = log
    .flatMap((entry) =>
      eventOf(entry, Math.round((numberOf(memberOf(entry, 'timestamp')) || startMs) - startMs)),
    )
    .slice(0, MAX_EVENTS);
  const series = entriesOf(memberOf(connection, 'stats'));
  const reports = reportsOf(series);
  const lastMs = Math.max(
    startMs,
    ...series.slice(0, 1_000).map(([, one]) => Date.parse(textOf(memberOf(one, 'endTime'))) || startMs),
  );
  const servers = listOf(memberOf(parseMember(connection, 'rtcConfiguration'), 'iceServers'));
  return {
    browser,
    configuration: {
      iceServers: servers.map((server) => ({
        urls: [memberOf(server, 'urls')].flat().slice(0, 20).map(textOf).filter(Boolean),
      })),
      iceTransportPolicy: 'all',
    },
    events,
    snapshots: reports.length > 0 ? [{ atMs: Math.max(0, Math.round(lastMs - startMs)), reports }] : [],
  };
}

const STATES = {
  onicegatheringstatechange: 'icegatheringstate',
  oniceconnectionstatechange: 'iceconnectionstate',
  onconnectionstatechange: 'connectionstate',
} as const;

/** An entry of the log, where it is of ICE. */
function eventOf(entry: unknown, atMs: number): DumpEvent[] {
  const type = textOf(memberOf(entry, 'type'));
  const value = parseMember(entry, 'value');
  const isState = (name: string): name is keyof typeof STATES => Object.hasOwn(STATES, name);
  if (isState(type)) {
    const state = textOf(value);
    return state === '' ? [] : [{ kind: STATES[type], atMs, state }];
  }
  if (type === 'onicecandidate' || type === 'addIceCandidate') {
    const candidate = textOf(memberOf(value, 'candidate'));
    return [{ kind: type === 'addIceCandidate' ? type : 'icecandidate', atMs, candidate }];
  }
  if (type === 'onicecandidateerror' || type === 'icecandidateerror') {
    const errorCode = numberOf(memberOf(value, 'errorCode') ?? memberOf(value, 'error_code'));
    const [url, errorText] = ['url', 'errorText'].map((name) => textOf(memberOf(value, name)));
    return [{ kind: 'icecandidateerror', atMs, url: url ?? '', errorCode, errorText: errorText ?? '' }];
  }
  return [];
}

const KEPT = ['candidate-pair', 'local-candidate', 'remote-candidate', 'transport'];

/** The last value of each member: `<id>-<member>` names a series. What was given up is still there. */
function reportsOf(series: readonly (readonly [string, unknown])[]): Report[] {
  const reports = new Map<string, Record<string, string | number | boolean>>();
  for (const [name, one] of series) {
    const type = textOf(memberOf(one, 'statsType'));
    const place = name.lastIndexOf('-');
    if (!KEPT.includes(type) || place < 1) continue;
    const id = name.slice(0, Math.min(place, MAX_WORDS));
    const value = listOf(parseMember(one, 'values')).at(-1);
    const report = reports.get(id) ?? { type };
    if (!reports.has(id) && reports.size >= MAX_REPORTS) continue;
    reports.set(id, report);
    if (typeof value === 'string') report[name.slice(place + 1)] = value.slice(0, MAX_WORDS);
    else if (typeof value === 'number' || typeof value === 'boolean') report[name.slice(place + 1)] = value;
  }
  return [...reports].map(([id, members]): Report => {
    return { ...members, id, type: String(members['type']) };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON within JSON. */
function parseMember(value: unknown, name: string): unknown {
  const text = memberOf(value, name);
  return typeof text === 'string' ? parse(text) : undefined;
}

/** An own member of an object; undefined of anything else. */
function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Chromium writes numbers as such or as text. An object is none: it may make no number of itself, but throw. */
function numberOf(value: unknown): number {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0;
  return Number.isFinite(number) ? number : 0;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MAX_WORDS) : '';
}
