import { networkInterfaces } from 'node:os';

/**
 * Addresses of this machine for host candidates: RFC 8445 §5.1.1.1: "Addresses from a loopback interface MUST NOT be
 * included in the candidate addresses"; link-local ones are left out, since they need a zone to be sent from.
 */
export function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^fe80:/i.test(address))
    .map(({ address }) => address);
}
