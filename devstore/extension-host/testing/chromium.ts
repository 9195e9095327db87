/** One Chromium for a test file: the system’s, else Playwright’s own. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';

export function launchChromium(): Promise<Browser> {
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));
  // Containers run as root, where Chromium’s own sandbox does not start.
  return chromium.launch({ args: ['--no-sandbox'], ...(system === undefined ? {} : { executablePath: system }) });
}
