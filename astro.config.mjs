import { readFileSync } from 'node:fs';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { iceServer } from './src/ice-server/integration.ts';
import { headersFor, parseHeadersFile } from './src/ice-server/preview/headers-file.ts';
import { contentSecurityPolicy, developmentPolicy, servedFramePolicy } from './src/layouts/csp.ts';
import { islandStyles } from './src/layouts/island-styles.ts';
import { frameBootstrap, frameBootstrapHash } from './src/runner/backends/frame/bootstrap-plugin.ts';

const site = process.env.SITE_URL ?? 'http://127.0.0.1:4321';
const port = Number(process.env.PORT ?? 4321);
const policy = {
  site,
  sandboxOrigin: process.env.SANDBOX_ORIGIN,
  scriptHashes: [await frameBootstrapHash()],
};
/** The block of all paths, for `astro dev`; our preview reads the whole file by itself. */
const headersFile = readFileSync(new URL('./public/_headers', import.meta.url), 'utf8');
const headersOfAll = Object.fromEntries(headersFor(parseHeadersFile(headersFile), '/*'));

export default defineConfig({
  site,
  output: 'static',
  trailingSlash: 'always',
  server: ({ command }) => ({
    host: '127.0.0.1',
    port,
    headers:
      command === 'dev'
        ? { ...headersOfAll, 'Content-Security-Policy': developmentPolicy(policy, port) }
        : { 'Content-Security-Policy': servedFramePolicy(policy, port) },
  }),
  i18n: {
    locales: ['en', 'zh-cn'],
    defaultLocale: 'en',
    routing: { prefixDefaultLocale: false },
  },
  integrations: [mdx(), svelte(), iceServer(), islandStyles()],
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
    plugins: [frameBootstrap({ sandboxOrigin: process.env.SANDBOX_ORIGIN })],
    worker: { format: 'es' },
    // No data: scripts or styles: the content security policy allows none.
    build: { assetsInlineLimit: 0 },
  },
});
