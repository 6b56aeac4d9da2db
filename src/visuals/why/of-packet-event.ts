import type { Flow, Mapping, TraceEvent } from '#src/simulator/index.ts';
import type { Timeline } from '../timeline/types.ts';
import { because, text } from './because.ts';
import type { MappingParams } from './params.ts';
import type { Because } from './types.ts';

type Event<K extends TraceEvent['kind']> = Extract<TraceEvent, { kind: K }>;

export function ofDropped(timeline: Timeline, event: Event<'dropped'>): Because {
  const { node, why, flow, network = '' } = event;
  const mapping = mappingAt(timeline, event);
  return because(`dropped-${why}`, {
    node,
    ...endsOf(flow),
    sourceAddress: flow.source.address,
    network,
    inside: text(mapping?.inside),
    contacted: (mapping?.contacted ?? []).map(({ address, port }) =>
      port === undefined ? address : text({ family: flow.source.family, address, port }),
    ),
  });
}

/** As the NAT had it in its table when it refused. */
function mappingAt(timeline: Timeline, { at, node, mapping }: Event<'dropped'>): Mapping | undefined {
  if (mapping === undefined) return undefined;
  const table = timeline.at(at).nats.find((nat) => nat.node === node);
  return table?.entries.find((entry) => entry.mapping.id === mapping)?.mapping;
}

export function ofTranslated({ node, way, before, after }: Event<'translated'>): Because {
  // Outwards it is the source that changes, inwards the destination; hairpinned, both: its new source says most.
  const end = way === 'in' ? 'destination' : 'source';
  return because(`translated-${way}`, { node, before: text(before[end]), after: text(after[end]) });
}

export function ofMapping({ node, ...event }: Event<'mapping'>): Because {
  const { mapping } = event;
  const { madeFor } = mapping;
  const params = (endpoint: MappingEndpoint): MappingParams => ({
    node,
    inside: text(mapping.inside),
    outside: text(mapping.outside),
    endpoint: endpointText(mapping, endpoint),
    isPortKept: mapping.inside.port === mapping.outside.port,
    expiresAtMs: mapping.expiresAt,
  });
  if (event.event === 'mapping-ended') return because(`mapping-ended-${event.why}`, params(undefined));
  if (event.event === 'mapping-refreshed')
    return because(
      event.isNewEndpoint ? 'endpoint-let-in' : 'mapping-refreshed',
      params(mapping.contacted.at(-1)),
    );
  const kind = !madeFor ? 'for-all' : madeFor.port === undefined ? 'for-address' : 'for-endpoint';
  return because(`mapping-made-${kind}`, params(madeFor));
}

type MappingEndpoint = Mapping['madeFor'];

function endpointText({ outside: { family } }: Mapping, endpoint: MappingEndpoint): string {
  if (!endpoint) return '';
  const { address, port } = endpoint;
  return port === undefined ? address : text({ family, address, port });
}

/** Where a packet came from and went to. */
export function endsOf({ source, destination }: Flow): { source: string; destination: string } {
  return { source: text(source), destination: text(destination) };
}
