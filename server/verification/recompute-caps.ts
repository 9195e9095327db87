import type { Definition } from '../program/index.ts';
import { MOST, unlike, whole, type Discrepancy, type Reason } from './recompute-numbers.ts';

type Caps = NonNullable<Definition['earning']['caps']>;

/** Each cap takes what is beyond it off what the one before it left, and nothing that is beyond one stays. */
export function wrongCaps(reasons: readonly Reason[], caps: Caps, earns: (rule: string) => boolean): Discrepancy | undefined {
  let left = 0;
  for (const reason of reasons) if (earns(String(reason['rule']))) left += whole(reason['points']);
  for (const reason of reasons) {
    if (reason['rule'] !== 'cap') continue;
    const cap = String(reason['cap']);
    const most = cap === 'posting' ? Number(MOST) : cap === 'order' || cap === 'day' || cap === 'month' ? caps[cap] : undefined;
    if (most === undefined || reason['most'] !== most)
      return { why: `the cap of the ${cap} in its cause is not the programme’s`, stated: whole(reason['most']), derived: most ?? 0 };
    const stays = Math.min(left, Math.max(0, most - whole(reason['earnedBefore'])));
    const wrong = unlike(whole(reason['points']), stays - left, `what the cap of the ${cap} takes off`);
    if (wrong) return wrong;
    left = stays;
  }
  const most = Math.min(caps.order ?? Number(MOST), caps.day ?? Number(MOST), caps.month ?? Number(MOST), Number(MOST));
  return left > most ? { why: 'points by its cause are more than one order may earn', stated: left, derived: most } : undefined;
}
