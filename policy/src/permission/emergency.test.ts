import { expect, test } from 'vitest';
import { emergencyRows, emergencyVerdict, isEmergencyRule } from './emergency.ts';

test.each([
  ['US', 'emergency.us'],
  ['PR', 'emergency.us'],
  [null, 'emergency.us'],
  ['CA', 'emergency.ca'],
  ['GB', 'emergency.gb'],
  ['DE', 'emergency.eu'],
  ['CH', 'emergency.eu'],
])('danger needs no consent in %s, by %s', (country, rule) => {
  expect(emergencyVerdict(country)).toMatchObject({ decision: 'allow', code: null, rule });
});

test('where no such law is known to us, consent is needed as ever', () => {
  for (const country of ['BR', 'IN', 'AU', 'JP']) expect(emergencyVerdict(country)).toBeNull();
});

test('each place has one rule, with its source, and no rule of consent is one', () => {
  const places = emergencyRows.flatMap((row) => row.places);
  expect(new Set(places).size).toBe(places.length);
  for (const { id, source } of emergencyRows) {
    expect(isEmergencyRule(id)).toBe(true);
    expect(emergencyVerdict(emergencyRows.find((row) => row.id === id)?.places[0] ?? '')?.sentence).toContain(
      source,
    );
  }
  expect(isEmergencyRule('permission.us.informational')).toBe(false);
});
