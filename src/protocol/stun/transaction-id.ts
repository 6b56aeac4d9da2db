import { bytesToHex } from '@noble/hashes/utils.js';
import { TRANSACTION_ID_LENGTH } from './header.ts';

/**
 * A new transaction id: RFC 8489 §5: it "MUST be uniformly and randomly chosen from the interval 0 .. 2**96-1".
 * @param random uniform in [0, 1); where foreigners can answer, it has to be cryptographically strong
 */
export function makeTransactionId(random: () => number): Uint8Array {
  return Uint8Array.from({ length: TRANSACTION_ID_LENGTH }, () => Math.floor(random() * 256));
}

/** A transaction id as text: 24 hexadecimal digits. */
export function transactionKey(transactionId: Uint8Array): string {
  return bytesToHex(transactionId);
}
