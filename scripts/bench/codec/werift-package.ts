import { createRequire } from 'node:module';
import { joinMessageType } from '#src/protocol/stun/index.ts';
import { type Library, type Value, assertVerified, valueOf } from './library.ts';

/** Of werift, what this needs: its own types want the DOM's in a version of their own. */
interface Werift {
  readonly Message: new (method: number, messageClass: number, transactionId: Uint8Array) => WeriftMessage;
  /** Verifies FINGERPRINT where there is one, and MESSAGE-INTEGRITY where it is given a key. */
  parseMessage(bytes: Buffer, key?: Uint8Array): WeriftMessage | undefined;
}

interface WeriftMessage {
  readonly attributesKeys: readonly string[];
  readonly bytes: Buffer;
  setAttribute(name: string, value: unknown): void;
  getAttributeValue(name: string): unknown;
  addMessageIntegrity(key: Uint8Array): WeriftMessage;
  addFingerprint(): WeriftMessage;
}

/** The codec in werift's ICE. */
export function loadWerift(): Library {
  const { Message, parseMessage } = createRequire(import.meta.url)('werift') as Werift;
  return {
    name: 'werift',
    encode({ message, key }) {
      const type = joinMessageType(message.class, message.method);
      const built = new Message(type & 0x3eef, type & 0x0110, message.transactionId);
      for (const attribute of message.attributes) {
        const value = valueOf(attribute);
        const isAddress = typeof value === 'object' && 'address' in value;
        built.setAttribute(attribute.type, isAddress ? [value.address, value.port] : value);
      }
      return key ? built.addMessageIntegrity(key).addFingerprint().bytes : built.bytes;
    },
    decode(bytes, { key }) {
      const message = parseMessage(bytes, key);
      assertVerified(message !== undefined);
      return (message?.attributesKeys ?? []).map((name) => read(message?.getAttributeValue(name)));
    },
  };
}

function read(value: unknown): Value {
  if (!Array.isArray(value)) return value as Value;
  const [address, port] = value as [string, number];
  return { address, port };
}
