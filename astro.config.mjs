import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { contentSecurityPolicy } from './src/layouts/csp.ts';

export default defineConfig({
  site: process.env.SITE_URL ?? 'http://127.0.0.1:4321',
  output: 'static',
  trailingSlash: 'always',
  server: { host: '127.0.0.1', port: Number(process.env.PORT ?? 4321) },
  i18n: {
    locales: ['en', 'zh-cn'],
    defaultLocale: 'en',
    routing: { prefixDefaultLocale: false },
  },
  integrations: [mdx(), svelte()],
  devToolbar: { enabled: false },
  // A page's styles are small and arrive with it: nothing to wait for before the first paint.
  build: { inlineStylesheets: 'always' },
  // Token colours are variables of src/styles/tokens.css, so that code follows the theme.
  markdown: { shikiConfig: { theme: 'css-variables' } },
  security: { csp: contentSecurityPolicy({ sandboxOrigin: process.env.SANDBOX_ORIGIN }) },
  vite: {
    worker: { format: 'es' },
    // No data: scripts or styles: the content security policy allows none.
    build: { assetsInlineLimit: 0 },
  },
});
