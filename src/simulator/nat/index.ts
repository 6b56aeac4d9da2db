import type { NatBehaviour } from '../scene/types.ts';
import { createLinuxNat } from './linux.ts';
import { createRfc4787Nat } from './rfc4787.ts';
import type { Nat, NatConfig } from './types.ts';

/** A NAT that has seen no packet yet. */
export function createNat(behaviour: NatBehaviour, config: NatConfig): Nat {
  return behaviour.model === 'linux'
    ? createLinuxNat(behaviour, config)
    : createRfc4787Nat(behaviour, config);
}
