/** A colour as `#rrggbb` or `#rgb`. */
export type Hex = `#${string}`;

/** One theme's colours, by token name without the dashes. */
export type Palette = Readonly<Record<string, Hex>>;

const HEX = '#(?:[0-9a-f]{6}|[0-9a-f]{3})';

/** The two palettes of a token file in which every colour is written `--name: light-dark(#…, #…)`. */
export function palettesOf(css: string): { light: Palette; dark: Palette } {
  const light: Record<string, Hex> = {};
  const dark: Record<string, Hex> = {};
  const pattern = new RegExp(`--([\\w-]+):\\s*light-dark\\((${HEX}),\\s*(${HEX})\\)`, 'gi');
  for (const [, name = '', byDay, byNight] of css.matchAll(pattern)) {
    light[name] = byDay as Hex;
    dark[name] = byNight as Hex;
  }
  return { light, dark };
}

/** WCAG 2.2, "contrast ratio": (L1 + 0.05) / (L2 + 0.05), from 1 to 21. */
export function contrastRatio(one: Hex, other: Hex): number {
  const [brighter, darker] = [relativeLuminance(one), relativeLuminance(other)].sort((a, b) => b - a);
  return ((brighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

/** WCAG 2.2, "relative luminance", of an sRGB colour. */
function relativeLuminance(colour: Hex): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: Hex): number[] {
  const digits = colour.length === 4 ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour;
  return [1, 3, 5].map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255);
}
