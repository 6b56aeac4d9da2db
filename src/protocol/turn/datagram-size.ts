/** The largest payload of a UDP datagram over IPv4: 65,535 − 20 (IP) − 8 (UDP). */
export const MAX_DATAGRAM_BYTES = 65_507;

/** What a Send or Data indication adds at most: header, XOR-PEER-ADDRESS of IPv6, header and padding of DATA. */
const INDICATION_BYTES = 20 + 24 + 4 + 3;

/** The most data that an indication carries in one datagram. */
export const MAX_INDICATED_BYTES = MAX_DATAGRAM_BYTES - INDICATION_BYTES;
