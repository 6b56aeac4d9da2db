import { defineMessages } from '../messages.ts';

/** The byte inspector: controls, verdicts, and what is wrong with a message. */
export const inspector = defineMessages({
  en: {
    title: 'Byte inspector',
    lead: 'A message as it is on the wire. Point at a byte to see what it says, or at a field to see its bytes; change one, and see what breaks.',
    example: {
      label: 'Example message',
      own: 'Your own bytes',
      given: 'The packet that is selected',
      made: 'Made by this site’s own code',
      rfc: 'From RFC 5769, test vectors for STUN',
      'binding-request': 'Binding request',
      'binding-response': 'Binding success response',
      'allocate-401': 'Allocate error response, 401',
      'allocate-request': 'Allocate request, with credential',
      'allocate-success': 'Allocate success response',
      'create-permission': 'CreatePermission request',
      'channel-bind': 'ChannelBind request',
      'data-indication': 'Data indication',
      'channel-data': 'ChannelData message',
      'ice-check': 'Connectivity check of ICE',
      'rfc5769-request': '§2.1 Request',
      'rfc5769-ipv4-response': '§2.2 IPv4 response',
      'rfc5769-ipv6-response': '§2.3 IPv6 response',
      'rfc5769-long-term-request': '§2.4 Request with long-term credential',
    },
    input: {
      summary: 'Change the bytes, or paste your own',
      label: 'Hex of the message',
      hint: 'Any notation: plain digits, 0x and commas, colons, \\x escapes, base64, lines of a dump from Wireshark, tshark, xxd or tcpdump; or an SDP, or a candidate. It stays on this page: nothing is sent or kept.',
      clear: 'Clear',
      notLoaded: 'What reads an SDP could not be loaded: is there a connection?',
    },
    status: {
      empty: 'Nothing to read yet: choose an example, or paste the hex of a message.',
      stun: (message: string, bytes: number, attributes: number) =>
        `${message}, ${bytes === 1 ? '1 byte' : `${bytes} bytes`}, ${attributes === 0 ? 'no attributes' : attributes === 1 ? '1 attribute' : `${attributes} attributes`}.`,
      channelData: (bytes: number, data: number) =>
        `ChannelData message, ${bytes} bytes, ${data === 1 ? '1 of them data' : `${data} of them data`}.`,
      none: (bytes: number) => `${bytes === 1 ? '1 byte' : `${bytes} bytes`}, and not a STUN message.`,
      faults: (n: number) => (n === 1 ? '1 thing is wrong.' : `${n} things are wrong.`),
      valid: (name: string) => `${name} is valid.`,
      invalid: (name: string) => `${name} is not valid.`,
    },
    checks: {
      title: 'Proofs',
      integrity: 'MESSAGE-INTEGRITY',
      integritySha256: 'MESSAGE-INTEGRITY-SHA256',
      fingerprint: 'FINGERPRINT',
      valid: 'valid',
      validWith: (algorithm: string) => `valid, with a key by ${algorithm}`,
      invalid: 'not valid: another password, or a byte before it was changed',
      invalidFingerprint: 'not valid: a byte before it was changed',
      needsPassword: 'not checked: enter the password',
      needsUsername: 'not checked: enter the username, which the message doesn’t have',
      needsRealm: 'not checked: enter the realm, which the message doesn’t have',
      broken: 'not checked: the message has an error, for which a receiver drops it first',
      none: 'None: nothing protects this message.',
      credential: 'Credential',
      mechanism: 'Mechanism',
      shortTerm: 'short-term',
      longTerm: 'long-term',
      password: 'Password',
      username: 'Username',
      realm: 'Realm',
      fromMessage: 'as in the message',
      shortTermHint:
        'The key is the password itself (RFC 8489 §9.1.1): in ICE, the a=ice-pwd of the side that gets the request.',
      longTermHint:
        'The key is a hash of username, realm and password (RFC 8489 §9.2.2): in TURN, the username and credential of the server’s entry.',
    },
    findings: {
      title: 'What is wrong',
      remarks: 'Worth knowing',
      show: 'Show the place',
      takeOut: 'Look at that message',
      at: (offset: number) => `Byte ${offset}`,
      line: (line: number, column: number) => `Line ${line}, column ${column}`,
      notHex: (text: string) =>
        `“${text}” is no hexadecimal digit, so nothing behind it is read. Bytes are written with 0 to 9 and a to f.`,
      notHexEnd: 'A digit is missing at the end.',
      oddDigits: (text: string) =>
        `“${text}” has an odd number of digits, and a byte has two: one is missing here, or one too many.`,
      dumpGap: (expected: number, found: number) =>
        `By the offsets this line of the dump has ${expected} bytes, but ${found} can be read.`,
      secondPacket: 'Another packet of the dump begins here. Only the first is read.',
      tooMany: (limit: number) =>
        `A STUN message has at most ${limit} bytes: a header of 20, and what 16 bits of length can count. What is behind is left out.`,
      tooShort: (length: number) =>
        `A STUN message has a header of 20 bytes (RFC 8489 §5). Here ${length === 1 ? 'is 1' : `are ${length}`}.`,
      notStun: (bits: string) => `The first two bits are ${bits}. In STUN they are 00 (RFC 8489 §5).`,
      wrongCookie: (cookie: string) => `The cookie is ${cookie}. It must be 0x2112A442 (RFC 8489 §5).`,
      wrongLength: (declared: number, actual: number) =>
        declared > actual
          ? `The header says that ${declared} bytes follow, but only ${actual} do: the message is cut off, or its length is wrong.`
          : declared < actual
            ? `The header says that ${declared} bytes follow, but ${actual} do: there is something behind the message, or its length is wrong.`
            : `The length is ${declared}, which is no multiple of 4. Attributes are padded to one (RFC 8489 §14).`,
      attributeTooLong: (name: string, declared: number, available: number) =>
        `${name} says that its value has ${declared} bytes, but the message has only ${available} left.`,
      malformed: (name: string, reason: string) => `The value of ${name} can’t be read: ${reason}.`,
      fingerprintNotLast:
        'Something stands behind FINGERPRINT, which must be the last attribute (RFC 8489 §14.7).',
      protocols: {
        zrtp: 'A first byte from 16 to 19 is ZRTP (RFC 8656 §12, Table 3).',
        dtls: 'A first byte from 20 to 63 is DTLS (RFC 8656 §12, Table 3).',
        rtp: 'A first byte from 128 to 191 is RTP or RTCP (RFC 8656 §12, Table 3).',
        none: (byte: number) =>
          `The first byte is ${byte}. On a port that several protocols share, STUN begins with 0 to 3 and ChannelData with 64 to 79 (RFC 8656 §12, Table 3).`,
      },
      messageBehind: (bytes: number) =>
        `${bytes} bytes stand before a STUN message: perhaps the headers of Ethernet, IP and UDP, as in a captured packet.`,
      secondMessage: 'Behind this message begins another, as when they come over TCP.',
      messageInside:
        'These data are a STUN message themselves: a connectivity check, perhaps, on its way over a relay.',
      channelTooShort: (length: number) =>
        `ChannelData has a header of 4 bytes (RFC 8656 §12.4). Here ${length === 1 ? 'is 1' : `are ${length}`}.`,
      reservedChannel: (channel: string) =>
        `${channel} is reserved: channels are 0x4000 to 0x4FFF, and a message with another number is discarded (RFC 8656 §12.6).`,
      channelCut: (declared: number, available: number) =>
        `The header counts ${declared} bytes of data, but ${available} are there. Over UDP such a message is discarded (RFC 8656 §12.6).`,
      unknownRequired: {
        request: (code: string) =>
          `A server that doesn’t know ${code} answers with 420 and names it in UNKNOWN-ATTRIBUTES (RFC 8489 §6.3.1).`,
        indication: (code: string) =>
          `A receiver that doesn’t know ${code} discards the indication (RFC 8489 §6.3.2).`,
        response: (code: string) =>
          `For a client that doesn’t know ${code}, the transaction has failed (RFC 8489 §6.3.3, §6.3.4).`,
      },
      paddingNotZero:
        'This padding isn’t zero. RFC 8489 §14 wants zeros from the sender; a receiver ignores it. Messages from before that rule, as in RFC 5769, have other bytes here.',
      afterIntegrity: (name: string) =>
        `${name} stands behind the message integrity, which doesn’t cover it: a receiver ignores it (RFC 8489 §9).`,
      more: (n: number) => (n === 1 ? 'And 1 more.' : `And ${n} more.`),
    },
    bytes: {
      label: 'Bytes',
      hint: 'Arrow keys go from byte to byte. Two hex digits change the one in focus; Enter holds its field.',
      cell: (offset: number, hex: string, field: string) => `Byte ${offset}, ${hex}: ${field}`,
      hidden: 'masked',
      capped: (shown: number, all: number) =>
        `The first ${shown} of ${all} bytes are drawn. All of them are read and checked.`,
    },
    fields: {
      label: 'Fields',
      offset: (start: number, end: number) => (start === end ? `byte ${start}` : `bytes ${start}–${end}`),
      capped: (shown: number, all: number) => `The first ${shown} of ${all} attributes are listed.`,
    },
    readout: {
      label: 'The field you point at',
      idle: 'Point at a byte or a field.',
    },
    legend: {
      label: 'What the letters mean',
      type: 'type',
      length: 'length',
      cookie: 'cookie',
      id: 'identifier',
      address: 'address',
      text: 'text',
      number: 'number',
      proof: 'proof',
      data: 'data',
      filler: 'padding, reserved',
      unread: 'not read',
    },
  },
  'zh-cn': {
    title: '字节查看器',
    lead: '一条消息在线路上的样子。指向一个字节，看它说的是什么；指向一个字段，看它是哪些字节；改动一个，看什么会出错。',
    example: {
      label: '示例消息',
      own: '你自己的字节',
      given: '选中的包',
      made: '由本站自己的代码生成',
      rfc: '来自 RFC 5769，STUN 的测试向量',
      'binding-request': 'Binding 请求',
      'binding-response': 'Binding 成功响应',
      'allocate-401': 'Allocate 错误响应，401',
      'allocate-request': '带凭据的 Allocate 请求',
      'allocate-success': 'Allocate 成功响应',
      'create-permission': 'CreatePermission 请求',
      'channel-bind': 'ChannelBind 请求',
      'data-indication': 'Data 指示',
      'channel-data': 'ChannelData 消息',
      'ice-check': 'ICE 的连通性检查',
      'rfc5769-request': '§2.1 请求',
      'rfc5769-ipv4-response': '§2.2 IPv4 响应',
      'rfc5769-ipv6-response': '§2.3 IPv6 响应',
      'rfc5769-long-term-request': '§2.4 使用长期凭据的请求',
    },
    input: {
      summary: '改动字节，或粘贴你自己的',
      label: '消息的十六进制',
      hint: '写法不限：纯数字、0x 与逗号、冒号、\\x 转义、base64，以及 Wireshark、tshark、xxd、tcpdump 的转储行；也可以是 SDP 或候选者。内容只留在本页，不会发送，也不会保存。',
      clear: '清空',
      notLoaded: '读取 SDP 的代码加载失败：网络还通吗？',
    },
    status: {
      empty: '还没有内容：请选择一个示例，或粘贴一条消息的十六进制。',
      stun: (message, bytes, attributes) =>
        `${message}，${bytes} 字节，${attributes === 0 ? '没有属性' : `${attributes} 个属性`}。`,
      channelData: (bytes, data) => `ChannelData 消息，${bytes} 字节，其中数据 ${data} 字节。`,
      none: (bytes) => `${bytes} 字节，不是 STUN 消息。`,
      faults: (n) => `有 ${n} 处错误。`,
      valid: (name) => `${name} 有效。`,
      invalid: (name) => `${name} 无效。`,
    },
    checks: {
      title: '证明',
      integrity: 'MESSAGE-INTEGRITY',
      integritySha256: 'MESSAGE-INTEGRITY-SHA256',
      fingerprint: 'FINGERPRINT',
      valid: '有效',
      validWith: (algorithm) => `有效，密钥由 ${algorithm} 导出`,
      invalid: '无效：密码不对，或者它之前有字节被改动',
      invalidFingerprint: '无效：它之前有字节被改动',
      needsPassword: '未核对：请输入密码',
      needsUsername: '未核对：请输入用户名，消息里没有',
      needsRealm: '未核对：请输入域，消息里没有',
      broken: '未核对：消息有错误，接收方会先把它丢弃',
      none: '没有：这条消息不受任何保护。',
      credential: '凭据',
      mechanism: '机制',
      shortTerm: '短期',
      longTerm: '长期',
      password: '密码',
      username: '用户名',
      realm: '域',
      fromMessage: '同消息中的',
      shortTermHint: '密钥就是密码本身（RFC 8489 §9.1.1）：在 ICE 里，是收到请求一方的 a=ice-pwd。',
      longTermHint:
        '密钥是用户名、域和密码的散列（RFC 8489 §9.2.2）：在 TURN 里，是服务器配置中的 username 和 credential。',
    },
    findings: {
      title: '错在哪里',
      remarks: '值得留意',
      show: '显示位置',
      takeOut: '查看那条消息',
      at: (offset) => `字节 ${offset}`,
      line: (line, column) => `第 ${line} 行第 ${column} 列`,
      notHex: (text) => `“${text}”不是十六进制数字，它后面的内容都没有读。字节用 0 到 9 和 a 到 f 书写。`,
      notHexEnd: '末尾缺少一个数字。',
      oddDigits: (text) => `“${text}”的位数是奇数，而一个字节有两位：这里缺了一位，或者多了一位。`,
      dumpGap: (expected, found) => `按偏移量，转储的这一行应有 ${expected} 字节，但只读到 ${found} 字节。`,
      secondPacket: '转储里的另一个数据包从这里开始。只读第一个。',
      tooMany: (limit) =>
        `一条 STUN 消息最多 ${limit} 字节：20 字节的消息头，加上 16 比特的长度所能表示的数目。后面的内容未读。`,
      tooShort: (length) => `STUN 消息的消息头有 20 字节（RFC 8489 §5）。这里只有 ${length} 字节。`,
      notStun: (bits) => `最前面的两个比特是 ${bits}。在 STUN 里它们是 00（RFC 8489 §5）。`,
      wrongCookie: (cookie) => `魔术字是 ${cookie}，而它必须是 0x2112A442（RFC 8489 §5）。`,
      wrongLength: (declared, actual) =>
        declared > actual
          ? `消息头说后面还有 ${declared} 字节，但只有 ${actual} 字节：消息被截断了，或者长度不对。`
          : declared < actual
            ? `消息头说后面还有 ${declared} 字节，但实际有 ${actual} 字节：消息后面还有别的内容，或者长度不对。`
            : `长度是 ${declared}，不是 4 的倍数。属性都填充到 4 的倍数（RFC 8489 §14）。`,
      attributeTooLong: (name, declared, available) =>
        `${name} 说它的值有 ${declared} 字节，但消息只剩 ${available} 字节。`,
      malformed: (name, reason) => `${name} 的值无法读取。解码器的说法：${reason}。`,
      fingerprintNotLast: 'FINGERPRINT 必须是最后一个属性，它后面却还有内容（RFC 8489 §14.7）。',
      protocols: {
        zrtp: '第一个字节是 16 到 19：这是 ZRTP（RFC 8656 §12，表 3）。',
        dtls: '第一个字节是 20 到 63：这是 DTLS（RFC 8656 §12，表 3）。',
        rtp: '第一个字节是 128 到 191：这是 RTP 或 RTCP（RFC 8656 §12，表 3）。',
        none: (byte) =>
          `第一个字节是 ${byte}。在多个协议共用的端口上，STUN 以 0 到 3 开头，ChannelData 以 64 到 79 开头（RFC 8656 §12，表 3）。`,
      },
      messageBehind: (bytes) =>
        `在一条 STUN 消息之前还有 ${bytes} 字节：可能是抓包得到的以太网、IP 和 UDP 头。`,
      secondMessage: '这条消息之后又开始了一条，走 TCP 时就会这样。',
      messageInside: '这段数据本身就是一条 STUN 消息：可能是正经过中继的连通性检查。',
      channelTooShort: (length) => `ChannelData 的头有 4 字节（RFC 8656 §12.4）。这里只有 ${length} 字节。`,
      reservedChannel: (channel) =>
        `${channel} 是保留的：信道是 0x4000 到 0x4FFF，使用其他编号的消息会被丢弃（RFC 8656 §12.6）。`,
      channelCut: (declared, available) =>
        `头里说有 ${declared} 字节数据，但只有 ${available} 字节。走 UDP 时这样的消息会被丢弃（RFC 8656 §12.6）。`,
      unknownRequired: {
        request: (code) =>
          `不认识 ${code} 的服务器以 420 应答，并在 UNKNOWN-ATTRIBUTES 里列出它（RFC 8489 §6.3.1）。`,
        indication: (code) => `不认识 ${code} 的接收方会丢弃这个指示（RFC 8489 §6.3.2）。`,
        response: (code) => `对不认识 ${code} 的客户端来说，这个事务失败了（RFC 8489 §6.3.3、§6.3.4）。`,
      },
      paddingNotZero:
        '这段填充不是零。RFC 8489 §14 要求发送方填零，接收方则忽略它。在这条规定之前的消息，例如 RFC 5769 中的，这里是别的字节。',
      afterIntegrity: (name) => `${name} 位于完整性属性之后，不受它保护：接收方会忽略它（RFC 8489 §9）。`,
      more: (n) => `还有 ${n} 处。`,
    },
    bytes: {
      label: '字节',
      hint: '用方向键在字节间移动。输入两位十六进制数字可改动当前字节；按 Enter 固定它的字段。',
      cell: (offset, hex, field) => `字节 ${offset}，${hex}：${field}`,
      hidden: '已遮蔽',
      capped: (shown, all) => `共 ${all} 字节，只画出前 ${shown} 字节；全部都已读取并核对。`,
    },
    fields: {
      label: '字段',
      offset: (start, end) => (start === end ? `字节 ${start}` : `字节 ${start}–${end}`),
      capped: (shown, all) => `共 ${all} 个属性，只列出前 ${shown} 个。`,
    },
    readout: {
      label: '你所指的字段',
      idle: '请指向一个字节或一个字段。',
    },
    legend: {
      label: '字母的含义',
      type: '类型',
      length: '长度',
      cookie: '魔术字',
      id: '标识',
      address: '地址',
      text: '文本',
      number: '数值',
      proof: '证明',
      data: '数据',
      filler: '填充、保留',
      unread: '未读',
    },
  },
});
