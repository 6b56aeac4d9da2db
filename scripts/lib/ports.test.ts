import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort, tryTcp, tryUdp } from './ports.mjs';

describe('a port', () => {
  it('is free for TCP and for UDP where freePort found it', async () => {
    const port = await freePort();
    expect([await tryTcp(port), await tryUdp(port)]).toEqual([port, port]);
  });

  it('lies below those that Linux (from 32768), macOS and Windows (from 49152) give to sockets that name none', async () => {
    const found = await Promise.all(Array.from({ length: 50 }, freePort));
    expect(Math.max(...found)).toBeLessThan(32_768);
    expect(Math.min(...found)).toBeGreaterThan(1023);
    expect(new Set(found).size).toBeGreaterThan(40);
  });

  it('is taken for TCP while a server listens there', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    expect(await tryTcp((server.address() as AddressInfo).port)).toBe('taken');
    await new Promise((resolve) => server.close(resolve));
  });

  it('is taken for UDP while a socket is bound there', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind({ port: 0, address: '127.0.0.1' }, resolve));
    expect(await tryUdp(socket.address().port)).toBe('taken');
    await new Promise<void>((resolve) => socket.close(resolve));
  });
});
