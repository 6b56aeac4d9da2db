import { describe, expect, it } from 'vitest';
import { type Choice, KNOWLEDGE, PARTIES, whoKnows } from './model.ts';

const CHOICES: readonly Choice[] = (['all', 'relay'] as const).flatMap((policy) =>
  [false, true].flatMap((permitted) =>
    (['elsewhere', 'same-network'] as const).map((peer) => ({ policy, permitted, peer })),
  ),
);

describe('who knows what', () => {
  it.each(CHOICES)(
    '$policy, permitted $permitted, $peer: nobody is told more than the script or the packets show',
    (choice) => {
      const known = whoKnows(choice);
      for (const kind of ['host', 'name', 'relay'] as const) {
        const isTold = ['signalled', 'passes-on'];
        for (const party of PARTIES) {
          const why = known[party][kind];
          if (why !== undefined && isTold.includes(why))
            expect(known.script[kind], `${party} ${kind}`).toBe('in-lines');
        }
      }
      // RFC 8445 §19.1: the source of a packet shows to whom it reaches.
      expect(known.turn.public).toBe('packet-source');
      expect(known.signalling.public).toBe('own-connection');
    },
  );

  it('shows the policy relay to be a matter of script and peer (RFC 9429 §3.5.3)', () => {
    for (const choice of CHOICES.filter(({ policy }) => policy === 'relay')) {
      const { script, peer } = whoKnows(choice);
      for (const known of [script, peer]) expect(KNOWLEDGE.filter((kind) => known[kind])).toEqual(['relay']);
    }
  });

  it('gives the script a name or an address, never both', () => {
    for (const choice of CHOICES.filter(({ policy }) => policy === 'all')) {
      const { script } = whoKnows(choice);
      expect(script.host !== undefined).toBe(choice.permitted);
      expect(script.name !== undefined).toBe(!choice.permitted);
    }
  });

  it('lets a peer resolve the name in the same network only, and the TURN server never', () => {
    const hidden = { policy: 'all', permitted: false } as const;
    expect(whoKnows({ ...hidden, peer: 'same-network' }).peer.host).toBe('resolves-name');
    expect(whoKnows({ ...hidden, peer: 'elsewhere' }).peer.host).toBeUndefined();
    for (const peer of ['same-network', 'elsewhere'] as const) {
      expect(whoKnows({ ...hidden, peer }).turn.host).toBeUndefined();
    }
  });
});
