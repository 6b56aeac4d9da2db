import { defineMessages } from '../messages.ts';

interface Pair {
  readonly node: string;
  readonly pair: number;
  readonly local: string;
  readonly remote: string;
  readonly localType: string;
  readonly remoteType: string;
  readonly other: number;
}

type FailedCheck = Pair & { readonly code: number; readonly phrase: string };

const both = (p: Pair): string => `${p.localType} ${p.local} → ${p.remoteType} ${p.remote}`;
const code = (p: { code: number; phrase: string }): string => `${p.code}${p.phrase && ` ${p.phrase}`}`;
const whole = (n: number): string => `${Math.round(n)}`;

interface PairPriority {
  readonly node: string;
  readonly pair: number;
  readonly controlling: number;
  readonly controlled: number;
  readonly priority: bigint;
}

/** `2³² · 1694498815 + 2 · 2130706431 + 1 = …`, the formula with its numbers. */
function formula({ controlling: g, controlled: d, priority }: PairPriority): string {
  return `2³² × ${Math.min(g, d)} + 2 × ${Math.max(g, d)} + ${g > d ? 1 : 0} = ${priority}`;
}

/**
 * The Lab's "why?": of candidate pairs and their checks. Each side counts its own pairs, so a sentence says whose it
 * means. The keys are those of `WhyParams` in src/visuals.
 */
export const labWhyPairs = defineMessages({
  en: {
    'pair-formed-candidates': (p: Pair) =>
      `${p.node} made pair ${p.pair} of a candidate of its own and one of the peer’s: ${both(p)}.`,
    'pair-formed-request': (p: Pair) =>
      `A check of the peer came from ${p.remote} to ${p.local}. No pair was like that, so ${p.node} made pair ${p.pair}.`,
    'pair-formed-valid': (p: Pair) =>
      `A check was answered, and the answer shows that it had gone out as ${p.local}. So ${p.node} made pair ${p.pair} of what really works: ${both(p)}.`,
    'pair-for-base': (p: Pair & { insteadOf: string }) =>
      `${p.node} made pair ${p.pair} for its candidate ${p.insteadOf}. Packets can’t be sent from there, only from its base ${p.local}, so the base takes its place.`,
    'pair-priority': (p: PairPriority) =>
      `The priority of pair ${p.pair} of ${p.node} is 2³² × min(G, D) + 2 × max(G, D) + (1 if G > D), where G is the controlling agent’s candidate and D the controlled one’s: ${formula(p)}.`,
    'pair-dropped-redundant': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} left the checklist: pair ${p.other} has the same base and the same remote candidate. To check both would be the same check twice.`,
    'pair-dropped-limit': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} left the checklist: it has no room for more pairs, and this one was among the least promising.`,
    'pair-dropped-nominated': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} left the checklist: pair ${p.other} was nominated, and no other is needed.`,

    'pair-first-of-foundation': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} waits for its check: of the pairs with its foundation it is the first. The others stay frozen until it has succeeded.`,
    'pair-trickled': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} came while checks were under way. It waits for its check: no pair of its foundation is before it, or one has succeeded already.`,
    'pair-foundation-idle': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} thawed: no pair waits any more, and none of its foundation is being checked.`,
    'pair-foundation-succeeded': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} thawed: a pair with the same foundation has succeeded, so this one has good prospects.`,
    'pair-ordinary-check': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} is being checked: it was its turn, as the waiting pair of the highest priority.`,
    'pair-triggered-check': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} is being checked: it was first in the triggered-check queue, which goes before all others.`,
    'pair-request': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} is to be checked soon: a check of the peer came over it, so the way back is likely to work now.`,
    'pair-role-conflict': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} is to be checked again, in the other role: the peer has answered 487.`,
    'pair-to-be-nominated': (p: Pair) =>
      `The check of pair ${p.pair} of ${p.node} is to be repeated, to nominate what it made valid.`,
    'pair-answered': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} succeeded: its check was answered, by the same way back.`,
    'pair-valid': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} counts as succeeded: a check has shown that it works.`,
    'pair-relay-lost': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} failed: the relay that its packets go through is lost, so nothing can be sent over it any more.`,

    'check-failed-no-answer': (p: FailedCheck) =>
      `Pair ${p.pair} of ${p.node} failed: its check was sent again and again, and nobody answered.`,
    'check-failed-other-way': (p: FailedCheck) =>
      `Pair ${p.pair} of ${p.node} failed: the answer did not come from where the request went, or not to where it came from. Packets of this pair take different ways.`,
    'check-failed-error-response': (p: FailedCheck) =>
      `Pair ${p.pair} of ${p.node} failed: the peer answered its check with an error${p.code ? `, ${code(p)}` : ''}.`,
    'check-failed-no-mapped-address': (p: FailedCheck) =>
      `Pair ${p.pair} of ${p.node} failed: the answer does not say from which address the request came.`,
    'check-failed-role-conflicts': (p: FailedCheck) =>
      `Pair ${p.pair} of ${p.node} failed: one role conflict after the other, and no end of it.`,
    'check-sent-ordinary': (p: Pair) => `It checks pair ${p.pair}, ${both(p)}: it was this pair’s turn.`,
    'check-sent-triggered': (p: Pair) =>
      `It checks pair ${p.pair}, ${both(p)}: something has just shown that this pair is worth a check at once.`,
    'check-sent-consent': (p: Pair) =>
      `It asks over pair ${p.pair} whether the peer still wants to receive. Without an answer for 30 s the agent stops sending.`,
    'check-sent-again': (p: Pair) =>
      `The check of pair ${p.pair}, ${both(p)}, once more: nobody has answered yet.`,
    'check-sent-nominating': (p: Pair) =>
      `The check of pair ${p.pair}, ${both(p)}, with USE-CANDIDATE: if it succeeds, this pair is nominated.`,
    'check-held': (p: Pair) =>
      `Its check has not left: the TURN server has not permitted packets between ${p.local} and ${p.remote}.`,
    'check-answered': (p: Pair & { mapped: string; roundTripMs: number }) =>
      `It answers the check of pair ${p.pair} after ${whole(p.roundTripMs)} ms. The peer saw the request come from ${p.mapped}.`,
    triggered: (p: Pair) => `${p.node} put pair ${p.pair} into the queue of triggered checks.`,
    valid: (p: Pair) => `Pair ${p.pair} of ${p.node} is valid: packets cross it in both directions.`,
    'valid-by-another': (p: Pair) =>
      `Pair ${p.pair} of ${p.node} is valid: the check of pair ${p.other} went out as ${p.local}, so this is the pair that works.`,
    'nominating-nothing-better': (p: Pair) =>
      `${p.node} is controlling and chooses pair ${p.pair}: it is valid, and nothing better is still to be checked or to come.`,
    'nominating-waited': (p: Pair) =>
      `${p.node} is controlling and chooses pair ${p.pair}: it is valid, and has waited long enough for a better one.`,
    nominated: (p: Pair) =>
      `Pair ${p.pair} of ${p.node} is nominated: the check with USE-CANDIDATE has succeeded.`,
    selected: (p: Pair) => `${p.node} has selected pair ${p.pair}, ${both(p)}: its data goes over it.`,
    keepalive: (p: Pair) =>
      `A keepalive on pair ${p.pair} of ${p.node}: nothing else was sent for a while, and NATs would forget their mappings.`,
    'consent-fresh': (p: Pair & { untilMs: number }) =>
      `The peer has answered, and so consents to more data on pair ${p.pair} of ${p.node} for another 30 s.`,
    'consent-expired': (p: Pair) =>
      `${p.node} stopped sending on pair ${p.pair}: for 30 s the peer has not answered. Only a restart of ICE helps.`,
  },
  'zh-cn': {
    'pair-formed-candidates': (p) =>
      `${p.node} 用自己的一个候选者和对端的一个候选者组成了候选对 ${p.pair}：${both(p)}。`,
    'pair-formed-request': (p) =>
      `对端的检查从 ${p.remote} 发到了 ${p.local}。还没有这样的候选对，于是 ${p.node} 建立了候选对 ${p.pair}。`,
    'pair-formed-valid': (p) =>
      `一次检查得到了响应，响应表明请求是以 ${p.local} 的身份出去的。于是 ${p.node} 用真正可用的地址建立了候选对 ${p.pair}：${both(p)}。`,
    'pair-for-base': (p) =>
      `${p.node} 为自己的候选者 ${p.insteadOf} 建立了候选对 ${p.pair}。数据包无法直接从那里发出，只能从它的基址 ${p.local} 发出，所以用基址代替。`,
    'pair-priority': (p) =>
      `${p.node} 的候选对 ${p.pair} 的优先级是 2³² × min(G, D) + 2 × max(G, D) +（G > D 时加 1），G 是控制方候选者的优先级，D 是受控方的：${formula(p)}。`,
    'pair-dropped-redundant': (p) =>
      `${p.node} 的候选对 ${p.pair} 离开了检查列表：候选对 ${p.other} 的基址和远端候选都与它相同，两个都查等于同一个检查做两遍。`,
    'pair-dropped-limit': (p) =>
      `${p.node} 的候选对 ${p.pair} 离开了检查列表：列表已满，而它属于最没有希望的那些。`,
    'pair-dropped-nominated': (p) =>
      `${p.node} 的候选对 ${p.pair} 离开了检查列表：候选对 ${p.other} 已被提名，不再需要别的。`,

    'pair-first-of-foundation': (p) =>
      `${p.node} 的候选对 ${p.pair} 等待检查：在基础标识相同的候选对里它排第一。其余的保持冻结，直到它成功。`,
    'pair-trickled': (p) =>
      `${p.node} 的候选对 ${p.pair} 在检查进行中才加入。它等待检查：同一基础标识的候选对里没有排在它前面的，或者已经有一个成功了。`,
    'pair-foundation-idle': (p) =>
      `${p.node} 的候选对 ${p.pair} 解冻了：已没有等待中的候选对，同一基础标识的也没有正在检查的。`,
    'pair-foundation-succeeded': (p) =>
      `${p.node} 的候选对 ${p.pair} 解冻了：基础标识相同的一个候选对已经成功，它也很有希望。`,
    'pair-ordinary-check': (p) =>
      `${p.node} 的候选对 ${p.pair} 正在检查：轮到它了，它是等待中优先级最高的候选对。`,
    'pair-triggered-check': (p) =>
      `${p.node} 的候选对 ${p.pair} 正在检查：它排在触发检查队列的最前面，这个队列先于其他一切。`,
    'pair-request': (p) =>
      `${p.node} 的候选对 ${p.pair} 很快就要检查：对端的检查刚从这里过来，回去的路现在很可能是通的。`,
    'pair-role-conflict': (p) => `${p.node} 的候选对 ${p.pair} 要换一个角色再检查一次：对端的响应是 487。`,
    'pair-to-be-nominated': (p) =>
      `${p.node} 的候选对 ${p.pair} 的检查要再做一次，以提名由它验证有效的候选对。`,
    'pair-answered': (p) => `${p.node} 的候选对 ${p.pair} 成功：它的检查得到了响应，而且是原路返回。`,
    'pair-valid': (p) => `${p.node} 的候选对 ${p.pair} 算作成功：一次检查表明它可用。`,
    'pair-relay-lost': (p) => `${p.node} 的候选对 ${p.pair} 失败：它所经过的中继没有了，再也发不出任何东西。`,

    'check-failed-no-answer': (p) => `${p.node} 的候选对 ${p.pair} 失败：检查一再重发，始终没有响应。`,
    'check-failed-other-way': (p) =>
      `${p.node} 的候选对 ${p.pair} 失败：响应不是从请求去的地方来的，或者没有回到请求出发的地方。这一对的来回走的不是同一条路。`,
    'check-failed-error-response': (p) =>
      `${p.node} 的候选对 ${p.pair} 失败：对端以错误响应${p.code ? ` ${code(p)} ` : ''}回答了它的检查。`,
    'check-failed-no-mapped-address': (p) =>
      `${p.node} 的候选对 ${p.pair} 失败：响应没有说明请求是从哪个地址来的。`,
    'check-failed-role-conflicts': (p) => `${p.node} 的候选对 ${p.pair} 失败：角色冲突一个接一个，没完没了。`,
    'check-sent-ordinary': (p) => `它检查候选对 ${p.pair}（${both(p)}）：轮到这一对了。`,
    'check-sent-triggered': (p) =>
      `它检查候选对 ${p.pair}（${both(p)}）：刚发生的事情表明，这一对值得马上检查。`,
    'check-sent-consent': (p) =>
      `它在候选对 ${p.pair} 上询问对端是否仍愿意接收。30 秒得不到响应，代理就停止发送。`,
    'check-sent-again': (p) => `候选对 ${p.pair}（${both(p)}）的检查再发一次：还没有响应。`,
    'check-sent-nominating': (p) =>
      `候选对 ${p.pair}（${both(p)}）的检查，带 USE-CANDIDATE：一旦成功，这一对就被提名。`,
    'check-held': (p) => `它的检查没有发出：TURN 服务器没有许可 ${p.local} 与 ${p.remote} 之间的数据包。`,
    'check-answered': (p) =>
      `它是候选对 ${p.pair} 的检查的响应，用时 ${whole(p.roundTripMs)} 毫秒。对端看到请求来自 ${p.mapped}。`,
    triggered: (p) => `${p.node} 把候选对 ${p.pair} 放进了触发检查队列。`,
    valid: (p) => `${p.node} 的候选对 ${p.pair} 有效：数据包在两个方向上都能通过。`,
    'valid-by-another': (p) =>
      `${p.node} 的候选对 ${p.pair} 有效：候选对 ${p.other} 的检查是以 ${p.local} 的身份出去的，真正可用的是这一对。`,
    'nominating-nothing-better': (p) =>
      `${p.node} 是控制方，选中了候选对 ${p.pair}：它有效，而且没有更好的还在检查或者还会出现。`,
    'nominating-waited': (p) =>
      `${p.node} 是控制方，选中了候选对 ${p.pair}：它有效，而且为更好的已经等得够久。`,
    nominated: (p) => `${p.node} 的候选对 ${p.pair} 被提名：带 USE-CANDIDATE 的检查成功了。`,
    selected: (p) => `${p.node} 选定了候选对 ${p.pair}（${both(p)}），数据从此走这一对。`,
    keepalive: (p) => `${p.node} 的候选对 ${p.pair} 上的保活：有一阵没有发送任何东西，NAT 会忘记映射。`,
    'consent-fresh': (p) => `对端作出了响应，等于许可在 ${p.node} 的候选对 ${p.pair} 上再发送 30 秒。`,
    'consent-expired': (p) =>
      `${p.node} 不再在候选对 ${p.pair} 上发送：对端已有 30 秒没有响应。只有重启 ICE 才能恢复。`,
  },
});
