import type { Chance } from '#lessons/chance.ts';
import { type LocalizedText, text } from '#lessons/contract.ts';
import { disguise } from './disguise.ts';
import type { Diagnosis, Dump } from './dump.ts';
import { RECORDED } from './recorded.ts';
import {
  beforeItFailed,
  withBareEnd,
  withHiccup,
  withRefusalElsewhere,
  withRelayOnThisSide,
  withTimeouts,
} from './twists.ts';

export const CHECK_IDS = [
  'tells-direct-from-relayed',
  'remembers-it-was-connected',
  'sees-what-never-came',
  'reads-a-refusal',
  'reads-silence',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

export interface Variant {
  readonly name: LocalizedText;
  readonly dump: Dump;
  readonly diagnosis: Diagnosis;
}

/** A dump of this kind, told otherwise; `twist` makes it harder. */
type Recipe = readonly [diagnosis: Diagnosis, name: LocalizedText, twist?: (dump: Dump) => Dump];

const DIRECT = text('a call without a relay', '没有中继的通话');
const RELAYED = text('a call through the peer’s relay', '经对端中继的通话');
const NEVER_CAME = text('no candidate of the peer came', '对端的候选者一个也没来');
const NAMES = text('names only, and no server', '只有名称，没有服务器');
const BLOCKED = text('servers that stay silent', '沉默的服务器');

const RECIPES: Readonly<Record<CheckId, readonly Recipe[]>> = {
  'tells-direct-from-relayed': [
    ['direct', DIRECT],
    ['relayed', RELAYED],
    ['relayed', text('a call through its own relay', '经自己中继的通话'), withRelayOnThisSide],
    ['direct', DIRECT],
  ],
  'remembers-it-was-connected': [
    ['cut-mid-call', text('connected, then failed', '先接通，后失败')],
    ['cut-mid-call', text('connected, then disconnected', '先接通，后中断'), beforeItFailed],
    ['direct', text('disconnected for a moment', '中断了一会儿，又恢复'), withHiccup],
  ],
  'sees-what-never-came': [
    ['candidates-never-came', NEVER_CAME],
    ['mdns-only', NAMES],
    ['candidates-never-came', text('only the end of candidates came', '只来了候选结束'), withBareEnd],
  ],
  'reads-a-refusal': [
    ['wrong-credential', text('401, and no relay', '401，没有中继')],
    ['relayed', text('one server refuses, another relays', '一台拒绝，另一台中继'), withRefusalElsewhere],
    [
      'cut-mid-call',
      text('a refusal in a call that was cut', '被切断的通话里有一次拒绝'),
      withRefusalElsewhere,
    ],
  ],
  'reads-silence': [
    ['udp-blocked', BLOCKED],
    ['udp-blocked', text('servers that time out, with 701', '超时的服务器，报 701'), withTimeouts],
    ['no-turn', text('a srflx, and no TURN server', '有 srflx，没有 TURN 服务器')],
    ['mdns-only', NAMES],
  ],
};

/** What the checks ask in one run: every case, drawn anew. */
export function variantsOf(chance: Chance): Readonly<Record<CheckId, readonly Variant[]>> {
  const make = ([diagnosis, name, twist = (dump) => dump]: Recipe): Variant => ({
    name,
    diagnosis,
    dump: disguise(twist(RECORDED[diagnosis]), chance),
  });
  return Object.fromEntries(CHECK_IDS.map((id) => [id, RECIPES[id].map(make)])) as unknown as Readonly<
    Record<CheckId, readonly Variant[]>
  >;
}
