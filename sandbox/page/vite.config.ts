import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where `npx vite` (the development server) finds a running sandbox. */
const SANDBOX = process.env.SANDBOX_URL ?? 'http://127.0.0.1:3000';

const POLICY = "default-src 'self'; img-src 'self' data: https:; object-src 'none'; base-uri 'none'; form-action 'none'";

export default defineConfig({
  root: __dirname,
  base: './',
  plugins: [react(), contentPolicy()],
  build: {
    outDir: resolve(__dirname, '../../dist/sandbox/page'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/sandbox': SANDBOX, '/avatars': SANDBOX, '/files': SANDBOX } },
});

/** Only in the built page: the development server injects scripts of its own. */
function contentPolicy(): Plugin {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
    ],
  };
}
