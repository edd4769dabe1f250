import { expect, it } from 'vitest';
import { whyBlank, whyEmpty } from './blank-hours.ts';

const hour = (texts: number, value: number | null) => ({
  texts,
  rate: value === null ? null : { value, too_few: false },
});

const of = (slots: ReturnType<typeof hour>[]) => ({ slots, least_texts: 200 });

it('says why there is nothing to draw', () => {
  expect(whyEmpty(of([]), 'clicked')).toContain('No text of a campaign has left in these days.');
  expect(whyEmpty(of([hour(0, null)]), 'clicked')).toContain('No text of a campaign has left in these days.');
  expect(whyEmpty(of([hour(150, null), hour(40, null)]), 'clicked')).toBe(
    '190 texts left in these days, too few in any hour to say anything: it takes 200 in one hour of the week, and the fullest has 150.',
  );
  expect(whyEmpty(of([hour(1_800, 0), hour(40, null)]), 'clicked')).toContain(
    'Only links that Tidings shortens',
  );
  expect(whyEmpty(of([hour(1_800, 0)]), 'replied')).toBe('Nobody has answered these texts.');
});

it('leaves the picture alone where there is one, and explains its holes', () => {
  const hours = [hour(1_800, 0.04), hour(40, null)];
  expect(whyEmpty(of(hours), 'clicked')).toBeNull();
  expect(whyBlank(of(hours))).toContain('fewer than 200 texts');
  expect(whyBlank(of(Array.from({ length: 168 }, () => hour(300, 0.02))))).toBeNull();
});
