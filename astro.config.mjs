import { readFileSync } from 'node:fs';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { iceServer } from './src/ice-server/integration.ts';
import { contentSecurityPolicy, developmentPolicy } from './src/layouts/csp.ts';
import { staticHeaders } from './src/layouts/static-headers.ts';
import { frameBootstrap, frameBootstrapHash } from './src/runner/backends/frame/bootstrap-plugin.ts';

const policy = {
  sandboxOrigin: process.env.SANDBOX_ORIGIN,
  scriptHashes: [await frameBootstrapHash()],
};
const headers = staticHeaders(readFileSync(new URL('./public/_headers', import.meta.url), 'utf8'), '/*');

export default defineConfig({
  site: process.env.SITE_URL ?? 'http://127.0.0.1:4321',
  output: 'static',
  trailingSlash: 'always',
  server: ({ command }) => ({
    host: '127.0.0.1',
    port: Number(process.env.PORT ?? 4321),
    // Built pages carry their policy themselves.
    headers:
      command === 'dev' ? { ...headers, 'Content-Security-Policy': developmentPolicy(policy) } : headers,
  }),
  i18n: {
    locales: ['en', 'zh-cn'],
    defaultLocale: 'en',
    routing: { prefixDefaultLocale: false },
  },
  integrations: [mdx(), svelte(), iceServer()],
  devToolbar: { enabled: false },
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
