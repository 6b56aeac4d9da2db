import type { AstroUserConfig } from 'astro';

/**
 * The content security policy of every page, as Astro's `security.csp` takes it. Astro writes it into a
 * `<meta>` of each built page and adds the hashes of its own scripts; a `srcdoc` frame inherits it, so the
 * policy of a learner's frame can only be narrower (src/runner/backends/frame).
 */

type Csp = Exclude<NonNullable<NonNullable<AstroUserConfig['security']>['csp']>, boolean>;
type Directive = NonNullable<Csp['directives']>[number];

/** Where strangers' code runs when a sandboxed frame shares its process with the page. */
function sandboxSources(sandboxOrigin: string | undefined): string {
  // Without a sandbox origin of its own the site uses the other name of the loopback (dev, preview).
  return sandboxOrigin ?? 'http://localhost:* http://127.0.0.1:*';
}

/**
 * @param options.sandboxOrigin Origin that serves the learner's frame in production.
 * @param options.scriptHashes Hashes (`sha256-…`) of inline scripts that Astro doesn't know: the frame's bootstrap.
 */
export function contentSecurityPolicy(options: {
  readonly sandboxOrigin?: string | undefined;
  readonly scriptHashes?: readonly `sha256-${string}`[];
}): Csp {
  const directives: Directive[] = [
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'none'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self' blob:",
    `frame-src 'self' ${sandboxSources(options.sandboxOrigin)}`,
  ];
  return {
    directives,
    scriptDirective: {
      // Learner code is loaded as a blob: module, in its frame; the page itself makes none of strangers' text.
      resources: ["'self'", 'blob:'],
      hashes: [...(options.scriptHashes ?? [])],
    },
    styleDirective: {
      resources: [
        "'self'",
        // Monaco makes style sheets and style attributes as it runs, and Shiki colours by attribute.
        { resource: "'self'", kind: 'element' },
        { resource: "'unsafe-inline'", kind: 'element' },
        { resource: "'unsafe-inline'", kind: 'attribute' },
      ],
    },
  };
}
