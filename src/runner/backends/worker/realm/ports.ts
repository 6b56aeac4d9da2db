/** An address and a port, as they stand in a datagram. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export type BindProblem = 'EADDRINUSE' | 'EADDRNOTAVAIL';

/** A port that is taken, until it is freed. */
export interface Taken extends Endpoint {
  free(): void;
}

/** The ports of a machine, and who holds them. */
export interface Ports<Holder> {
  /** @param wanted port 0 takes a free one; the unspecified address takes the port at every address */
  take(wanted: Endpoint, holder: Holder): Taken | BindProblem;
  /** Who hears what comes to an address: who holds the very address, before who holds all. */
  holderOf(to: Endpoint): Holder | undefined;
}

const LOOPBACK = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
const LOOPBACK_6 = '::1';
const ANY = new Set(['0.0.0.0', '::']);
/** RFC 6335 §6: the ports that are handed out. */
const FIRST_EPHEMERAL = 49_152;
const PORTS = 65_536;

export const isV6 = (address: string): boolean => address.includes(':');
export const isAny = (address: string): boolean => ANY.has(address);
export const isLoopback = (address: string): boolean => LOOPBACK.test(address) || address === LOOPBACK_6;
export const isHere = (address: string): boolean => isAny(address) || isLoopback(address);
/** The address of this machine in the family of another one. */
export const loopbackBeside = (address: string): string => (isV6(address) ? LOOPBACK_6 : '127.0.0.1');

/** Some port of the range that is handed out, taken or not. */
export const ephemeralPort = (): number =>
  FIRST_EPHEMERAL + Math.floor(Math.random() * (PORTS - FIRST_EPHEMERAL));

/**
 * @param isDual whether `::` takes IPv4 as well, as it does for Node's servers and doesn't for its UDP sockets
 * @param addresses of the machine, beside its loopback: 127.0.0.0/8 and ::1
 */
export function createPorts<Holder>({
  isDual,
  addresses = [],
}: {
  readonly isDual: boolean;
  readonly addresses?: readonly string[];
}): Ports<Holder> {
  const all = new Set<Endpoint & { readonly holder: Holder }>();

  const sameFamily = (a: string, b: string): boolean =>
    isV6(a) === isV6(b) || (isDual && (a === '::' || b === '::'));
  const overlaps = (a: Endpoint, b: Endpoint): boolean =>
    a.port === b.port &&
    sameFamily(a.address, b.address) &&
    (a.address === b.address || isAny(a.address) || isAny(b.address));
  const isFree = (wanted: Endpoint): boolean => ![...all].some((taken) => overlaps(taken, wanted));

  function freePort(address: string): number | undefined {
    const first = ephemeralPort() - FIRST_EPHEMERAL;
    for (let tried = 0; tried < PORTS - FIRST_EPHEMERAL; tried += 1) {
      const port = FIRST_EPHEMERAL + ((first + tried) % (PORTS - FIRST_EPHEMERAL));
      if (isFree({ address, port })) return port;
    }
    return undefined;
  }

  return {
    take: ({ address, port: wanted }, holder) => {
      if (!isHere(address) && !addresses.includes(address)) return 'EADDRNOTAVAIL';
      const port = wanted === 0 ? freePort(address) : wanted;
      if (port === undefined || !isFree({ address, port })) return 'EADDRINUSE';
      const taken = { address, port, holder };
      all.add(taken);
      return { address, port, free: () => all.delete(taken) };
    },
    holderOf: (to) => {
      const hearers = [...all].filter((taken) => overlaps(taken, to));
      return (hearers.find(({ address }) => address === to.address) ?? hearers[0])?.holder;
    },
  };
}
