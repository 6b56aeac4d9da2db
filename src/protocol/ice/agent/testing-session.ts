import { TestPeer, TestWorld, type Weather, address, signal } from './testing.ts';
import type { AgentConfig, Base } from './types.ts';

/* Two agents that tests of single rules begin with. */

export const L = { ufrag: 'LFRAG', pwd: 'LPASSLPASSLPASSLPASSLPASS' };
export const R = { ufrag: 'RFRAG', pwd: 'RPASSRPASSRPASSRPASSRPASS' };

export interface Connected {
  readonly world: TestWorld;
  readonly l: TestPeer;
  readonly r: TestPeer;
  /** From now on nothing arrives any more. */
  cut: () => void;
}

/** Two agents on one network, connected unless something is in the way. */
export function connect(
  left: Partial<AgentConfig> = {},
  right: Partial<AgentConfig> = {},
  weather: Weather = () => [10],
  bases: readonly Omit<Base, 'socket'>[] = [{ address: address('198.51.100.1:1000') }],
): Connected {
  let isCut = false;
  const world = new TestWorld((from, to) => (isCut ? [] : weather(from, to)));
  const l = new TestPeer(world, bases, undefined, {
    role: 'controlling',
    credentials: L,
    ...left,
  });
  const r = new TestPeer(world, [{ address: address('198.51.100.2:2000') }], undefined, {
    role: 'controlled',
    credentials: R,
    ...right,
  });
  signal(world, l, r);
  l.gather();
  r.gather();
  l.perform(l.agent.setRemoteParameters(0, { ...R, ...(right.lite === true && { lite: true }) }));
  r.perform(r.agent.setRemoteParameters(0, L));
  world.run(2_000);
  return { world, l, r, cut: () => (isCut = true) };
}
