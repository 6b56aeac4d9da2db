/** Select Graphic Rendition (SGR of ECMA-48), as far as it is used here. */
const SGR = { bold: 1, red: 31, green: 32, yellow: 33, soft: 90 } as const;

/** A text in a colour, and nothing of it behind. */
export function paint(colour: keyof typeof SGR, text: string): string {
  return `\x1b[${SGR[colour]}m${text}\x1b[0m`;
}

/** Colours pass. Anything else that a terminal would obey is shown as its picture. */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const COLOUR_OR_CONTROL = /\x1b\[[0-9;]{0,30}m|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/** A text of the learner's code, which must not move the cursor, name the window or hide what stands there. */
export function harmless(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(COLOUR_OR_CONTROL, (control) => {
    if (control.length > 1) return control;
    const code = control.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\u2421';
  });
}
