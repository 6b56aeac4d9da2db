import { defineMessages } from '../messages.ts';

/** The picture "pair grid". */
export const pairGrid = defineMessages({
  en: {
    title: 'From two lists to a checklist',
    lead: 'Rows are your candidates, columns the peer’s, and each cell is a pair that might be. Go through the steps, choose cells, tick candidates away.',
    controls: 'What is paired',
    candidates: { own: 'Your candidates', peer: 'The peer’s candidates' },
    kinds: {
      host6: 'host, IPv6',
      host4: 'host, IPv4',
      link6: 'host, IPv6 link-local',
      srflx: 'srflx, IPv4',
      relay: 'relay, IPv4',
    },
    short: { host6: 'v6', host4: 'v4', link6: 'v6 link', srflx: 'v4', relay: 'v4' },
    role: { legend: 'You are', controlling: 'controlling', controlled: 'controlled' },
    streams: 'A second data stream (video)',
    limit: 'Pairs at most',
    step: 'Step',
    steps: {
      form: '1 Form',
      order: '2 Order',
      prune: '3 Prune',
      freeze: '4 Freeze',
      check: '5 Check',
    },
    streamNames: { audio: 'Audio', video: 'Video' },
    table: (stream: string) => `Pairs of ${stream}`,
    corner: 'you ↓ peer →',
    cellName: (own: string, peer: string, state: string) => `${own} with ${peer}: ${state}`,
    states: {
      frozen: 'Frozen',
      waiting: 'Waiting',
      'in-progress': 'In-Progress',
      succeeded: 'Succeeded',
      failed: 'Failed',
    },
    letters: { frozen: 'F', waiting: 'W', 'in-progress': 'P', succeeded: 'S', failed: 'X' },
    marks: {
      pair: 'a pair',
      family: 'no pair, another address family',
      linkLocal: 'no pair, link-local',
      rank: (n: number) => `place ${n}`,
      redundant: (n: number) => `redundant with ${n}`,
      limit: 'over the limit',
      place: (n: number, state: string) => `place ${n}, ${state}`,
    },
    check: {
      group: 'The next check',
      succeeds: 'The next check succeeds',
      fails: 'It fails',
      again: 'From the start',
    },
    none: 'Tick at least one candidate on each side.',
    summary: {
      form: (combinations: number, pairs: number) =>
        `${combinations} combinations, ${pairs} of them pairs: same data stream, same component, same address family.`,
      order: (pairs: number) =>
        `${pairs} pairs, in decreasing order of their priority. Number 1 of each stream is the best.`,
      prune: (pairs: number, kept: number, over: number) =>
        `Of ${pairs} pairs ${kept} are left.` + (over > 0 ? ` ${over} went because of the limit.` : ''),
      freeze: (waiting: number, frozen: number) =>
        `${waiting} Waiting, ${frozen} Frozen: one pair of each foundation may begin, in the whole set.`,
      check: (succeeded: number, failed: number, waiting: number, frozen: number) =>
        `${succeeded} Succeeded, ${failed} Failed, ${waiting} Waiting, ${frozen} Frozen.`,
    },
    last: {
      succeeded: (released: number) =>
        released > 0
          ? `That check succeeded, and ${released === 1 ? 'one pair' : `${released} pairs`} of the same foundation may go.`
          : 'That check succeeded. Nobody of its foundation was frozen.',
      failed: 'That check failed. Others of its foundation stay frozen until nothing on their list waits.',
      over: 'No pair is left to check.',
    },
    detail: {
      chosen: (own: string, peer: string, stream: string) => `${stream}, ${own} with ${peer}.`,
      pair: 'A pair: the families agree (RFC 8445 §6.1.2.2).',
      family: 'No pair: one address is IPv4, the other IPv6 (RFC 8445 §6.1.2.2).',
      linkLocal: 'No pair: a link-local address must only meet another one (RFC 8445 §6.1.2.2).',
      priority: (g: string, d: string, priority: string) =>
        `G = ${g} (controlling), D = ${d}: priority ${priority} (RFC 8445 §6.1.2.3).`,
      rank: (n: number, of: number) => `Place ${n} of ${of}.`,
      redundant: (n: number) =>
        `Nobody can send from a reflexive address, so its base takes its place. That is the same path as pair ${n}, which has the higher priority: this one goes (RFC 8445 §6.1.2.4).`,
      limit: 'There is no room: the lowest pairs of each list go first (RFC 8445 §6.1.2.5).',
      stays: (n: number) => `It stays, at place ${n} of the checklist.`,
      foundation: (text: string) => `Foundation ${text}.`,
      begins: 'Waiting: the first of its foundation in the set (RFC 8445 §6.1.2.6).',
      frozen: (stream: string, place: string) =>
        `Frozen: ${stream}’s pair of the same foundation, ${place}, goes first (RFC 8445 §6.1.2.6).`,
      state: (state: string) => `It is ${state}.`,
      gone: 'It is not on the checklist.',
    },
  },
  'zh-cn': {
    title: '从两份清单到一份检查列表',
    lead: '行是你的候选者，列是对端的，每个格子是一个可能的候选对。逐步往下走，选中格子，去掉几个候选者试试。',
    controls: '用什么配对',
    candidates: { own: '你的候选者', peer: '对端的候选者' },
    kinds: {
      host6: 'host，IPv6',
      host4: 'host，IPv4',
      link6: 'host，IPv6 链路本地',
      srflx: 'srflx，IPv4',
      relay: 'relay，IPv4',
    },
    short: { host6: 'v6', host4: 'v4', link6: 'v6 本地', srflx: 'v4', relay: 'v4' },
    role: { legend: '你是', controlling: '控制方', controlled: '受控方' },
    streams: '第二个数据流（视频）',
    limit: '候选对上限',
    step: '步骤',
    steps: {
      form: '1 组对',
      order: '2 排序',
      prune: '3 剪枝',
      freeze: '4 冻结',
      check: '5 检查',
    },
    streamNames: { audio: '音频', video: '视频' },
    table: (stream) => `${stream}的候选对`,
    corner: '你 ↓ 对端 →',
    cellName: (own, peer, state) => `${own} 与 ${peer}：${state}`,
    states: {
      frozen: '冻结',
      waiting: '等待',
      'in-progress': '进行中',
      succeeded: '成功',
      failed: '失败',
    },
    letters: { frozen: 'F', waiting: 'W', 'in-progress': 'P', succeeded: 'S', failed: 'X' },
    marks: {
      pair: '成对',
      family: '不成对，地址族不同',
      linkLocal: '不成对，链路本地地址',
      rank: (n) => `第 ${n} 位`,
      redundant: (n) => `与第 ${n} 位重复`,
      limit: '超出上限',
      place: (n, state) => `第 ${n} 位，${state}`,
    },
    check: { group: '下一个检查', succeeds: '下一个检查成功', fails: '它失败', again: '从头再来' },
    none: '请在两边各勾选至少一个候选者。',
    summary: {
      form: (combinations, pairs) =>
        `${combinations} 种组合，其中 ${pairs} 个成对：数据流相同、分量相同、地址族相同。`,
      order: (pairs) => `${pairs} 个候选对，按优先级从高到低排列。每个流的 1 号最优。`,
      prune: (pairs, kept, over) =>
        `${pairs} 个候选对里留下 ${kept} 个。` + (over > 0 ? `有 ${over} 个因超出上限而去掉。` : ''),
      freeze: (waiting, frozen) =>
        `${waiting} 个等待，${frozen} 个冻结：整个集合里，每个基础标识只有一个候选对可以先走。`,
      check: (succeeded, failed, waiting, frozen) =>
        `${succeeded} 个成功，${failed} 个失败，${waiting} 个等待，${frozen} 个冻结。`,
    },
    last: {
      succeeded: (released) =>
        released > 0
          ? `这次检查成功了，同一基础标识的 ${released} 个候选对可以走了。`
          : '这次检查成功了。同一基础标识里没有被冻结的。',
      failed: '这次检查失败了。同一基础标识的其他候选对继续冻结，直到自己的列表里再没有等待的。',
      over: '再没有候选对可检查了。',
    },
    detail: {
      chosen: (own, peer, stream) => `${stream}，${own} 与 ${peer}。`,
      pair: '成对：地址族一致（RFC 8445 §6.1.2.2）。',
      family: '不成对：一个地址是 IPv4，另一个是 IPv6（RFC 8445 §6.1.2.2）。',
      linkLocal: '不成对：链路本地地址只能与链路本地地址配对（RFC 8445 §6.1.2.2）。',
      priority: (g, d, priority) => `G = ${g}（控制方），D = ${d}：优先级 ${priority}（RFC 8445 §6.1.2.3）。`,
      rank: (n, of) => `${of} 个里的第 ${n} 位。`,
      redundant: (n) =>
        `没有谁能从反射地址发送，所以换成它的基址。这样就和第 ${n} 位是同一条路径，而后者优先级更高：这一个去掉（RFC 8445 §6.1.2.4）。`,
      limit: '没有位置了：每份列表里优先级最低的先去掉（RFC 8445 §6.1.2.5）。',
      stays: (n) => `它留下，排在检查列表的第 ${n} 位。`,
      foundation: (text) => `基础标识为 ${text}。`,
      begins: '等待：它是整个集合里这个基础标识的第一个（RFC 8445 §6.1.2.6）。',
      frozen: (stream, place) =>
        `冻结：${stream}里同一基础标识的候选对（${place}）先走（RFC 8445 §6.1.2.6）。`,
      state: (state) => `它现在的状态是“${state}”。`,
      gone: '它不在检查列表里。',
    },
  },
});
