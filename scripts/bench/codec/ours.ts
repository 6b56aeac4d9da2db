import {
  decodeStun,
  encodeStun,
  verifyFingerprint,
  verifyMessageIntegrity,
} from '#src/protocol/stun/index.ts';
import { type Library, assertVerified, valueOf } from './library.ts';

/** `src/protocol/stun`. */
export const ours: Library = {
  name: 'ours',
  encode({ message, key }) {
    // The others build their messages each time. So does this.
    const attributes = message.attributes.map((attribute) => ({ ...attribute }));
    const { class: messageClass, method, transactionId } = message;
    return encodeStun(
      { class: messageClass, method, transactionId, attributes },
      key && { integrity: { key, algorithm: 'sha1' }, fingerprint: true },
    );
  },
  decode(bytes, { key }) {
    const decoded = decodeStun(bytes);
    if (!decoded.ok) throw new Error(decoded.error.kind);
    const { value: message } = decoded;
    if (key) {
      assertVerified(
        verifyMessageIntegrity(message, key) === 'valid' && verifyFingerprint(message) === 'valid',
      );
    }
    return message.attributes.map(valueOf);
  },
};
