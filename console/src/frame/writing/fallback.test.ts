import { parseTemplate, render } from '@tidings/sms';
import { describe, expect, it } from 'vitest';
import { hasGap, withFallback } from './fallback.ts';

const title = '{{ title | default: "…" }}';

describe('a field that people may lack', () => {
  it('is asked about only where nothing is said for them yet, and where a fallback is its gap', () => {
    const inserts = [
      title,
      '{{ first_name | default: "there" }}',
      '{{ number }}',
      '{% if tag.vip %}…{% endif %}',
    ];
    expect(inserts.map(hasGap)).toEqual([true, false, false, false]);
  });
  it.each(['friend', ' friend ', "L'ami", 'the “boss”', 'the "boss"', `"L'ami"`, '$& and $1', 'a }} b'])(
    'is written so that whoever lacks it reads %s',
    (words) => {
      const parsed = parseTemplate(withFallback(title, words));
      if (!parsed.ok) throw new Error(parsed.errors[0]?.sentence);
      const said = render(parsed.template, {});
      expect(said.ok && said.text.replaceAll('’', "'")).toBe(words.trim());
    },
  );
});
