import { describe, expect, it } from 'vitest';
import { type IceSdp, parseCandidate, parseIceSdp, printCandidate } from '#src/protocol/index.ts';
import chromium from './browsers/chromium-156-mdns.json' with { type: 'json' };
import chromiumAddresses from './browsers/chromium-156-addresses.json' with { type: 'json' };
import firefox from './browsers/firefox-153-mdns.json' with { type: 'json' };

/*
 * What the browsers' own `icecandidate` events and descriptions said, word for word: gathered with a
 * coturn on 192.0.2.2 over UDP and TCP, with obfuscated host addresses as users have them, and in
 * Chromium once without.
 */
const RECORDINGS = [chromium, chromiumAddresses, firefox];

function valuesOf(recording: (typeof RECORDINGS)[number]) {
  return recording.candidates.filter((line) => line !== null && line !== '');
}

function parsed(lines: readonly string[]): IceSdp {
  return parseIceSdp(lines.join('\r\n'));
}

describe.each(RECORDINGS.map((recording) => [recording.browser, recording] as const))(
  '%s',
  (_, recording) => {
    it('writes candidate lines that all parse', () => {
      for (const line of valuesOf(recording))
        expect(parseCandidate(line ?? ''), line ?? '').toMatchObject({ ok: true });
    });

    it('writes candidate lines that are printed again as they were, but for the case of the transport', () => {
      for (const line of valuesOf(recording)) {
        const candidate = parseCandidate(line ?? '');
        const printed = candidate.ok ? printCandidate(candidate.value) : '';
        expect(printed).toBe(line?.replace(' UDP ', ' udp ').replace(' TCP ', ' tcp '));
      }
    });

    it.each(['offer', 'answer'] as const)('writes an %s without errors', (kind) => {
      const sdp = parsed(recording[kind]);
      expect(sdp.errors).toEqual([]);
      expect(sdp.media.map(({ media }) => media)).toEqual(['audio', 'video', 'application']);
      for (const media of sdp.media) {
        expect(media.ufrag).toMatch(/^\S{4,}$/);
        expect(media.pwd).toMatch(/^\S{22,}$/);
      }
    });

    it('puts into its offer the candidates of its events', () => {
      const inSdp = recording.offer.filter((line) => line.startsWith('a=candidate:')).length;
      const read = parsed(recording.offer).media.reduce((sum, { candidates }) => sum + candidates.length, 0);
      expect(read).toBe(inSdp);
      expect(read).toBeGreaterThan(0);
    });
  },
);

describe('What only one browser does', () => {
  it('Chromium writes generation, ufrag and network-cost', () => {
    const candidate = parseCandidate(chromium.candidates[0] ?? '');
    expect(candidate).toMatchObject({
      ok: true,
      value: {
        type: 'host',
        address: expect.stringMatching(/^[0-9a-f-]{36}\.local$/) as string,
        extensions: [
          ['generation', '0'],
          ['ufrag', expect.any(String) as string],
          ['network-cost', '999'],
        ],
      },
    });
  });

  it('Firefox writes an active TCP candidate with port 9, and ends with an empty candidate', () => {
    const tcp = firefox.candidates.find((line) => line?.includes(' TCP '));
    expect(parseCandidate(tcp ?? '')).toMatchObject({
      ok: true,
      value: { transport: 'tcp', tcpType: 'active', port: 9, extensions: [] },
    });
    expect(firefox.candidates).toContain('');
    expect(parseCandidate('')).toMatchObject({ ok: false, error: { kind: 'empty' } });
  });

  it('Firefox names its options at the session level and marks the end of candidates', () => {
    const sdp = parsed(firefox.offer);
    expect(sdp.session.options).toEqual(['trickle']);
    expect(sdp.media[0]?.endOfCandidates).toBe(true);
  });
});
