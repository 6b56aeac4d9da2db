/** Bytes, text and addresses: what every codec needs. */
export {
  type AddressFamily,
  type IpAddress,
  type TransportAddress,
  formatHost,
  formatIpAddress,
  formatTransportAddress,
  ipBytes,
  isLinkLocal,
  isLoopback,
  isSameTransport,
  parseIpAddress,
} from './address.ts';
export { equalBytes } from './compare.ts';
export { utf8Decode, utf8DecodeLoosely, utf8Encode } from './utf8.ts';
