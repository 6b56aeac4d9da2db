import type { TransportAddress } from '#src/protocol/bytes/address.ts';
import type { RelayId } from '#src/protocol/turn/index.ts';
import { type UdpSocket, openUdpSocket } from './udp-socket.ts';

/** The sockets at the relayed transport addresses. */
export interface RelaySockets {
  open(id: RelayId, address: TransportAddress): void;
  send(id: RelayId, peer: TransportAddress, bytes: Uint8Array): void;
  close(id: RelayId): void;
  closeAll(): Promise<void>;
}

export interface RelayHandlers {
  onOpened(id: RelayId): void;
  /** It could not be bound, or failed later. */
  onFailed(id: RelayId): void;
  onPacket(id: RelayId, peer: TransportAddress, bytes: Uint8Array): void;
}

/** Sockets are bound and closed in the background; `handlers` hear how that went. */
export function createRelaySockets(handlers: RelayHandlers): RelaySockets {
  const sockets = new Map<RelayId, Promise<UdpSocket>>();
  const opened = new Map<RelayId, UdpSocket>();

  async function close(id: RelayId): Promise<void> {
    const opening = sockets.get(id);
    sockets.delete(id);
    opened.delete(id);
    await opening?.then((socket) => socket.close()).catch(() => undefined);
  }

  return {
    open(id, address) {
      const opening = openUdpSocket(address, {
        onPacket: (peer, bytes) => handlers.onPacket(id, peer, bytes),
        onFailure: () => void close(id).then(() => handlers.onFailed(id)),
      });
      sockets.set(id, opening);
      opening.then(
        (socket) => {
          // Closed while it was being opened.
          if (!sockets.has(id)) return;
          opened.set(id, socket);
          handlers.onOpened(id);
        },
        () => {
          if (sockets.delete(id)) handlers.onFailed(id);
        },
      );
    },
    send(id, peer, bytes) {
      opened.get(id)?.send(peer, bytes);
    },
    close: (id) => void close(id),
    async closeAll() {
      await Promise.all([...sockets.keys()].map(close));
    },
  };
}
