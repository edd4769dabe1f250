import { describe, expect, test } from 'vitest';
import { moneyOf } from '../../spending/index.ts';
import { openPurse } from './purse.ts';

const zone = 'America/New_York';
// Noon on the last day but one of November.
const noon = Date.parse('2026-11-29T17:00:00Z');
const midnight = Date.parse('2026-11-30T05:00:00Z');
const text = { number: '+12125550107', parts: 1, isMms: false };
const way = { senderId: 's', gatewayId: 'g' };
const prices = [{ senderId: null, gatewayId: null, country: null, perPart: moneyOf('1') }];
const none = { day: null, month: null, campaign: null };
const spent = { day: 0n, month: 0n, campaign: 0n, reserved: 0n };

const purse = (caps: object, before: object = {}) =>
  openPurse({ caps: { ...none, ...caps }, spent: { ...spent, ...before }, prices, way, zone }, noon);

describe('the purse of a flight', () => {
  test('has room for everything while there is no cap', () => {
    expect(purse({}).holdOf({ ...text, parts: 1_000_000 }, noon)).toBeNull();
  });

  test('holds what the day has no room for until its midnight, and begins anew there', () => {
    const day = purse({ day: moneyOf('3') }, { day: moneyOf('1') });
    for (const _ of [1, 2]) {
      expect(day.holdOf(text, noon)).toBeNull();
      day.commit(text, noon);
    }
    expect(day.holdOf(text, noon)).toEqual({ cap: 'day', untilMs: midnight });
    expect(day.holdOf(text, midnight - 1)).not.toBeNull();
    expect(day.holdOf({ ...text, parts: 3 }, midnight)).toBeNull();
    expect(day.holdOf({ ...text, parts: 4 }, midnight)).toMatchObject({ cap: 'day' });
  });

  test('holds by the month until the first of the next, over its days', () => {
    const month = purse({ month: moneyOf('2') });
    month.commit(text, noon);
    month.commit(text, midnight);
    expect(month.holdOf(text, midnight)).toEqual({
      ...{ cap: 'month', untilMs: Date.parse('2026-12-01T05:00:00Z') },
    });
    expect(month.holdOf(text, Date.parse('2026-12-01T05:00:00Z'))).toBeNull();
  });

  test('takes an MMS at its own price', () => {
    const mms = { ...prices[0], kind: 'mms' as const, perPart: moneyOf('3') };
    const day = openPurse(
      { caps: { ...none, day: moneyOf('4') }, spent, prices: [...prices, mms] as typeof prices, way, zone },
      noon,
    );
    day.commit({ ...text, isMms: true }, noon);
    expect(day.holdOf(text, noon)).toBeNull();
    expect(day.holdOf({ ...text, isMms: true }, noon)).toMatchObject({ cap: 'day' });
    day.commit(text, noon);
    expect(day.holdOf(text, noon)).toMatchObject({ cap: 'day' });
  });

  test('asks again in a day where the cap of the campaign is reached, and gets back what did not leave', () => {
    const campaign = purse({ campaign: moneyOf('1') });
    campaign.commit(text, noon);
    expect(campaign.holdOf(text, noon)).toEqual({ cap: 'campaign', untilMs: noon + 86_400_000 });
    campaign.giveBack(text);
    expect(campaign.holdOf(text, noon)).toBeNull();
  });
});
