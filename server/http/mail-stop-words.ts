import type { Locale } from '../program/index.ts';

/** The words of the page on which a member ends e-mails. */
interface StopWords {
  readonly question: string;
  readonly whatStops: (shop: string) => string;
  readonly stop: string;
  readonly stopped: string;
  readonly whatStopped: (shop: string) => string;
  readonly again: string;
}

export const stopWords: Readonly<Record<Locale, StopWords>> = {
  en: {
    question: 'No more e-mails?',
    whatStops: (shop) =>
      `You will get no more e-mails about your points at ${shop}, nor when points are about to expire. Your points stay.`,
    stop: 'No more e-mails',
    stopped: 'You will get no more e-mails',
    whatStopped: (shop) => `We no longer write to you about your points at ${shop}. Your points stay.`,
    again: 'If you change your mind, switch e-mails on again on your loyalty page.',
  },
  de: {
    question: 'Keine E-Mails mehr?',
    whatStops: (shop) =>
      `Sie bekommen keine E-Mails mehr zu Ihren Punkten bei ${shop}, auch nicht, bevor Punkte verfallen. Ihre Punkte bleiben.`,
    stop: 'Keine E-Mails mehr',
    stopped: 'Sie bekommen keine E-Mails mehr',
    whatStopped: (shop) => `Wir schreiben Ihnen nicht mehr zu Ihren Punkten bei ${shop}. Ihre Punkte bleiben.`,
    again: 'Wenn Sie es sich anders überlegen, schalten Sie E-Mails auf Ihrer Treueseite wieder ein.',
  },
  fr: {
    question: 'Ne plus recevoir d’e-mails ?',
    whatStops: (shop) =>
      `Vous ne recevrez plus d’e-mails au sujet de vos points chez ${shop}, même avant leur expiration. Vos points restent.`,
    stop: 'Ne plus recevoir d’e-mails',
    stopped: 'Vous ne recevrez plus d’e-mails',
    whatStopped: (shop) => `Nous ne vous écrirons plus au sujet de vos points chez ${shop}. Vos points restent.`,
    again: 'Si vous changez d’avis, réactivez les e-mails sur votre page de fidélité.',
  },
  es: {
    question: '¿No recibir más correos?',
    whatStops: (shop) => `No recibirás más correos sobre tus puntos en ${shop}, tampoco antes de que caduquen. Tus puntos se quedan.`,
    stop: 'No recibir más correos',
    stopped: 'No recibirás más correos',
    whatStopped: (shop) => `Ya no te escribiremos sobre tus puntos en ${shop}. Tus puntos se quedan.`,
    again: 'Si cambias de opinión, vuelve a activar los correos en tu página de fidelidad.',
  },
  ja: {
    question: 'メールの配信を停止しますか',
    whatStops: (shop) => `${shop}のポイントに関するメールが届かなくなります。失効前のお知らせも届きません。ポイントはそのまま残ります。`,
    stop: '配信を停止する',
    stopped: 'メールの配信を停止しました',
    whatStopped: (shop) => `${shop}のポイントに関するメールはもうお送りしません。ポイントはそのまま残ります。`,
    again: '再開されるときは、ポイントのページでメールを有効にしてください。',
  },
  th: {
    question: 'ไม่รับอีเมลอีกใช่ไหม',
    whatStops: (shop) => `คุณจะไม่ได้รับอีเมลเกี่ยวกับคะแนนของคุณที่ ${shop} อีก รวมถึงก่อนคะแนนหมดอายุ คะแนนของคุณยังอยู่`,
    stop: 'ไม่รับอีเมลอีก',
    stopped: 'คุณจะไม่ได้รับอีเมลอีก',
    whatStopped: (shop) => `เราจะไม่ส่งอีเมลเกี่ยวกับคะแนนของคุณที่ ${shop} อีก คะแนนของคุณยังอยู่`,
    again: 'หากเปลี่ยนใจ เปิดรับอีเมลอีกครั้งได้ที่หน้าสะสมคะแนนของคุณ',
  },
  'zh-TW': {
    question: '不再接收電子郵件？',
    whatStops: (shop) => `您將不再收到關於您在 ${shop} 點數的電子郵件，點數到期前也不會通知。您的點數仍會保留。`,
    stop: '不再接收電子郵件',
    stopped: '您將不再收到電子郵件',
    whatStopped: (shop) => `我們不會再寄信告知您在 ${shop} 的點數。您的點數仍會保留。`,
    again: '若您改變主意，可在您的會員頁面重新開啟電子郵件。',
  },
};
