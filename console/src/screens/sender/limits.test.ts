import { expect, it } from 'vitest';
import { limitsOf, perSecond } from './limits.ts';

const pace = (level: 'sender' | 'registration' | 'gateway' | 'workspace' | 'campaign', subject: string) => ({
  ...{ object: 'pace' as const, level, subject, parts_per_second: 1 },
  ...{ parts_per_day: null, parts_today: 0 },
});

it('keeps every limit that counts a number, and none that does not', () => {
  const limits = limitsOf(
    [
      pace('workspace', 'wsp_1'),
      pace('registration', 'reg_c:att'),
      pace('registration', 'reg_b:tmobile'),
      pace('registration', 'reg_cc:att'),
      pace('gateway', 'gtw_1'),
      pace('gateway', 'gtw_2'),
      pace('campaign', 'cmp_1'),
      pace('sender', 'snd_2'),
      pace('sender', 'snd_1'),
    ],
    { id: 'snd_1', gateway_id: 'gtw_1', registration: 'reg_c' },
    [{ numbers: [{ sender_id: 'snd_1', number: '+12025550100' }], brand_registration_id: 'reg_b' }],
  );
  expect(limits.map(({ subject, carrier }) => [subject, carrier])).toEqual([
    ['snd_1', null],
    ['reg_c:att', 'att'],
    ['reg_b:tmobile', 'tmobile'],
    ['gtw_1', null],
    ['wsp_1', null],
  ]);
});

it('turns parts a minute and a day into parts a second', () => {
  expect([perSecond(3, 'second'), perSecond(75, 'minute'), perSecond(86_400, 'day')]).toEqual([3, 1.25, 1]);
});
