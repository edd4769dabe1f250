import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTextsTo } from './texts-to.ts';

test('it counts as a Map of recipients and tags would, whoever gets what', () => {
  const number = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 100_000 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { maxLength: 500 }), (list) => {
      const textsTo = createTextsTo();
      const map = new Map<string, number>();
      for (const [recipient, tag] of list) {
        const key = `${recipient} ${tag}`;
        expect(textsTo.add(recipient, tag)).toBe(map.get(key) ?? 0);
        map.set(key, (map.get(key) ?? 0) + 1);
      }
      expect(textsTo.recipients).toBe(new Set(list.map(([recipient]) => recipient)).size);
    }),
  );
});
