import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

// BASE_URL names a running server; without it the built console is served with the mock.
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
const port = Number(process.env.E2E_PORT ?? 4179)
const own = `http://127.0.0.1:${port}`

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  // mock.*.spec.ts need the mock's data, the others a real server
  testMatch: process.env.BASE_URL ? /^(?!.*mock\.).*\.spec\.ts$/ : /mock\..*\.spec\.ts$/,
  outputDir: 'target/e2e',
  // patience only: in the whole build other tests take the processors too
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 2,
  forbidOnly: true,
  reporter: [['list'], ['junit', { outputFile: 'target/e2e-junit.xml' }]],
  use: {
    baseURL: process.env.BASE_URL ?? own,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: existsSync(chromium) ? chromium : undefined,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  webServer: process.env.BASE_URL
    ? undefined
    : { command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort`, url: own, reuseExistingServer: true, timeout: 20_000 },
})
