/**
 * STUN messages that Chromium, Firefox and coturn sent on the wire, one of each make-up: gathering, TURN
 * and connectivity checks between two connections in one page. Beside the bytes stands what tshark 4.0
 * reads in them, and the credential with which the sender protected them (passwords of closed sessions).
 */
import packets from './recorded-packets.json' with { type: 'json' };
import { hex } from './hex.ts';

export interface PacketReading {
  readonly addresses: readonly {
    readonly attributeType: string;
    readonly address: string;
    readonly port: number;
  }[];
  readonly username?: string;
  readonly realm?: string;
  readonly nonce?: string;
  readonly software?: string;
  readonly priority?: number;
  /** 64 bits in hexadecimal digits. */
  readonly tiebreaker?: string;
  readonly lifetimeSeconds?: number;
  readonly errorCode?: number;
}

export interface RecordedPacket {
  readonly sender: string;
  /** Message type and attribute types as on the wire, `0x…`. */
  readonly type: string;
  readonly attributeTypes: readonly string[];
  /** What tshark reads. */
  readonly reading: PacketReading;
  readonly credential?: { readonly username?: string; readonly realm?: string; readonly password: string };
  readonly bytes: Uint8Array;
}

export const RECORDED_PACKETS: readonly RecordedPacket[] = packets.map(({ hex: digits, ...packet }) => ({
  ...packet,
  bytes: hex(digits),
}));
