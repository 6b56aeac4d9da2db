import type { AddressFamily } from '#src/protocol/index.ts';
import type { Id } from '../types.ts';

/**
 * What is wrong with a scene, and where: `nodes[2].outside.ipv4`. Whoever made the scene may be a stranger: a place is
 * made of our own field names, and nothing of the scene is in an error but ids and prefixes that were found good.
 */
export type SceneError = { readonly place: string } & SceneProblem;

export type SceneProblem =
  | { readonly kind: 'wrong-type'; readonly expected: 'object' | 'list' | 'text' | 'number' | 'boolean' }
  | { readonly kind: 'missing' }
  /** The object at this place has a field that it can't have. */
  | { readonly kind: 'unknown-field' }
  | { readonly kind: 'not-one-of'; readonly choices: readonly (string | number)[] }
  | { readonly kind: 'not-whole' }
  | { readonly kind: 'out-of-range'; readonly min: number; readonly max: number }
  | { readonly kind: 'wrong-count'; readonly min: number; readonly max: number }
  | { readonly kind: 'too-long'; readonly maxChars: number }
  | { readonly kind: 'not-an-id' }
  | { readonly kind: 'not-an-address'; readonly family: AddressFamily }
  /** No prefix, one with bits behind it, or of addresses that no host has. */
  | { readonly kind: 'not-a-prefix'; readonly family: AddressFamily }
  /** A network inside without prefixes, an interface without addresses, or a router with one side only in a family. */
  | { readonly kind: 'no-address' }
  | { readonly kind: 'duplicate' }
  /** The prefix of the network, where it has one of this family; or else it isn't one that the internet knows. */
  | { readonly kind: 'outside-prefix'; readonly prefix: string | undefined }
  | { readonly kind: 'address-taken'; readonly network: Id }
  | { readonly kind: 'no-such-network'; readonly id: Id }
  | { readonly kind: 'no-such-node'; readonly id: Id }
  /** It is there, but is none of those to which this can be done. */
  | { readonly kind: 'wrong-node'; readonly id: Id }
  /** The node has no interface there, at that time. */
  | { readonly kind: 'not-on-network'; readonly id: Id; readonly network: Id }
  /** The internet is nobody's inside. */
  | { readonly kind: 'internet-inside' }
  | { readonly kind: 'second-gateway'; readonly network: Id }
  | { readonly kind: 'overlapping-prefixes' }
  | { readonly kind: 'cycle'; readonly network: Id }
  /** Two hosts talk, or none. */
  | { readonly kind: 'agents'; readonly count: number }
  | { readonly kind: 'not-listening'; readonly id: Id; readonly port: number }
  | { readonly kind: 'not-relaying'; readonly id: Id }
  /** Changes stand by time. */
  | { readonly kind: 'not-in-order' };

/** How the readers end at the first problem. Never leaves `readScene`. */
export class Refusal extends Error {
  readonly error: SceneError;

  constructor(error: SceneError) {
    super(error.kind);
    this.error = error;
  }
}

export function refuse(place: string, problem: SceneProblem): never {
  throw new Refusal({ place, ...problem });
}
