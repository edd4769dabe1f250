import { expect, test } from 'vitest';
import { faultNames } from './faults.ts';
import { profiles } from './profiles.ts';
import { changeSettings, SettingsError } from './settings.ts';

const { friendly } = profiles;

test('a change touches what it names and leaves the rest, and the profile itself, as they were', () => {
  const changed = changeSettings(friendly, {
    faults: { throttle: 0.5 },
    latency_ms: { min: 1, max: 2 },
    down: true,
  });
  expect(changed).toEqual({
    ...friendly,
    faults: { ...friendly.faults, throttle: 0.5 },
    latency_ms: { min: 1, max: 2 },
    down: true,
  });
  expect(friendly.faults.throttle).toBe(0);
});

test.each([
  [{ faults: { trottle: 0.1 } }, 'There is no faults called trottle'],
  [{ faults: { throttle: 1.1 } }, 'faults.throttle is a rate from 0 to 1'],
  [{ faults: { throttle: '0.1' } }, 'faults.throttle is a rate from 0 to 1'],
  [{ faults: { throttle: Number.NaN } }, 'faults.throttle is a rate from 0 to 1'],
  [{ faults: 3 }, 'faults is an object of rates'],
  [{ replies: { stop: 0.6, yes: 0.6 } }, 'exceed 1 together'],
  [{ latency_ms: { min: 5, max: 2 } }, 'latency_ms is {min, max}'],
  [{ latency_ms: 5 }, 'latency_ms is {min, max}'],
  [{ hang_ms: -1 }, 'hang_ms is a whole number'],
  [{ down: 'yes' }, 'down is true or false'],
  [{ smpp_ids: 'roman' }, 'smpp_ids is one of same, hex, hex_then_decimal'],
  [{ smpp_receipt_coding: 8 }, 'smpp_receipt_coding is one of gsm7, ucs2, mislabelled'],
  [{ smpp_receipt_tlvs: 'no' }, 'smpp_receipt_tlvs is true or false'],
  [{ shoppers: { previews: 0.1 } }, 'a list of habits'],
  [{ shoppers: { habits: [{ clicks: 0.1 }] } }, 'A habit says of which texts it is'],
  [{ shoppers: { habits: [{ says: '', clicks: 2 }] } }, 'habits.clicks is a rate from 0 to 1'],
  [{ shoppers: { habits: [{ says: '', replies: 0.6, leaves: 0.6 }] } }, 'nobody does both'],
  [{ shoppers: { habits: [], previews_look_like: 'cats' } }, 'one of programs, people'],
  [{ lag: 5 }, 'There is no setting called lag'],
  [[], 'Settings are a JSON object'],
  [null, 'Settings are a JSON object'],
])('%j is refused with a sentence', (change, sentence) => {
  expect(() => changeSettings(friendly, change)).toThrow(SettingsError);
  expect(() => changeSettings(friendly, change)).toThrow(sentence);
});

test.each(Object.entries(profiles))(
  'the %s profile passes its own check and sets every fault',
  (_, profile) => {
    expect(changeSettings(profile, profile)).toEqual(profile);
    expect(Object.keys(profile.faults).sort()).toEqual([...faultNames].sort());
  },
);
