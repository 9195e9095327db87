import type { Always, Ended, StandingWords } from './words.ts';

const always: Always = { pinned: 'ショップが設定', invited: 'ご招待' };
const ended: Ended = {
  pinned: 'ショップが設定したランクの期間が終了',
  kept: '以前のランクを維持する期間が終了',
  invited: 'ご招待の期間が終了',
};

/** Standings in Japanese. */
export const japanese: StandingWords = {
  because: ({ because, way, heldBy }, measured) => {
    const step = heldBy === 'step' ? '。下がるのは一ランクだけです' : '';
    switch (because.kind) {
      case 'joined':
        return 'ご入会';
      case 'order':
        return way === 'down' ? `ご注文${because.orderName}の変更後、${measured('')}` : `ご注文${because.orderName}により、${measured('')}`;
      case 'action':
        return `「${because.name}」により、${measured('')}`;
      case 'import':
        return `引き継いだご注文により、${measured('')}`;
      case 'merge':
        return way === 'down' ? 'ご注文は統合先のアカウントに加算されるようになりました' : `アカウントの統合により、${measured('')}`;
      case 'time':
        return `以前のご注文が対象外となり、${measured('')}${step}`;
      case 'verification':
        return `記録の確認により、${measured('')}`;
      case 'program':
        return `プログラムのバージョン${because.version}の適用により、${measured('')}`;
      case 'pinned':
        return 'ショップがこのランクを設定しました';
      case 'invited':
        return 'ショップからのご招待';
      case 'keep-ended':
        return `${ended[because.keep]}し、${measured('')}`;
    }
  },
  keeps: (heldBy, tier, until, then) => {
    if (until === undefined) return heldBy in always ? `${tier}です（${always[heldBy]}）。` : `${tier}はずっとご利用いただけます。`;
    const end = `${until}まで`;
    const after = then === undefined ? '' : `その後は${then}になります。`;
    switch (heldBy) {
      case 'activity':
        return `現在の実績により、${end}${tier}です。${after}`;
      case 'lasting':
        return `前年に${tier}に到達したため、${end}有効です。${after}`;
      case 'step':
        return `1つ下のランクとして、${end}${tier}です。${after}`;
      case 'grace':
        return `${tier}の条件を満たす実績は対象外となりましたが、${end}維持されます。${after}`;
      case 'pinned':
        return `ショップの設定により、${end}${tier}です。${after}`;
      case 'kept':
        return `ルールが変わりましたが、${end}${tier}のままです。${after}`;
      case 'invited':
        return `ご招待により、${end}${tier}です。${after}`;
    }
  },
  measure: (period, measure) => {
    const name = { spendMinor: 'お買い上げ額', points: 'ポイント', orders: 'ご注文回数' }[measure];
    switch (period.kind) {
      case 'rolling-months':
        return `${period.months}か月の${name}`;
      case 'lifetime':
        return `これまでの${name}`;
      case 'calendar-year':
        return `今年の${name}`;
      case 'membership-year':
        return `この会員年度の${name}`;
    }
  },
  missing: {
    spend: (amount) => `${amount}のお買い上げ`,
    points: (count) => `${count}ポイント`,
    orders: (count) => `${count}回のご注文`,
    all: (list, tier) => `${tier}まであと：${list}`,
    none: (tier) => `${tier}の条件を満たしています。`,
  },
};
