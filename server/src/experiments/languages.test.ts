import { describe, expect, test } from 'vitest';
import { type Plan, settleLanguages, type Variant } from './experiment.ts';
import { changeOf } from './start-experiment.ts';

const variant = (name: string, more: Partial<Variant> = {}): Variant => ({
  ...{ name, body: `Bluebird: ${name}`, senderId: null, local: null },
  ...more,
});
const plan = (...variants: Variant[]): Plan => ({
  ...{ variants, metric: 'replies', testShare: 6_000, controlShare: 0, waitMinutes: 60 },
  ...{ certainty: 0.95, leastEach: 20, fallback: 'hold' },
});
const campaign = { language: 'en', texts: { es: 'Bluebird: pan' } };
const settled = (...variants: Variant[]) => settleLanguages(plan(...variants), campaign).variants;

describe('a variant of a campaign in several languages', () => {
  test('has words in each, under the tags that are kept, and its arm says them', () => {
    const [rolls, later] = settled(
      variant('rolls', { texts: { ES: 'Bluebird: panecillos' } }),
      variant('later', { body: null, local: '2026-12-01T10:00' }),
    );
    expect(rolls?.texts).toEqual({ es: 'Bluebird: panecillos' });
    expect(changeOf(rolls as Variant, 'A')).toEqual({
      ...{ name: 'A', body: 'Bluebird: rolls', texts: { es: 'Bluebird: panecillos' } },
    });
    // What tries an hour says what the campaign says, in every language.
    expect(changeOf(later as Variant, 'B')).toEqual({ name: 'B' });
  });

  test.each([
    [variant('rolls'), '“rolls” has words of its own and none for es'],
    [variant('rolls', { body: null, texts: { es: 'x' } }), 'and none in en'],
    [variant('rolls', { texts: { es: 'x', fr: 'y' } }), 'words for fr, which the campaign does not have'],
    [variant('rolls', { texts: { en: 'x' } }), 'The body is the text for en already'],
    [variant('rolls', { texts: { es: ' ' } }), 'it is empty'],
  ])('is refused where one would be compared with another language: %#', (one, sentence) => {
    expect(() => settled(one, variant('cake', { texts: { es: 'Bluebird: pastel' } }))).toThrow(sentence);
  });
});
