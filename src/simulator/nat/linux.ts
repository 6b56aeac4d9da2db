import type { LinuxBehaviour } from '../scene/types.ts';
import type { Nat, NatConfig } from './types.ts';

export function createLinuxNat(_behaviour: LinuxBehaviour, _config: NatConfig): Nat {
  throw new Error('not yet');
}
