import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';

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
  vite: {
    worker: { format: 'es' },
    // No data: scripts or styles: the content security policy allows none.
    build: { assetsInlineLimit: 0 },
  },
});
