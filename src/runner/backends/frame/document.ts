/**
 * The policy of the learner's frame: its bootstrap by hash, the learner's modules and the worker by `blob:`, and
 * nothing else. ICE is outside every policy; it is what the exercises are about.
 *
 * @param hash of the bootstrap, `sha256-…`
 */
export function framePolicy(hash: string): string {
  return [
    "default-src 'none'",
    `script-src '${hash}' blob:`,
    // The bootstrap makes one of the page's own script; afterwards nothing can make a blob any more.
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The whole document of a `srcdoc` frame. */
export function frameDocument(bootstrap: { readonly source: string; readonly hash: string }): string {
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
    `<meta http-equiv="Content-Security-Policy" content="${framePolicy(bootstrap.hash)}">` +
    `<title>Exercise</title><script>${bootstrap.source}</script></head><body></body></html>`
  );
}
