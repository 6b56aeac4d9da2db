import { COMPUTER } from '#lessons/behind-nats.ts';
import { defineLabChecks, text, type LocalizedText } from '#lessons/contract.ts';
import { endOf, firstWrong, wrongEnd, type ProgramEnd, type Wrong } from '#lessons/lab-verdicts.ts';
import { conclusionFrom, evidenceOf, mappingsIn, type Evidence } from './evidence.ts';
import { KINDS, kindsOf, makeScene, type Kind } from './scene.ts';

/** The questions take half a second in all. */
const PATIENCE_MS = 8_000;

interface Observed {
  readonly ways: readonly (Evidence & { readonly kind: Kind })[];
  readonly end: ProgramEnd;
}

export default defineLabChecks<Observed>({
  deadlineMs: PATIENCE_MS + 7_000,
  host: COMPUTER,
  scene: makeScene,
  observe: async (learner, { lab }) => {
    const end = await endOf(learner, PATIENCE_MS);
    const kinds = kindsOf(lab.seed);
    const ways = evidenceOf(lab.trace()).map((evidence) => ({
      ...evidence,
      kind: kinds.get(evidence.localAddress) ?? KINDS[0],
    }));
    return { ways, end };
  },
  checks: {
    'one-socket': ({ ways }) => firstWrong(ways, asksFromMany),
    'asks-enough': ({ ways }) => firstWrong(ways, leavesOpen, mappingsSeen(ways)),
    'right-kinds': ({ ways }) => firstWrong(ways, saysOtherwise),
    'comes-to-its-end': ({ end }) => firstWrong([end], wrongEnd('close-it')),
  },
});

function asksFromMany({ localAddress, askedFrom }: Evidence): Wrong | undefined {
  const { length } = askedFrom;
  if (length === 1) return undefined;
  return {
    expected: text(`one socket asks from ${localAddress}`, `由一个套接字从 ${localAddress} 提问`),
    seen:
      length === 0
        ? text('no question left from there', '没有问题从那里发出')
        : text(`${length} sockets`, `${length} 个套接字`),
    hint: 'one-socket',
  };
}

function leavesOpen({ localAddress, answers }: Evidence): Wrong | undefined {
  if (conclusionFrom(answers)) return undefined;
  const servers = new Set(answers.map(({ server }) => server.address)).size;
  const ports = new Set(answers.map(({ server }) => server.port)).size;
  return {
    expected: text(
      `answers to ${localAddress} that leave one kind only`,
      `${localAddress} 得到的应答只容得下一种`,
    ),
    seen:
      answers.length === 0
        ? text('no answer came', '没有收到应答')
        : text(
            `answers from ${count(servers, 'address', 'addresses')} and ${count(ports, 'port', 'ports')}`,
            `应答来自 ${servers} 个地址、${ports} 个端口`,
          ),
    hint: 'two-and-two',
  };
}

const count = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;

function saysOtherwise({ localAddress, kind, said }: Evidence & { readonly kind: Kind }): Wrong | undefined {
  if (said.length === 1 && said[0] === kind) return undefined;
  // A program may say anything, and as much as it likes.
  const told = said
    .slice(0, 3)
    .map((word) => word.slice(0, 40))
    .join(', ');
  return {
    expected: text(`${localAddress}: ${kind}`, `${localAddress}：${kind}`),
    seen: told === '' ? text('the desk heard nothing', '服务台什么也没收到') : text(told, told),
    hint: 'compare-both',
  };
}

/** What the servers saw: the number is what the kinds differ in. */
function mappingsSeen(ways: readonly Evidence[]): LocalizedText {
  const numbers = ways.map(({ answers }) => mappingsIn(answers));
  return text(
    `Mappings that the servers saw: ${ways.map(({ localAddress }, i) => `${numbers[i] ?? 0} of ${localAddress}`).join(', ')}`,
    `服务器看到的映射：${ways.map(({ localAddress }, i) => `${localAddress} 有 ${numbers[i] ?? 0} 个`).join('，')}`,
  );
}
