import type { AstroUserConfig } from 'astro';

/**
 * The content security policy of every page. Astro writes it into a `<meta>` of each built page and adds the
 * hashes of its own scripts. A `srcdoc` frame inherits it, so that the policy of a learner's frame can only be
 * narrower (src/runner/backends/frame).
 */

type Csp = Exclude<NonNullable<NonNullable<AstroUserConfig['security']>['csp']>, boolean>;
type Directive = NonNullable<Csp['directives']>[number];

export interface PolicyOptions {
  /** Where the site will stand. */
  readonly site: string;
  /**
   * Origin that serves the frame of learner code where a sandboxed frame would share its process with the page.
   * Without one a site on the loopback uses the loopback's other name.
   */
  readonly sandboxOrigin?: string | undefined;
  /** Hashes of inline scripts that Astro doesn't know: the frame's bootstrap. */
  readonly scriptHashes?: readonly `sha256-${string}`[];
}

/** Learner code is loaded as a `blob:` module, in its frame; the page itself makes none of strangers' text. */
const SCRIPT_SOURCES = ["'self'", 'blob:'];

function directives(options: PolicyOptions): Directive[] {
  return [
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'none'",
    "connect-src 'self'",
    // Monaco draws its squiggles and arrows with data: pictures.
    "img-src 'self' data:",
    "worker-src 'self' blob:",
    // A build doesn't know the port that it will be served on; `servedFramePolicy` does.
    frameSources(options, '*'),
  ];
}

/** Without it, a frame that navigates itself would carry away what it knows. */
function frameSources(
  { site, sandboxOrigin }: PolicyOptions,
  port: number | '*',
  containerHost?: string,
): Directive {
  const sources = ["'self'"];
  if (sandboxOrigin) sources.push(sandboxOrigin);
  else if (isLoopback(site)) sources.push(`http://localhost:${port}`, `http://127.0.0.1:${port}`);
  if (containerHost !== undefined) sources.push(containerHost);
  return `frame-src ${sources.join(' ')}`;
}

/**
 * What a page with a WebContainer allows besides: the hidden frame of its host. Astro puts it together with the
 * page's other sources of frames.
 */
export function containerFrames(host: string): Directive {
  return `frame-src ${host}`;
}

function isLoopback(site: string): boolean {
  return ['127.0.0.1', 'localhost'].includes(new URL(site).hostname);
}

/**
 * The header that narrows a built page's `frame-src` to the very port that serves it (of two policies the
 * stricter counts), so that learner code can't reach other programs of this machine by navigating.
 *
 * @param containerHost the header is every page's: those without a WebContainer don't allow it in their own policy
 */
export function servedFramePolicy(options: PolicyOptions, port: number, containerHost?: string): string {
  return frameSources(options, port, containerHost);
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
 *
 * @param containerHost of a page with a WebContainer
 */
export function developmentPolicy(options: PolicyOptions, port: number, containerHost?: string): string {
  return [
    ...directives(options).filter((directive) => !directive.startsWith('frame-src')),
    frameSources(options, port, containerHost),
    `script-src ${SCRIPT_SOURCES.join(' ')} 'unsafe-inline'`,
    "style-src 'self' 'unsafe-inline'",
  ].join('; ');
}
