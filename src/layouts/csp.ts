import type { AstroUserConfig } from 'astro';

/**
 * The content security policy of every page. Astro writes it into a `<meta>` of each built page and adds the
 * hashes of its own scripts. A `srcdoc` frame inherits it, so that the policy of a learner's frame can only be
 * narrower (src/runner/backends/frame).
 */

type Csp = Exclude<NonNullable<NonNullable<AstroUserConfig['security']>['csp']>, boolean>;
type Directive = NonNullable<Csp['directives']>[number];

export interface PolicyOptions {
  /**
   * Origin that serves the frame of learner code where a sandboxed frame would share its process with the page.
   * Without one the site uses the other name of the loopback, which is there in dev and preview.
   */
  readonly sandboxOrigin?: string | undefined;
  /** Hashes of inline scripts that Astro doesn't know: the frame's bootstrap. */
  readonly scriptHashes?: readonly `sha256-${string}`[];
}

/** Learner code is loaded as a `blob:` module, in its frame; the page itself makes none of strangers' text. */
const SCRIPT_SOURCES = ["'self'", 'blob:'];

function directives({ sandboxOrigin }: PolicyOptions): Directive[] {
  return [
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'none'",
    "connect-src 'self'",
    // Monaco draws its squiggles and arrows with data: pictures.
    "img-src 'self' data:",
    "worker-src 'self' blob:",
    `frame-src 'self' ${sandboxOrigin ?? 'http://localhost:* http://127.0.0.1:*'}`,
  ];
}

/** The policy as Astro's `security.csp` takes it. */
export function contentSecurityPolicy(options: PolicyOptions): Csp {
  return {
    directives: directives(options),
    scriptDirective: { resources: SCRIPT_SOURCES, hashes: [...(options.scriptHashes ?? [])] },
    styleDirective: {
      resources: [
        // Monaco makes style sheets and style attributes as it runs; Shiki colours by attribute.
        { resource: "'self'", kind: 'element' },
        { resource: "'unsafe-inline'", kind: 'element' },
        { resource: "'unsafe-inline'", kind: 'attribute' },
      ],
    },
  };
}

/**
 * The policy as a header for `astro dev`, where Astro writes none. Vite's own inline scripts change with each
 * page, so hashes can't name them; for the rest it is the built site's policy.
 */
export function developmentPolicy(options: PolicyOptions): string {
  return [
    ...directives(options),
    `script-src ${SCRIPT_SOURCES.join(' ')} 'unsafe-inline'`,
    "style-src 'self' 'unsafe-inline'",
  ].join('; ');
}
