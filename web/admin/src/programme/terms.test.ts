import { expect, test } from 'vitest';
import { fullDefinition } from '../testing/full.ts';
import { sampleDefinition } from '../testing/sample.ts';
import {
  benefitWords,
  campaignWords,
  conditionWords,
  countingWords,
  expiryWords,
  pointValueWords,
  referralWords,
  rewardWords,
  ruleWords,
  thresholdWords,
  unitWords,
} from './terms.ts';

const { rewards, earning, tiers, campaigns } = fullDefinition;

test('every kind of reward is said', () => {
  expect(rewards.map((reward) => `${rewardWords(reward, 'USD')} | ${pointValueWords(reward, 'USD')}`)).toMatchInlineSnapshot(`
    [
      "$3.00 off 2 products or 1 collection or products tagged sale or products of Dew | $0.03",
      "15% off 2 products or 1 collection or products tagged sale or products of Dew, at most $20.00 | –",
      "$1.00 off for each step, 2 to 9 steps | $0.02",
      "shipping up to $9.00 costs nothing | –",
      "product 7 for nothing, worth $12.00 | $0.04",
      "a gift card of $25.00 | $0.0278",
      "$5.00 of store credit | $0.025",
      "early access for 7 days, by the customer tag early | –",
      "Ask at the counter. | $0.02",
    ]
  `);
});

test('every earning rule is said', () => {
  expect(earning.rules.map((rule) => ruleWords(rule, 'USD'))).toMatchInlineSnapshot(`
    [
      "the tier’s rate on what was paid for goods, after discounts",
      "×1.5 on 2 products or 1 collection or products tagged sale or products of Dew",
      "20 points for each piece of products tagged new",
      "×2 in pos",
      "×1.25 on subscriptions",
      "100 points with the first order",
      "500 points with order number 10 and each multiple of it",
      "700 points when all orders together reach $1,000.00",
    ]
  `);
});

test('what counts, what is asked and what is given is said', () => {
  const [fan, icon] = tiers;
  if (fan === undefined || icon === undefined) throw new Error('there are two tiers');
  const { inviteOnly: _, ...open } = icon;
  expect([
    ...countingWords(earning, 'USD'),
    ...countingWords(sampleDefinition.earning, 'USD'),
    thresholdWords(fan, fullDefinition),
    thresholdWords(icon, fullDefinition),
    thresholdWords(open, fullDefinition),
    ...benefitWords(icon, fullDefinition),
    unitWords(fullDefinition),
    expiryWords(fullDefinition),
    ...(campaigns ?? []).map((campaign) => campaignWords(campaign, fullDefinition)),
    ...referralWords(fullDefinition),
    ...rewards.slice(0, 2).map((reward) => conditionWords(reward, fullDefinition)),
  ]).toMatchInlineSnapshot(`
    [
      "Goods after discounts, and tax, shipping, duties, tips, gift cards",
      "Earns nothing: products on sale; lines with a discount code; 2 products or 1 collection or products tagged sale or products of Dew; customers tagged staff; orders from wholesale",
      "Orders that count for less than $5.00 earn nothing",
      "At most 1,000 points in an order, 2,000 points in a day, 3,000 points in a month",
      "Goods after discounts, without tax, shipping, tips and gift cards",
      "Every member begins here",
      "By invitation",
      "$150.00 of spend and 900 points and 12 orders",
      "Double points",
      "A card, signed",
      "On entering: $3 off",
      "300 points on their birthday",
      "Free shipping from $20.00",
      "Customer tag icon",
      "$10",
      "on Dec 31, at least 6 months after they were earned; members are told 30, 7, 1 days before",
      "Mar 1, 2026 to Mar 31, 2026: ×3 on 2 products or 1 collection or products tagged sale or products of Dew for Fan, Icon and customers tagged vip, press, at most 900 points each",
      "May 1, 2026 to May 2, 2026: 40 points for each order from $50.00",
      "The friend gets $3 off, the member 500 points",
      "With friend number 5: 2,000 points",
      "New customers only, with an order from $30.00; thanks come 30 days after the order; 10 times a year for each member",
      "Nobody is asked by e-mail",
      "orders from $10.00 · from Icon · 2 times a month for each member · 1,000 times in all · from Jan 1, 2026 · until Dec 31, 2026",
      "",
    ]
  `);
});
