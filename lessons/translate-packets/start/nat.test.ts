import assert from 'node:assert/strict';
import test from 'node:test';
import { createNat } from './nat.ts';

const LAPTOP = { address: '192.168.1.10', port: 50000 };
const SERVER = { address: '198.51.100.7', port: 4001 };
const NAT = '203.0.113.1';

test('an answer finds the way back', () => {
  let port = 40000;
  const nat = createNat({
    mapping: 'endpoint-independent',
    filtering: 'address-and-port-dependent',
    address: NAT,
    freePort: () => port++,
  });
  const out = nat.translate({ from: 'inside', source: LAPTOP, destination: SERVER });
  assert.deepEqual(out, { ok: true, source: { address: NAT, port: 40000 }, destination: SERVER });
  const back = nat.translate({ from: 'outside', source: SERVER, destination: { address: NAT, port: 40000 } });
  assert.deepEqual(back, { ok: true, source: SERVER, destination: LAPTOP });
});

// Add what you are not sure of: another destination, a stranger, two laptops with the same port.
