import type { Api, Redeemed } from './api.ts';
import type { Cart, RedeemRequest, RedemptionView } from './contract.ts';
import { failureSentence } from './failure.ts';
import {
  appliedNotice,
  byHandNotice,
  codeComingNotice,
  codeReadyNotice,
  declinedKeptNotice,
  deliveredNotice,
  removedNotice,
  undoNotice,
  type Notice,
} from './notice.ts';
import { idle, isIssued, nextStep, type IssuedRedemption, type Step, type StepEvent, type UndoCause } from './step.ts';
import { whyNotSentence } from './why-not.ts';

/** The checkout's discount codes. Both tell whether the checkout did it. */
export interface Codes {
  add(code: string): Promise<boolean>;
  remove(code: string): Promise<boolean>;
}

export interface RedeemerParts {
  readonly api: Pick<Api, 'redeem' | 'undo'>;
  /** null where there is no checkout: then the code is shown for copying. */
  readonly codes: Codes | null;
  readonly newAttempt: () => string;
  readonly wait: (ms: number) => Promise<void>;
  /** Called on every change, with the step of every reward that is not idle. */
  readonly publish: (steps: Steps) => void;
  readonly tell: (notice: Notice | null) => void;
  /** The newest the server said about a redemption. */
  readonly learn: (redemption: RedemptionView) => void;
  /** What the surface shows is out of date. */
  readonly refresh: () => void;
  /** Keeps the redemptions whose codes this checkout has held, for {@link Redeemer.recall} after a reload. */
  readonly remember: (redemptionIds: readonly string[]) => void;
}

export type Steps = Readonly<Record<string, Step>>;

export interface Redeemer {
  /** `steps`: of a slider; left out, the fewest. */
  redeem(rewardId: string, cart: Cart | null, currency: string, steps?: number): Promise<void>;
  apply(redemption: IssuedRedemption): Promise<void>;
  undo(redemption: RedemptionView, cause?: UndoCause): Promise<void>;
  /** Compares the open redemptions with the codes the checkout holds now; call it whenever either changes. */
  observe(redemptions: readonly RedemptionView[], codes: readonly string[]): void;
  /** What was remembered before a reload: codes gone since then were removed, not left ready. */
  recall(redemptionIds: readonly string[]): void;
}

/** A code that is still being made is asked for again after these pauses. */
const codePausesMs = [400, 800, 1600, 3200];
/** A code removed elsewhere may come right back; after this long its points return. */
const removedGraceMs = 20_000;

/** Carries one shopper's redemptions through their steps. At most one act per reward is under way; more clicks change nothing. */
export function createRedeemer(parts: RedeemerParts): Redeemer {
  let steps: Steps = {};
  /** The codes in the checkout when it was last looked at, in lower case. */
  let shown: ReadonlySet<string> = new Set();
  let open: readonly RedemptionView[] = [];
  /** Redemptions whose code this checkout has held. Only such a code can be missed. */
  const seen = new Set<string>();
  const stepOf = (rewardId: string): Step => steps[rewardId] ?? idle;

  /** false: the event does not belong to the step, and nothing may be done about it. */
  function move(rewardId: string, event: StepEvent): boolean {
    const before = stepOf(rewardId);
    const after = nextStep(before, event);
    if (after === before) return false;
    steps = { ...steps, [rewardId]: after };
    parts.publish(steps);
    return true;
  }

  async function redeem(rewardId: string, cart: Cart | null, currency: string, steps?: number): Promise<void> {
    const step = stepOf(rewardId);
    const request = step.at === 'stuck' ? step.request : newRequest(rewardId, cart, steps);
    if (!move(rewardId, { type: 'ask', request })) return;
    parts.tell(null);
    let answer: Redeemed;
    try {
      answer = await askUntilCode(request);
    } catch (error) {
      move(rewardId, { type: 'fail' });
      parts.tell({ tone: 'critical', sentence: failureSentence(error) });
      return;
    }
    if ('refused' in answer) {
      move(rewardId, { type: 'refuse' });
      parts.tell({ tone: 'warning', sentence: whyNotSentence(answer.refused, currency) });
      parts.refresh();
      return;
    }
    parts.learn(answer.redemption);
    await useRedemption(answer.redemption);
  }

  function newRequest(rewardId: string, cart: Cart | null, steps: number | undefined): RedeemRequest {
    return { rewardId, attempt: parts.newAttempt(), ...(cart === null ? {} : { cart }), ...(steps === undefined ? {} : { steps }) };
  }

  async function askUntilCode(request: RedeemRequest): Promise<Redeemed> {
    let answer = await parts.api.redeem(request);
    for (const pauseMs of codePausesMs) {
      if ('refused' in answer || isIssued(answer.redemption) || answer.redemption.state !== 'held' || answer.redemption.way === 'by-hand')
        break;
      await parts.wait(pauseMs);
      answer = await parts.api.redeem(request);
    }
    return answer;
  }

  async function useRedemption(redemption: RedemptionView): Promise<void> {
    if (redemption.way === 'at-once' && redemption.state === 'captured') {
      move(redemption.rewardId, { type: 'refuse' });
      parts.tell(redemption.code === null ? deliveredNotice(redemption) : codeReadyNotice(redemption));
      parts.refresh();
    } else if (redemption.way === 'by-hand' && redemption.state === 'held') {
      move(redemption.rewardId, { type: 'refuse' });
      parts.tell(byHandNotice(redemption));
    } else if (redemption.state !== 'held' && redemption.state !== 'issued') {
      // An old attempt, sent again after its hold ran out or its code was used: that attempt is over.
      move(redemption.rewardId, { type: 'refuse' });
      parts.tell(undoNotice(redemption, 'asked'));
    } else if (!isIssued(redemption)) {
      move(redemption.rewardId, { type: 'wait', redemption });
      parts.tell(codeComingNotice(redemption));
    } else if (parts.codes === null) {
      move(redemption.rewardId, { type: 'hand-over' });
      parts.tell(codeReadyNotice(redemption));
    } else {
      await apply(redemption);
    }
  }

  async function apply(redemption: IssuedRedemption): Promise<void> {
    if (parts.codes === null || !move(redemption.rewardId, { type: 'apply', redemption })) return;
    seen.delete(redemption.id);
    if (await did(parts.codes.add(redemption.code))) {
      move(redemption.rewardId, { type: 'accept' });
      // The checkout often shows the code before it answers.
      if (isShown(redemption)) see(redemption);
      parts.tell(appliedNotice(redemption));
      return;
    }
    move(redemption.rewardId, { type: 'decline' });
    if (stepOf(redemption.rewardId).at === 'undoing') await giveBack(redemption, 'declined');
    else parts.tell(declinedKeptNotice(redemption));
  }

  async function undo(redemption: RedemptionView, cause: UndoCause = 'asked'): Promise<void> {
    if (!move(redemption.rewardId, { type: 'undo', redemption, cause })) return;
    parts.tell(null);
    // Whether the checkout took it out or never had it: the server switches the code off before it gives points back.
    if (parts.codes !== null && redemption.code !== null && cause === 'asked') await did(parts.codes.remove(redemption.code));
    await giveBack(redemption, cause);
  }

  async function giveBack(redemption: RedemptionView, cause: UndoCause): Promise<void> {
    try {
      const after = await parts.api.undo(redemption.id);
      parts.learn(after);
      move(redemption.rewardId, { type: 'settle' });
      parts.tell(undoNotice(after, cause));
    } catch (error) {
      move(redemption.rewardId, { type: 'settle' });
      parts.tell({ tone: 'critical', sentence: failureSentence(error) });
    }
  }

  function observe(redemptions: readonly RedemptionView[], codes: readonly string[]): void {
    open = redemptions;
    shown = new Set(codes.map((code) => code.toLowerCase()));
    compare();
  }

  function recall(redemptionIds: readonly string[]): void {
    for (const id of redemptionIds) seen.add(id);
    if (open.length > 0) compare();
  }

  function compare(): void {
    forgetClosed();
    for (const redemption of open) {
      if (!isIssued(redemption) || redemption.state !== 'issued') continue;
      const step = stepOf(redemption.rewardId);
      if (isShown(redemption)) see(redemption);
      else if (step.at === 'waiting' && step.redemption.id === redemption.id) void useRedemption(redemption);
      else if (seen.has(redemption.id)) miss(redemption);
    }
  }

  function isShown({ code }: IssuedRedemption): boolean {
    return shown.has(code.toLowerCase());
  }

  function forgetClosed(): void {
    const ids = new Set(open.map((redemption) => redemption.id));
    for (const [rewardId, step] of Object.entries(steps)) {
      if ('redemption' in step && !ids.has(step.redemption.id)) move(rewardId, { type: 'forget' });
    }
  }

  function see(redemption: IssuedRedemption): void {
    move(redemption.rewardId, { type: 'see', redemption });
    if (seen.has(redemption.id)) return;
    seen.add(redemption.id);
    parts.remember([...seen]);
  }

  function miss(redemption: IssuedRedemption): void {
    if (!move(redemption.rewardId, { type: 'miss', redemption })) return;
    parts.tell(removedNotice(redemption));
    void parts.wait(removedGraceMs).then(() => {
      const step = stepOf(redemption.rewardId);
      if (step.at === 'removed' && step.redemption.id === redemption.id) return undo(redemption, 'removed');
      return undefined;
    });
  }

  return { redeem, apply, undo, observe, recall };
}

/** The host answers false for what it would not do and throws when it could not; both mean "not done". */
async function did(act: Promise<boolean>): Promise<boolean> {
  return act.catch(() => false);
}
