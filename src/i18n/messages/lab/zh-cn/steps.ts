import type { Translation } from '../../../messages.ts';
import type { steps as en } from '../en/steps.ts';

export const steps: Translation<typeof en> = {
  name: '这次会话的时刻',
  'first-candidate': '第一个候选者',
  'first-mapping': '第一个映射',
  'first-answer': 'STUN 服务器应答',
  'first-srflx': '得到服务器反射候选',
  'first-401': '服务器应答 401',
  allocated: '服务器借出地址',
  'first-relay': '得到中继候选',
  gathered: '一方收集完毕',
  permitted: '建立许可',
  'first-check': '第一次检查',
  'first-filtered': 'NAT 过滤了一次检查',
  'first-dropped': '第一个包被丢弃',
  'mapping-for-peer': '为对端另建映射',
  'first-hairpin': 'NAT 让一个包回环',
  'first-request': '一次检查到达对端',
  'role-conflict': '应答 487',
  'role-switched': '一方改变角色',
  'first-prflx': '发现对端反射候选',
  'first-succeeded': '第一个候选对成功',
  nominated: '提名一个候选对',
  selected: '选定一个候选对',
  'channel-bound': '绑定通道',
  settled: '会话有了结果',
};
