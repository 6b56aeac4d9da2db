/** mDNS (RFC 6762), as far as ICE needs it: the addresses of a host that is called `<uuid>.local`. */
export { decodeMdns } from './decode.ts';
export { MDNS_GROUPS, MDNS_PORT } from './header.ts';
export { MDNS_TTL_SECONDS, encodeMdnsAnswer, encodeMdnsQuestion } from './message.ts';
export type { MdnsAddress, MdnsError, MdnsMessage, MdnsQuestion } from './types.ts';
