import { spokenFor, type Action, type Definition, type Limit, type Spoken, type StoredReason } from '../program/index.ts';
import type { WhyNotAction } from './decide.ts';

/** Why points came, in words of the locale, in English where we do not speak it; undefined: it is no reason of an action. */
export function actionWords(
  { actions = [], tiers }: Pick<Definition, 'actions' | 'tiers'>,
  cause: { readonly ref: string; readonly tierId?: string },
  reason: StoredReason,
  locale: string,
): string | undefined {
  const action = actions.find(({ id }) => id === cause.ref);
  const name = named(action, locale) ?? cause.ref;
  if (reason['rule'] === 'birthday-of-tier') {
    const tier = tiers.find(({ id }) => id === cause.tierId);
    const of = (tier && named(tier, locale)) ?? cause.tierId ?? '';
    return said[spokenFor(locale)].ofTier(name, of);
  }
  if (reason['rule'] !== 'action') return undefined;
  const { limit } = action ?? {};
  if (limit === undefined || limit.times === 1) return name;
  const { count, per } = said[spokenFor(locale)];
  return count(name, String(reason['n']), limit.times, per[limit.per]);
}

/** A refusal, for who did it or for the app that reports it. */
export function whyNotWords(whyNot: WhyNotAction): string {
  switch (whyNot.code) {
    case 'unknown-action':
      return 'The programme has no such action.';
    case 'unknown-member':
      return 'This customer is not in the programme.';
    case 'not-by-click':
      return 'This is seen by the shop; there is nothing to click.';
    case 'not-by-report':
      return 'This is seen by itself; nobody has to report it.';
    case 'limit-reached': {
      const times = whyNot.times === 1 ? 'once' : `${whyNot.times} times`;
      const again = whyNot.again === null ? '' : ` It counts again from ${whyNot.again}.`;
      return `This counts ${times} ${said.en.per[whyNot.per]}, and was done.${again}`;
    }
  }
}

interface Words {
  readonly ofTier: (name: string, tier: string) => string;
  readonly count: (name: string, n: string, times: number, per: string) => string;
  readonly per: Readonly<Record<Limit['per'], string>>;
}

const said: Readonly<Record<Spoken, Words>> = {
  en: {
    ofTier: (name, tier) => `${name}, with the points of tier ${tier}`,
    count: (name, n, times, per) => `${name} (${n} of ${times} ${per})`,
    per: { day: 'a day', month: 'a month', year: 'a year', ever: 'in all' },
  },
  de: {
    ofTier: (name, tier) => `${name}, mit den Punkten der Stufe ${tier}`,
    count: (name, n, times, per) => `${name} (${n} von ${times} ${per})`,
    per: { day: 'am Tag', month: 'im Monat', year: 'im Jahr', ever: 'insgesamt' },
  },
  fr: {
    ofTier: (name, tier) => `${name}, avec les points du niveau ${tier}`,
    count: (name, n, times, per) => `${name} (${n} sur ${times} ${per})`,
    per: { day: 'par jour', month: 'par mois', year: 'par an', ever: 'en tout' },
  },
  es: {
    ofTier: (name, tier) => `${name}, con los puntos del nivel ${tier}`,
    count: (name, n, times, per) => `${name} (${n} de ${times} ${per})`,
    per: { day: 'al día', month: 'al mes', year: 'al año', ever: 'en total' },
  },
  ja: {
    ofTier: (name, tier) => `${name}（${tier}ランクのポイント）`,
    count: (name, n, times, per) => `${name}（${per}${times}回中${n}回目）`,
    per: { day: '1日', month: '1か月', year: '1年', ever: '通算' },
  },
  th: {
    ofTier: (name, tier) => `${name} ตามคะแนนของระดับ ${tier}`,
    count: (name, n, times, per) => `${name} (${n} จาก ${times} ครั้ง${per})`,
    per: { day: 'ต่อวัน', month: 'ต่อเดือน', year: 'ต่อปี', ever: 'ทั้งหมด' },
  },
  'zh-TW': {
    ofTier: (name, tier) => `${name}，依 ${tier} 等級的點數`,
    count: (name, n, times, per) => `${name}（${per} ${times} 次中的第 ${n} 次）`,
    per: { day: '每日', month: '每月', year: '每年', ever: '總計' },
  },
};

function named(thing: Pick<Action, 'name' | 'nameIn'> | undefined, locale: string): string | undefined {
  const names: Readonly<Record<string, string | undefined>> = thing?.nameIn ?? {};
  return names[locale] ?? names[locale.split('-')[0] ?? ''] ?? thing?.name;
}
