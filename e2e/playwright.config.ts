import { defineConfig } from '@playwright/test';
import { findChromium } from '../.ci/chromium.ts';

const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'];
const executablePath = findChromium()?.path;

export default defineConfig({
  testDir: 'journeys',
  outputDir: '../test-results',
  globalSetup: './start-product.ts',
  // One shop, one clock: journeys take turns. A second try would only hide what is wrong.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: report === undefined ? 'list' : [['list'], ['json', { outputFile: report }]],
  use: {
    // The global setup chose a free port.
    ...(process.env['LAUREL_URL'] !== undefined && { baseURL: process.env['LAUREL_URL'] }),
    locale: 'en-US',
    timezoneId: 'America/New_York',
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
      ],
    },
  },
});
