import { describe, expect, test } from 'vitest';
import { tracesOf, type Personal, type TraceKind } from './traces.ts';

const of = (personal: Personal, kind: TraceKind) => tracesOf(personal).find((trace) => trace.kind === kind)?.text;

describe('written in another way it is the same', () => {
  const same: readonly [TraceKind, Personal, Personal][] = [
    ['mailbox', { email: 'Ada.Moreau+shop@gmail.com' }, { email: 'adamoreau@googlemail.com' }],
    ['mailbox', { email: 'ada+friend@firm.example' }, { email: 'ADA@firm.example' }],
    ['mailbox-like', { email: 'ada.moreau83@gmx.de' }, { email: 'adamoreau7@icloud.com' }],
    ['name', { name: 'Zoë O’Brien' }, { name: 'OBRIEN, ZOE' }],
    ['name', { name: 'Groß Anna' }, { name: 'Anna Gross' }],
    ['name', { name: 'Иван Петров' }, { name: 'петров иван' }],
    ['name', { name: '田中 ゆき' }, { name: 'ゆき 田中' }],
    ['name-short', { name: 'A. Moreau' }, { name: 'Ada Moreau' }],
    ['phone', { phone: '+1 555-201 7788' }, { phone: '0015552017788' }],
    ['address', { street: '12 Oak Avenue, Apt 4', postcode: '12345' }, { street: '12 OAK AVE #4', postcode: ' 12345 ' }],
    ['address', { street: 'Lindenstraße 7', postcode: 'SW1A 1AA' }, { street: 'lindenstr. 7', postcode: 'sw1a1aa' }],
    ['house', { street: '12 Oak Avenue, Apt 4', postcode: '12345' }, { street: '12 Oak Ave, Apt 9', postcode: '12345' }],
    ['range', { ip: '81.2.69.142' }, { ip: '81.2.69.7' }],
    ['range', { ip: '2001:db8:1:2:aaaa::1' }, { ip: '2001:0db8:0001:0002:bbbb:0:0:9' }],
  ];
  test.each(same)('%s: %o is %o', (kind, one, other) => {
    expect(of(one, kind)).toBeTruthy();
    expect(of(one, kind)).toBe(of(other, kind));
  });
});

describe('another one is another', () => {
  const other: readonly [TraceKind, Personal, Personal][] = [
    ['mailbox', { email: 'a.da@firm.example' }, { email: 'ada@firm.example' }],
    ['mailbox', { email: 'ada@firm.example' }, { email: 'ada@other.example' }],
    ['name', { name: 'Ada Moreau' }, { name: 'Bea Moreau' }],
    ['name', { name: '田中 ゆき' }, { name: '田中 ひろ' }],
    ['address', { street: '12 Oak Avenue', postcode: '12345' }, { street: '12 Oak Avenue', postcode: '54321' }],
    ['address', { street: '12 Oak Avenue, Apt 4', postcode: '12345' }, { street: '12 Oak Avenue, Apt 5', postcode: '12345' }],
    ['phone', { phone: '+1 555 201 7788' }, { phone: '+1 555 201 7789' }],
    ['range', { ip: '81.2.69.142' }, { ip: '81.2.70.142' }],
  ];
  test.each(other)('%s: %o is not %o', (kind, one, another) => {
    expect(of(one, kind)).toBeTruthy();
    expect(of(one, kind)).not.toBe(of(another, kind));
  });
});

test('what tells nothing of a person is no trace', () => {
  const nothing: Personal = {
    name: ' ’ ',
    email: '@',
    street: '',
    postcode: '',
    phone: '12 34',
    card: ' ',
    ip: '100.64.3.7',
    device: '',
  };
  expect(tracesOf({})).toEqual([]);
  expect(tracesOf(nothing)).toEqual([]);
  for (const email of ['info@firm.example', 'orders@firm.example', 'x@y', 'no address'])
    expect(of({ email }, 'mailbox-like')).toBeUndefined();
  for (const ip of ['', 'unknown', '999', ':', '100.127.255.1']) expect(tracesOf({ ip }).length).toBeLessThanOrEqual(1);
  expect(of({ email: 'who@mailinator.com' }, 'disposable')).toBe('yes');
});

test('absurd input makes no trouble', () => {
  const absurd = ['\u0000', '💥'.repeat(5_000), '+@+', '….,#', 'a'.repeat(100_000)];
  for (const text of absurd)
    expect(() =>
      tracesOf({ name: text, email: text, street: text, postcode: text, phone: text, card: text, ip: text, device: text }),
    ).not.toThrow();
});
