import { defineMessages } from '../messages.ts';

/**
 * What went wrong with a server, what it means and what to try. True for Chromium 156 and
 * Firefox 153 as measured; the codes are those of RFC 8489 §14.8 and RFC 8656 §19, and 701 is the browsers' own.
 */
export const gatherProblems = defineMessages({
  en: {
    unauthorized: {
      means: 'The server did not accept the username or the password.',
      ownTry:
        'Check both for typing errors and stray spaces. If the username starts with a number, that number may be the second in which the credentials end: then get new ones.',
      siteTry:
        'This site’s credentials are made for a limited time: press Gather again to fetch new ones. If it stays, restart the server that hands them out.',
      expired: (when: string) => `The username says that these credentials ended ${when}.`,
    },
    unreachable: {
      means:
        'The browser got no usable answer from this server. 701 is the browser’s own number, no server sends it.',
      someInterface:
        'One of your network interfaces could not reach this server, another one did: there are candidates from it in the table.',
      someInterfaceTry: 'Nothing to repair. It often means that IPv6 has no way to a server with IPv4 only.',
      nameTry: (host: string) =>
        `Check the name “${host}”, the port, and that the server runs. Where a firewall lets no UDP out, a TURN server with ?transport=tcp or turns: may be reachable.`,
      addressTry:
        'Check address and port, and that the server runs. Where a firewall lets no UDP out, a TURN server with ?transport=tcp or turns: may be reachable.',
      loopbackTry:
        'Firefox asks no server on a loopback address. Give the address of this machine’s network interface instead of 127.0.0.1 or localhost.',
      tlsTry:
        'Check that this port speaks TLS and that its certificate is valid for the name in the URL: an address or a self-made certificate is not enough.',
    },
    timeout: {
      means: (seconds: number) =>
        `No answer within ${seconds} s. The browser reported no error: it would go on repeating its question (RFC 8489 §6.2.1 allows 39.5 s).`,
      partly: (seconds: number) =>
        `It gave candidates, but the browser was still waiting for more of it after ${seconds} s.`,
      try: 'The packets are lost on the way, or nothing listens there. Check the port; try ?transport=tcp, which tells sooner; ask whether a firewall drops UDP.',
      host: 'Listing this machine’s own addresses did not end in time.',
      hostTry:
        'Gather once more. If it stays, a VPN or a network interface that is just starting may hold it up.',
    },
    noNetwork: {
      means:
        'Gathering found no address and did not end. This happens when the device has no network interface besides loopback.',
      try: 'Connect to a network, or leave flight mode, and gather again. The browser ignores loopback, so even two peers on this device need an interface.',
    },
    badUrl: {
      means: 'The browser refused this URL, so nothing was asked.',
      try: 'Write stun:host:port or turn:host:port?transport=udp.',
    },
    noCredential: {
      means: 'A TURN URL needs a username and a password; the browser refuses it without.',
      try: 'Edit the server and fill in both. Where the server is open, any text will do.',
    },
    unsupported: {
      means: 'This browser does not know this kind of URL, so nothing was asked.',
      try: 'Firefox refuses stuns:. Use stun:, which every browser takes.',
    },
    nothing: {
      means: 'The browser finished with this server, without a candidate and without a reason.',
      stunTry:
        'If the server saw exactly an address that you already have as a host candidate, the browser leaves it out as redundant (RFC 8445 §5.1.3): then there is no NAT in between, and nothing to repair.',
      turnTry: 'Check that a TURN server, not only STUN, runs at this address and port.',
      tlsTry:
        'Firefox is silent when a turns: port does not speak TLS. Check the port (5349 or 443 are usual) and the certificate.',
    },
    unreadable: {
      means: 'The browser offered a candidate that this site can’t read.',
      try: 'It is shown as the browser’s text below. Please report it: it is a mistake of this site.',
    },
    codes: {
      tryAlternate: 'The server asks to use another server instead.',
      badRequest: 'The server could not understand the request.',
      forbidden:
        'The server understood, but does not allow this: its rules exclude you or the address that you want.',
      unknownAttribute: 'The server does not understand something that the request insists on.',
      mismatch:
        'The server already holds an allocation for this socket, made by somebody else or in an earlier life.',
      stale:
        'The nonce of the request is too old. Browsers repeat the request with a new one by themselves, so this should pass.',
      wrongCredentials: 'The credentials are not those that this allocation was made with.',
      family: 'The server lends no addresses of this family (IPv4 or IPv6).',
      transport: 'The server lends no addresses for this transport.',
      quota: 'This username has used up its number of allocations.',
      quotaTry: 'Wait some minutes until old allocations expire, or ask for a larger quota.',
      serverError: 'The server had a failure of its own.',
      capacity: 'The server has no capacity left.',
      other: 'The server refused, with a code that this site has no words for.',
      generalTry: 'Look into the server’s log at this moment; its rules decide. Gather again later.',
    },
    siteList: {
      unreachable:
        'The list of this site’s servers could not be fetched, so only host candidates come. Your browser may be offline, or the site’s server was stopped.',
      status: 'The list of this site’s servers is not there, so only host candidates come.',
      malformed:
        'The list of this site’s servers is not valid JSON of the expected form, so only host candidates come.',
      try: 'Reload the page. If you run this site yourself: `npm start` serves the list, a static host needs the file. You can also enter a server of your own under “Servers”.',
    },
  },
  'zh-cn': {
    unauthorized: {
      means: '服务器不接受这个用户名或密码。',
      ownTry:
        '检查两者有没有打错或多余的空格。如果用户名以一串数字开头，那可能是凭据失效的时刻（秒）：请换取新的凭据。',
      siteTry:
        '本站的凭据只在一段时间内有效：再按一次“收集”就会取得新的。如果还是这样，请重启发放凭据的服务器。',
      expired: (when) => `从用户名看，这份凭据已失效（${when}）。`,
    },
    unreachable: {
      means: '浏览器没有从这台服务器得到可用的回答。701 是浏览器自己的编号，没有服务器会发送它。',
      someInterface: '你的某个网络接口到不了这台服务器，另一个可以：表格里有来自它的候选者。',
      someInterfaceTry: '不用修理。通常是因为 IPv6 到不了只有 IPv4 的服务器。',
      nameTry: (host) =>
        `检查名字“${host}”、端口，以及服务器是否在运行。如果防火墙不放行 UDP，带 ?transport=tcp 或 turns: 的 TURN 服务器也许能连上。`,
      addressTry:
        '检查地址和端口，以及服务器是否在运行。如果防火墙不放行 UDP，带 ?transport=tcp 或 turns: 的 TURN 服务器也许能连上。',
      loopbackTry:
        'Firefox 不会询问环回地址上的服务器。请填本机网络接口的地址，不要用 127.0.0.1 或 localhost。',
      tlsTry: '检查这个端口是否使用 TLS，证书是否对 URL 里的名字有效：写 IP 地址或自制证书都不够。',
    },
    timeout: {
      means: (seconds) =>
        `${seconds} 秒内没有回答。浏览器没有报错：它会继续重发请求（RFC 8489 §6.2.1 允许到 39.5 秒）。`,
      partly: (seconds) => `它给出了候选者，但 ${seconds} 秒后浏览器仍在等它的其余回答。`,
      try: '数据包在路上丢了，或者那里没有程序在监听。检查端口；试试 ?transport=tcp，它能更快知道结果；问问防火墙是否丢弃 UDP。',
      host: '列出本机地址没有按时结束。',
      hostTry: '再收集一次。如果还是这样，可能是 VPN 或某个刚启动的网络接口拖住了它。',
    },
    noNetwork: {
      means: '收集没有找到任何地址，也没有结束。设备除了环回接口没有别的网络接口时就会这样。',
      try: '连上网络或关闭飞行模式，再收集一次。浏览器不使用环回接口，所以就算两端都在这台设备上，也需要一个网络接口。',
    },
    badUrl: {
      means: '浏览器拒绝了这个 URL，所以没有询问。',
      try: '请写成 stun:主机:端口 或 turn:主机:端口?transport=udp。',
    },
    noCredential: {
      means: 'TURN 的 URL 需要用户名和密码；没有的话浏览器会拒绝。',
      try: '编辑这台服务器，把两项都填上。如果服务器不设防，填什么都可以。',
    },
    unsupported: {
      means: '此浏览器不认识这种 URL，所以没有询问。',
      try: 'Firefox 拒绝 stuns:。请用 stun:，每个浏览器都接受。',
    },
    nothing: {
      means: '浏览器问完了这台服务器，没有候选者，也没有给出原因。',
      stunTry:
        '如果服务器看到的地址和你已有的某个主机候选完全相同，浏览器会把它当作冗余去掉（RFC 8445 §5.1.3）：说明中间没有 NAT，不用修理。',
      turnTry: '检查这个地址和端口上运行的是不是 TURN 服务器，而不只是 STUN。',
      tlsTry: '如果 turns: 的端口不使用 TLS，Firefox 不会说明。检查端口（常用 5349 或 443）和证书。',
    },
    unreadable: {
      means: '浏览器给出了一个本站读不懂的候选者。',
      try: '下面是浏览器的原文。请报告给我们：这是本站的错误。',
    },
    codes: {
      tryAlternate: '服务器要求改用另一台服务器。',
      badRequest: '服务器看不懂这个请求。',
      forbidden: '服务器看懂了，但不允许：它的规则排除了你，或你想要的地址。',
      unknownAttribute: '请求里有服务器不认识、却必须理解的内容。',
      mismatch: '服务器上已经有这个套接字的分配，属于别人，或来自以前的会话。',
      stale: '请求里的 nonce 太旧。浏览器会自动换新的再试，通常很快就好。',
      wrongCredentials: '这份凭据不是建立这个分配时用的那一份。',
      family: '服务器不出借这种地址（IPv4 或 IPv6）。',
      transport: '服务器不出借这种传输协议的地址。',
      quota: '这个用户名的分配数量已用完。',
      quotaTry: '等几分钟让旧的分配过期，或申请更大的配额。',
      serverError: '服务器自己出了故障。',
      capacity: '服务器没有余量了。',
      other: '服务器拒绝了，这个代码本站没有解释。',
      generalTry: '看看服务器此刻的日志，由它的规则决定。稍后再收集一次。',
    },
    siteList: {
      unreachable: '取不到本站的服务器列表，所以只有主机候选。浏览器可能离线，或本站的服务器已停止。',
      status: '本站的服务器列表不存在，所以只有主机候选。',
      malformed: '本站的服务器列表不是符合格式的 JSON，所以只有主机候选。',
      try: '重新载入页面。如果这个网站由你运行：`npm start` 会提供列表，静态托管则需要这个文件。你也可以在“服务器”里填写自己的服务器。',
    },
  },
});
