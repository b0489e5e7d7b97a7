import { defineConfig } from 'vite';

// Names without hashes: the server asks the browser to revalidate, and a rebuilt page replaces its files instead of piling them up.
export default defineConfig({
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: 'assets/[name].js',
        assetFileNames: 'assets/[name][extname]',
      },
    },
  },
  worker: {
    format: 'es',
    rollupOptions: { output: { entryFileNames: 'assets/[name].js', chunkFileNames: 'assets/[name].js' } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:5080', '/basemap': 'http://127.0.0.1:5080' } },
});
