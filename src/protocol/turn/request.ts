import type { DecodedStun, Integrity } from '../stun/index.ts';
import type { ClientTransport } from './types.ts';

/** A STUN message as it came, with whom and when it came from. */
export interface Request {
  readonly at: number;
  readonly client: ClientTransport;
  readonly message: DecodedStun;
}

/** A request whose sender has shown a credential. */
export interface AuthenticatedRequest extends Request {
  readonly username: string;
  /** How its response is protected (RFC 8489 §9.2.4, last paragraph). */
  readonly integrity: Integrity;
}
