import type { Chance } from '#lessons/chance.ts';

export type PairState = 'frozen' | 'waiting' | 'in-progress' | 'succeeded' | 'failed';

export interface Ends {
  readonly local: string;
  readonly remote: string;
}

export interface Agent {
  readonly ufrag: string;
  readonly remotes: readonly {
    readonly type: string;
    readonly address: string;
    readonly priority: number;
    readonly foundation: string;
  }[];
  readonly pairs: readonly (Ends & { readonly state: PairState })[];
  readonly queue: readonly Ends[];
}

export interface BindingRequest {
  readonly from: string;
  readonly to: string;
  readonly username: string | null;
  readonly integrity: 'valid' | 'invalid' | null;
  readonly priority: number;
}

/** A question, and what is special about it. */
export interface Case {
  readonly agent: Agent;
  readonly request: BindingRequest;
  /** Undefined: it has to succeed. */
  readonly code: 400 | 401 | undefined;
}

export const STATES = ['frozen', 'waiting', 'in-progress', 'succeeded', 'failed'] as const;

/** The questions of a run; addresses, names and priorities are drawn. */
export function drawCases(chance: Chance): readonly Case[] {
  const draw = drawerOf(chance);
  const good = STATES.flatMap((state) => [false, true].map((queued) => draw.known(state, queued)));
  const news = [draw.unknown(), draw.unknown(), draw.unknown()];
  const refused = [...good.slice(0, 2), ...news.slice(0, 2)].flatMap(({ agent, request }): Case[] => {
    const name = request.username ?? '';
    const [own = '', peers = ''] = name.split(':');
    const bad = (more: Partial<BindingRequest>, code: 400 | 401): Case => ({
      agent,
      request: { ...request, ...more },
      code,
    });
    return [
      bad({ username: null }, 400),
      bad({ integrity: null }, 400),
      bad({ username: null, integrity: null }, 400),
      bad({ integrity: 'invalid' }, 401),
      bad({ username: `${peers}:${own}` }, 401),
      bad({ username: own }, 401),
      bad({ username: `${own}x:${peers}` }, 401),
    ];
  });
  return [...good, ...news, ...refused];
}

function drawerOf(chance: Chance) {
  const used = new Set<string>();
  const address = (): string => {
    for (;;) {
      const drawn = `192.0.2.${1 + chance.below(254)}:${1024 + chance.below(60_000)}`;
      if (!used.has(drawn)) {
        used.add(drawn);
        return drawn;
      }
    }
  };
  const agentWith = (): { agent: Agent; locals: string[]; peers: string } => {
    const locals = [address(), address()];
    const remotes = [address(), address()].map((at, index) => ({
      type: 'host',
      address: at,
      priority: 1 + chance.below(2 ** 31 - 1),
      foundation: String(index + 1),
    }));
    const pairs = locals.flatMap((local) =>
      remotes.map((remote) => ({ local, remote: remote.address, state: 'frozen' as PairState })),
    );
    return { agent: { ufrag: chance.word(6), remotes, pairs, queue: [] }, locals, peers: chance.word(5) };
  };
  const requestOf = (agent: Agent, peers: string, from: string, to: string): BindingRequest => ({
    from,
    to,
    username: `${agent.ufrag}:${peers}`,
    integrity: 'valid',
    priority: 1 + chance.below(2 ** 31 - 1),
  });
  return {
    /** Of a pair that is there, in a state; perhaps in the queue already, behind another. */
    known(state: PairState, queued: boolean): Case {
      const { agent, peers } = agentWith();
      const at = chance.below(agent.pairs.length);
      const pairs = agent.pairs.map((pair, index) => (index === at ? { ...pair, state } : pair));
      const ends = ({ local, remote }: Ends): Ends => ({ local, remote });
      const [it, other] = [pairs[at], pairs[(at + 1) % pairs.length]];
      if (!it || !other) throw new Error('no pairs');
      const queue = queued && state === 'waiting' ? [ends(it), ends(other)] : [ends(other)];
      const whole = { ...agent, pairs, queue };
      return { agent: whole, request: requestOf(whole, peers, it.remote, it.local), code: undefined };
    },
    /** From an address that nobody has told. */
    unknown(): Case {
      const { agent, peers, locals } = agentWith();
      return {
        agent,
        request: requestOf(agent, peers, address(), locals[chance.below(2)] ?? ''),
        code: undefined,
      };
    },
  };
}
