import { defineMessages } from '../messages.ts';

/** The Lab in a chapter: the moments that the text points at. */
export const labSteps = defineMessages({
  en: {
    name: 'Moments of this session',
    'first-candidate': 'The first candidate',
    'first-mapping': 'The first mapping',
    'first-srflx': 'A server-reflexive candidate',
    'first-relay': 'A relayed candidate',
    'first-check': 'The first check',
    'first-filtered': 'A NAT filters a check',
    'first-dropped': 'The first packet is dropped',
    'first-hairpin': 'A NAT turns a packet round',
    'first-prflx': 'A peer-reflexive candidate',
    'first-succeeded': 'The first pair succeeds',
    nominated: 'A pair is nominated',
    selected: 'A pair is selected',
    settled: 'The session is settled',
  },
  'zh-cn': {
    name: '这次会话的时刻',
    'first-candidate': '第一个候选者',
    'first-mapping': '第一个映射',
    'first-srflx': '得到服务器反射候选',
    'first-relay': '得到中继候选',
    'first-check': '第一次检查',
    'first-filtered': 'NAT 过滤了一次检查',
    'first-dropped': '第一个包被丢弃',
    'first-hairpin': 'NAT 让一个包回环',
    'first-prflx': '发现对端反射候选',
    'first-succeeded': '第一个候选对成功',
    nominated: '提名一个候选对',
    selected: '选定一个候选对',
    settled: '会话有了结果',
  },
});
