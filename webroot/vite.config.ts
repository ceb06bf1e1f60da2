import { fileURLToPath, URL } from 'node:url'
import { defineConfig } from 'vitest/config'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { mockApi } from './mock/plugin.ts'

// API=http://127.0.0.1:8080 makes the dev server use a real server instead of the mock.
const server = process.env.API

export default defineConfig({
  base: '/',
  plugins: [
    vue(),
    // JavaScript on demand; the styles are imported whole, once, in main.ts
    Components({ dirs: [], resolvers: [ElementPlusResolver({ importStyle: false })], dts: 'src/components.d.ts' }),
    ...(server ? [] : [mockApi()]),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The server compares Origin with Host, so the proxy leaves both as they are.
  server: { proxy: server ? { '/api': { target: server, changeOrigin: false }, '/hooks': { target: server, changeOrigin: false } } : undefined },
  build: { outDir: 'target/dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 700 },
  test: { environment: 'happy-dom', include: ['tests/**/*.spec.ts'] },
})
