/** The public index of the protocol core: pure values and bytes, no sockets, no clock, no DOM. */
export * from './result.ts';
export * from './bytes/index.ts';
export * from './stun/index.ts';
export * from './ice/index.ts';
/** What a TURN client has to know, too; the server stands in `turn/index.ts`, for the embedded one only. */
export * from './turn/lifetimes.ts';
export { CHANNEL_NUMBERS } from './turn/channel-data.ts';
export * from './turn/client/index.ts';
