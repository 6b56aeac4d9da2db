import { defineMessages } from '../messages.ts';

/** The Lab's matrix: which two NATs let peers meet, by which candidates. */
export const labMatrix = defineMessages({
  en: {
    name: 'Matrix',
    title: 'The matrix: which NATs let peers meet',
    lead: 'Each cell is a whole ICE session between a caller behind the NAT of its row and a callee behind the NAT of its column. Press a cell to watch that session in the Lab.',
    controls: 'Controls of the matrix',
    compute: 'Compute the matrix',
    cancel: 'Cancel',
    turn: 'With a TURN server',
    status: {
      idle: 'Not computed yet. The pale cells are what RFC 4787’s words let expect.',
      noScript: 'The matrix needs JavaScript.',
      computing: (done: number, all: number) => `${done} of ${all} sessions …`,
      done: (direct: number, relayed: number, failed: number, ms: number) =>
        `${direct} direct, ${relayed} relayed, ${failed} failed: ${direct + relayed + failed} sessions in ${Math.round(ms)} ms.`,
      cancelled: (done: number, all: number) => `Cancelled after ${done} of ${all} sessions.`,
      broken: 'This browser could not run the sessions in a worker. Reload the page and try again.',
    },
    progress: 'Sessions computed',
    axes: { rows: 'Caller', columns: 'Callee' },
    /** As RFC 4787 §4.1 and §5 name them. */
    mapping: {
      EndpointIndependent: 'endpoint-independent mapping',
      AddressDependent: 'address-dependent mapping',
      AddressAndPortDependent: 'address and port-dependent mapping',
    },
    filtering: {
      EndpointIndependent: 'endpoint-independent filtering',
      AddressDependent: 'address-dependent filtering',
      AddressAndPortDependent: 'address and port-dependent filtering',
    },
    both: (mapping: string, filtering: string) => `${mapping}, ${filtering}`,
    cgnat: 'a home NAT behind a carrier’s NAT, both Linux',
    'udp-blocked': 'a firewall that blocks UDP',
    short: { cgnat: 'CGNAT', 'udp-blocked': 'no UDP' },
    outcome: { direct: 'direct', relayed: 'relayed', failed: 'failed' },
    cell: (outcome: string, types: string) => (types ? `${outcome}, ${types}` : outcome),
    notComputed: 'not computed yet',
    types: (local: string, remote: string) => `${local} → ${remote}`,
    open: 'open this session in the Lab',
    readout: {
      hint: 'Point at a cell, or go to it with the arrow keys, to read it here.',
      pair: (caller: string, callee: string) => `Caller: ${caller}. Callee: ${callee}.`,
    },
    legend: {
      name: 'What the cells mean',
      direct: 'direct: packets go from NAT to NAT',
      relayed: 'relayed: packets go by the TURN server',
      failed: 'failed: no pair of candidates works',
      types:
        'Under the sign stand the candidates of the pair that the caller selected, its own first: H host, S srflx, P prflx, R relay.',
    },
    abbreviations:
      'M is mapping, F is filtering; EI is endpoint-independent, AD address-dependent, APD address and port-dependent.',
    why: {
      title: 'Why these cells',
      known:
        'Both mappings endpoint-independent: always direct. A STUN server’s answer tells the address that everybody can use, and the checks of each side open its own filter for the other’s.',
      one: 'One mapping depends on the destination: its checks come from a port that nobody could tell in advance. A filter by address lets them in, and the other side meets a peer-reflexive candidate (prflx). A filter by address and port refuses them.',
      both: 'Both mappings depend on the destination, and both filter: nobody’s port can be told, and nobody gets in.',
      thumb:
        'The rule of thumb “two symmetric NATs never meet” speaks of mappings only, and is right for the strict filters that such NATs mostly have. It breaks where a filter lets in everybody: see the rows with EIF.',
      open: 'One side filters nothing: always direct, whatever the mappings depend on. Its address from the STUN server can be reached by anybody, and real NATs keep sessions: an answer leaves by the mapping that the question came in by.',
      relay:
        'A relayed address is a mapping for everybody, filtered by address only (the permissions of RFC 8656 §9), so with TURN all those meet who can send UDP. Where UDP is blocked, TURN over TCP helps. A relay can look like a peer-reflexive candidate, where a NAT shows its packets at another port.',
    },
  },
  'zh-cn': {
    name: '矩阵',
    title: '矩阵：哪些 NAT 之间能连通',
    lead: '每个格子都是一次完整的 ICE 会话：主叫在该行的 NAT 后面，被叫在该列的 NAT 后面。点击格子，就能在实验室里观看这次会话。',
    controls: '矩阵的控制',
    compute: '计算矩阵',
    cancel: '取消',
    turn: '有 TURN 服务器',
    status: {
      idle: '尚未计算。浅色的格子是单凭 RFC 4787 的描述可以预期的结果。',
      noScript: '矩阵需要 JavaScript。',
      computing: (done, all) => `已完成 ${done} / ${all} 次会话……`,
      done: (direct, relayed, failed, ms) =>
        `直连 ${direct}，中继 ${relayed}，失败 ${failed}：共 ${direct + relayed + failed} 次会话，用时 ${Math.round(ms)} 毫秒。`,
      cancelled: (done, all) => `已取消，完成了 ${done} / ${all} 次会话。`,
      broken: '此浏览器无法在 worker 中运行这些会话。请重新加载页面后再试。',
    },
    progress: '已完成的会话',
    axes: { rows: '主叫', columns: '被叫' },
    mapping: {
      EndpointIndependent: '端点无关映射',
      AddressDependent: '地址相关映射',
      AddressAndPortDependent: '地址和端口相关映射',
    },
    filtering: {
      EndpointIndependent: '端点无关过滤',
      AddressDependent: '地址相关过滤',
      AddressAndPortDependent: '地址和端口相关过滤',
    },
    both: (mapping, filtering) => `${mapping}、${filtering}的 NAT`,
    cgnat: '运营商 NAT 之内的家用 NAT（均为 Linux）',
    'udp-blocked': '阻断 UDP 的防火墙',
    short: { cgnat: 'CGNAT', 'udp-blocked': '无 UDP' },
    outcome: { direct: '直连', relayed: '中继', failed: '失败' },
    cell: (outcome, types) => (types ? `${outcome}，${types}` : outcome),
    notComputed: '尚未计算',
    types: (local, remote) => `${local} → ${remote}`,
    open: '在实验室中打开这次会话',
    readout: {
      hint: '指向某个格子，或用方向键移动到它，这里会显示其内容。',
      pair: (caller, callee) => `主叫：${caller}；被叫：${callee}。`,
    },
    legend: {
      name: '格子的含义',
      direct: '直连：数据包从 NAT 到 NAT',
      relayed: '中继：数据包经 TURN 服务器转送',
      failed: '失败：没有可用的候选对',
      types: '符号下面是主叫所选候选对的两个候选者，本端在前：H host，S srflx，P prflx，R relay。',
    },
    abbreviations: 'M 表示映射，F 表示过滤；EI 为端点无关，AD 为地址相关，APD 为地址和端口相关。',
    why: {
      title: '为什么是这些结果',
      known:
        '双方都是端点无关映射：总能直连。STUN 服务器返回的地址对谁都有效，而每一方发出的检查又为对方打开了自己的过滤。',
      one: '只有一方的映射与目的地有关：它的检查来自事先无人知晓的端口。按地址过滤会放行，另一方由此发现对端反射候选（prflx）；按地址和端口过滤则会挡住。',
      both: '双方的映射都与目的地有关，又都有过滤：谁的端口都无法事先告知，谁的包都进不来。',
      thumb:
        '“两个对称型 NAT 永远连不通”这条经验只说了映射；这类 NAT 的过滤通常很严，所以它大多成立。过滤放行所有人时，它就不成立：请看带 EIF 的那几行。',
      open: '有一方完全不过滤：不论映射与什么有关，总能直连。STUN 服务器看到的地址谁都可以访问，而真实的 NAT 会保持会话：应答沿着请求进来的那条映射出去。',
      relay:
        '中继地址相当于端点无关的映射，只按地址过滤（RFC 8656 §9 的权限），所以有了 TURN，凡能发送 UDP 的双方都能连通。UDP 被阻断时，可以改用基于 TCP 的 TURN。若某个 NAT 让中继的包显示为另一个端口，中继看上去就像对端反射候选。',
    },
  },
});
