import { expect, it } from 'vitest';
import { localMoment } from './local-moment.ts';

it('gives back the minute that it was made of, whatever the zone', () => {
  expect(new Date(localMoment('2026-12-01T14:30:00.000Z')).toISOString()).toBe('2026-12-01T14:30:00.000Z');
  expect(localMoment(null)).toBe('');
});
