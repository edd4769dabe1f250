import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { contentSecurity } from './build/content-security.ts';
import { guides } from './build/guides.ts';
import { themeCss } from './build/theme-css.ts';

export default defineConfig(({ command }) => {
  // A test that builds the console runs under NODE_ENV=test, which would build React as for development: twice the size,
  // and other behaviour than what people get.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return settings;
});

const settings: UserConfig = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [themeCss(), contentSecurity(), guides(), react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Inlined files would be data: addresses, which the policy allows for images only.
    assetsInlineLimit: 0,
    // Every supported browser preloads modules by itself; the polyfill would be an inline script in disguise.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 650,
  },
  server: {
    // `npm run dev` of the server listens here; console/test/fake-api.ts does too when it is run by hand.
    proxy: { '/v1': { target: process.env.TIDINGS_API ?? 'http://127.0.0.1:8434', changeOrigin: false } },
  },
};
