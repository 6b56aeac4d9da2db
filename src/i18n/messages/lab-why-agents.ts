import { defineMessages } from '../messages.ts';

interface At {
  readonly node: string;
}
type From = At & { readonly from: string };
type Address = At & { readonly address: string };
type Server = At & { readonly server: string };
type Method = At & { readonly method: string };
type Role = At & { readonly role: string };
interface Code {
  readonly code: number;
  readonly phrase: string;
}
type Candidate = Address & { readonly type: string; readonly priority: number };
type Formula = Candidate & {
  readonly typePreference: number;
  readonly localPreference: number;
  readonly component: number;
};

const code = ({ code: n, phrase }: Code): string => `${n}${phrase && ` ${phrase}`}`;
/** RFC 8445 §5.1.2.1, with its numbers. */
const formula = (p: Formula): string =>
  `2²⁴ × ${p.typePreference} + 2⁸ × ${p.localPreference} + (256 − ${p.component}) = ${p.priority}`;
const zhRole = (role: string): string => (role === 'controlling' ? '控制方' : '受控方');

/**
 * The Lab's "why?": of agents, their gathering, and the servers that they ask. The keys are those of `WhyParams` in
 * src/visuals.
 */
export const labWhyAgents = defineMessages({
  en: {
    'told-host': (p: Address) =>
      `${p.address} is an address of ${p.node} itself: a host candidate. No server is needed for it.`,
    'told-srflx': (p: Address) =>
      `A server saw ${p.node}’s packets come from ${p.address}: a server-reflexive candidate. A NAT on the way has given it this address.`,
    'told-relay': (p: Address) =>
      `A TURN server lends ${p.node} the address ${p.address}: a relayed candidate. What arrives there is passed on.`,
    candidate: (p: Formula) =>
      `${p.type} ${p.address} has the priority 2²⁴ × type preference + 2⁸ × local preference + (256 − component): ${formula(p)}.`,
    'candidate-otherwise': (p: Candidate) =>
      `${p.type} ${p.address} has the priority ${p.priority}, which is not made with the preference that its type usually has.`,
    'end-of-candidates': (p: At) =>
      `${p.node} has gathered all that it can, and tells the peer that no more will come.`,
    'candidate-redundant': (p: Address) =>
      `${p.node} already has a candidate with the address ${p.address} and the same base. Another one would add nothing.`,
    'server-asked': (p: Server) => `${p.node} asks the server ${p.server} for candidates.`,
    'binding-kept-alive': (p: Server) =>
      `${p.node} asks the server ${p.server} once more: its NAT keeps the mapping of a server-reflexive candidate for as long as it is used.`,
    'server-refused': (p: Server & Code) =>
      `The server ${p.server} gave ${p.node} no candidate: it answered ${code(p)}.`,
    'server-silent': (p: Server) =>
      `The server ${p.server} gave ${p.node} no candidate: no answer came that it could use.`,
    'remote-candidate-transport': (p: Address) =>
      `${p.node} left the peer’s candidate ${p.address} aside: this agent checks over UDP only.`,
    'remote-candidate-no-ip-address': (p: Address) =>
      `${p.node} left the peer’s candidate ${p.address} aside: it is a name, and nobody here could say whose.`,
    'remote-candidate-after-end-of-candidates': (p: Address) =>
      `${p.node} left the peer’s candidate ${p.address} aside: the peer had said before that no more would come.`,
    'remote-candidate-unknown-stream': (p: Address) =>
      `${p.node} left the peer’s candidate ${p.address} aside: it is for a stream or component that is not there.`,
    'remote-candidate-old-ufrag': (p: Address) =>
      `${p.node} left the peer’s candidate ${p.address} aside: it belongs to the session before the restart.`,
    'peer-reflexive-local': (p: Address) =>
      `The answer shows ${p.node} an address of its own that it did not know: ${p.address}. It is a new candidate, peer-reflexive.`,
    'peer-reflexive-remote': (p: Address) =>
      `The request came from ${p.address}, which the peer had not told: a new candidate, peer-reflexive. A NAT made it on the way.`,
    'remote-identified': (p: Address & { type: string }) =>
      `${p.node} knew ${p.address} as peer-reflexive. Now the peer has told it: it is ${p.type}, with the priority that the peer says.`,

    'turn-asked-wanted': (p: Method) => `${p.node} sends the TURN server its ${p.method} request.`,
    'turn-asked-challenge': (p: Method) =>
      `${p.node} sends its ${p.method} request again, with its credential: the server’s 401 has given it realm and nonce.`,
    'turn-asked-stale-nonce': (p: Method) =>
      `${p.node} sends its ${p.method} request again, with the new nonce that the server’s 438 has given it.`,
    'turn-asked-refresh': (p: Method) =>
      `${p.node} sends ${p.method} in time, before what it has would expire.`,
    'turn-asked-no-answer-yet': (p: Method) =>
      `${p.node} sends its ${p.method} request once more: no answer has come yet.`,
    'turn-answered': (p: Method) => `The TURN server granted ${p.node}’s ${p.method} request.`,
    'turn-refused': (p: Method & Code) =>
      `The TURN server refused ${p.node}’s ${p.method} request: ${code(p)}.`,
    'turn-unanswered': (p: Method) => `No answer to ${p.node}’s ${p.method} request that it could use.`,
    'turn-ignored': (p: At & { reason: string }) =>
      `${p.node}’s TURN client left the packet alone (${p.reason}).`,
    'turn-channel-refused': (p: At & { peer: string }) =>
      `The server gave ${p.node} no channel to ${p.peer}. Data goes on in Send indications, which are longer.`,
    'turn-icmp': (p: At & { peer: string }) => `The server heard that data for ${p.peer} did not get there.`,

    'ignored-unknown-socket': (p: From) => `${p.node} ignored it: it belongs to no socket of the agent.`,
    'ignored-malformed-stun': (p: From) => `${p.node} ignored it: it begins as a STUN message and is none.`,
    'ignored-wrong-fingerprint': (p: From) =>
      `${p.node} ignored it: its FINGERPRINT does not fit, so it is no STUN, or it was changed on the way.`,
    'ignored-no-fingerprint': (p: From) =>
      `${p.node} ignored it: it has no FINGERPRINT, and checks of ICE must have one.`,
    'ignored-unknown-transaction': (p: From) =>
      `${p.node} ignored it: it answers a request that is not open. It was given up, or cancelled, or answered already.`,
    'ignored-wrong-integrity': (p: From) =>
      `${p.node} ignored it: its MESSAGE-INTEGRITY was not made with the peer’s password. Anybody could have sent it.`,
    'ignored-indication': (p: From) =>
      `${p.node} did nothing about it: an indication, such as a keepalive, needs no answer. NATs on the way have seen it.`,
    'ignored-no-selected-pair': (p: From) => `${p.node} did not send the data: no pair works yet.`,
    'ignored-no-consent': (p: From) =>
      `${p.node} did not send the data: the peer’s consent to receive has expired.`,
    'ignored-too-many-pairs': (p: From) =>
      `${p.node} made no pair of it: ${p.from} would be one new address too many. The number of pairs is bounded.`,
    'ignored-closed': (p: From) => `${p.node} ignored it: the agent is closed.`,
    'ignored-data-from-a-stranger': (p: From) =>
      `${p.node} ignored the data: ${p.from} is no candidate of the peer.`,
    'request-received': (p: From) =>
      `${p.node} takes it for a check of the peer, and answers with the address that it came from: ${p.from}.`,
    'request-nominates': (p: From) =>
      `${p.node} answers this check from ${p.from}. It has USE-CANDIDATE: the peer nominates the pair.`,
    'request-refused-no-credentials': (p: From & Code) =>
      `${p.node} refused it with ${code(p)}: it has no USERNAME or no MESSAGE-INTEGRITY.`,
    'request-refused-unknown-user': (p: From & Code) =>
      `${p.node} refused it with ${code(p)}: its USERNAME belongs to no session here.`,
    'request-refused-wrong-password': (p: From & Code) =>
      `${p.node} refused it with ${code(p)}: its MESSAGE-INTEGRITY was made with another password.`,
    'request-refused-unknown-attributes': (p: From & Code) =>
      `${p.node} refused it with ${code(p)}: it has attributes that must be understood, and are not.`,
    'request-refused-no-priority': (p: From & Code) =>
      `${p.node} refused it with ${code(p)}: it has no PRIORITY.`,
    'request-refused-role-conflict': (p: From & Code) =>
      `${p.node} refused it with ${code(p)}: both agents claim the same role, and by the tiebreakers it is the peer that has to switch.`,
    'role-switched-request': (p: Role) =>
      `Both agents claimed the same role. By the tiebreakers ${p.node} has to give in: it is ${p.role} now, and all pair priorities are computed anew.`,
    'role-switched-487': (p: Role) =>
      `The peer answered 487: both agents claimed the same role. ${p.node} is ${p.role} now, and all pair priorities are computed anew.`,
    role: (p: Role) => `${p.node} is ${p.role}.`,
    'checklist-exhausted': (p: At) => `${p.node} has no pair left to check, and none that works.`,
    'checklist-nomination-failed': (p: At) =>
      `The nominated pair of ${p.node} failed its last check. No other may be nominated in this session.`,
    'checklist-relay-lost': (p: At) =>
      `The relay that the data of ${p.node} went through is lost. Only a restart, with new candidates, helps.`,
    'checklist-nominated': (p: At) => `${p.node} has a nominated pair for all that it has to send.`,
    'state-running': (p: At) => `ICE is running at ${p.node}.`,
    'state-completed': (p: At) => `ICE is completed at ${p.node}.`,
    'state-failed': (p: At) => `ICE has failed at ${p.node}.`,
    'pac-timer-expired': (p: At) =>
      `${p.node} has been patient for as long as it must. From now on it may fail when no pair is left.`,
    restarted: (p: At & { ufrag: string }) =>
      `${p.node} restarts ICE with new credentials (ufrag ${p.ufrag}). All pairs begin anew.`,
    data: (p: At & { bytes: number }) =>
      `${p.node} hands ${p.bytes === 1 ? '1 byte' : `${p.bytes} bytes`} of data to its application.`,

    'server-reflects': (p: At & { client: string }) =>
      `${p.node} answers with the address that the request came from: ${p.client}.`,
    'server-answered': (p: Method & { client: string }) =>
      `${p.node} granted the ${p.method} request of ${p.client}.`,
    'server-refuses': (p: Method & Code & { client: string }) =>
      `${p.node} refused the ${p.method} request of ${p.client}: ${code(p)}.`,
    'relay-allocated': (p: Address & { client: string }) =>
      `${p.node} reserved ${p.address} for ${p.client}: what arrives there is passed on to it.`,
    'relay-released': (p: Address) => `${p.node} gave ${p.address} free: its client has asked for that.`,
    'relay-expired': (p: Address) => `${p.node} gave ${p.address} free: nobody has refreshed it in time.`,
    'relay-abandoned': (p: Address) =>
      `${p.node} gave ${p.address} free: nobody used it, and another client needed the place.`,
    'server-ignored': (p: From & { reason: string }) => `${p.node} left the packet alone (${p.reason}).`,
  },
  'zh-cn': {
    'told-host': (p) => `${p.address} 是 ${p.node} 自己的地址，所以是主机候选，不需要任何服务器。`,
    'told-srflx': (p) =>
      `服务器看到 ${p.node} 的数据包来自 ${p.address}，所以是服务器反射候选：这个地址是路上的 NAT 给它的。`,
    'told-relay': (p) =>
      `TURN 服务器把地址 ${p.address} 借给 ${p.node}，所以是中继候选：到达那里的数据会转交给它。`,
    candidate: (p) =>
      `${p.type} ${p.address} 的优先级是 2²⁴ × 类型偏好 + 2⁸ × 本地偏好 +（256 − 分量）：${formula(p)}。`,
    'candidate-otherwise': (p) =>
      `${p.type} ${p.address} 的优先级是 ${p.priority}，所用的类型偏好不是这种类型通常的值。`,
    'end-of-candidates': (p) => `${p.node} 已收集完毕，并告诉对端不会再有新的候选者。`,
    'candidate-redundant': (p) => `${p.node} 已有地址为 ${p.address}、基址相同的候选者，再多一个没有意义。`,
    'server-asked': (p) => `${p.node} 向服务器 ${p.server} 询问候选者。`,
    'binding-kept-alive': (p) =>
      `${p.node} 再问一次服务器 ${p.server}：服务器反射候选的映射只要有人用，NAT 就会保留。`,
    'server-refused': (p) => `服务器 ${p.server} 没有给 ${p.node} 候选者：它的响应是 ${code(p)}。`,
    'server-silent': (p) => `服务器 ${p.server} 没有给 ${p.node} 候选者：没有收到可用的响应。`,
    'remote-candidate-transport': (p) =>
      `${p.node} 把对端的候选者 ${p.address} 搁在一边：这个代理只在 UDP 上检查。`,
    'remote-candidate-no-ip-address': (p) =>
      `${p.node} 把对端的候选者 ${p.address} 搁在一边：它是一个名称，这里没有人知道是谁的。`,
    'remote-candidate-after-end-of-candidates': (p) =>
      `${p.node} 把对端的候选者 ${p.address} 搁在一边：对端先前说过不会再有新的。`,
    'remote-candidate-unknown-stream': (p) =>
      `${p.node} 把对端的候选者 ${p.address} 搁在一边：它所属的数据流或分量不存在。`,
    'remote-candidate-old-ufrag': (p) =>
      `${p.node} 把对端的候选者 ${p.address} 搁在一边：它属于重启之前的会话。`,
    'peer-reflexive-local': (p) =>
      `从响应里，${p.node} 发现了自己的一个未知地址 ${p.address}：这是一个新候选者，对端反射候选。`,
    'peer-reflexive-remote': (p) =>
      `请求来自 ${p.address}，对端没有宣告过它：这是一个新候选者，对端反射候选，由路上的某个 NAT 产生。`,
    'remote-identified': (p) =>
      `${p.node} 原先只知道 ${p.address} 是对端反射候选。现在对端宣告了它：类型是 ${p.type}，优先级以对端所说为准。`,

    'turn-asked-wanted': (p) => `${p.node} 向 TURN 服务器发送 ${p.method} 请求。`,
    'turn-asked-challenge': (p) =>
      `${p.node} 带上凭据再次发送 ${p.method} 请求：服务器的 401 给了它 realm 和 nonce。`,
    'turn-asked-stale-nonce': (p) => `${p.node} 用服务器在 438 里给的新 nonce 再次发送 ${p.method} 请求。`,
    'turn-asked-refresh': (p) => `${p.node} 及时发送 ${p.method}，赶在已有的东西到期之前。`,
    'turn-asked-no-answer-yet': (p) => `${p.node} 再发一次 ${p.method} 请求：还没有响应。`,
    'turn-answered': (p) => `TURN 服务器同意了 ${p.node} 的 ${p.method} 请求。`,
    'turn-refused': (p) => `TURN 服务器拒绝了 ${p.node} 的 ${p.method} 请求：${code(p)}。`,
    'turn-unanswered': (p) => `${p.node} 的 ${p.method} 请求没有得到可用的响应。`,
    'turn-ignored': (p) => `${p.node} 的 TURN 客户端没有理会这个数据包（${p.reason}）。`,
    'turn-channel-refused': (p) =>
      `服务器没有给 ${p.node} 通往 ${p.peer} 的通道。数据继续放在 Send 指示里发送，只是更长一些。`,
    'turn-icmp': (p) => `服务器得知，发往 ${p.peer} 的数据没有到达。`,

    'ignored-unknown-socket': (p) => `${p.node} 没有理会它：它不属于代理的任何套接字。`,
    'ignored-malformed-stun': (p) => `${p.node} 没有理会它：开头像 STUN 消息，其实不是。`,
    'ignored-wrong-fingerprint': (p) =>
      `${p.node} 没有理会它：FINGERPRINT 不符，说明它不是 STUN，或者在路上被改动过。`,
    'ignored-no-fingerprint': (p) => `${p.node} 没有理会它：没有 FINGERPRINT，而 ICE 的检查必须带上。`,
    'ignored-unknown-transaction': (p) =>
      `${p.node} 没有理会它：它所响应的请求已不在进行中，可能早已放弃、取消，或者已经有了响应。`,
    'ignored-wrong-integrity': (p) =>
      `${p.node} 没有理会它：MESSAGE-INTEGRITY 不是用对端的密码算出来的，谁都可能发来这样的消息。`,
    'ignored-indication': (p) =>
      `${p.node} 什么也没做：指示（例如保活）不需要响应。路上的 NAT 已经看到它了。`,
    'ignored-no-selected-pair': (p) => `${p.node} 没有发送数据：还没有可用的候选对。`,
    'ignored-no-consent': (p) => `${p.node} 没有发送数据：对端的接收许可已经失效。`,
    'ignored-too-many-pairs': (p) =>
      `${p.node} 没有为它建立候选对：新地址已经太多，不能再加上 ${p.from}。候选对的数量有上限。`,
    'ignored-closed': (p) => `${p.node} 没有理会它：代理已经关闭。`,
    'ignored-data-from-a-stranger': (p) => `${p.node} 没有理会这些数据：${p.from} 不是对端的候选者。`,
    'request-received': (p) => `${p.node} 认出这是对端的检查，并在响应里写明它来自哪个地址：${p.from}。`,
    'request-nominates': (p) =>
      `${p.node} 响应来自 ${p.from} 的这个检查。它带有 USE-CANDIDATE：对端提名了这一对。`,
    'request-refused-no-credentials': (p) =>
      `${p.node} 以 ${code(p)} 拒绝了它：没有 USERNAME 或 MESSAGE-INTEGRITY。`,
    'request-refused-unknown-user': (p) =>
      `${p.node} 以 ${code(p)} 拒绝了它：USERNAME 不属于这里的任何会话。`,
    'request-refused-wrong-password': (p) =>
      `${p.node} 以 ${code(p)} 拒绝了它：MESSAGE-INTEGRITY 是用另一个密码算出来的。`,
    'request-refused-unknown-attributes': (p) =>
      `${p.node} 以 ${code(p)} 拒绝了它：其中有必须理解、却无法理解的属性。`,
    'request-refused-no-priority': (p) => `${p.node} 以 ${code(p)} 拒绝了它：没有 PRIORITY。`,
    'request-refused-role-conflict': (p) =>
      `${p.node} 以 ${code(p)} 拒绝了它：双方声称的角色相同，按决胜值的大小，应由对端切换角色。`,
    'role-switched-request': (p) =>
      `双方声称的角色相同。按决胜值的大小，应由 ${p.node} 让步：它现在是${zhRole(p.role)}，所有候选对的优先级重新计算。`,
    'role-switched-487': (p) =>
      `对端的响应是 487：双方声称的角色相同。${p.node} 现在是${zhRole(p.role)}，所有候选对的优先级重新计算。`,
    role: (p) => `${p.node} 是${zhRole(p.role)}。`,
    'checklist-exhausted': (p) => `${p.node} 再没有可以检查的候选对，也没有一个可用。`,
    'checklist-nomination-failed': (p) =>
      `${p.node} 提名的候选对没有通过最后的检查。在这次会话里不能再提名别的。`,
    'checklist-relay-lost': (p) => `${p.node} 传输数据所用的中继没有了。只有收集新的候选并重启 ICE 才行。`,
    'checklist-nominated': (p) => `${p.node} 要发送的一切都有了已提名的候选对。`,
    'state-running': (p) => `${p.node} 的 ICE 正在进行。`,
    'state-completed': (p) => `${p.node} 的 ICE 已完成。`,
    'state-failed': (p) => `${p.node} 的 ICE 已失败。`,
    'pac-timer-expired': (p) => `${p.node} 已经等够了规定的时间。从现在起，没有候选对可查时就可以宣布失败。`,
    restarted: (p) => `${p.node} 用新的凭据（ufrag ${p.ufrag}）重启 ICE，所有候选对从头开始。`,
    data: (p) => `${p.node} 把 ${p.bytes} 字节数据交给应用。`,

    'server-reflects': (p) => `${p.node} 在响应里写明请求来自哪个地址：${p.client}。`,
    'server-answered': (p) => `${p.node} 同意了 ${p.client} 的 ${p.method} 请求。`,
    'server-refuses': (p) => `${p.node} 拒绝了 ${p.client} 的 ${p.method} 请求：${code(p)}。`,
    'relay-allocated': (p) => `${p.node} 为 ${p.client} 预留了 ${p.address}：到达那里的数据都转交给它。`,
    'relay-released': (p) => `${p.node} 释放了 ${p.address}：这是它的客户端要求的。`,
    'relay-expired': (p) => `${p.node} 释放了 ${p.address}：没有人及时续期。`,
    'relay-abandoned': (p) => `${p.node} 释放了 ${p.address}：没有人在用，而另一个客户端需要位置。`,
    'server-ignored': (p) => `${p.node} 没有理会这个数据包（${p.reason}）。`,
  },
});
