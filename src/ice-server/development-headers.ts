import type { AstroIntegration } from 'astro';
import { askedFor } from './endpoints.ts';
import { headersFor, type HeaderRule } from './preview/headers-file.ts';

const EMBEDDER_POLICY = 'Cross-Origin-Embedder-Policy';

/**
 * Astro integration: `astro dev` sends what a static host would, by the rules of `public/_headers`.
 *
 * @param policy the content security policy of a page, which a built one carries by itself
 */
export function developmentHeaders(
  rules: readonly HeaderRule[],
  policy: (isIsolated: boolean) => string,
): AstroIntegration {
  return {
    name: 'icebreaker:development-headers',
    hooks: {
      'astro:server:setup': ({ server: { middlewares } }) => {
        middlewares.use((request, response, next) => {
          const path = URL.parse(askedFor(request), 'http://site.invalid')?.pathname ?? '/';
          const headers = headersFor(rules, path);
          const ofPath = headers.get('Content-Security-Policy');
          const ofPage = policy(headers.has(EMBEDDER_POLICY));
          headers.set('Content-Security-Policy', ofPath === undefined ? ofPage : `${ofPath}, ${ofPage}`);
          // Workers, which an isolated page takes only so, stand under many paths here.
          if (request.headers['sec-fetch-dest'] === 'worker') headers.set(EMBEDDER_POLICY, 'require-corp');
          for (const [name, value] of headers) response.setHeader(name, value);
          next();
        });
      },
    },
  };
}
