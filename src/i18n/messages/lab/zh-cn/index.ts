export { frame } from './frame.ts';
export { keep } from './keep.ts';
export { packets } from './packets.ts';
export { picture } from './picture.ts';
