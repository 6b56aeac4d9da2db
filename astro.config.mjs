import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { builtHeaders } from './src/ice-server/built-headers.ts';
import { developmentHeaders } from './src/ice-server/development-headers.ts';
import { iceServer } from './src/ice-server/integration.ts';
import { headersBelow, parseHeadersFile } from './src/ice-server/preview/headers-file.ts';
import { readAddress } from './src/layouts/address.ts';
import { contentSecurityPolicy, developmentPolicy, servedFramePolicy } from './src/layouts/csp.ts';
import { leanHtml } from './src/layouts/lean-html/integration.ts';
import { noStyleFiles } from './src/layouts/lean-html/no-style-files.ts';
import { plainImports } from './src/layouts/lean-html/plain-imports.ts';
import { offline } from './src/layouts/offline/integration.ts';
import { searchIndex } from './src/layouts/search-index/integration.ts';
import { siteMap } from './src/layouts/sitemap/integration.ts';
import { frameBootstrap, frameBootstrapHash } from './src/runner/backends/frame/bootstrap-plugin.ts';
import { containerHostOf, containerSettings } from './src/runner/backends/webcontainer/settings.ts';

const { site, base } = readAddress(process.env);
// Where a page is rendered, Astro reads `import.meta.env.BASE_URL` from here before anything else: what is there by chance.
process.env.BASE_URL = base;
const port = Number(process.env.PORT ?? 4321);
const policy = {
  site,
  sandboxOrigin: process.env.SANDBOX_ORIGIN,
  scriptHashes: [await frameBootstrapHash()],
};
const containerHost = containerHostOf(process.env);
/** For `astro dev`; our preview reads the file by itself. */
const headers = parseHeadersFile(
  headersBelow(readFileSync(new URL('./public/_headers', import.meta.url), 'utf8'), base),
);

export default defineConfig({
  site,
  base,
  output: 'static',
  trailingSlash: 'always',
  server: ({ command }) => ({
    host: '127.0.0.1',
    port,
    headers:
      command === 'dev' ? {} : { 'Content-Security-Policy': servedFramePolicy(policy, port, containerHost) },
  }),
  i18n: {
    locales: ['en', 'zh-cn'],
    defaultLocale: 'en',
    routing: { prefixDefaultLocale: false },
  },
  integrations: [
    mdx(),
    svelte(),
    iceServer(),
    developmentHeaders(headers, (isIsolated) =>
      developmentPolicy(policy, port, isIsolated ? containerHost : undefined),
    ),
    leanHtml(policy.scriptHashes),
    searchIndex(),
    siteMap(site, base),
    builtHeaders(base),
    offline(),
  ],
  devToolbar: { enabled: false },
  scopedStyleStrategy: 'class',
  // A page's styles are small and arrive with it: nothing to wait for before the first paint.
  build: { inlineStylesheets: 'always' },
  // Token colours are variables of src/styles/tokens.css, so that code follows the theme.
  markdown: { shikiConfig: { theme: 'css-variables' } },
  security: {
    csp: contentSecurityPolicy(policy),
  },
  vite: {
    // The module of Monaco that would bring every feature of the editor; ours says why.
    resolve: {
      alias: [
        {
          find: /^(?:\.\.\/)+internal\/common\/workers\.js$/,
          replacement: fileURLToPath(
            new URL('./src/components/exercise/editor/monaco/web-worker.ts', import.meta.url),
          ),
        },
      ],
    },
    plugins: [
      frameBootstrap({ sandboxOrigin: process.env.SANDBOX_ORIGIN }),
      containerSettings(containerHost),
      noStyleFiles(),
      plainImports('Page.astro'),
    ],
    // A folder of their own: public/_headers has something to say of workers.
    worker: {
      format: 'es',
      rolldownOptions: {
        output: {
          entryFileNames: '_astro/workers/[name].[hash].js',
          // Nothing in a worker reads a property to be told of its changes, as a component's code does.
          comments: { legal: true, annotation: false, jsdoc: false },
          minify: {
            compress: { treeshake: { propertyReadSideEffects: false } },
            mangle: true,
            codegen: true,
          },
        },
      },
    },
    // No data: scripts or styles: the content security policy allows none.
    build: { assetsInlineLimit: 0 },
  },
});
