/** Made by `bootstrap-plugin.ts` from `worker/realm/main.ts`: a classic script that the frame makes a worker of. */
declare module 'virtual:worker-realm' {
  export const source: string;
}

/** Made by `bootstrap-plugin.ts` from `bootstrap.ts`. */
declare module 'virtual:frame-bootstrap' {
  /** A classic script, to stand inline in the learner's frame. */
  export const source: string;
  /** Its CSP hash source without quotes: `sha256-…`. */
  export const hash: string;
  /** The build's setting: an origin of another site that serves the same files. */
  export const sandboxOrigin: string | null;
}
