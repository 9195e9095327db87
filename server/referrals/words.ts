import type { Day } from '../core/time.ts';
import { nameFor, spokenFor, type Definition, type Limit, type Locale, type Spoken, type StoredReason } from '../program/index.ts';
import type { WhyNoClaim } from './claim.ts';
import type { ReferralReason, State } from './states.ts';

/** What a referral is to its advocate, in a line: never who the friend is, nor why staff look at it. */
export interface ReferralWords {
  readonly friendGets: (what: string) => string;
  readonly youGet: (what: string) => string;
  readonly rung: (nth: string, what: string) => string;
  readonly minimum: (amount: string) => string;
  readonly newOnly: string;
  readonly vest: (days: string, one: boolean) => string;
  readonly limit: (times: string, per: Limit['per']) => string;
  readonly period: (from: string | undefined, to: string | undefined) => string;
  readonly share: (shop: string, what: string) => string;
  readonly states: {
    readonly claimed: string;
    readonly held: string;
    readonly qualified: (points: string, day: string) => string;
    readonly vested: (points: string) => string;
    readonly thankedAlready: string;
    readonly reversed: string;
    readonly refused: string;
  };
  readonly because: {
    readonly samePerson: string;
    readonly known: string;
    readonly cancelled: string;
    readonly small: (amount: string) => string;
  };
  /** Why points came or went, in the member's history. */
  readonly history: { readonly advocate: string; readonly friend: string; readonly back: string };
  readonly refusals: {
    readonly unknown: string;
    readonly own: string;
    readonly closed: string;
    readonly notYet: (day: string) => string;
    readonly over: (day: string) => string;
    readonly before: string;
  };
}

export const referralWords: Readonly<Record<Spoken, ReferralWords>> = {
  en: {
    friendGets: (what) => `Your friend gets: ${what}`,
    youGet: (what) => `You get: ${what}`,
    rung: (nth, what) => `For friend number ${nth} you get: ${what}`,
    minimum: (amount) => `Their first order has to come to ${amount} or more.`,
    newOnly: 'It is for people who have not bought here before.',
    vest: (days, one) => `Both are yours ${one ? '1 day' : `${days} days`} after the order, when it can no longer be returned.`,
    limit: (times, per) =>
      `You are thanked for at most ${times} friends ${{ day: 'a day', month: 'a month', year: 'a year', ever: 'in all' }[per]}.`,
    period: (from, to) => (from && to ? `From ${from} to ${to}.` : from ? `From ${from} on.` : `Until ${to}.`),
    share: (shop, what) => `A present for your first order at ${shop}: ${what}`,
    states: {
      claimed: 'Came by your link and has not ordered yet',
      held: 'Has ordered; we are having a look at it',
      qualified: (points, day) => `Has ordered: ${points} are yours on ${day}`,
      vested: (points) => `Has ordered: ${points} are yours`,
      thankedAlready: 'Has ordered; you have had all thanks there are for this time',
      reversed: 'Sent the order back, so the thanks were taken back',
      refused: 'Does not count',
    },
    because: {
      samePerson: 'you cannot bring yourself',
      known: 'has bought here before',
      cancelled: 'the order was cancelled',
      small: (amount) => `the order came to less than ${amount}`,
    },
    history: {
      advocate: 'Thanks: a friend you brought has ordered',
      friend: 'A welcome: you came by a friend’s invitation',
      back: 'Taken back: the friend’s order does not count any more',
    },
    refusals: {
      unknown: 'Nobody has this code. Please look at it once more.',
      own: 'This is your own code. It is for your friends.',
      closed: 'This code cannot be used at the moment.',
      notYet: (day) => `This code can be used from ${day} on.`,
      over: (day) => `This code could be used until ${day}.`,
      before: 'You came by another code before, and that one counts.',
    },
  },
  de: {
    friendGets: (what) => `Für deine Freundin oder deinen Freund: ${what}`,
    youGet: (what) => `Für dich: ${what}`,
    rung: (nth, what) => `Für die ${nth}. geworbene Person bekommst du: ${what}`,
    minimum: (amount) => `Die erste Bestellung muss mindestens ${amount} betragen.`,
    newOnly: 'Es gilt für alle, die hier noch nie gekauft haben.',
    vest: (days, one) => `Beides gehört euch ${one ? '1 Tag' : `${days} Tage`} nach der Bestellung, wenn sie nicht mehr zurückgehen kann.`,
    limit: (times, per) =>
      `Wir danken dir für höchstens ${times} Personen ${{ day: 'am Tag', month: 'im Monat', year: 'im Jahr', ever: 'insgesamt' }[per]}.`,
    period: (from, to) => (from && to ? `Vom ${from} bis ${to}.` : from ? `Ab ${from}.` : `Bis ${to}.`),
    share: (shop, what) => `Ein Geschenk zu deiner ersten Bestellung bei ${shop}: ${what}`,
    states: {
      claimed: 'Kam über deinen Link und hat noch nicht bestellt',
      held: 'Hat bestellt; wir sehen es uns gerade an',
      qualified: (points, day) => `Hat bestellt: ${points} gehören dir am ${day}`,
      vested: (points) => `Hat bestellt: ${points} gehören dir`,
      thankedAlready: 'Hat bestellt; für diesen Zeitraum hast du schon den ganzen Dank bekommen',
      reversed: 'Hat die Bestellung zurückgeschickt; der Dank wurde zurückgenommen',
      refused: 'Zählt nicht',
    },
    because: {
      samePerson: 'sich selbst kann man nicht werben',
      known: 'hat hier schon früher gekauft',
      cancelled: 'die Bestellung wurde storniert',
      small: (amount) => `die Bestellung lag unter ${amount}`,
    },
    history: {
      advocate: 'Dank: Wen du geworben hast, hat bestellt',
      friend: 'Willkommen: Du kamst über eine Einladung',
      back: 'Zurückgenommen: Die Bestellung zählt nicht mehr',
    },
    refusals: {
      unknown: 'Diesen Code hat niemand. Bitte sieh noch einmal nach.',
      own: 'Das ist dein eigener Code. Er ist für deine Freundinnen und Freunde.',
      closed: 'Dieser Code kann zurzeit nicht eingelöst werden.',
      notYet: (day) => `Dieser Code gilt ab ${day}.`,
      over: (day) => `Dieser Code galt bis ${day}.`,
      before: 'Du bist schon über einen anderen Code gekommen, und der zählt.',
    },
  },
  fr: {
    friendGets: (what) => `Pour votre filleul : ${what}`,
    youGet: (what) => `Pour vous : ${what}`,
    rung: (nth, what) => `Pour le filleul numéro ${nth}, vous recevez : ${what}`,
    minimum: (amount) => `Sa première commande doit atteindre ${amount}.`,
    newOnly: 'L’offre est réservée à celles et ceux qui n’ont encore jamais acheté ici.',
    vest: (days, one) =>
      `Le tout est à vous ${one ? '1 jour' : `${days} jours`} après la commande, quand elle ne peut plus être retournée.`,
    limit: (times, per) =>
      `Nous vous remercions pour ${times} filleuls au plus ${{ day: 'par jour', month: 'par mois', year: 'par an', ever: 'en tout' }[per]}.`,
    period: (from, to) => (from && to ? `Du ${from} au ${to}.` : from ? `À partir du ${from}.` : `Jusqu’au ${to}.`),
    share: (shop, what) => `Un cadeau pour votre première commande chez ${shop} : ${what}`,
    states: {
      claimed: 'Est venu par votre lien et n’a pas encore commandé',
      held: 'A commandé ; nous regardons cela',
      qualified: (points, day) => `A commandé : ${points} à vous le ${day}`,
      vested: (points) => `A commandé : ${points} à vous`,
      thankedAlready: 'A commandé ; vous avez déjà reçu tous les remerciements de cette période',
      reversed: 'A renvoyé sa commande ; les remerciements ont été repris',
      refused: 'Ne compte pas',
    },
    because: {
      samePerson: 'on ne peut pas se parrainer soi-même',
      known: 'avait déjà acheté ici',
      cancelled: 'la commande a été annulée',
      small: (amount) => `la commande n’atteignait pas ${amount}`,
    },
    history: {
      advocate: 'Merci : votre filleul a commandé',
      friend: 'Bienvenue : vous êtes venu sur invitation',
      back: 'Repris : la commande ne compte plus',
    },
    refusals: {
      unknown: 'Personne n’a ce code. Vérifiez-le, s’il vous plaît.',
      own: 'C’est votre propre code. Il est pour vos amis.',
      closed: 'Ce code ne peut pas être utilisé en ce moment.',
      notYet: (day) => `Ce code peut être utilisé à partir du ${day}.`,
      over: (day) => `Ce code pouvait être utilisé jusqu’au ${day}.`,
      before: 'Vous êtes déjà venu par un autre code, et c’est lui qui compte.',
    },
  },
  es: {
    friendGets: (what) => `Para tu amistad: ${what}`,
    youGet: (what) => `Para ti: ${what}`,
    rung: (nth, what) => `Por la persona número ${nth} recibes: ${what}`,
    minimum: (amount) => `Su primer pedido debe llegar a ${amount}.`,
    newOnly: 'Es para quienes nunca han comprado aquí.',
    vest: (days, one) => `Todo es vuestro ${one ? '1 día' : `${days} días`} después del pedido, cuando ya no se puede devolver.`,
    limit: (times, per) =>
      `Te damos las gracias por un máximo de ${times} personas ${{ day: 'al día', month: 'al mes', year: 'al año', ever: 'en total' }[per]}.`,
    period: (from, to) => (from && to ? `Del ${from} al ${to}.` : from ? `A partir del ${from}.` : `Hasta el ${to}.`),
    share: (shop, what) => `Un regalo para tu primer pedido en ${shop}: ${what}`,
    states: {
      claimed: 'Vino por tu enlace y aún no ha pedido',
      held: 'Ha pedido; lo estamos mirando',
      qualified: (points, day) => `Ha pedido: ${points} son tuyos el ${day}`,
      vested: (points) => `Ha pedido: ${points} son tuyos`,
      thankedAlready: 'Ha pedido; ya recibiste todas las gracias de este periodo',
      reversed: 'Devolvió el pedido; las gracias se retiraron',
      refused: 'No cuenta',
    },
    because: {
      samePerson: 'nadie puede traerse a sí mismo',
      known: 'ya había comprado aquí',
      cancelled: 'el pedido se canceló',
      small: (amount) => `el pedido no llegó a ${amount}`,
    },
    history: {
      advocate: 'Gracias: la persona que trajiste ha hecho un pedido',
      friend: 'Bienvenida: viniste por una invitación',
      back: 'Retirado: el pedido ya no cuenta',
    },
    refusals: {
      unknown: 'Nadie tiene este código. Compruébalo, por favor.',
      own: 'Es tu propio código. Es para tus amistades.',
      closed: 'Este código no se puede usar en este momento.',
      notYet: (day) => `Este código se puede usar a partir del ${day}.`,
      over: (day) => `Este código se podía usar hasta el ${day}.`,
      before: 'Ya viniste por otro código, y ese es el que cuenta.',
    },
  },
  ja: {
    friendGets: (what) => `お友だちへ：${what}`,
    youGet: (what) => `あなたへ：${what}`,
    rung: (nth, what) => `${nth}人目のお友だちで：${what}`,
    minimum: (amount) => `お友だちの初回注文が${amount}以上のときに対象となります。`,
    newOnly: 'はじめてお買い物をされる方が対象です。',
    vest: (days) => `ご注文から${days}日後、返品ができなくなったときに確定します。`,
    limit: (times, per) => `${{ day: '1日', month: '1か月', year: '1年', ever: '通算' }[per]}${times}人までお礼を差し上げます。`,
    period: (from, to) => (from && to ? `${from}から${to}まで。` : from ? `${from}から。` : `${to}まで。`),
    share: (shop, what) => `${shop}の初回注文でプレゼント：${what}`,
    states: {
      claimed: 'リンクから来て、まだ注文していません',
      held: 'ご注文がありました。確認しています',
      qualified: (points, day) => `ご注文がありました。${day}に${points}が確定します`,
      vested: (points) => `ご注文がありました。${points}が確定しました`,
      thankedAlready: 'ご注文がありました。この期間のお礼はすべて受け取り済みです',
      reversed: '返品されたため、お礼は取り消されました',
      refused: '対象になりません',
    },
    because: {
      samePerson: 'ご自身を紹介することはできません',
      known: '以前にお買い物をされています',
      cancelled: '注文がキャンセルされました',
      small: (amount) => `注文が${amount}未満でした`,
    },
    history: {
      advocate: 'お礼：ご紹介のお友だちが注文しました',
      friend: 'ようこそ：ご招待で登録されました',
      back: '取り消し：対象の注文が無効になりました',
    },
    refusals: {
      unknown: 'このコードは見つかりません。もう一度お確かめください。',
      own: 'ご自身のコードです。お友だちにお渡しください。',
      closed: 'このコードは現在ご利用いただけません。',
      notYet: (day) => `このコードは${day}からご利用いただけます。`,
      over: (day) => `このコードは${day}までご利用いただけました。`,
      before: 'すでに別のコードで登録されており、そちらが有効です。',
    },
  },
  th: {
    friendGets: (what) => `เพื่อนของคุณได้รับ: ${what}`,
    youGet: (what) => `คุณได้รับ: ${what}`,
    rung: (nth, what) => `สำหรับเพื่อนคนที่ ${nth} คุณได้รับ: ${what}`,
    minimum: (amount) => `คำสั่งซื้อแรกของเพื่อนต้องมียอดตั้งแต่ ${amount}`,
    newOnly: 'สำหรับผู้ที่ยังไม่เคยซื้อที่นี่',
    vest: (days) => `ทั้งสองจะเป็นของคุณ ${days} วันหลังคำสั่งซื้อ เมื่อไม่สามารถคืนสินค้าได้แล้ว`,
    limit: (times, per) => `คุณได้รับคำขอบคุณสูงสุด ${times} คน${{ day: 'ต่อวัน', month: 'ต่อเดือน', year: 'ต่อปี', ever: 'ทั้งหมด' }[per]}`,
    period: (from, to) => (from && to ? `ตั้งแต่ ${from} ถึง ${to}` : from ? `ตั้งแต่ ${from} เป็นต้นไป` : `ถึง ${to}`),
    share: (shop, what) => `ของขวัญสำหรับคำสั่งซื้อแรกของคุณที่ ${shop}: ${what}`,
    states: {
      claimed: 'มาจากลิงก์ของคุณและยังไม่ได้สั่งซื้อ',
      held: 'สั่งซื้อแล้ว เรากำลังตรวจสอบ',
      qualified: (points, day) => `สั่งซื้อแล้ว: ${points} จะเป็นของคุณในวันที่ ${day}`,
      vested: (points) => `สั่งซื้อแล้ว: ${points} เป็นของคุณแล้ว`,
      thankedAlready: 'สั่งซื้อแล้ว คุณได้รับคำขอบคุณครบสำหรับช่วงเวลานี้แล้ว',
      reversed: 'คืนสินค้า จึงเรียกคืนคำขอบคุณ',
      refused: 'ไม่นับ',
    },
    because: {
      samePerson: 'ไม่สามารถแนะนำตัวเองได้',
      known: 'เคยซื้อที่นี่มาก่อน',
      cancelled: 'คำสั่งซื้อถูกยกเลิก',
      small: (amount) => `คำสั่งซื้อมียอดน้อยกว่า ${amount}`,
    },
    history: {
      advocate: 'คำขอบคุณ: เพื่อนที่คุณชวนได้สั่งซื้อแล้ว',
      friend: 'ยินดีต้อนรับ: คุณมาจากคำเชิญของเพื่อน',
      back: 'เรียกคืน: คำสั่งซื้อไม่นับอีกต่อไป',
    },
    refusals: {
      unknown: 'ไม่พบรหัสนี้ โปรดตรวจสอบอีกครั้ง',
      own: 'นี่คือรหัสของคุณเอง สำหรับให้เพื่อนของคุณ',
      closed: 'ขณะนี้ไม่สามารถใช้รหัสนี้ได้',
      notYet: (day) => `ใช้รหัสนี้ได้ตั้งแต่ ${day}`,
      over: (day) => `ใช้รหัสนี้ได้ถึง ${day}`,
      before: 'คุณมาจากรหัสอื่นก่อนแล้ว และรหัสนั้นมีผล',
    },
  },
  'zh-TW': {
    friendGets: (what) => `您的朋友獲得：${what}`,
    youGet: (what) => `您獲得：${what}`,
    rung: (nth, what) => `第 ${nth} 位朋友，您獲得：${what}`,
    minimum: (amount) => `朋友的首筆訂單須達 ${amount}。`,
    newOnly: '僅限未曾在此購買的人。',
    vest: (days) => `訂單成立 ${days} 天後、無法退貨時，雙方即可獲得。`,
    limit: (times, per) => `${{ day: '每天', month: '每月', year: '每年', ever: '總共' }[per]}最多感謝 ${times} 位朋友。`,
    period: (from, to) => (from && to ? `${from} 至 ${to}。` : from ? `自 ${from} 起。` : `至 ${to} 止。`),
    share: (shop, what) => `${shop} 首筆訂單禮：${what}`,
    states: {
      claimed: '透過您的連結前來，尚未下單',
      held: '已下單，我們正在確認',
      qualified: (points, day) => `已下單：${points} 將於 ${day} 歸您`,
      vested: (points) => `已下單：${points} 已歸您`,
      thankedAlready: '已下單；此期間的感謝您已全數獲得',
      reversed: '已退貨，因此收回感謝',
      refused: '不計入',
    },
    because: {
      samePerson: '不能推薦自己',
      known: '之前已在此購買',
      cancelled: '訂單已取消',
      small: (amount) => `訂單未達 ${amount}`,
    },
    history: {
      advocate: '感謝：您邀請的朋友已下單',
      friend: '歡迎：您透過朋友的邀請前來',
      back: '收回：該訂單已不計入',
    },
    refusals: {
      unknown: '找不到此代碼，請再確認一次。',
      own: '這是您自己的代碼，請分享給朋友。',
      closed: '此代碼目前無法使用。',
      notYet: (day) => `此代碼自 ${day} 起可使用。`,
      over: (day) => `此代碼的使用期限至 ${day}。`,
      before: '您之前已透過另一個代碼前來，以該代碼為準。',
    },
  },
};

/** Why a code was not taken, for who typed it. `dayWords` writes a shop-local day out. */
export function whyNoClaimWords(why: WhyNoClaim, locale: Locale, dayWords: (day: Day) => string): string {
  const { refusals } = referralWords[spokenFor(locale)];
  switch (why.code) {
    case 'unknown-code':
      return refusals.unknown;
    case 'own-code':
      return refusals.own;
    // Whoever holds a blocked code is not told on.
    case 'blocked':
    case 'no-referrals':
      return refusals.closed;
    case 'not-yet':
      return refusals.notYet(dayWords(why.from));
    case 'over':
      return refusals.over(dayWords(why.lastDay));
    case 'brought-before':
      return refusals.before;
  }
}

export interface ToldState {
  readonly state: State;
  readonly reasons: readonly ReferralReason[];
  /** "300 points", or the name of a reward; null: the advocate is not thanked for this one. */
  readonly thanks: string | null;
  /** Written out; of one that is pending. */
  readonly day: string | undefined;
}

/** How a friend's referral stands, for the advocate. What speaks against it is not told: whoever cheats would learn from it. */
export function stateWords(
  { day = '', reasons, state, thanks }: ToldState,
  locale: Locale,
  money: (amountMinor: number) => string,
): string {
  const { because, states } = referralWords[spokenFor(locale)];
  switch (state) {
    case 'claimed':
    case 'held':
    case 'reversed':
      return states[state];
    case 'qualified':
      return thanks === null ? states.thankedAlready : states.qualified(thanks, day);
    case 'vested':
      return thanks === null ? states.thankedAlready : states.vested(thanks);
    case 'refused': {
      const why = reasons.flatMap((reason) => reasonWords(reason, because, money))[0];
      return why === undefined ? states.refused : `${states.refused}: ${why}`;
    }
  }
}

function reasonWords(reason: ReferralReason, because: ReferralWords['because'], money: (amountMinor: number) => string): string[] {
  switch (reason.code) {
    case 'same-person':
      return [because.samePerson];
    case 'suspicious':
      // A mailbox that is the advocate's own is said politely; of all else nothing is.
      return reason.signals.some(({ code }) => code === 'same-mailbox') ? [because.samePerson] : [];
    case 'not-new':
    case 'brought-before':
      return [because.known];
    case 'cancelled':
      return [because.cancelled];
    case 'below-minimum':
      return [because.small(money(reason.minimumMinor))];
    default:
      return [];
  }
}

/** Why points of a referral came or went, in words of the locale, in English where we do not speak it; undefined: it is another reason. */
export function referralReasonText(
  reason: StoredReason,
  definition: Pick<Definition, 'rewards'> | undefined,
  locale: string,
): string | undefined {
  const { history } = referralWords[spokenFor(locale)];
  if (reason['rule'] === 'referral-back') return history.back;
  if (reason['rule'] !== 'referral') return undefined;
  const reward = definition?.rewards.find(({ id }) => id === reason['rewardId']);
  const text = reason['side'] === 'friend' ? history.friend : history.advocate;
  return reward ? `${text}: ${nameFor(reward, spokenFor(locale))}` : text;
}
