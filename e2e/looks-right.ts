import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';

const widths = [320, 768, 1440, 1600];
/** Set to a folder to keep a picture of each page: `PICTURES=docs/pictures npm run e2e -- looks`. */
const pictures = process.env['PICTURES'];

/**
 * At every width without overflow, and without anything axe objects to. Soft: what is wrong is listed, and the test goes on.
 * `without`: a frame that runs no scripts, so that axe cannot ask anything in it.
 */
export async function looksRight(page: Page, name: string, { without }: { without?: string } = {}): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const frame of page.frames()) {
      const overflow = await frame.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect.soft(overflow, `${name} at ${width} px fits`).toBeLessThanOrEqual(0);
    }
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
    }
  }
  const axe = new AxeBuilder({ page });
  const { violations } = await (without === undefined ? axe : axe.exclude(without).setLegacyMode()).analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
      `${name}: axe`,
    )
    .toEqual([]);
}
