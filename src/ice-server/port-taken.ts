import { OperatorError } from './operator-error.ts';

/** Somebody else listens on a port that we need. Another port would be another origin, so we don't look for one. */
export class PortTakenError extends OperatorError {
  override readonly name = 'PortTakenError';
  readonly port: number;
  /** The environment variable that chooses the port. */
  readonly setting: 'PORT' | 'ICE_PORT';

  constructor(port: number, setting: 'PORT' | 'ICE_PORT', where: string) {
    const example = `${setting}=${port === 65_535 ? 4000 : port + 1}`;
    super(
      `Port ${port} (${where}) is taken by another program. Stop that program, or choose another port: ${example}`,
    );
    this.port = port;
    this.setting = setting;
  }
}

/** Whether an error of a socket says that its address is in use. */
export function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
