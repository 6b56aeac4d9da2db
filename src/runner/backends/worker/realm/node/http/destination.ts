import { isHere, type Endpoint } from '../../ports.ts';
import { nodeError, systemError } from '../errors.ts';

/** The address that a host's name leads to; there is no other name here than `localhost`. */
export function addressOf(host: string): string {
  return host === 'localhost' ? '127.0.0.1' : host.replace(/^\[(.*)\]$/, '$1');
}

/** Why nothing can be there, whoever listens. */
export function unreachable({ address, port }: Endpoint): Error | undefined {
  if (isHere(address)) return undefined;
  return Object.assign(
    nodeError(
      'ENETUNREACH',
      `connect ENETUNREACH ${address}:${port}: the browser runner has a simulated network, which holds the servers of ` +
        'this one program and nothing else',
    ),
    { syscall: 'connect', address, port },
  );
}

/** Nobody listens there. */
export function refused(to: Endpoint): Error {
  return systemError('ECONNREFUSED', 'connect', to);
}
