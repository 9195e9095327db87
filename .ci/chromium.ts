/** Finds the Chromium that the browser tests use; brings one when there is none. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { chromium } from '@playwright/test';
import { bin } from './steps.ts';

export interface Browser {
  readonly path: string;
  /** "the system's", for the line that says which one it is. */
  readonly whose: string;
}

const systemPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The system's Chromium, else Playwright's own; undefined when there is neither. Installs nothing. */
export function findChromium(): Browser | undefined {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return { path: given, whose: 'from CHROMIUM_PATH' };
  const system = systemPlaces.find(starts);
  if (system !== undefined) return { path: system, whose: "the system's" };
  const own = chromium.executablePath();
  return starts(own) ? { path: own, whose: "Playwright's own" } : undefined;
}

/** As findChromium, but fetches Playwright's, and if that fails installs the distribution's. Throws a plain sentence. */
export function bringChromium(): Browser {
  const ways = [() => {}, fetchPlaywrights, installDistributions];
  for (const way of ways) {
    way();
    const found = findChromium();
    if (found !== undefined) return found;
  }
  throw new Error(
    'The browser tests need Chromium and there is none. Install it (on Debian: `apt-get install chromium`) or name one in CHROMIUM_PATH.',
  );
}

function starts(path: string): boolean {
  return fs.existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function fetchPlaywrights(): void {
  console.log("No Chromium here; fetching Playwright's own.");
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '5000' };
  spawnSync(bin('playwright'), ['install', 'chromium'], { stdio: 'ignore', timeout: 300_000, env });
}

function installDistributions(): void {
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return;
  console.log("That did not work; installing the distribution's: apt-get install chromium.");
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
}

if (import.meta.main) {
  const { path, whose } = bringChromium();
  console.log(`Chromium: ${path} (${whose})`);
}
