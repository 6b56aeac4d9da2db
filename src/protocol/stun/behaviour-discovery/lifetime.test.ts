import { describe, expect, it } from 'vitest';
import { knownRandom } from '../../turn/testing.ts';
import { type StunAttribute, decodeStun, encodeStun, findAttribute } from '../index.ts';
import { createBindingLifetimeDiscovery } from './lifetime.ts';
import { UDP_MAPPING_TIMER } from './lifetime-search.ts';
import type { BindingLifetimeConfig, LifetimeAction } from './lifetime-types.ts';
import { createBehaviourServer } from './server.ts';
import { A1, P1, address } from './testing-nat.ts';
import { type World, run } from './testing.ts';

const SERVER = address(A1, P1);
/** One address is enough. */
const ONE_ADDRESS = createBehaviourServer({ primary: SERVER });
const nat = (timeoutMs: number): World['nat'] => ({
  mapping: 'EndpointIndependent',
  filtering: 'AddressAndPortDependent',
  timeoutMs,
});

function measure(world: World, config: Partial<BindingLifetimeConfig> = {}) {
  const client = createBindingLifetimeDiscovery({ server: SERVER, random: knownRandom(), ...config });
  const actions = run({ server: ONE_ADDRESS, ...world }, client, (at) => client.start(at));
  if (!client.lifetime) throw new Error('no lifetime');
  return { lifetime: client.lifetime, actions };
}

const waits = (actions: readonly LifetimeAction[]): [number, boolean][] =>
  actions.flatMap((action) =>
    action.kind === 'trace' && action.decision === 'trial-ended'
      ? [[action.trial.waitedMs / 1000, action.trial.isAlive] as [number, boolean]]
      : [],
  );

describe('The timer of a mapping (RFC 4787 §4.3, REQ-5)', () => {
  it('"MUST NOT expire in less than two minutes", and five are recommended', () => {
    expect(UDP_MAPPING_TIMER).toEqual({ leastSeconds: 120, recommendedSeconds: 300 });
  });
});

describe('Binding lifetime (RFC 5780 §4.6)', () => {
  it.each([30, 60, 120, 300])('of %i s is found between two waits, 5 s apart at most', (seconds) => {
    const { lifetime } = measure({ nat: nat(1000 * seconds) });
    if (!lifetime.concluded) throw new Error(lifetime.why);
    const { aliveAfterMs, expiredAfterMs = Infinity } = lifetime;
    // The binding ends so long after X was last heard outside, an answer's way before the wait began.
    expect(aliveAfterMs).toBeLessThan(1000 * seconds);
    expect(expiredAfterMs).toBeGreaterThanOrEqual(1000 * seconds - 100);
    expect(expiredAfterMs - aliveAfterMs).toBeLessThanOrEqual(5000);
  });

  it('is searched by doubling and then by halving, after a trial without a wait', () => {
    expect(waits(measure({ nat: nat(50_000) }).actions)).toEqual([
      [0, true],
      [15, true],
      [30, true],
      [60, false],
      [45, true],
      [52.5, false],
      [48.75, true],
    ]);
  });

  it('longer than the longest wait is known to be longer', () => {
    const { lifetime } = measure({ nat: nat(Infinity) }, { longestMs: 100_000 });
    expect(lifetime).toMatchObject({ concluded: true, aliveAfterMs: 100_000, expiredAfterMs: undefined });
  });

  it.each([{ firstMs: 0 }, { longestMs: -1 }, { precisionMs: 0 }, { precisionMs: NaN }])(
    'a search without end is refused: %o',
    (limits) => {
      const config = { server: SERVER, random: knownRandom(), ...limits };
      expect(() => createBindingLifetimeDiscovery(config)).toThrow(RangeError);
    },
  );

  it('port Y asks for the answer at the port of X’s binding', () => {
    const { actions, lifetime } = measure({ nat: nat(20_000) });
    const ports = actions.flatMap((action) => {
      const decoded = action.kind === 'send' && action.port === 'Y' ? decodeStun(action.bytes) : undefined;
      const asked = decoded?.ok ? findAttribute(decoded.value, 'RESPONSE-PORT') : undefined;
      return asked ? [asked.port] : [];
    });
    expect(new Set(ports)).toEqual(new Set(lifetime.trials.map(({ mappedAddress }) => mappedAddress.port)));
  });

  it('every trial begins with a new request from port X', () => {
    const { actions, lifetime } = measure({ nat: nat(20_000) });
    const binds = actions.filter(
      (action) => action.kind === 'trace' && action.decision === 'asked' && action.step === 'bind',
    );
    expect(binds).toHaveLength(lifetime.trials.length);
  });

  it('an answer at Y is an expired binding, whose public port Y has got', () => {
    const { lifetime } = measure({ nat: { ...nat(20_000), reusesPorts: true } });
    expect(lifetime.trials.find(({ isAlive }) => !isAlive)).toMatchObject({ by: 'Y' });
    expect(lifetime).toMatchObject({ concluded: true });
  });
});

describe('What says nothing about a lifetime', () => {
  const answering = (...attributes: StunAttribute[]): NonNullable<World['server']> => ({
    handlePacket(at, to, client, bytes) {
      const decoded = decodeStun(bytes);
      if (!decoded.ok || !findAttribute(decoded.value, 'RESPONSE-PORT')) {
        return ONE_ADDRESS.handlePacket(at, to, client, bytes);
      }
      const answer = encodeStun({ ...decoded.value, class: 'error', attributes });
      return [{ kind: 'send', from: to, to: client, bytes: answer }];
    },
  });

  it('UDP is blocked', () => {
    expect(measure({ nat: nat(30_000), drops: () => true }).lifetime).toMatchObject({ why: 'no-answer' });
  });

  it.each([
    [420, 'response-port-refused'],
    [500, 'refused'],
  ])('the server answers with %i', (code, why) => {
    const server = answering({ type: 'ERROR-CODE', code, reason: '' });
    expect(measure({ nat: nat(30_000), server }).lifetime).toEqual({ concluded: false, why, trials: [] });
  });

  it('the server answers to where the request came from', () => {
    const server: NonNullable<World['server']> = {
      handlePacket(at, to, client, bytes) {
        const decoded = decodeStun(bytes);
        if (!decoded.ok) throw new Error(decoded.error.kind);
        return ONE_ADDRESS.handlePacket(at, to, client, encodeStun({ ...decoded.value, attributes: [] }));
      },
    };
    expect(measure({ nat: nat(30_000), server }).lifetime).toMatchObject({ why: 'response-port-ignored' });
  });

  it('nothing comes back even at once', () => {
    let packets = 0;
    const drops: World['drops'] = (_, to) => to.address === A1 && ++packets > 1;
    expect(measure({ nat: nat(30_000), drops }).lifetime).toMatchObject({
      why: 'never-alive',
      trials: [{ waitedMs: 0, isAlive: false, by: 'silence' }],
    });
  });
});
