import assert from 'node:assert/strict';
import test from 'node:test';
import { createTable } from './table.ts';

const LAPTOP = { address: '100.64.0.11', port: 50000 };

test('a row is there for a while', () => {
  const table = createTable({ inboundRefresh: false, ports: [40000, 40001], rowsPerCustomer: 10 });
  const port = table.leave(0, LAPTOP) ?? assert.fail('a port is free');
  assert.deepEqual(table.enter(1_000, port), LAPTOP);
});

// Add what you are not sure of: the last moment of a row, the first one after it, and who gets its port.
