import { type AddressFamily, parseIpAddress } from '#src/protocol/index.ts';
import type {
  AgentSpec,
  Change,
  FirewallRules,
  FirewallSpec,
  HostSpec,
  IceServerSpec,
  Interface,
  LinkSpec,
  LinuxBehaviour,
  NatBehaviour,
  NatSpec,
  NetworkSpec,
  NodeSpec,
  Rfc4787Behaviour,
  Scene,
  ServerSpec,
  SignallingSpec,
} from '../types.ts';
import { refuse } from './error.ts';
import { formatPrefix, readPrefix } from './prefix.ts';
import { type Read, boolean, list, number, oneOf, optional, record, tagged, text, whole } from './readers.ts';

/** The longest scene. */
export const MAX_UNTIL_MS = 600_000;
export const MAX_NETWORKS = 64;
export const MAX_NODES = 256;
export const MAX_CHANGES = 200;
const MAX_SAID_CHARS = 200;
/** The longest spelling of an IPv6 address. */
const MAX_ADDRESS_CHARS = 45;

const time = whole(0, MAX_UNTIL_MS);
const delay = whole(0, 10_000);
/** NATs are given minutes, hours or days. */
const timer = whole(1, 86_400_000);
const share = number(0, 1);
const port = whole(1, 65_535);
const dependence = oneOf('EndpointIndependent', 'AddressDependent', 'AddressAndPortDependent');
const unsolicited = oneOf('dropped', 'accepted');

const id: Read<string> = (value, place) => {
  const found = text(24)(value, place);
  return /^[A-Za-z][A-Za-z\d-]*$/.test(found) ? found : refuse(place, { kind: 'not-an-id' });
};

const prefix = (family: AddressFamily): Read<string> => {
  return (value, place) => {
    const found = readPrefix(text(MAX_ADDRESS_CHARS + 4)(value, place), family);
    return found ? formatPrefix(found) : refuse(place, { kind: 'not-a-prefix', family });
  };
};

const address = (family: AddressFamily): Read<string> => {
  return (value, place) => {
    const found = parseIpAddress(text(MAX_ADDRESS_CHARS)(value, place));
    return found?.family === family ? found.address : refuse(place, { kind: 'not-an-address', family });
  };
};

const network = record<NetworkSpec>({ id, ipv4: optional(prefix(4)), ipv6: optional(prefix(6)) });

const link = record<LinkSpec>({
  latencyMs: optional(delay),
  jitterMs: optional(delay),
  loss: optional(share),
  reordering: optional(share),
  // Each host takes as much: RFC 1122 §3.3.2.
  mtuBytes: optional(whole(576, 65_535)),
});

const networkInterface = record<Interface>({
  network: id,
  ipv4: optional(address(4)),
  ipv6: optional(address(6)),
  link: optional(link),
});
/** A machine of an exercise can be many peers at once, each in a network of its own. */
const interfaces = list(networkInterface, { min: 1, max: 32 });

const iceServer = record<IceServerSpec>({
  kind: oneOf('stun', 'turn'),
  server: id,
  transport: optional(oneOf('udp', 'tcp')),
  port: optional(port),
});

const agent = record<AgentSpec>({
  role: oneOf('controlling', 'controlled'),
  servers: list(iceServer, { max: 8 }),
  policy: optional(oneOf('all', 'relay')),
  hidesAddresses: optional(boolean),
  // Not below 5: RFC 8445 §14.2.
  taMs: optional(whole(5, 5_000)),
  startsAtMs: optional(time),
  // Ten minutes of it are 60,000 packets of each agent.
  talksEveryMs: optional(whole(10, MAX_UNTIL_MS)),
});

const rfc4787 = record<Rfc4787Behaviour>({
  model: oneOf('rfc4787'),
  mapping: dependence,
  filtering: dependence,
  ports: optional(oneOf('preserving', 'random', 'sequential')),
  keepsParity: optional(boolean),
  pooling: optional(oneOf('paired', 'arbitrary')),
  hairpinning: optional(oneOf('none', 'external', 'internal')),
  mappingMs: optional(timer),
  inboundRefresh: optional(boolean),
  keepsSessions: optional(boolean),
});

const linux = record<LinuxBehaviour>({
  model: oneOf('linux'),
  ports: optional(oneOf('preserving', 'random')),
  unsolicited: optional(unsolicited),
  unrepliedMs: optional(timer),
  repliedMs: optional(timer),
});

const behaviour = tagged<NatBehaviour, 'model'>('model', { rfc4787, linux });

const tcpPorts = list(port, { max: 16 });
const tcpWord = oneOf('any', 'none');

const rules = record<FirewallRules>({
  udp: optional(oneOf('any', 'none')),
  tcp: optional((value, place) => (Array.isArray(value) ? tcpPorts : tcpWord)(value, place)),
  unsolicited: optional(unsolicited),
  idleMs: optional(timer),
});

const node = tagged<NodeSpec, 'kind'>('kind', {
  host: record<HostSpec>({ kind: oneOf('host'), id, interfaces, agent: optional(agent) }),
  server: record<ServerSpec>({
    kind: oneOf('server'),
    id,
    interfaces,
    ports: optional(list(port, { min: 1, max: 8 })),
    relays: optional(boolean),
  }),
  nat: record<NatSpec>({
    kind: oneOf('nat'),
    id,
    inside: networkInterface,
    outside: networkInterface,
    pool: optional(list(address(4), { max: 16 })),
    behaviour,
  }),
  firewall: record<FirewallSpec>({
    kind: oneOf('firewall'),
    id,
    inside: networkInterface,
    outside: networkInterface,
    rules,
  }),
});

type Do<What extends Change['do']> = Extract<Change, { readonly do: What }>;
/** A change comes at the moment that the reader looked at, which is whole only by chance. */
const at = { atMs: number(0, MAX_UNTIL_MS), node: id };

const cutOrMend = record<Do<'cut' | 'mend'>>({ ...at, do: oneOf('cut', 'mend'), network: id });

const change = tagged<Change, 'do'>('do', {
  'set-nat': record<Do<'set-nat'>>({ ...at, do: oneOf('set-nat'), behaviour }),
  reboot: record<Do<'reboot'>>({ ...at, do: oneOf('reboot') }),
  'set-firewall': record<Do<'set-firewall'>>({ ...at, do: oneOf('set-firewall'), rules }),
  cut: cutOrMend,
  mend: cutOrMend,
  'set-link': record<Do<'set-link'>>({ ...at, do: oneOf('set-link'), network: id, link }),
  move: record<Do<'move'>>({ ...at, do: oneOf('move'), from: id, to: networkInterface }),
  restart: record<Do<'restart'>>({ ...at, do: oneOf('restart') }),
  close: record<Do<'close'>>({ ...at, do: oneOf('close') }),
  say: record<Do<'say'>>({ ...at, do: oneOf('say'), text: text(MAX_SAID_CHARS) }),
});

/** A scene by its shape: each field of its type and in its range. What it means, `checkMeaning` looks at. */
export const sceneShape: Read<Scene> = record<Scene>({
  version: oneOf(1),
  seed: whole(0, 0xffff_ffff),
  untilMs: whole(1, MAX_UNTIL_MS),
  networks: list(network, { min: 1, max: MAX_NETWORKS }),
  nodes: list(node, { max: MAX_NODES }),
  signalling: record<SignallingSpec>({ latencyMs: delay, trickles: optional(boolean) }),
  changes: list(change, { max: MAX_CHANGES }),
});
