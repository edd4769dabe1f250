import { expect, test } from 'vitest';
import { type Passenger, readPassenger, writePassenger } from './passenger.ts';

const plain: Passenger = {
  ...{ contactId: 7, number: '+12025550107', country: 'US', region: null, zone: 'America/New_York' },
  ...{ carrier: null, wishes: null, isToJudge: false, pausedUntilMs: null, marks: [], parts: 2, length: 180 },
  ...{ attempt: 0, resends: 0, isHeld: false, isSelling: false, isMms: false },
};

test('a person comes back from paper as they went, whoever they are', () => {
  const mark = { messageId: 3, at: 1_764_000_000, brand: 1, program: 2, subject: 0, purpose: 4 };
  const wishes = { hours: { from: 9, until: 13 }, frequency: null };
  const others: Passenger[] = [
    { ...plain, region: 'RI', carrier: 'tmobile', country: null, zone: null },
    { ...plain, isToJudge: true },
    { ...plain, isSelling: true },
    { ...plain, parts: 1, isMms: true },
    { ...plain, parts: 1, isMms: true, attempt: 1 },
    { ...plain, pausedUntilMs: 1_764_000_000_000 },
    { ...plain, marks: [mark, { ...mark, messageId: 4 }], wishes },
    { ...plain, attempt: 2, resends: 1, isHeld: true },
  ];
  for (const one of [plain, ...others])
    expect(readPassenger(JSON.parse(JSON.stringify(writePassenger(one))))).toEqual(one);
});

test('most people take eight values', () => {
  expect(writePassenger(plain)).toHaveLength(8);
  expect(writePassenger({ ...plain, parts: 1, isMms: true })).toHaveLength(8);
});
