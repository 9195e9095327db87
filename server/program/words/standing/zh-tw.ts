import type { Always, Ended, StandingWords } from './words.ts';

const always: Always = { pinned: '由商店團隊為您設定', invited: '因為您受邀' };
const ended: Ended = { pinned: '商店團隊設定的等級已結束', kept: '保留先前等級的期間已結束', invited: '您的邀請已結束' };

/** Standings in the Chinese of Taiwan. */
export const chinese: StandingWords = {
  because: ({ because, way, heldBy }, measured) => {
    const step = heldBy === 'step' ? '，且只降一級' : '';
    switch (because.kind) {
      case 'joined':
        return '因為您加入了會員';
      case 'order':
        return way === 'down' ? `因為訂單 ${because.orderName} 變更後，${measured('')}` : `因為訂單 ${because.orderName} 使${measured('')}`;
      case 'action':
        return `因為「${because.name}」使${measured('')}`;
      case 'import':
        return `因為移轉過來的訂單，${measured('')}`;
      case 'merge':
        return way === 'down' ? '因為您的訂單現在計入合併後的帳戶' : `因為另一個帳戶併入您的帳戶，${measured('')}`;
      case 'time':
        return `因為較早的訂單不再計入，${measured('')}${step}`;
      case 'verification':
        return `因為帳目核對結果，${measured('')}`;
      case 'program':
        return `因為適用計畫第 ${because.version} 版，${measured('')}`;
      case 'pinned':
        return '因為商店團隊為您選擇了這個等級';
      case 'invited':
        return '因為商店團隊邀請了您';
      case 'keep-ended':
        return `因為${ended[because.keep]}，${measured('')}`;
    }
  },
  keeps: (heldBy, tier, until, then) => {
    if (until === undefined) return heldBy in always ? `您目前為 ${tier}，${always[heldBy]}。` : `${tier} 永久屬於您。`;
    const end = `至 ${until}`;
    const after = then === undefined ? '' : `之後為 ${then}。`;
    switch (heldBy) {
      case 'activity':
        return `目前的累積讓您維持 ${tier} ${end}。${after}`;
      case 'lasting':
        return `您在前一年達到 ${tier}：有效${end}。${after}`;
      case 'step':
        return `比先前低一級：${tier} 有效${end}。${after}`;
      case 'grace':
        return `維持 ${tier} 的累積已不再計入；您仍可保留${end}。${after}`;
      case 'pinned':
        return `商店團隊為您選擇 ${tier} ${end}。${after}`;
      case 'kept':
        return `規則已變更；${tier} 為您保留${end}。${after}`;
      case 'invited':
        return `您受邀加入 ${tier} ${end}。${after}`;
    }
  },
  measure: (period, measure) => {
    const name = { spendMinor: '消費金額', points: '點數', orders: '訂單數' }[measure];
    switch (period.kind) {
      case 'rolling-months':
        return `${period.months} 個月內的${name}為`;
      case 'lifetime':
        return `至今的${name}為`;
      case 'calendar-year':
        return `今年的${name}為`;
      case 'membership-year':
        return `本會員年度的${name}為`;
    }
  },
  missing: {
    spend: (amount) => `再消費 ${amount}`,
    points: (count) => `再累積 ${count} 點`,
    orders: (count) => `再下 ${count} 筆訂單`,
    all: (list, tier) => `距離 ${tier}：${list}。`,
    none: (tier) => `已符合 ${tier} 的條件。`,
  },
};
