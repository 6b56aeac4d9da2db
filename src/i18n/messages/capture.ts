import { defineMessages } from '../messages.ts';

/** Capture files in the inspector. */
export const capture = defineMessages({
  en: {
    title: 'A capture file',
    lead: 'Open a pcap or pcapng file, or drop it here: its STUN and TURN messages are listed, and each opens below, byte by byte. The file is read on this page: nothing is sent or kept.',
    choose: 'Open a file',
    stop: 'Stop',
    close: 'Close the file',
    password: 'Password',
    passwordHint:
      'With it the integrity of each message is checked: an ICE password (a=ice-pwd), or the password of a TURN user.',
    reading: (name: string) => `${name} is being read.`,
    done: (messages: number, frames: number) =>
      `${messages === 1 ? '1 STUN or TURN message' : `${messages} STUN and TURN messages`} in ${frames === 1 ? '1 packet' : `${frames} packets`}.`,
    full: (most: number) => `There are more: the first ${most} are listed.`,
    stopped: 'Stopped.',
    problem: {
      'not-a-capture': 'This is no pcap or pcapng file.',
      'cut-off': (offset: number) => `The file is cut off: what begins at byte ${offset} has no end.`,
      broken: (offset: number) =>
        `At byte ${offset} stands something that no capture has. What came before was read.`,
      'too-large': (megabytes: number) =>
        `The file is larger than ${megabytes} MB. Cut out what you need, for instance with editcap.`,
      unreadable: 'The file can’t be read.',
    },
    none: 'Messages inside TLS or DTLS can’t be seen without their keys; all else would be listed.',
    table: 'Messages',
    columns: { frame: 'No.', time: 'Time', from: 'From', to: 'To', what: 'Message', integrity: 'Integrity' },
    open: (what: string, frame: number) => `${what}, packet ${frame}: show its bytes`,
    verdict: { valid: 'valid', invalid: 'not valid', none: 'none' },
    verdicts: (valid: number, all: number) =>
      `The password fits ${valid} of ${all} messages that are protected.`,
    pages: {
      range: (from: number, to: number, all: number) => `${from} to ${to} of ${all}`,
      before: 'Earlier',
      after: 'Later',
    },
    ms: (ms: number) => `${ms.toFixed(1)} ms`,
  },
  'zh-cn': {
    title: '抓包文件',
    lead: '打开一个 pcap 或 pcapng 文件，或拖放到这里：其中的 STUN 和 TURN 消息会列出来，每一条都能在下面逐字节查看。文件只在本页读取，不会发送，也不会保存。',
    choose: '打开文件',
    stop: '停止',
    close: '关闭文件',
    password: '密码',
    passwordHint:
      '有了密码，就核对每条消息的完整性：可以是 ICE 密码（a=ice-pwd），也可以是 TURN 用户的密码。',
    reading: (name) => `正在读取 ${name}。`,
    done: (messages, frames) => `${frames} 个包里有 ${messages} 条 STUN 或 TURN 消息。`,
    full: (most) => `还有更多：只列出前 ${most} 条。`,
    stopped: '已停止。',
    problem: {
      'not-a-capture': '这不是 pcap 或 pcapng 文件。',
      'cut-off': (offset) => `文件不完整：从第 ${offset} 字节开始的内容没有结尾。`,
      broken: (offset) => `第 ${offset} 字节处的内容不可能出现在抓包文件里。在它之前的已经读出。`,
      'too-large': (megabytes) => `文件超过 ${megabytes} MB。请先截取需要的部分，例如用 editcap。`,
      unreadable: '文件无法读取。',
    },
    none: '没有密钥就看不到 TLS 或 DTLS 里面的消息；其余的都会列出。',
    table: '消息',
    columns: { frame: '序号', time: '时间', from: '来自', to: '发往', what: '消息', integrity: '完整性' },
    open: (what, frame) => `${what}，第 ${frame} 个包：查看字节`,
    verdict: { valid: '有效', invalid: '无效', none: '无' },
    verdicts: (valid, all) => `${all} 条受保护的消息里，密码适用于 ${valid} 条。`,
    pages: {
      range: (from, to, all) => `第 ${from} 到 ${to} 条，共 ${all} 条`,
      before: '更早',
      after: '更晚',
    },
    ms: (ms) => `${ms.toFixed(1)} ms`,
  },
});
