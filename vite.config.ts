import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contract } from './src/contract/index.ts';

/** The running Tickmark that the development server asks: `npm start` says its address. */
const server = process.env.TICKMARK_SERVER ?? 'http://127.0.0.1:7460';

/** Endpoints that answer for a period and an instant: pages add those of the address to each. Known when the pages are made, so that no schema is shipped. */
const judged = contract.filter((endpoint) => 'query' in endpoint && 'asKnownAt' in endpoint.query.shape).map((endpoint) => endpoint.key);

export default defineConfig({
  root: fileURLToPath(new URL('web', import.meta.url)),
  base: '/',
  plugins: [react()],
  define: { JUDGED_ENDPOINTS: JSON.stringify(judged) },
  build: {
    outDir: '../.web',
    emptyOutDir: true,
    target: 'es2022',
    // A strict content policy knows no data: addresses; fonts and marks stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: 'assets/manifest.json',
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
    license: { fileName: 'assets/licences.md' },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['^/api/', '^/open', '^/guides/'].map((path) => [path, { target: server, changeOrigin: true, headers: { origin: server } }]),
    ),
  },
});
