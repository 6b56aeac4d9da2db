import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort, tryTcp, tryUdp } from './ports.mjs';

describe('a port', () => {
  it('is free for TCP and for UDP where freePort found it', async () => {
    const port = await freePort();
    expect([await tryTcp(port), await tryUdp(port)]).toEqual([port, port]);
  });

  it('is none that a socket without one could be given before it is used', async () => {
    const given = await Promise.all(Array.from({ length: 20 }, () => tryTcp(0)));
    const found = await Promise.all(Array.from({ length: 20 }, freePort));
    expect(Math.max(...found)).toBeLessThan(Math.min(...given.map(Number)));
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
