import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Whatever mode the caller is in, people get the small and fast build.
process.env.NODE_ENV = 'production';

/** The dashboard as static files. `en-US` must stay among the locales: all built-in words fall back to it. */
export default defineConfig({
  root: 'admin-web',
  plugins: [react(), { ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' }],
  build: {
    target: 'es2022',
    manifest: true,
    reportCompressedSize: false,
    // Fonts and pictures as files: the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
