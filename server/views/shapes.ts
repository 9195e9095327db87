import { z } from '@hono/zod-openapi';
import { locales } from '../program/definition/common.ts';
import { actionKinds } from '../program/definition/earning.ts';
import { definitionSchema, rewardKinds } from '../program/definition.ts';
import { storable, storableJson, storableText } from './storable.ts';
import { tierKeepsShape, tierWordShape } from './tier-shapes.ts';

/** What leaves and enters by HTTP. Points are integers, money is minor units with the shop's currency, instants are ISO 8601 in UTC, days are shop-local. */

export const instant = z.iso.datetime();
export const day = z.iso.date();

export const problemShape = z
  .object({
    code: z.string(),
    message: z.string(),
    requestId: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .openapi('Problem');

export const balanceShape = z.object({ available: z.int(), pending: z.int(), held: z.int(), debt: z.int() }).openapi('Balance');

export const tierShape = z
  .object({
    id: z.string(),
    name: z.string(),
    thresholdMinor: z.int(),
    pointsPerMajorUnit: z.int(),
    perks: z.array(z.string()),
  })
  .openapi('Tier');

/** Why a reward can't be had now, with the number a person needs to know. */
export const whyNotShape = z
  .discriminatedUnion('code', [
    z.object({ code: z.literal('not-enough-points'), missingPoints: z.int() }),
    z.object({ code: z.literal('order-too-small'), missingMinor: z.int() }),
    z.object({ code: z.literal('nothing-to-discount') }),
    z.object({ code: z.literal('tier-too-low'), tierId: z.string() }),
    z.object({ code: z.literal('not-yet'), from: z.iso.date() }),
    z.object({ code: z.literal('over'), lastDay: z.iso.date() }),
    z.object({ code: z.literal('limit-reached'), times: z.int(), per: z.enum(['day', 'month', 'year', 'ever']) }),
    z.object({ code: z.literal('all-gone') }),
    z.object({ code: z.literal('steps-out-of-range'), minimum: z.int(), maximum: z.int() }),
    z.object({ code: z.literal('not-in-cart') }),
    z.object({ code: z.literal('shipping-too-dear'), capMinor: z.int() }),
    z.object({ code: z.literal('does-not-combine'), with: z.string() }),
  ])
  .openapi('WhyNot');

export const rewardShape = z
  .object({
    id: z.string(),
    kind: z.enum(rewardKinds),
    name: z.string(),
    points: z.int(),
    minimumOrderMinor: z.int(),
    /** What it takes off the given cart; null without a cart and for free shipping. */
    discountMinor: z.int().nullable(),
    /** The member chooses how many steps: each costs `points` and takes `stepMinor` off. Absent: nothing to choose. */
    slider: z.object({ minimum: z.int(), maximum: z.int(), stepMinor: z.int() }).optional(),
    /** null: it can be redeemed now. */
    whyNot: whyNotShape.nullable(),
  })
  .openapi('Reward');

export const redemptionShape = z
  .object({
    id: z.uuid(),
    rewardId: z.string(),
    title: z.string(),
    points: z.int(),
    /** held: the code is being made; issued: ready to use; captured: used; releasing: being taken back; released: points are back. */
    state: z.enum(['held', 'issued', 'captured', 'releasing', 'released']),
    /** null until the shop has made it. */
    code: z.string().nullable(),
    /** When the hold runs out and the points return by themselves. */
    until: instant,
    /** Before that, when they return unless the page says again that it is open; absent: nothing of the kind. */
    leasedUntil: instant.optional(),
    canUndo: z.boolean(),
    /** code: to be used at checkout; at-once: it was delivered without one; by-hand: staff hand it over. */
    way: z.enum(['code', 'at-once', 'by-hand']).optional(),
  })
  .openapi('Redemption');

export const birthdayShape = z.object({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) }).openapi('Birthday');

/** Something beside buying that brings points, and how far the member has come with it. */
export const actionShape = z
  .object({
    id: z.string(),
    kind: z.enum(actionKinds),
    name: z.string(),
    points: z.int(),
    times: z.int(),
    per: z.enum(['day', 'month', 'year', 'ever']),
    /** In the day, month or year of the shop at hand. */
    done: z.int(),
    left: z.int(),
    /** When nothing is left: the day on which it counts again; null: never, or there is something left. */
    again: day.nullable(),
    /** click: the member says so, and gets the points at once; tell-birthday: by telling the day; by-itself: the shop sees it; reported: another app or staff do. */
    how: z.enum(['click', 'tell-birthday', 'by-itself', 'reported']),
    /** What the member said; null: nothing yet, or it is another action. */
    birthday: birthdayShape.nullable(),
  })
  .openapi('Action');

export const claimActionShape = z
  .object({
    actionId: z.string().min(1).max(40),
    /** Names this attempt: the same attempt is done once, however often it is sent. */
    attempt: storable.min(8).max(100),
  })
  .openapi('ClaimAction');

export const reportActionShape = z
  .object({
    /** The reporting app's name for what happened: the same event is paid once, however often it is sent. */
    eventId: storable.min(1).max(100),
    /** Shopify's number of the customer. */
    customerId: z.string().regex(/^\d{1,20}$/, 'Use the number of the customer in Shopify.'),
    actionId: z.string().min(1).max(40),
  })
  .openapi('ReportAction');

export const performedShape = z.object({ points: z.int(), repeated: z.boolean() }).openapi('Performed');

const dealShape = z
  .object({
    /** In the order in which a checkout counts them. */
    parts: z.array(
      z.object({
        rewardId: z.string(),
        name: z.string(),
        points: z.int(),
        savedMinor: z.int(),
        /** Of a slider. */ steps: z.int().optional(),
      }),
    ),
    savedMinor: z.int(),
    points: z.int(),
  })
  .openapi('Deal');

/** What saves most on a cart, and what else would, or why not. */
export const adviceShape = z
  .object({
    /** The reward, or the rewards that go together, that save most; null: nothing saves anything now. */
    best: dealShape.nullable(),
    /** Each reward that saves something by itself. */
    single: z.array(dealShape),
    without: z.array(
      z.object({ rewardId: z.string(), why: z.union([whyNotShape, z.object({ code: z.enum(['too-many-codes', 'no-discount']) })]) }),
    ),
    /** Pairs that do not go together: by the classes of their discounts, or because both are for the same item. */
    apart: z.array(z.object({ rewardIds: z.tuple([z.string(), z.string()]), why: z.enum(['classes', 'same-item']) })),
    /** The reward that the least more spend brings within reach: in this cart, or by what a later order earns. */
    nextReward: z.object({ rewardId: z.string(), name: z.string(), moreMinor: z.int(), by: z.enum(['this-cart', 'points']) }).nullable(),
  })
  .openapi('Advice');
/** A campaign that runs now, for this member or for everybody. */
export const campaignNowShape = z
  .object({
    id: z.string(),
    name: z.string(),
    /** 150: one and a half times the points; null: it gives a bonus. */
    factorHundredths: z.int().nullable(),
    /** Only on some products. */
    someProducts: z.boolean(),
    /** A bonus for each order from `minimumOrderMinor` on; null: it multiplies. */
    points: z.int().nullable(),
    minimumOrderMinor: z.int().nullable(),
    lastDay: day,
  })
  .openapi('CampaignNow');

export const preferencesShape = z
  .object({
    /** Whether the member is told by e-mail what happens to their points. */
    notices: z.boolean(),
    /** null: the language of whatever they look at. */
    locale: z.enum(locales).nullable(),
  })
  .openapi('Preferences');

export const statementLinkShape = z.object({ path: z.string(), until: instant }).openapi('StatementLink');

export const memberOverviewShape = z
  .object({
    /** When all this was so, by the shop's clock; how long an `until` is away counts from here. */
    at: instant,
    program: z.object({ name: z.string(), currency: z.string(), tiers: z.array(tierShape) }),
    /** null: a guest. Then points and tier are null, rewards show their prices. */
    member: z.object({ id: z.uuid(), customerId: z.string(), name: z.string().nullable(), since: instant }).nullable(),
    points: balanceShape.nullable(),
    tier: tierShape
      .extend({
        since: instant,
        reason: z.string(),
        /** Rate, perks, and what the shop keeps for members of the tier by itself. */
        benefits: z.array(z.string()),
        keeps: tierKeepsShape,
      })
      .nullable(),
    /** The way to the next tier; null at the top and for guests. */
    next: z
      .object({
        tier: tierShape,
        spentMinor: z.int(),
        /** 0 also when the tier asks for no spend. */
        missingMinor: z.int(),
        /** null: the tier does not ask for it. */
        missingPoints: z.int().nullable(),
        missingOrders: z.int().nullable(),
        /** Whether one of what is missing is enough, or all of it is needed. */
        need: z.enum(['any', 'all']),
        /** The same as a sentence. */
        text: z.string(),
        percent: z.int(),
      })
      .nullable(),
    /** Soonest first. */
    expiring: z.array(
      z.object({ points: z.int(), on: day, /** Not if the member earns or spends before. */ unlessActive: z.literal(true).optional() }),
    ),
    rewards: z.array(rewardShape),
    /** What can be earned beside buying. */
    actions: z.array(actionShape),
    /** Absent: none runs. */
    campaigns: z.array(campaignNowShape).optional(),
    /** Absent for guests. */
    preferences: preferencesShape.optional(),
    /** Open redemptions: held, issued, releasing. Newest first. */
    redemptions: z.array(redemptionShape),
    /** For a member with a cart in the shop's currency; else absent. */
    advice: adviceShape.optional(),
  })
  .openapi('MemberOverview');

/** What one of the member's orders brought. */
export const orderPointsShape = z
  .object({
    /** coming: the shop has not told of it yet; counted: it has. */
    state: z.enum(['coming', 'counted']),
    /** Less what refunds took back. */
    points: z.int(),
    /** Of them still pending. */
    pending: z.int(),
    /** The day from which the pending ones can be spent; null: not known yet, or none is pending. */
    pendingUntil: day.nullable(),
  })
  .openapi('OrderPoints');

export const historyEntryShape = z
  .object({
    id: z.string(),
    at: instant,
    /** What happened; surfaces have a sentence per kind. */
    kind: z.enum([
      'issue',
      'vest',
      'hold',
      'capture',
      'release',
      'expire',
      'claw-back',
      'give-back',
      'adjust-up',
      'adjust-down',
      'spend',
      'settle-debt',
      'transfer',
      'schedule',
    ]),
    /** Signed change of what the member has (available + pending + held − debt); 0 for hold, release, vest and schedule. */
    points: z.int(),
    /** How many points the act was about, never negative. */
    moved: z.int(),
    balance: balanceShape,
    /** "#1001" for orders, the reward's title for redemptions, for staff the reason of an adjustment, else null. */
    subject: z.string().nullable(),
    /** The reasons behind the number, in the order they were applied. */
    why: z.array(z.object({ text: z.string(), points: z.int().nullable() })),
  })
  .openapi('HistoryEntry');

export const historyPageShape = z.object({ entries: z.array(historyEntryShape), next: z.string().nullable() }).openapi('HistoryPage');

const rewardLineShape = z.object({
  productId: storable.max(40).optional(),
  variantId: storable.max(40).optional(),
  collections: z.array(storable.max(255)).max(250).optional(),
  tags: z.array(storable.max(255)).max(250).optional(),
  vendor: storable.max(255).optional(),
  quantity: z.int().min(1).max(1_000_000),
  /** What is left to pay for the line after other discounts, without tax. */
  netMinor: z.int().min(0).max(100_000_000_00),
  giftCard: z.boolean().optional(),
});

export const cartShape = z
  .object({
    /** Merchandise after discounts, before tax and shipping, in minor units. */
    subtotalMinor: z.int().min(0).max(100_000_000_00),
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** What is in it; left out, rewards for some products only are judged by the checkout. */
    lines: z.array(rewardLineShape).max(250).optional(),
    shippingMinor: z.int().min(0).max(100_000_000_00).optional(),
    /** Codes that are on it: those of the member's own rewards count as applied, with what they go with. */
    codes: z.array(storable.max(255)).max(30).optional(),
    /** Discounts that are on it already, with the classes they go with. */
    applied: z
      .array(
        z.object({
          code: storable.max(255),
          class: z.enum(['order', 'product', 'shipping']),
          combinesWith: z.object({ order: z.boolean().optional(), product: z.boolean().optional(), shipping: z.boolean().optional() }),
        }),
      )
      .max(30)
      .optional(),
  })
  .openapi('Cart');

export const redeemShape = z
  .object({
    rewardId: z.string().min(1).max(40),
    /** Names this attempt: the same attempt is the same redemption, however often it is sent. */
    attempt: storable.min(8).max(100),
    cart: cartShape.optional(),
    /** Of a slider; left out, the fewest. */
    steps: z.int().min(1).max(10_000).optional(),
    /** The page stays open and says so every fifteen seconds (`…/keeps`); else the points come back within a minute. */
    leased: z.boolean().optional(),
  })
  .openapi('Redeem');

export const keepShape = z
  .object({
    /** page: it is still open; hold: the code was copied or payment begins, so it stays good for the programme's time. */
    by: z.enum(['page', 'hold']),
  })
  .openapi('Keep');

const amount = z.int().min(0).max(100_000_000_00);
const words = z.array(storable.max(255)).max(250);

/** A line of a cart. What is left out does not hold: a programme that asks for it, such as by tag, can only reckon with what it is told. */
const cartLineShape = z.object({
  productId: storable.max(40).optional(),
  /** For the reasons; else "Item 1". */
  title: storable.max(255).optional(),
  quantity: z.int().min(1).max(1_000_000).optional(),
  /** After every discount, without tax. */
  netMinor: amount,
  taxMinor: amount.optional(),
  /** The same in the currency the shopper pays in, if that is not the shop's. */
  paidNetMinor: amount.optional(),
  paidTaxMinor: amount.optional(),
  giftCard: z.boolean(),
  vendor: storable.max(255).optional(),
  tags: words.optional(),
  collections: words.optional(),
  onSale: z.boolean().optional(),
  byCode: z.boolean().optional(),
  subscription: z.boolean().optional(),
});

const cartToCount = {
  lines: z.array(cartLineShape).max(250),
  /** Where it is sold, as Shopify names it: "web", "pos". */
  channel: storable.max(255).optional(),
  shippingMinor: amount.optional(),
  dutiesMinor: amount.optional(),
  paidCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
};

export const estimateRequestShape = z.object({ currency: z.string().regex(/^[A-Z]{3}$/), ...cartToCount }).openapi('EstimateRequest');

export const estimateShape = z
  .object({
    points: z.int(),
    tierName: z.string(),
    pointsPerMajorUnit: z.int(),
    /** Every reason, those that give nothing or take away too; their points sum to the estimate. */
    lines: z.array(z.object({ points: z.int(), text: z.string() })),
  })
  .openapi('Estimate');

export const publicProgramShape = z
  .object({
    name: z.string(),
    currency: z.string(),
    version: z.int(),
    tiers: z.array(tierShape),
    rewards: z.array(rewardShape.omit({ discountMinor: true, whyNot: true, slider: true })),
  })
  .openapi('PublicProgram');

/* ---- staff ---- */

export const programShape = z
  .object({
    version: z.int(),
    definition: definitionSchema,
    publishedAt: instant,
    publishedBy: z.string(),
    startsAt: instant,
    /** Why, as its publisher wrote; null: nobody wrote anything. */
    note: z.string().nullable(),
  })
  .openapi('Program');

export const editProgramShape = z.object({ basedOnVersion: z.int(), definition: storableJson }).openapi('EditProgram');

export const examplesRequestShape = z
  .object({
    /** A draft; it need not be ready to be published. */
    definition: storableJson,
    carts: z
      .array(
        z.object({
          tierId: z.string().max(40),
          /** What the amounts are in; else the programme's. */
          currency: z
            .string()
            .regex(/^[A-Z]{3}$/)
            .optional(),
          day: day.optional(),
          lines: cartToCount.lines,
          channel: cartToCount.channel,
          customerTags: words.optional(),
          shippingMinor: cartToCount.shippingMinor,
          dutiesMinor: cartToCount.dutiesMinor,
        }),
      )
      .min(1)
      .max(50),
  })
  .openapi('ExamplesRequest');

/** One for each cart. */
export const examplesShape = z.object({ examples: z.array(estimateShape) }).openapi('Examples');

/** A problem in a definition, in plain words, with the place it stands: ["tiers", 1, "thresholdMinor"]. */
export const definitionProblemShape = z
  .object({ path: z.array(z.union([z.string(), z.int()])), message: z.string() })
  .openapi('DefinitionProblem');

export const memberRowShape = z
  .object({
    id: z.uuid(),
    customerId: z.string().nullable(),
    name: z.string().nullable(),
    tierId: z.string(),
    tierName: z.string(),
    points: balanceShape,
    /** Net spend inside the qualification window. */
    spentMinor: z.int(),
    enrolledAt: instant,
    lastOrderAt: instant.nullable(),
  })
  .openapi('MemberRow');

export const memberPageShape = z
  .object({ members: z.array(memberRowShape), total: z.int(), next: z.string().nullable(), currency: z.string() })
  .openapi('MemberPage');

export const lotShape = z
  .object({
    no: z.int(),
    origin: z.string(),
    source: z.string(),
    issued: z.int(),
    pending: z.int(),
    available: z.int(),
    held: z.int(),
    earnedAt: instant,
    /** When what is pending becomes available; null: at once, or not known yet. */
    vestsOn: day.nullable(),
    /** What is pending waits for an event, such as its order's delivery: the day is not known yet. */
    waits: z.boolean(),
    expiresOn: day.nullable(),
    /** That day moves to so many months after the member last earned or spent; null: it is fixed. */
    idleMonths: z.int().nullable(),
  })
  .openapi('Lot');

/** What a member was or is to be told: so many points expire on that day. */
export const noticeShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(['points-expire']),
    day,
    points: z.int(),
    /** skipped: it had become untrue before it was sent. */
    state: z.enum(['queued', 'sent', 'skipped']),
    queuedAt: instant,
  })
  .openapi('Notice');

export const memberFileShape = z
  .object({
    member: memberRowShape,
    /** The member this one was merged into, with the customer; null: none. */
    mergedInto: z.object({ id: z.uuid(), name: z.string().nullable(), customerId: z.string() }).nullable(),
    currency: z.string(),
    lots: z.array(lotShape),
    standings: z.array(z.object({ tierName: z.string(), since: instant, reason: z.string() })),
    /** What keeps the tier now. */
    keeps: tierKeepsShape,
    /** What staff or a publication said about the tier and was not ended, newest first. */
    tierWords: z.array(tierWordShape),
    /** The tiers a member can be given, from the lowest. */
    tiers: z.array(z.object({ id: z.string(), name: z.string(), inviteOnly: z.boolean() })),
    redemptions: z.array(redemptionShape.extend({ at: instant })),
    /** Newest first. */
    notices: z.array(noticeShape),
  })
  .openapi('MemberFile');

const wholePoints = 'Enter a whole number of points from 1 to 1,000,000.';
const sayWhy = 'Say why, in 3 to 300 characters.';
export const adjustShape = z
  .object({
    way: z.enum(['give', 'take'], { error: 'Choose to give or to take.' }),
    /** Positive, in both directions. */
    points: z.int({ error: wholePoints }).min(1, wholePoints).max(1_000_000, wholePoints),
    /** For staff: kept with the change, never shown to the member. */
    reason: storableText(sayWhy).trim().min(3, sayWhy).max(300, sayWhy),
    /** Names this adjustment: the same attempt is the same adjustment, however often it is sent. */
    attempt: storable.min(8).max(100),
  })
  .openapi('Adjust');

export const adjustmentShape = z
  .object({
    /** Signed: what the member got or lost. */
    points: z.int(),
    /** Right after it. */
    balance: balanceShape,
  })
  .openapi('Adjustment');

export const createApiKeyShape = z
  .object({ name: storableText('Say what the key is for.').trim().min(1, 'Say what the key is for.').max(60) })
  .openapi('CreateApiKey');

export const apiKeyShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    createdAt: instant,
    /** A staff member's id. */
    createdBy: z.string(),
    /** null: it is good. */
    revokedAt: instant.nullable(),
  })
  .openapi('ApiKey');

export const newApiKeyShape = apiKeyShape.extend({ /** Shown once. */ secret: z.string() }).openapi('NewApiKey');

export const webhookRowShape = z
  .object({
    id: z.string(),
    topic: z.string(),
    receivedAt: instant,
    state: z.enum(['received', 'done', 'failed']),
    attempts: z.int(),
    problem: z.string().nullable(),
  })
  .openapi('WebhookRow');

export const webhookPageShape = z.object({ webhooks: z.array(webhookRowShape) }).openapi('WebhookPage');

export const differenceShape = z
  .object({
    memberId: z.string(),
    /** In plain words, e.g. "available points" or "points of order #1001"; names the difference of its member. */
    what: z.string(),
    stored: z.int(),
    derived: z.int(),
    /** The member's first wrong entry; null when the entries are right and something summed up from them is not. */
    firstWrongSeq: z.int().nullable(),
    /** What would put it right; null: see `instead`. */
    correction: z
      .object({
        kind: z.enum(['rebuild', 'order', 'judge']),
        text: z.string(),
        /** null: no points move. */
        posting: z.object({ kind: z.string(), points: z.int(), origin: z.string().nullable() }).nullable(),
      })
      .nullable(),
    instead: z.string().nullable(),
  })
  .openapi('Difference');

export const verificationShape = z
  .object({
    id: z.uuid(),
    at: instant,
    /** A staff member's id; null: it was the night's. */
    by: z.string().nullable(),
    members: z.int(),
    entries: z.int(),
    postings: z.int(),
    /** 0: every balance, lot, order, standing and cause is what it should be. */
    found: z.int(),
    seconds: z.number(),
    /** At most 300. */
    differences: z.array(differenceShape),
  })
  .openapi('Verification');

export const verificationPageShape = z.object({ verifications: z.array(verificationShape) }).openapi('VerificationPage');

export const correctShape = z
  .object({
    /** Names this attempt: the same attempt is done once, however often it is sent. */
    attempt: z.uuid(),
    memberId: z.uuid(),
    /** The difference as it was seen. */
    what: storable.min(1).max(500),
    stored: z.int(),
    derived: z.int(),
    /** Why, for the member's history and the audit. */
    reason: storable.trim().min(1, 'Say why, in a few words.').max(500),
  })
  .openapi('Correct');

export const correctedShape = z
  .object({
    correction: z.enum(['rebuild', 'order', 'judge']),
    /** Signed: what the member got or lost. */
    points: z.int(),
  })
  .openapi('Corrected');

export const staffOverviewShape = z
  .object({
    shop: z.object({ name: z.string(), domain: z.string(), currency: z.string() }),
    members: z.array(z.object({ tierId: z.string(), tierName: z.string(), count: z.int() })),
    points: balanceShape,
    issued: z.int(),
    redeemed: z.int(),
    expired: z.int(),
    reversed: z.int(),
    failedWebhooks: z.int(),
    /** Adjustments that wait for a second person. */
    approvalsWaiting: z.int(),
  })
  .openapi('StaffOverview');

export type ActionView = z.infer<typeof actionShape>;
export type ApiKeyView = z.infer<typeof apiKeyShape>;
export type MemberOverview = z.infer<typeof memberOverviewShape>;
export type OrderPoints = z.infer<typeof orderPointsShape>;
export type AdviceView = z.infer<typeof adviceShape>;
export type RewardView = z.infer<typeof rewardShape>;
export type WhyNot = z.infer<typeof whyNotShape>;
export type RedemptionView = z.infer<typeof redemptionShape>;
export type HistoryEntry = z.infer<typeof historyEntryShape>;
export type HistoryPage = z.infer<typeof historyPageShape>;
export type Estimate = z.infer<typeof estimateShape>;
export type ExamplesRequest = z.infer<typeof examplesRequestShape>;
export type Examples = z.infer<typeof examplesShape>;
export type PublicProgram = z.infer<typeof publicProgramShape>;
export type ProgramView = z.infer<typeof programShape>;
export type DefinitionProblem = z.infer<typeof definitionProblemShape>;
export type MemberPage = z.infer<typeof memberPageShape>;
export type MemberRow = z.infer<typeof memberRowShape>;
export type Adjust = z.infer<typeof adjustShape>;
export type AdjustmentView = z.infer<typeof adjustmentShape>;
export type MemberFile = z.infer<typeof memberFileShape>;
export type StaffOverview = z.infer<typeof staffOverviewShape>;
export type Verification = z.infer<typeof verificationShape>;
export type VerificationPage = z.infer<typeof verificationPageShape>;
export type Difference = z.infer<typeof differenceShape>;
export type WebhookPage = z.infer<typeof webhookPageShape>;
export type Problem = z.infer<typeof problemShape>;
