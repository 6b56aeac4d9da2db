import type { LinuxBehaviour, Rfc4787Behaviour } from './types.ts';

/**
 * The nine NATs of RFC 4787 by mapping (§4.1) and filtering (§5): `eim` endpoint-independent, `adm` address-dependent,
 * `apdm` address-and-port-dependent mapping; `eif`, `adf` and `apdf` likewise for filtering.
 *
 * What maps by destination takes a port at random: nobody can guess the next mapping, which is what makes such NATs
 * hard to cross. The others keep the port, as most do.
 */
export const RFC4787_NATS = {
  'eim-eif': eim('EndpointIndependent'),
  'eim-adf': eim('AddressDependent'),
  'eim-apdf': eim('AddressAndPortDependent'),
  'adm-eif': byDestination('AddressDependent', 'EndpointIndependent'),
  'adm-adf': byDestination('AddressDependent', 'AddressDependent'),
  'adm-apdf': byDestination('AddressDependent', 'AddressAndPortDependent'),
  'apdm-eif': byDestination('AddressAndPortDependent', 'EndpointIndependent'),
  'apdm-adf': byDestination('AddressAndPortDependent', 'AddressDependent'),
  'apdm-apdf': byDestination('AddressAndPortDependent', 'AddressAndPortDependent'),
} as const satisfies Record<string, Rfc4787Behaviour>;

/** Linux that masquerades, as home routers do, or as somebody set it. */
export const LINUX_NATS = {
  /** Drops what nobody asked for. */
  linux: { model: 'linux' },
  /** `masquerade fully-random` */
  'linux-random': { model: 'linux', ports: 'random' },
  /** Its own address takes what nobody asked for, and so a port that is needed later. */
  'linux-accepts': { model: 'linux', unsolicited: 'accepted' },
} as const satisfies Record<string, LinuxBehaviour>;

function eim(filtering: Rfc4787Behaviour['filtering']): Rfc4787Behaviour {
  return { model: 'rfc4787', mapping: 'EndpointIndependent', filtering };
}

function byDestination(
  mapping: Rfc4787Behaviour['mapping'],
  filtering: Rfc4787Behaviour['filtering'],
): Rfc4787Behaviour {
  return { model: 'rfc4787', mapping, filtering, ports: 'random' };
}
