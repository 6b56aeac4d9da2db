import { describe, expect, it } from 'vitest';
import { PRESETS, simulate } from '#src/simulator/index.ts';
import { lastHappened, packetPlaces, rowsOf, ROWS_PER_PAGE } from './packet-rows.ts';

const trace = simulate(PRESETS['udp-blocked']);
const places = packetPlaces(trace);

describe('the rows of the table Packets', () => {
  it('are what happens to packets at nodes, page by page, in the order of the trace', () => {
    const pages = Math.ceil(places.length / ROWS_PER_PAGE);
    const rows = Array.from({ length: pages }, (_, page) => rowsOf(trace, places, page)).flat();
    expect(rows.map(({ event }) => event)).toEqual(
      trace.events.filter(({ kind }) => ['sent', 'translated', 'received', 'dropped'].includes(kind)),
    );
    for (const { event, packet } of rows) expect(packet.id).toBe(event.packet);
  });

  it('begin with what was sent and end, for each packet, with what became of it', () => {
    const rows = rowsOf(trace, places, 0).filter(({ packet }) => packet.id === 1);
    expect(rows[0]?.event.kind).toBe('sent');
    expect(['received', 'dropped']).toContain(rows.at(-1)?.event.kind);
  });
});

describe('the row that time has reached', () => {
  it('is the last one whose event has happened', () => {
    expect(lastHappened(places, 0)).toBe(-1);
    expect(lastHappened(places, trace.events.length)).toBe(places.length - 1);
    for (const [row, place] of places.entries()) {
      expect(lastHappened(places, place)).toBe(row - 1);
      expect(lastHappened(places, place + 1)).toBe(row);
    }
  });
});
