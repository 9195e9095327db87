import { describe, expect, it } from 'vitest';
import { locales, type Locale } from '../program/index.ts';
import { compose, type Composed } from './compose.ts';
import { letterOf, type Telling } from './templates.ts';

const hostile = `<script>alert("1")</script> & 'Söhne'\r\nBcc: all@example.com`;
const link = 'https://glow.example/r/ABCD2345?a=1&b=2';
const stop = 'https://laurel.example/rpc/mail/stop/glow-and-co.myshopify.com/019a.sig';

/** Each template in each of its ways to speak, with the numbers it has to say. */
const tellings: readonly (readonly [name: string, telling: Telling, numbers: readonly number[]])[] = [
  [
    'an invitation with points',
    {
      template: 'referral-invitation',
      params: invitation({ friend: { kind: 'points', points: 1234 }, advocate: { kind: 'points', points: 5678 } }),
    },
    [1234, 5678],
  ],
  [
    'an invitation with a single point',
    { template: 'referral-invitation', params: invitation({ advocate: { kind: 'points', points: 1 } }) },
    [1],
  ],
  [
    'an invitation with rewards and a smallest order',
    {
      template: 'referral-invitation',
      params: invitation({
        friend: { kind: 'reward', name: 'Serum' },
        advocate: { kind: 'reward', name: 'Mist' },
        minimumMinor: 30_00,
        newCustomersOnly: true,
      }),
    },
    [30],
  ],
  ['points that expire', { template: 'points-expire', params: expiring(4321, false) }, [4321, 2026]],
  ['points that expire unless something is done', { template: 'points-expire', params: expiring(4321, true) }, [4321, 2026]],
  ['one point that expires', { template: 'points-expire', params: expiring(1, false) }, [1]],
  [
    'thanks in points',
    { template: 'referral-thanks', params: { shopName: 'Glow & Co', thanks: { kind: 'points', points: 2500 }, day: '2026-12-31', link } },
    [2500, 2026],
  ],
  [
    'thanks by a reward',
    {
      template: 'referral-thanks',
      params: { shopName: 'Glow & Co', thanks: { kind: 'reward', name: 'Night cream' }, day: '2026-12-31', link },
    },
    [2026],
  ],
];

function invitation(said: Partial<Extract<Telling, { template: 'referral-invitation' }>['params']>) {
  return {
    shopName: 'Glow & Co',
    code: 'ABCD2345',
    link,
    friend: { kind: 'points', points: 200 } as const,
    advocate: { kind: 'points', points: 500 } as const,
    minimumMinor: 0,
    currency: 'USD',
    newCustomersOnly: false,
    ...said,
  };
}

function expiring(points: number, unlessActive: boolean) {
  return { shopName: 'Glow & Co', points, day: '2026-12-31', unlessActive, link };
}

function written({ template, params }: Telling, locale: Locale, shopName = 'Glow & Co'): Composed {
  return compose(letterOf(template, { ...params, shopName }, locale), shopName, locale, stop);
}

/** What a reader of the HTML sees, by a reading of its own. */
function read(html: string): string {
  return html
    .replace(/<(title|style)>[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/[^\S\u00a0\u202f]+/g, ' ');
}

const digits = (text: string) => (text.match(/\d[\d.,\u00a0\u202f ]*/g) ?? []).map((found) => found.replaceAll(/\D/g, '')).toSorted();

describe.each(tellings)('%s', (_name, telling, numbers) => {
  it.each(locales)('says everything, and the same in both parts, in %s', (locale) => {
    const { html, subject, text } = written(telling, locale);
    for (const part of [subject, text, html]) {
      expect(part).not.toMatch(/undefined|null|NaN|\[object|\$\{|\{\{|Invalid/);
      expect(part.trim()).not.toBe('');
    }
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).not.toMatch(/<img|<script|@import|url\(/);
    const seen = read(html);
    for (const number of numbers) {
      const there = (part: string) =>
        digits(part).some((found) => found.includes(String(number)) || (locale === 'th' && found.includes(String(number + 543))));
      expect(there(text), `${number} in the text`).toBe(true);
      expect(there(seen), `${number} in the HTML`).toBe(true);
    }
    // Every sentence of the text stands in the HTML too.
    for (const line of text.split('\n').filter((one) => one.trim() !== '' && one !== '-- ' && !one.startsWith('https:')))
      expect(seen).toContain(
        line
          .replace(/:$/, '')
          .replaceAll(/[^\S\u00a0\u202f]+/g, ' ')
          .trim(),
      );
    for (const address of [link, stop]) {
      expect(text).toContain(`\n${address}\n`);
      expect(html).toContain(`href="${address.replaceAll('&', '&amp;')}"`);
    }
  });

  it.each(locales)('shows a hostile name as text, and on its line, in %s', (locale) => {
    const { html, subject, text } = written(telling, locale, hostile);
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;Söhne&#39; Bcc: all@example.com');
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text.split('\n').some((line) => line.startsWith('Bcc:'))).toBe(false);
  });
});

it('a hostile name of a reward is text too', () => {
  const { html } = written(
    { template: 'referral-thanks', params: { shopName: 'x', thanks: { kind: 'reward', name: hostile }, day: '2026-12-31', link } },
    'en',
  );
  expect(html).not.toContain('<script');
});

it.each(tellings)('%s is said in words of its own in each language', (_name, telling) => {
  const said = locales.map((locale) => letterOf(telling.template, telling.params, locale).paragraphs.join());
  expect(new Set(said).size).toBe(locales.length);
});

it.each([
  ['an address that is none of the web', { link: 'javascript:alert(1)' }, 'link'],
  ['no points', { points: 0 }, 'points'],
  ['a person’s name', { firstName: 'Ada' }, 'firstName'],
])('%s is refused', (_name, wrong, field) => {
  expect(() => letterOf('points-expire', { ...expiring(10, false), ...wrong }, 'en')).toThrow(field);
});
