/** Error codes with their recommended reason phrases. */
const REASONS = {
  // RFC 8489 §14.8
  300: 'Try Alternate',
  400: 'Bad Request',
  401: 'Unauthenticated',
  420: 'Unknown Attribute',
  438: 'Stale Nonce',
  500: 'Server Error',
  // RFC 8656 §19
  403: 'Forbidden',
  437: 'Allocation Mismatch',
  440: 'Address Family not Supported',
  441: 'Wrong Credentials',
  442: 'Unsupported Transport Protocol',
  443: 'Peer Address Family Mismatch',
  486: 'Allocation Quota Reached',
  508: 'Insufficient Capacity',
  // RFC 6062 §6.3
  446: 'Connection Already Exists',
  447: 'Connection Timeout or Failure',
  // RFC 8445 §16.2
  487: 'Role Conflict',
} as const;

/** An error code that STUN, TURN or ICE define. */
export type StunErrorCode = keyof typeof REASONS;

/** The recommended reason phrase of a defined code; undefined for any other number. */
export function errorReason(code: StunErrorCode): string;
export function errorReason(code: number): string | undefined;
export function errorReason(code: number): string | undefined {
  const reasons: Readonly<Record<number, string>> = REASONS;
  return reasons[code];
}

/** All defined codes, ascending. */
export function stunErrorCodes(): number[] {
  return Object.keys(REASONS).map(Number);
}
