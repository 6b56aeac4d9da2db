import { matchesDark, readColours } from '../../theme/colours.ts';
import { editor } from './features.ts';

const NAME = 'icebreaker';

/** Editor colours, by token of src/styles/tokens.css: the same as in the plain field. */
const COLOURS = {
  'editor.background': '--sheet',
  'editor.foreground': '--ink',
  'editorCursor.foreground': '--ink',
  'editorLineNumber.foreground': '--ink-soft',
  'editorLineNumber.activeForeground': '--ink',
  'editor.selectionBackground': '--accent-wash',
  'editor.lineHighlightBackground': '--sheet',
  'editor.lineHighlightBorder': '--sheet',
  'editorWidget.background': '--sheet',
  'editorWidget.foreground': '--ink',
  'editorWidget.border': '--edge',
  'editorHoverWidget.background': '--sheet',
  'editorHoverWidget.border': '--edge',
  'editorSuggestWidget.background': '--sheet',
  'editorSuggestWidget.border': '--edge',
  'editorSuggestWidget.foreground': '--ink',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorSuggestWidget.selectedBackground': '--accent-wash',
  'editorSuggestWidget.selectedForeground': '--ink',
  'editorSuggestWidget.focusHighlightForeground': '--accent',
  'editorError.foreground': '--failure',
  'editorWarning.foreground': '--waiting',
  'editorBracketMatch.background': '--accent-wash',
  'editorBracketMatch.border': '--accent',
  'editorBracketHighlight.foreground1': '--astro-code-token-punctuation',
  'editorBracketHighlight.foreground2': '--astro-code-token-punctuation',
  'editorBracketHighlight.foreground3': '--astro-code-token-punctuation',
  focusBorder: '--accent',
  'input.background': '--well',
  'input.foreground': '--ink',
  'input.border': '--edge',
  'menu.background': '--sheet',
  'menu.foreground': '--ink',
  'menu.selectionBackground': '--accent-wash',
  'menu.selectionForeground': '--ink',
} as const;

const TOKENS = {
  '': '--ink',
  comment: '--astro-code-token-comment',
  keyword: '--astro-code-token-keyword',
  string: '--astro-code-token-string',
  regexp: '--astro-code-token-string',
  number: '--astro-code-token-constant',
  delimiter: '--astro-code-token-punctuation',
  identifier: '--ink',
  'type.identifier': '--ink',
} as const;

/** Gives every editor of the page the colours of the site's present theme. */
export function applyTheme(): void {
  const colour = readColours(document.body, [...Object.values(COLOURS), ...Object.values(TOKENS)]);
  const dark = matchesDark();
  editor.defineTheme(NAME, {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    colors: Object.fromEntries(Object.entries(COLOURS).map(([name, token]) => [name, colour(token)])),
    rules: Object.entries(TOKENS).map(([token, name]) => ({ token, foreground: colour(name).slice(1) })),
  });
  editor.setTheme(NAME);
}
