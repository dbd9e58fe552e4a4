import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** What the page server (client/server) does for the page; in development Vite's own server hands it on. */
const served = ['/graphql', '/graphiql', '/auth', '/readyz'];
const pageServer = 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: { target: 'es2023', sourcemap: false, modulePreload: { polyfill: false }, reportCompressedSize: false },
  server: { port: 5173, proxy: Object.fromEntries(served.map((path) => [path, { target: pageServer, ws: true }])) },
});
