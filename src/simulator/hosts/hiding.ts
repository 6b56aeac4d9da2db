import type { Candidate } from '#src/protocol/index.ts';
import { type Random, randomUuid } from '../random.ts';
import type { Names } from './names.ts';

/**
 * Hides what browsers hide without a permission to use camera or microphone: a host's address behind a name, and the
 * base of what a server saw. The host answers to the names.
 */
export function createHiding(names: Names, random: Random): (candidate: Candidate) => Candidate {
  const byAddress = new Map<string, string>();
  return (candidate) => {
    const { type, address, relatedAddress } = candidate;
    if (type === 'srflx' && relatedAddress !== undefined)
      return { ...candidate, relatedAddress: address.includes(':') ? '::' : '0.0.0.0', relatedPort: 0 };
    if (type !== 'host') return candidate;
    const name = byAddress.get(address) ?? `${randomUuid(random)}.local`;
    byAddress.set(address, name);
    names.answerTo(name, address);
    return { ...candidate, address: name };
  };
}
