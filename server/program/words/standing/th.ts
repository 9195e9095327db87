import type { Always, Ended, StandingWords } from './words.ts';

const always: Always = { pinned: 'เพราะทีมงานร้านกำหนดไว้ให้', invited: 'เพราะคุณได้รับเชิญ' };
const ended: Ended = {
  pinned: 'ระดับที่ทีมงานร้านกำหนดไว้สิ้นสุดลง',
  kept: 'ระยะเวลาที่คงระดับเดิมไว้สิ้นสุดลง',
  invited: 'คำเชิญของคุณสิ้นสุดลง',
};

/** Standings in Thai. */
export const thai: StandingWords = {
  because: ({ because, way, heldBy }, measured) => {
    const step = heldBy === 'step' ? ' และลดลงเพียงหนึ่งระดับ' : '';
    switch (because.kind) {
      case 'joined':
        return 'เพราะคุณเข้าร่วมโปรแกรม';
      case 'order':
        return way === 'down'
          ? `เพราะหลังการเปลี่ยนแปลงคำสั่งซื้อ ${because.orderName} มี${measured('')}`
          : `เพราะคำสั่งซื้อ ${because.orderName} ทำให้มี${measured('')}`;
      case 'action':
        return `เพราะ “${because.name}” ทำให้มี${measured('')}`;
      case 'import':
        return `เพราะคำสั่งซื้อที่โอนมาทำให้มี${measured('')}`;
      case 'merge':
        return way === 'down' ? 'เพราะคำสั่งซื้อของคุณนับให้บัญชีที่รวมเข้าไปแล้ว' : `เพราะมีการรวมบัญชีเข้ากับบัญชีของคุณ ทำให้มี${measured('')}`;
      case 'time':
        return `เพราะคำสั่งซื้อเก่าไม่นับแล้ว จึงเหลือ${measured('')}${step}`;
      case 'verification':
        return `เพราะการตรวจสอบบัญชีพบ${measured('')}`;
      case 'program':
        return `เพราะใช้โปรแกรมฉบับที่ ${because.version} โดยมี${measured('')}`;
      case 'pinned':
        return 'เพราะทีมงานร้านเลือกระดับนี้ให้คุณ';
      case 'invited':
        return 'เพราะทีมงานร้านเชิญคุณ';
      case 'keep-ended':
        return `เพราะ${ended[because.keep]} โดยมี${measured('')}`;
    }
  },
  keeps: (heldBy, tier, until, then) => {
    if (until === undefined) return heldBy in always ? `คุณอยู่ในระดับ ${tier} ${always[heldBy]}` : `ระดับ ${tier} เป็นของคุณตลอดไป`;
    const end = `ถึง ${until}`;
    const after = then === undefined ? '' : ` หลังจากนั้นจะเป็น ${then}`;
    switch (heldBy) {
      case 'activity':
        return `ยอดที่นับอยู่ตอนนี้ทำให้คุณอยู่ในระดับ ${tier} ${end}${after}`;
      case 'lasting':
        return `คุณถึงระดับ ${tier} ในปีก่อน จึงเป็นของคุณ${end}${after}`;
      case 'step':
        return `ลดลงหนึ่งระดับจากเดิม ระดับ ${tier} เป็นของคุณ${end}${after}`;
      case 'grace':
        return `ยอดที่ทำให้ได้ระดับ ${tier} ไม่นับแล้ว แต่คุณยังคงระดับไว้${end}${after}`;
      case 'pinned':
        return `ทีมงานร้านเลือกระดับ ${tier} ให้คุณ${end}${after}`;
      case 'kept':
        return `กติกาเปลี่ยนไป แต่ระดับ ${tier} ยังเป็นของคุณ${end}${after}`;
      case 'invited':
        return `คุณได้รับเชิญสู่ระดับ ${tier} ${end}${after}`;
    }
  },
  measure: (period, measure) => {
    const name = { spendMinor: 'ยอดซื้อ', points: 'คะแนน', orders: 'จำนวนคำสั่งซื้อ' }[measure];
    switch (period.kind) {
      case 'rolling-months':
        return `${name}ใน ${period.months} เดือน`;
      case 'lifetime':
        return `${name}จนถึงตอนนี้`;
      case 'calendar-year':
        return `${name}ในปีนี้`;
      case 'membership-year':
        return `${name}ในปีสมาชิกนี้`;
    }
  },
  missing: {
    spend: (amount) => `ซื้อเพิ่ม ${amount}`,
    points: (count) => `เพิ่มอีก ${count} คะแนน`,
    orders: (count) => `สั่งซื้ออีก ${count} ครั้ง`,
    all: (list, tier) => `เพื่อถึงระดับ ${tier}: ${list}`,
    none: (tier) => `ครบเงื่อนไขของระดับ ${tier} แล้ว`,
  },
};
