import { expect, it } from 'vitest';
import { addressScope } from './address-scope.ts';

it.each([
  // RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291 §2.5.6
  ['10.0.0.1', 'local'],
  ['172.16.0.1', 'local'],
  ['172.31.255.255', 'local'],
  ['172.32.0.1', 'public'],
  ['192.168.1.1', 'local'],
  ['100.64.0.1', 'local'],
  ['100.127.255.255', 'local'],
  ['100.128.0.1', 'public'],
  ['169.254.1.1', 'local'],
  ['fd00::2', 'local'],
  ['fe80::1', 'local'],
  ['FEBF::1', 'local'],
  ['2001:db8::1', 'public'],
  ['203.0.113.9', 'public'],
  ['127.0.0.1', 'loopback'],
  ['::1', 'loopback'],
  ['0.0.0.0', 'hidden'],
  ['::', 'hidden'],
  ['133a6c1c-7488-4815-aa68-8a55a047b82e.local', 'mdns'],
  ['turn.example.org', 'name'],
])('%s is %s', (address, scope) => {
  expect(addressScope(address)).toBe(scope);
});
