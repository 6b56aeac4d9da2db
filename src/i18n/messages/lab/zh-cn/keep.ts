import type { Translation } from '../../../messages.ts';
import type { keep as en } from '../en/keep.ts';

export const keep: Translation<typeof en> = {
  title: '保存与分享',
  link: '复制这个场景的链接',
  copied: '已复制。场景就在链接里，没有发送任何内容。',
  notCopied: '这个浏览器在此处无法复制，请从地址栏取链接。',
  tooLong: '这个场景太大，放不进链接。',
  openInLab: '在实验室中打开',
  json: '导出轨迹（JSON）',
  pcapng: '导出数据包（pcapng，供 Wireshark 使用）',
  notLoaded: '无法加载实验室的这一部分。是否已离线？',
};
