import type { Locale } from '#src/i18n/locales.ts';
import { labPicture as messages } from '#src/i18n/messages/lab/index.ts';
import type { PacketId, SignalWhat, Trace } from '#src/simulator/index.ts';
import type { Arrow, Ladder, LadderWindow, Note } from '#src/visuals/index.ts';
import { packetTitleWords } from '../words/packet-title.ts';
import { type Label, labelsThatFit } from './labels.ts';
import { type NoteTone, noteWords } from './note-words.ts';
import type { PacketLook } from './packet-look.ts';

/** What of a ladder's window has words or can be pressed. Lengths in pixels. */
export interface LadderView {
  readonly packets: readonly PacketItem[];
  readonly notes: readonly NoteItem[];
  readonly signals: readonly SignalItem[];
}

interface Item {
  readonly x: number;
  readonly y: number;
  readonly goesLeft: boolean;
  readonly words: string;
  /** Whether there is room for the words. */
  readonly isShown: boolean;
}

/** A packet where it leaves a node. */
export interface PacketItem extends Item {
  readonly arrow: Arrow;
  readonly packet: PacketId;
  readonly look: PacketLook;
  /** All of it in words. */
  readonly name: string;
}

export interface NoteItem extends Item {
  readonly note: Note;
  readonly tone: NoteTone;
}

export interface SignalItem extends Item {
  readonly arrow: Arrow;
}

export interface LadderViewOptions {
  readonly locale: Locale;
  readonly trace: Trace;
  readonly shown: LadderWindow;
  readonly lookOf: (packet: PacketId) => PacketLook;
  /** From the ladder's lengths to pixels. */
  readonly xOf: (x: number) => number;
  /** Pixels, all lanes. */
  readonly width: number;
}

/** Where words begin, from the middle of their mark. */
const BESIDE_MARK = 13;
const BESIDE_DOT = 8;

/** Gives everything in a ladder's window its words, as far as there is room. */
export function ladderView(options: LadderViewOptions): LadderView {
  const { shown, width } = options;
  const packets = shown.arrows.flatMap((arrow) => packetItem(options, arrow));
  const signals = shown.arrows.flatMap((arrow) => signalItem(options, arrow));
  const notes = shown.notes.flatMap((note) => noteItem(options, note));
  const fits = labelsThatFit(
    [
      ...notes.map((item) =>
        labelOf(item, `note ${item.note.event}`, BESIDE_DOT, item.tone === 'plain' ? 1 : 3),
      ),
      ...packets
        .filter(({ arrow }) => isFirst(options.trace, arrow))
        .map((item) => labelOf(item, `packet ${item.arrow.event}`, BESIDE_MARK, 2)),
      ...signals.map((item) => labelOf(item, `signal ${item.arrow.event}`, BESIDE_DOT, 0)),
    ],
    width,
  );
  return {
    packets: packets.map((item) => ({ ...item, isShown: fits.has(`packet ${item.arrow.event}`) })),
    notes: notes.map((item) => ({ ...item, isShown: fits.has(`note ${item.note.event}`) })),
    signals: signals.filter((item) => fits.has(`signal ${item.arrow.event}`)),
  };
}

function packetItem({ locale, trace, lookOf, xOf }: LadderViewOptions, arrow: Arrow): PacketItem[] {
  const hop = trace.events[arrow.event];
  if (hop?.kind !== 'hop') return [];
  const look = lookOf(hop.packet);
  const words = packetTitleWords(look.title, locale);
  const name = messages[locale].ladder.arrow(words, hop.from, hop.to, hop.at);
  return [{ ...placeOf(arrow, xOf), arrow, packet: hop.packet, look, words, name, isShown: false }];
}

function signalItem({ locale, trace, xOf }: LadderViewOptions, arrow: Arrow): SignalItem[] {
  const signal = trace.events[arrow.event];
  if (signal?.kind !== 'signal') return [];
  return [{ ...placeOf(arrow, xOf), arrow, words: signalWords(locale, signal), isShown: true }];
}

function noteItem({ locale, trace, xOf, width }: LadderViewOptions, note: Note): NoteItem[] {
  const event = trace.events[note.event];
  const said = event && noteWords(locale, event);
  if (!said) return [];
  const x = xOf(note.x);
  // Towards the middle, where there is more room.
  return [{ note, ...said, x, y: note.y, goesLeft: x > width / 2, isShown: false }];
}

function placeOf({ from, to }: Arrow, xOf: (x: number) => number): Pick<Item, 'x' | 'y' | 'goesLeft'> {
  return { x: xOf(from.x), y: from.y, goesLeft: to.x < from.x };
}

/** The next packet that leaves a node, down the ladder (1) or up (-1), in view or not. */
export function nextHop(
  { events }: Trace,
  ladder: Pick<Ladder, 'yOf'>,
  from: number,
  step: number,
): { readonly event: number; readonly packet: PacketId; readonly y: number } | undefined {
  for (let place = from + step; place >= 0 && place < events.length; place += step) {
    const event = events[place];
    const y = event?.kind === 'hop' ? ladder.yOf(place) : undefined;
    if (event?.kind === 'hop' && y !== undefined) return { event: place, packet: event.packet, y };
  }
  return undefined;
}

/** A packet's name stands where its sender sends it. */
function isFirst({ events }: Trace, { event, packet }: Arrow): boolean {
  const before = events[event - 1];
  return before?.kind === 'sent' && before.packet === packet;
}

function labelOf({ x, y, words, goesLeft }: Item, key: string, beside: number, weight: number): Label {
  return { key, words, x: goesLeft ? x - beside : x + beside, y, goesLeft, weight };
}

function signalWords(locale: Locale, signal: SignalWhat): string {
  const { signal: words } = messages[locale].ladder;
  if (signal.what !== 'candidate') return words[signal.what];
  // The Lab's own agent wrote the line: `typ` stands in each (RFC 8839 §5.1).
  return words.candidate(/ typ (\S+)/.exec(signal.line)?.[1] ?? '?');
}
