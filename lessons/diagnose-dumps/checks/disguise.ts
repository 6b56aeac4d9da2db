import type { Chance } from '#lessons/chance.ts';
import type { Dump, DumpEvent, Report, Snapshot } from './dump.ts';

/**
 * A dump that tells the same story with other addresses, ports, names, ids and times, its reports in another order and
 * with some that mean nothing: what a stored answer, or a look at an address, would not survive.
 */
export function disguise(dump: Dump, chance: Chance): Dump {
  const rename = createRenaming(chance);
  const slowness = 1 + chance.below(60) / 100;
  const later = (ms: number): number => Math.round(ms * slowness);
  return {
    browser: dump.browser,
    configuration: {
      ...dump.configuration,
      iceServers: dump.configuration.iceServers.map(({ urls }) => ({ urls: urls.map(rename.text) })),
    },
    events: dump.events.map((event) => rename.event({ ...event, atMs: later(event.atMs) })),
    snapshots: dump.snapshots.map(({ atMs, reports }): Snapshot => ({
      atMs: later(atMs),
      reports: shuffled([...reports.map(rename.report), ...meaningless(chance)], chance),
    })),
  };
}

interface Renaming {
  text(text: string): string;
  event(event: DumpEvent): DumpEvent;
  report(report: Report): Report;
}

const IPV4 = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const NAME = /\b[0-9a-f-]{36}\.local\b/g;
/** Of a candidate's line: address and port, and those that are related. */
const PLACE = /(\S+) (\d+)(?= typ )/;
const IDS = ['id', 'localCandidateId', 'remoteCandidateId', 'selectedCandidatePairId', 'transportId'];
const FRAGMENT = / ufrag (\S+)/;

/** The same thing gets the same new name wherever it stands. */
function createRenaming(chance: Chance): Renaming {
  const named = new Map<string, string>();
  const once = (old: string, make: () => string): string => {
    const known = named.get(old);
    if (known !== undefined) return known;
    const made = make();
    named.set(old, made);
    return made;
  };
  const hex = (length: number): string =>
    Array.from({ length }, () => chance.below(16).toString(16)).join('');
  // Those of RFC 5737: no reader is to think of somebody's address.
  const address = (old: string): string =>
    old === '0.0.0.0'
      ? old
      : once(old, () => `${chance.below(2) === 0 ? '198.51.100' : '192.0.2'}.${1 + named.size}`);
  const name = (old: string): string =>
    once(old, () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}.local`);
  const text = (old: string): string => old.replace(IPV4, address).replace(NAME, name);
  const port = (old: number): number =>
    // 9 stands for none, and 3478 is where STUN and TURN are.
    old === 9 || old === 0 || old === 3478
      ? old
      : Number(once(`port ${old}`, () => `${40_000 + chance.below(20_000)}`));
  const line = (old: string): string =>
    text(old)
      .replace(PLACE, (_, at: string, number: string) => `${at} ${port(Number(number))}`)
      .replace(/ rport (\d+)/, (_, number: string) => ` rport ${port(Number(number))}`)
      .replace(FRAGMENT, (_, fragment: string) => ` ufrag ${once(fragment, () => chance.word(4))}`);
  return {
    text,
    event: (event) => {
      const url = 'url' in event && event.url !== undefined ? { url: text(event.url) } : {};
      return 'candidate' in event
        ? { ...event, candidate: line(event.candidate), ...url }
        : { ...event, ...url };
    },
    report: (report) =>
      Object.fromEntries(
        Object.entries(report).map(([member, value]) => {
          if (IDS.includes(member)) return [member, once(`${value}`, () => `${hex(10)}`)];
          if (typeof value === 'string') return [member, text(value)];
          return [member, /port$/i.test(member) ? port(Number(value)) : value];
        }),
      ) as Report,
  };
}

/** Reports that are in every real dump and say nothing of ICE. */
function meaningless(chance: Chance): Report[] {
  return [
    {
      id: `D${chance.word(8)}`,
      type: 'data-channel',
      label: 'x',
      state: 'open',
      messagesSent: chance.below(90),
    },
    { id: `P${chance.word(8)}`, type: 'peer-connection', dataChannelsOpened: 1, dataChannelsClosed: 0 },
    { id: `C${chance.word(8)}`, type: 'certificate', fingerprintAlgorithm: 'sha-256' },
  ].slice(chance.below(3));
}

function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  const rest = [...items];
  return items.map(() => rest.splice(chance.below(rest.length), 1)[0] as T);
}
