import { defineMessages } from '../messages.ts';

interface At {
  readonly node: string;
}
interface FromTo {
  readonly from: string;
  readonly to: string;
}
type OfNetwork = At & { readonly network: string };

/** The Lab's "why?": of the scene, of signalling, and of how a session ended. Keys: `WhyParams` in src/visuals. */
export const labWhyScene = defineMessages({
  en: {
    'signal-parameters': (p: FromTo) => `${p.from} tells ${p.to} its ufrag and password, over signalling.`,
    'signal-candidate': (p: FromTo) => `${p.from} tells ${p.to} a candidate, over signalling.`,
    'signal-end-of-candidates': (p: FromTo) => `${p.from} tells ${p.to} that no more candidates will come.`,
    'name-asked': (p: At & { name: string }) =>
      `${p.node} asked its network by multicast for ${p.name}, and nobody has answered. The peer is on another network.`,
    'name-found': (p: At & { name: string; address: string }) =>
      `${p.node} asked its network by multicast for ${p.name}: it is ${p.address}.`,

    'change-set-nat': (p: OfNetwork) =>
      `You changed how the NAT ${p.node} behaves. It begins with an empty table.`,
    'change-reboot': (p: OfNetwork) => `You restarted ${p.node}. It has forgotten everything.`,
    'change-set-firewall': (p: OfNetwork) => `You changed the rules of the firewall ${p.node}.`,
    'change-cut': (p: OfNetwork) => `You cut the cable between ${p.node} and the network ${p.network}.`,
    'change-mend': (p: OfNetwork) => `You mended the cable between ${p.node} and the network ${p.network}.`,
    'change-set-link': (p: OfNetwork) =>
      `You changed the cable between ${p.node} and the network ${p.network}.`,
    'change-move': (p: OfNetwork) =>
      `You moved ${p.node} to the network ${p.network}. It has new addresses, and ICE has to begin again.`,
    'change-restart': (p: OfNetwork) => `You had ${p.node} restart ICE.`,
    'change-close': (p: OfNetwork) => `You closed the agent of ${p.node}.`,
    'change-say': (p: OfNetwork) => `You had ${p.node} say something.`,

    'settled-direct': () => 'The two agents are connected directly.',
    'settled-relayed': () => 'The two agents are connected through a relay.',
    'settled-failed': () => 'The two agents found no way to each other.',
    'settled-undecided': () => 'When the time was over, the two agents had no result in common.',
    'selected-types': (p: At & { localType: string; remoteType: string }) =>
      `${p.node} sends from its ${p.localType} candidate to the peer’s ${p.remoteType} candidate.`,
    'consent-lost': (p: At) =>
      `${p.node} was connected, but for 30 s the peer has not answered: its consent expired, and ${p.node} stopped sending.`,
    'maps-by-destination': (p: At) =>
      `A NAT before ${p.node} gives each destination another mapping: the endpoint that a server saw is not the one that the peer would have to send to.`,
    'both-map-by-destination': () =>
      'On both sides a NAT gives each destination another mapping: neither can know where the other’s packets will come from, and the filters let in nothing else.',
    'no-relay': () => 'No relay was there to help: neither agent had a relayed candidate.',
    'no-server-answered': (p: At) =>
      `${p.node} got no candidate from any server: it only had its own addresses to offer.`,
    'no-pair': (p: At) =>
      `${p.node} never had a pair to check: no candidate of the peer fitted one of its own.`,
    'checks-dropped': (p: At & { count: number }) =>
      p.count === 1
        ? `One Binding request of ${p.node} ended in this way:`
        : `${p.count} Binding requests of ${p.node} ended in the same way, the last of them so:`,
  },
  'zh-cn': {
    'signal-parameters': (p) => `${p.from} 通过信令把自己的 ufrag 和密码告诉 ${p.to}。`,
    'signal-candidate': (p) => `${p.from} 通过信令把一个候选者告诉 ${p.to}。`,
    'signal-end-of-candidates': (p) => `${p.from} 告诉 ${p.to}，不会再有新的候选者。`,
    'name-asked': (p) => `${p.node} 在自己的网络里用组播询问 ${p.name}，没有人应答：对端在另一个网络里。`,
    'name-found': (p) => `${p.node} 在自己的网络里用组播询问 ${p.name}：它是 ${p.address}。`,

    'change-set-nat': (p) => `你改变了 NAT ${p.node} 的行为，它的映射表从空开始。`,
    'change-reboot': (p) => `你重新启动了 ${p.node}，它忘记了一切。`,
    'change-set-firewall': (p) => `你改变了防火墙 ${p.node} 的规则。`,
    'change-cut': (p) => `你剪断了 ${p.node} 与网络 ${p.network} 之间的网线。`,
    'change-mend': (p) => `你接好了 ${p.node} 与网络 ${p.network} 之间的网线。`,
    'change-set-link': (p) => `你改变了 ${p.node} 与网络 ${p.network} 之间的网线。`,
    'change-move': (p) => `你把 ${p.node} 移到了网络 ${p.network}。它有了新的地址，ICE 要重新开始。`,
    'change-restart': (p) => `你让 ${p.node} 重启 ICE。`,
    'change-close': (p) => `你关闭了 ${p.node} 的代理。`,
    'change-say': (p) => `你让 ${p.node} 说了一句话。`,

    'settled-direct': () => '两个代理已直接连通。',
    'settled-relayed': () => '两个代理经中继连通。',
    'settled-failed': () => '两个代理没有找到通往对方的路。',
    'settled-undecided': () => '时间到了，两个代理还没有共同的结果。',
    'selected-types': (p) => `${p.node} 从自己的 ${p.localType} 候选发往对端的 ${p.remoteType} 候选。`,
    'consent-lost': (p) => `${p.node} 曾经连通，但对端已有 30 秒没有响应：许可失效，${p.node} 停止了发送。`,
    'maps-by-destination': (p) =>
      `${p.node} 前面的一个 NAT 为每个目的地另建映射：服务器看到的端点，并不是对端应当发往的那个。`,
    'both-map-by-destination': () =>
      '两边都有 NAT 为每个目的地另建映射：谁也无法预知对方的数据包会从哪里来，而过滤器不放行别的。',
    'no-relay': () => '没有中继可用：双方都没有中继候选。',
    'no-server-answered': (p) => `${p.node} 没有从任何服务器得到候选者，只能提供自己的地址。`,
    'no-pair': (p) => `${p.node} 始终没有可以检查的候选对：对端的候选者与它自己的都配不上。`,
    'checks-dropped': (p) =>
      p.count === 1
        ? `${p.node} 的一个 Binding 请求是这样结束的：`
        : `${p.node} 有 ${p.count} 个 Binding 请求以同样的方式结束，最后一个是这样：`,
  },
});
