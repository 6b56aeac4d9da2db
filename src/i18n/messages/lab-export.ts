import { defineMessages } from '../messages.ts';

const kilo = (bytes: number): string => (bytes / 1_000).toFixed(0);
const mega = (bytes: number): string => (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0);
const size = (bytes: number): string => (bytes < 1_000_000 ? `${kilo(bytes)} kB` : `${mega(bytes)} MB`);

/** The Lab: the making of a file, and what came of it. */
export const labExport = defineMessages({
  en: {
    running: (packets: number) => `Running the scene once more for the file: ${packets} packets so far.`,
    writing: (bytes: number) => `Writing the file: ${size(bytes)} so far.`,
    cancel: 'Cancel',
    ready: (name: string, bytes: number) => `${name} is ready: ${size(bytes)}.`,
    tooLarge: {
      json: (most: number) =>
        `As JSON this trace takes more than ${size(most)}. Take its packets as pcapng, or run a shorter scene.`,
      pcapng: (most: number) =>
        `The packets of this trace take more than ${size(most)}. Run a shorter scene.`,
    },
    failed: 'The file could not be made. Are you offline, or is memory short?',
  },
  'zh-cn': {
    running: (packets) => `正在为导出重新运行场景：目前 ${packets} 个包。`,
    writing: (bytes) => `正在写入文件：目前 ${size(bytes)}。`,
    cancel: '取消',
    ready: (name, bytes) => `${name} 已生成，大小 ${size(bytes)}。`,
    tooLarge: {
      json: (most) => `这条轨迹导出为 JSON 会超过 ${size(most)}。请改为导出 pcapng，或者缩短场景。`,
      pcapng: (most) => `这条轨迹的数据包会超过 ${size(most)}。请缩短场景。`,
    },
    failed: '文件未能生成。是否已离线，或者内存不足？',
  },
});
