/**
 * Monaco's style sheets. Its modules import them one by one, but Astro puts a page's styles into its HTML and lets
 * go of those that only a late chunk asks for; so they come as text here, in the chunk of the editor itself.
 */
const sheets = import.meta.glob<string>('/node_modules/monaco-editor/esm/vs/**/*.css', {
  query: '?inline',
  import: 'default',
  eager: true,
});

/** Gives the page Monaco's styles, once. */
export function adoptStyles(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(Object.values(sheets).join('\n'));
  // Before the page's own, which may say more about the editor.
  document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
}
