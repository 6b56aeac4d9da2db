import { defineMessages } from '../messages.ts';

interface Dropped {
  readonly node: string;
  readonly source: string;
  readonly destination: string;
  readonly sourceAddress: string;
  readonly network: string;
  readonly inside: string;
  readonly contacted: readonly string[];
}

interface Mapping {
  readonly node: string;
  readonly inside: string;
  readonly outside: string;
  readonly endpoint: string;
  readonly isPortKept: boolean;
  readonly expiresAtMs: number;
}

interface Translated {
  readonly node: string;
  readonly before: string;
  readonly after: string;
}

const en = {
  list: (items: readonly string[]) => (items.length === 0 ? 'nobody yet' : items.join(', ')),
  kept: (isKept: boolean) => (isKept ? 'The port stays the same.' : 'The port is another one.'),
  seconds: (ms: number) => `${Number((ms / 1000).toFixed(3))} s`,
};
const zh = {
  list: (items: readonly string[]) => (items.length === 0 ? '目前还没有' : items.join('、')),
  kept: (isKept: boolean) => (isKept ? '端口不变。' : '端口变了。'),
  seconds: (ms: number) => `${Number((ms / 1000).toFixed(3))} 秒`,
};

/** The Lab's "why?": of packets, and of what NATs do with them. The keys are those of `WhyParams` in src/visuals. */
export const labWhyPackets = defineMessages({
  en: {
    sent: (p: { node: string; source: string; destination: string }) =>
      `${p.node} sent it from ${p.source} to ${p.destination}.`,
    'sent-again': (p: { packet: number }) =>
      `It is packet ${p.packet} once more: no answer has come so far, and UDP may have lost it.`,
    answers: (p: { packet: number }) => `It answers packet ${p.packet}: the transaction ID is the same.`,
    relays: (p: { packet: number }) => `The server relays what came in packet ${p.packet}.`,
    'held-for-permission': (p: { node: string }) =>
      `${p.node} had to hold it back until the TURN server had permitted packets to and from the peer’s address.`,
    received: (p: { node: string }) => `${p.node} received it.`,
    'name-question': (p: { node: string; name: string }) =>
      `${p.node} asks everybody on its network by multicast: who is ${p.name}? The peer has told the name in place of an address.`,
    'name-answer': (p: { node: string; name: string }) =>
      `${p.node} answers everybody: ${p.name} is its own name.`,
    says: (p: { node: string; text: string }) => `${p.node} says “${p.text}” over the selected pair.`,
    'last-dropped': (p: { packet: number; count: number }) =>
      p.count === 1
        ? `One packet of its checks was dropped: packet ${p.packet}.`
        : `${p.count} packets of its checks were dropped; the last was packet ${p.packet}.`,

    'translated-out': (p: Translated) => `${p.node} replaced the source ${p.before} by ${p.after}.`,
    'translated-in': (p: Translated) => `${p.node} replaced the destination ${p.before} by ${p.after}.`,
    'translated-hairpin': (p: Translated) =>
      `It goes to an outside endpoint of ${p.node} itself: ${p.node} sends it back inside. As its source it shows ${p.after} in place of ${p.before}.`,
    'mapping-made-for-all': (p: Mapping) =>
      `${p.node} made a mapping: ${p.inside} is ${p.outside} outside, whatever the destination. ${en.kept(p.isPortKept)}`,
    'mapping-made-for-address': (p: Mapping) =>
      `${p.node} made a mapping: ${p.inside} is ${p.outside} outside, for packets to ${p.endpoint} only. ${en.kept(p.isPortKept)} Another address will see another endpoint.`,
    'mapping-made-for-endpoint': (p: Mapping) =>
      `${p.node} made a mapping: ${p.inside} is ${p.outside} outside, for packets to ${p.endpoint} only. ${en.kept(p.isPortKept)} Another address or port gets a mapping of its own.`,
    'mapping-refreshed': (p: Mapping) =>
      `The packet keeps the mapping ${p.outside} of ${p.node} alive, now until ${en.seconds(p.expiresAtMs)}.`,
    'endpoint-let-in': (p: Mapping) =>
      `${p.inside} has sent to ${p.endpoint} through ${p.node}. From now on the filter lets packets from there in to ${p.outside}.`,
    'mapping-ended-idle': (p: Mapping) =>
      `The mapping ${p.outside} of ${p.node} ended: no packet has refreshed it in time. What comes for it now is dropped.`,
    'mapping-ended-reboot': (p: Mapping) =>
      `${p.node} was restarted and has forgotten the mapping ${p.outside}.`,
    'mapping-ended-behaviour-changed': (p: Mapping) =>
      `${p.node} behaves in another way now and has forgotten the mapping ${p.outside}.`,

    'dropped-no-mapping': (p: Dropped) =>
      `${p.node} has no mapping with ${p.destination} outside: nobody inside has made one, or it has ended. So it knows nobody to pass the packet to.`,
    'dropped-filtered-by-address': (p: Dropped) =>
      `${p.node} has a mapping for ${p.destination}, but its filter lets in only addresses that ${p.inside} has sent to by it: ${en.list(p.contacted)}. ${p.sourceAddress} is not among them.`,
    'dropped-filtered-by-address-and-port': (p: Dropped) =>
      `${p.node} has a mapping for ${p.destination}, but its filter lets in only endpoints, address and port, that ${p.inside} has sent to by it: ${en.list(p.contacted)}. ${p.source} is not among them.`,
    'dropped-no-hairpinning': (p: Dropped) =>
      `It came from inside and goes to ${p.destination}, outside of the same NAT. ${p.node} does no hairpinning: it sends nothing back inside.`,
    'dropped-no-free-port': (p: Dropped) =>
      `${p.node} would need a new mapping, and every port of its outside address is taken.`,
    'dropped-unsolicited-syn': (p: Dropped) =>
      `It is a SYN from ${p.source} that nobody inside has asked for. ${p.node} drops it silently.`,
    'dropped-not-for-inside': (p: Dropped) =>
      `It is for ${p.node} itself, which has no service at ${p.destination} and answers nothing.`,
    'dropped-no-such-address': (p: Dropped) =>
      `Nobody on the network ${p.network} has the address of ${p.destination}, and no way leads on from there.`,
    'dropped-no-route': (p: Dropped) => `${p.node} knows no way to ${p.destination}.`,
    'dropped-private-address': (p: Dropped) =>
      `${p.destination} is a private address. It means something in its own network only: the internet has no route to it.`,
    'dropped-link-cut': (p: Dropped) => `On the way over the network ${p.network} a cable is cut.`,
    'dropped-link-loss': (p: Dropped) =>
      `The network ${p.network} lost it, as it loses a share of all packets. Whoever misses it has to send again.`,
    'dropped-too-big': (p: Dropped) => `It is longer than a cable of the network ${p.network} can carry.`,
    'dropped-udp-blocked': (p: Dropped) => `${p.node} lets no UDP out.`,
    'dropped-tcp-blocked': (p: Dropped) => `${p.node} lets no TCP out to ${p.destination}.`,
    'dropped-unsolicited': (p: Dropped) =>
      `Nobody behind ${p.node} has sent to ${p.source} lately, and ${p.node} lets in only what was asked for.`,
    'dropped-no-socket': (p: Dropped) =>
      `It arrived, but nobody on ${p.node} listens at ${p.destination} (any more).`,
    'dropped-too-many-hops': () => 'It has crossed as many routers as a packet may.',
    'dropped-moved-away': (p: Dropped) =>
      `${p.node} was moved to another network and no longer has the address of ${p.source}.`,
  },
  'zh-cn': {
    sent: (p) => `${p.node} 从 ${p.source} 发往 ${p.destination}。`,
    'sent-again': (p) => `这是数据包 ${p.packet} 的重发：至今没有响应，它可能在 UDP 上丢失了。`,
    answers: (p) => `它是对数据包 ${p.packet} 的响应：两者的事务 ID 相同。`,
    relays: (p) => `服务器把数据包 ${p.packet} 带来的内容中继出去。`,
    'held-for-permission': (p) => `${p.node} 不得不先把它留着，等 TURN 服务器许可与对端地址之间的数据包。`,
    received: (p) => `${p.node} 收到了它。`,
    'name-question': (p) =>
      `${p.node} 用组播问同一网络里的所有人：谁是 ${p.name}？对端宣告的是这个名称，而不是地址。`,
    'name-answer': (p) => `${p.node} 用组播回答：${p.name} 是它自己的名称。`,
    says: (p) => `${p.node} 在选定对上说：“${p.text}”。`,
    'last-dropped': (p) =>
      p.count === 1
        ? `它的检查有 1 个数据包被丢弃：数据包 ${p.packet}。`
        : `它的检查有 ${p.count} 个数据包被丢弃，最后一个是数据包 ${p.packet}。`,

    'translated-out': (p) => `${p.node} 把源地址 ${p.before} 改写为 ${p.after}。`,
    'translated-in': (p) => `${p.node} 把目的地址 ${p.before} 改写为 ${p.after}。`,
    'translated-hairpin': (p) =>
      `它发往 ${p.node} 自己的外部端点，${p.node} 便把它送回内部（回环转发），并把源地址 ${p.before} 改写为 ${p.after}。`,
    'mapping-made-for-all': (p) =>
      `${p.node} 建立了映射：无论发往哪里，${p.inside} 在外部都是 ${p.outside}。${zh.kept(p.isPortKept)}`,
    'mapping-made-for-address': (p) =>
      `${p.node} 建立了映射：${p.inside} 在外部是 ${p.outside}，只用于发往 ${p.endpoint} 的数据包。${zh.kept(p.isPortKept)}别的地址会看到另一个端点。`,
    'mapping-made-for-endpoint': (p) =>
      `${p.node} 建立了映射：${p.inside} 在外部是 ${p.outside}，只用于发往 ${p.endpoint} 的数据包。${zh.kept(p.isPortKept)}换一个地址或端口，就会另建映射。`,
    'mapping-refreshed': (p) =>
      `这个数据包为 ${p.node} 的映射 ${p.outside} 续期，现在有效到 ${zh.seconds(p.expiresAtMs)}。`,
    'endpoint-let-in': (p) =>
      `${p.inside} 经 ${p.node} 向 ${p.endpoint} 发过包。从现在起，过滤器放行从那里发往 ${p.outside} 的数据包。`,
    'mapping-ended-idle': (p) =>
      `${p.node} 的映射 ${p.outside} 到期了：一直没有数据包为它续期。此后发给它的数据包都会被丢弃。`,
    'mapping-ended-reboot': (p) => `${p.node} 重新启动，忘记了映射 ${p.outside}。`,
    'mapping-ended-behaviour-changed': (p) => `${p.node} 的行为变了，映射 ${p.outside} 不复存在。`,

    'dropped-no-mapping': (p) =>
      `${p.node} 没有外部端点为 ${p.destination} 的映射：内部没有人建立过，或者它已经到期。所以不知道该转给谁。`,
    'dropped-filtered-by-address': (p) =>
      `${p.node} 有 ${p.destination} 的映射，但过滤器只放行 ${p.inside} 经它发过包的地址：${zh.list(p.contacted)}。${p.sourceAddress} 不在其中。`,
    'dropped-filtered-by-address-and-port': (p) =>
      `${p.node} 有 ${p.destination} 的映射，但过滤器只放行 ${p.inside} 经它发过包的端点（地址和端口）：${zh.list(p.contacted)}。${p.source} 不在其中。`,
    'dropped-no-hairpinning': (p) =>
      `它从内部发来，目的地 ${p.destination} 却是同一个 NAT 的外部端点。${p.node} 不做回环转发，不会把数据包送回内部。`,
    'dropped-no-free-port': (p) => `${p.node} 需要新建映射，但外部地址的端口已经用完。`,
    'dropped-unsolicited-syn': (p) =>
      `这是 ${p.source} 发来的 SYN，内部没有人请求过，${p.node} 一声不响地丢弃了它。`,
    'dropped-not-for-inside': (p) =>
      `它是发给 ${p.node} 自己的，而 ${p.node} 在 ${p.destination} 上没有任何服务，也不作应答。`,
    'dropped-no-such-address': (p) =>
      `网络 ${p.network} 里没有人拥有 ${p.destination} 的地址，也没有通往别处的路。`,
    'dropped-no-route': (p) => `${p.node} 不知道怎样到达 ${p.destination}。`,
    'dropped-private-address': (p) =>
      `${p.destination} 是私有地址，只在自己的网络里有意义，公网上没有通往它的路由。`,
    'dropped-link-cut': (p) => `经过网络 ${p.network} 的路上，有一根网线被剪断了。`,
    'dropped-link-loss': (p) =>
      `网络 ${p.network} 把它丢了：那里总有一部分数据包会丢失。等不到它的一方只能重发。`,
    'dropped-too-big': (p) => `它太长，网络 ${p.network} 的网线承载不了。`,
    'dropped-udp-blocked': (p) => `${p.node} 不放行任何发往外部的 UDP。`,
    'dropped-tcp-blocked': (p) => `${p.node} 不放行发往 ${p.destination} 的 TCP。`,
    'dropped-unsolicited': (p) =>
      `${p.node} 内侧最近没有人向 ${p.source} 发过包，而 ${p.node} 只放行对内部请求的回应。`,
    'dropped-no-socket': (p) => `它到达了，但 ${p.node} 上没有人（或不再有人）监听 ${p.destination}。`,
    'dropped-too-many-hops': () => '它经过的路由器已达到数据包允许的上限。',
    'dropped-moved-away': (p) => `${p.node} 已移到另一个网络，不再拥有 ${p.source} 的地址。`,
  },
});
