import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrastRatio, palettesOf, type Hex, type Palette } from './contrast.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const palettes = palettesOf(css);

const KINDS = ['host', 'srflx', 'prflx', 'relay'];
const OUTCOMES = ['success', 'failure', 'waiting'];
const GROUNDS = ['paper', 'sheet', 'well'];
const CODE = ['string', 'string-expression', 'constant'].map((token) => `astro-code-token-${token}`);

/** [what is seen, what it lies on], with the ratio that WCAG 2.2 AA asks for. */
const TEXT: [string, string][] = [
  ...[...KINDS, ...OUTCOMES, 'ink', 'ink-soft', 'accent', ...CODE].flatMap((text) =>
    GROUNDS.map((ground): [string, string] => [text, ground]),
  ),
  ...[...KINDS, ...OUTCOMES, 'accent'].flatMap((hue): [string, string][] => [
    [hue, `${hue}-wash`],
    ['ink', `${hue}-wash`],
    ['ink-soft', `${hue}-wash`],
  ]),
  ['on-accent', 'accent'],
  ['paper', 'ink'],
];
const MARKS: [string, string][] = GROUNDS.map((ground) => ['edge', ground]);

function colour(palette: Palette, name: string): Hex {
  const found = palette[name];
  if (!found) throw new Error(`tokens.css has no colour --${name}`);
  return found;
}

describe('the ratio of WCAG 2.2', () => {
  it('is 21 between black and white, and 1 between equals', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 10);
    expect(contrastRatio('#abc', '#aabbcc')).toBe(1);
  });

  // https://www.w3.org/WAI/WCAG22/Techniques/general/G18: #767676 is the lightest grey that passes on white.
  it('passes #767676 on white at 4.5 and fails #777777', () => {
    expect(contrastRatio('#767676', '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio('#777777', '#ffffff')).toBeLessThan(4.5);
  });
});

it('reads every colour of the token file, in both themes', () => {
  const written = css.match(/light-dark\(/g)?.length;
  expect(Object.keys(palettes.light)).toHaveLength(written ?? 0);
  expect(Object.keys(palettes.dark)).toEqual(Object.keys(palettes.light));
});

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const palette = palettes[theme];

  it.each(TEXT)('sets %s on %s at 4.5:1 or more', (text, ground) => {
    expect(contrastRatio(colour(palette, text), colour(palette, ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(MARKS)('draws %s on %s at 3:1 or more', (mark, ground) => {
    expect(contrastRatio(colour(palette, mark), colour(palette, ground))).toBeGreaterThanOrEqual(3);
  });

  it('gives each kind and each outcome a colour of its own', () => {
    const hues = [...KINDS, ...OUTCOMES, 'accent', 'ink'].map((name) => colour(palette, name));
    expect(new Set(hues).size).toBe(hues.length);
  });
});
