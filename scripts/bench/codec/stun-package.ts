import { createRequire } from 'node:module';
import { attributeCode, joinMessageType, type StunAttribute } from '#src/protocol/stun/index.ts';
import { type Library, type Value, assertVerified, valueOf } from './library.ts';

/** What `stun` and its successor `@msimerson/stun` have in common; neither brings types. */
interface StunPackage {
  createMessage(type: number, transactionId: Uint8Array): StunRequest;
  encode(message: StunRequest): Buffer;
  decode(bytes: Buffer): Iterable<{ readonly type: number; readonly value: unknown }>;
  validateFingerprint(message: unknown): boolean;
  validateMessageIntegrity(message: unknown, key: Uint8Array): boolean;
}

interface StunRequest {
  addAttribute(type: number, ...values: unknown[]): unknown;
  addMessageIntegrity(key: Uint8Array): unknown;
  addFingerprint(): unknown;
}

const USERNAME = attributeCode('USERNAME');
const ICE_CONTROLLING = attributeCode('ICE-CONTROLLING');

/** The codec of npm's `stun` or `@msimerson/stun`. */
export function loadStunPackage(name: 'stun' | '@msimerson/stun'): Library {
  const stun = createRequire(import.meta.url)(name) as StunPackage;
  return {
    name,
    encode({ message, key }) {
      const request = stun.createMessage(
        joinMessageType(message.class, message.method),
        message.transactionId,
      );
      for (const attribute of message.attributes) add(request, attribute);
      if (key) {
        request.addMessageIntegrity(key);
        request.addFingerprint();
      }
      return stun.encode(request);
    },
    decode(bytes, { key }) {
      const message = stun.decode(bytes);
      if (key) {
        assertVerified(stun.validateMessageIntegrity(message, key) && stun.validateFingerprint(message));
      }
      return Array.from(message, ({ type, value }) => read(type, value));
    },
  };
}

function add(request: StunRequest, attribute: StunAttribute): void {
  const value = valueOf(attribute);
  const code = attribute.type === 'unknown' ? attribute.code : attributeCode(attribute.type);
  if (typeof value === 'bigint') request.addAttribute(code, bytesOf(value));
  else if (typeof value === 'object' && 'address' in value) {
    request.addAttribute(code, value.address, value.port);
  } else request.addAttribute(code, value);
}

/** Both leave texts and 64-bit numbers as bytes. */
function read(type: number, value: unknown): Value {
  if (type === USERNAME) return (value as Buffer).toString();
  if (type === ICE_CONTROLLING) return (value as Buffer).readBigUInt64BE();
  return value as Value;
}

function bytesOf(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}
