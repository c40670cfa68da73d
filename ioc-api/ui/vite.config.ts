import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const backend = process.env.IOC_E2E_URL ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1300,
    rollupOptions: {
      output: {
        // Some web servers do not know .mjs and would refuse the map's worker as a script.
        assetFileNames: (asset) =>
          asset.names.some((name) => name.endsWith('.mjs'))
            ? 'assets/[name]-[hash].js'
            : 'assets/[name]-[hash][extname]',
      },
    },
  },
  server: { proxy: { '/api': backend, '/live': { target: backend, ws: true } } },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
})
