import type { TransportAddress } from '../../bytes/address.ts';
import { type Result, err, ok } from '../../result.ts';
import { type DecodedStun, decodeStun } from '../decode.ts';
import { encodeStun } from '../encode.ts';
import { verifyFingerprint } from '../fingerprint.ts';
import { METHOD } from '../header.ts';
import type { StunAttribute } from '../registry.ts';
import type { Retransmission } from '../retransmission.ts';
import { makeTransactionId, transactionKey } from '../transaction-id.ts';
import type { Transaction, Transactions } from '../transactions.ts';
import type { BehaviourIgnored, BehaviourIgnoredReason } from './types.ts';

/** A request that was sent: for the first time, or again. */
export type Asked<Context> = Pick<Transaction<Context>, 'transactionId' | 'bytes' | 'context'>;

/** Starts the transaction of a Binding request; whoever calls sends it. */
export function ask<Context>(
  transactions: Transactions<Context>,
  at: number,
  { random, retransmission }: { readonly random: () => number; readonly retransmission?: Retransmission },
  attributes: readonly StunAttribute[],
  context: Context,
): Asked<Context> {
  const id = makeTransactionId(random);
  const bytes = encodeStun({ class: 'request', method: METHOD.Binding, transactionId: id, attributes });
  const asked = { transactionId: transactionKey(id), bytes, context };
  transactions.start(at, { ...asked, ...(retransmission && { retransmission }) });
  return asked;
}

/** Why a packet is left alone. */
export interface Unread {
  readonly reason: BehaviourIgnoredReason;
  readonly detail?: string;
}

/** A packet by the checks of RFC 8489 §6.3, with the transaction that it belongs to. That goes on. */
export function receive<Context>(
  transactions: Transactions<Context>,
  bytes: Uint8Array,
): Result<{ readonly message: DecodedStun; readonly transaction: Transaction<Context> }, Unread> {
  const decoded = decodeStun(bytes);
  if (!decoded.ok) return err({ reason: 'malformed-stun', detail: decoded.error.kind });
  const message = decoded.value;
  if (verifyFingerprint(message) === 'invalid') return err({ reason: 'wrong-fingerprint' });
  if (message.method !== METHOD.Binding)
    return err({ reason: 'unknown-method', detail: `${message.method}` });
  const transaction = transactions.find(transactionKey(message.transactionId));
  return transaction ? ok({ message, transaction }) : err({ reason: 'unknown-transaction' });
}

/** Nothing is done, and this is why. */
export function ignored(
  at: number,
  { reason, detail }: Unread,
  from: TransportAddress | undefined = undefined,
): BehaviourIgnored[] {
  return [
    {
      kind: 'trace',
      at,
      decision: 'ignored',
      reason,
      ...(from && { from }),
      ...(detail !== undefined && { detail }),
    },
  ];
}
