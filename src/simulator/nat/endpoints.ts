import type { EndpointDependence, TransportAddress } from '#src/protocol/index.ts';

/** What of an address and port a mapping or a filter depends on. RFC 4787 §4.1, §5. */
export interface Endpoint {
  readonly address: string;
  readonly port?: number;
}

/** Text that tells endpoints apart. */
export const endpointKey = ({ address, port }: Endpoint): string =>
  port === undefined ? address : `${address}:${port}`;

/** What of `remote` matters: nothing, its address, or its address and port. */
export function dependentPart(
  dependence: EndpointDependence,
  { address, port }: TransportAddress,
): Endpoint | undefined {
  switch (dependence) {
    case 'EndpointIndependent':
      return undefined;
    case 'AddressDependent':
      return { address };
    case 'AddressAndPortDependent':
      return { address, port };
  }
}
