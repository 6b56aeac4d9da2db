import { createRequire } from 'node:module';
import { METHOD, type StunAttribute } from '#src/protocol/stun/index.ts';
import { type Library, type Value, assertVerified } from './library.ts';

/** Of webrtc-stun, what this needs. Ids are texts in hex there. */
interface WebrtcStun {
  createBlank(): WebrtcStunMessage;
  createBindingRequest(transactionId: string): WebrtcStunMessage;
}

interface WebrtcStunMessage {
  createBindingResponse(isSuccess: boolean): WebrtcStunMessage;
  setXorMappedAddressAttribute(address: { family: string; address: string; port: number }): unknown;
  getXorMappedAddressAttribute(): { address: string; port: number } | null;
  toBuffer(): Buffer;
  loadBuffer(bytes: Buffer): boolean;
}

/** The codec of webrtc-stun: Binding only, and of the samples' attributes XOR-MAPPED-ADDRESS only. */
export function loadWebrtcStun(): Library {
  const stun = createRequire(import.meta.url)('webrtc-stun') as WebrtcStun;
  return {
    name: 'webrtc-stun',
    lacks({ message }) {
      if (message.method !== METHOD.Binding) return 'other methods than Binding';
      return message.attributes.find(({ type }) => type !== 'USERNAME' && type !== 'XOR-MAPPED-ADDRESS')
        ?.type;
    },
    encode({ message }) {
      const request = stun.createBindingRequest(Buffer.from(message.transactionId).toString('hex'));
      const built = message.class === 'success' ? request.createBindingResponse(true) : request;
      for (const attribute of message.attributes) add(built, attribute);
      return built.toBuffer();
    },
    decode(bytes) {
      const message = stun.createBlank();
      assertVerified(message.loadBuffer(bytes));
      const mapped: Value | null = message.getXorMappedAddressAttribute();
      return mapped ? [mapped] : [];
    },
  };
}

function add(message: WebrtcStunMessage, attribute: StunAttribute): void {
  if (attribute.type !== 'XOR-MAPPED-ADDRESS') throw new Error(`No words for ${attribute.type}`);
  const { family, address, port } = attribute.address;
  message.setXorMappedAddressAttribute({ family: `IPv${family}`, address, port });
}
