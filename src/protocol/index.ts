/** The public index of the protocol core: pure values and bytes, no sockets, no clock, no DOM. */
export * from './result.ts';
export * from './bytes/index.ts';
export * from './stun/index.ts';
export * from './ice/index.ts';
