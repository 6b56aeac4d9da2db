import type { Endpoint } from '../ports.ts';

type ErrorClass = new (message: string) => Error;

/** An error of Node's own, with the code by which programs know it. */
export function nodeError(code: string, message: string, Kind: ErrorClass = Error): Error {
  return Object.assign(new Kind(message), { code });
}

/** An error as Node's system calls give it. */
export function systemError(code: string, syscall: string, { address, port }: Endpoint): Error {
  return Object.assign(new Error(`${syscall} ${code} ${address}:${port}`), { code, syscall, address, port });
}

/** @param zeroToo whether 0 is a port: it asks for a free one */
export function validPort(port: number, zeroToo: boolean): number {
  if (Number.isInteger(port) && port >= (zeroToo ? 0 : 1) && port < 65_536) return port;
  throw nodeError(
    'ERR_SOCKET_BAD_PORT',
    `Port should be ${zeroToo ? '>=' : '>'} 0 and < 65536. Received ${port}.`,
    RangeError,
  );
}
