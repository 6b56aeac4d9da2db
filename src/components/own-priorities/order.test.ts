import { describe, expect, it } from 'vitest';
import { type Candidate, parseCandidate } from '#src/protocol/index.ts';
import { orderPairs } from './order.ts';

function read(line: string): Candidate {
  const parsed = parseCandidate(line);
  if (!parsed.ok) throw new Error(line);
  return parsed.value;
}

const HOST = read('candidate:1 1 udp 2130706431 6c2a1f55-9f3e-4f63-8f5d-1c2f3e4d5a6b.local 50000 typ host');
const SRFLX = read('candidate:2 1 udp 1694498815 203.0.113.9 50000 typ srflx raddr 0.0.0.0 rport 0');

const typesOf = (pairs: ReturnType<typeof orderPairs>) =>
  pairs.map(({ local, remote }) => `${local.type} ${remote.type}`);

describe('the order of pairs with the example peer (RFC 8445 §6.1.2.3)', () => {
  it('goes by the smaller priority, then the larger', () => {
    expect(typesOf(orderPairs([SRFLX, HOST], 'controlling'))).toEqual([
      'host host',
      'host srflx',
      'srflx host',
      'srflx srflx',
      'host relay',
      'srflx relay',
    ]);
  });

  it('is that of the role where only the last bit decides', () => {
    const [, controlling, mirrored] = orderPairs([SRFLX, HOST], 'controlling');
    const [, controlled] = orderPairs([SRFLX, HOST], 'controlled');
    // 2^32·1694498815 + 2·2130706431, and 1 where the controlling side's is the larger. By hand.
    expect([controlling?.priority, mirrored?.priority]).toEqual([7277816997797167103n, 7277816997797167102n]);
    expect(typesOf(controlled ? [controlled] : [])).toEqual(['srflx host']);
    expect(controlled?.priority).toBe(7277816997797167103n);
  });

  it('is without what the peer can’t be paired with: IPv6, TCP, another component', () => {
    const others = [
      'candidate:3 1 udp 2130706175 2001:db8::7 50000 typ host',
      'candidate:4 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active',
      'candidate:1 2 udp 2130706430 192.0.2.7 50001 typ host',
    ].map(read);
    expect(orderPairs(others, 'controlling')).toEqual([]);
  });
});
