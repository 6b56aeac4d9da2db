/** The sample messages of RFC 5769 §2, extracted from the RFC's text: four bytes a row, as printed there. */
import samples from './rfc5769.json' with { type: 'json' };
import { hex } from './hex.ts';

export interface SampleMessage {
  readonly section: string;
  readonly title: string;
  readonly parameters: {
    readonly software?: string;
    readonly username?: string;
    readonly password: string;
    readonly realm?: string;
    readonly nonce?: string;
    readonly mappedAddress?: string;
    readonly mappedPort?: number;
  };
  readonly bytes: Uint8Array;
}

export const RFC5769: readonly SampleMessage[] = samples.map((sample) => ({
  section: sample.section,
  title: sample.title,
  parameters: sample.parameters,
  bytes: hex(...sample.hex),
}));

export function sampleOf(section: string): SampleMessage {
  const sample = RFC5769.find((candidate) => candidate.section === section);
  if (!sample) throw new Error(`RFC 5769 has no section ${section}`);
  return sample;
}
