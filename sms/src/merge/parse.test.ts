import { describe, expect, test } from 'vitest';
import { parseTemplate } from './template.ts';

function errorsOf(source: string): readonly string[] {
  const parsed = parseTemplate(source);
  return parsed.ok ? [] : parsed.errors.map(({ code, position }) => `${code} at ${position}`);
}

describe('a template with a mistake', () => {
  test.each([
    ['Hi {{ name', ['merge.unclosed_tag at 3']],
    ['Hi {{ name, see you {{ day }}', ['merge.unclosed_tag at 3']],
    ["Hi {{ name, it's on", ['merge.unclosed_tag at 3']],
    ['Hi {% if a', ['merge.unclosed_tag at 3']],
    ['{{ a | default: "x }}', ['merge.open_quote at 16']],
    ['Hi name }}', ['merge.stray_close at 8']],
    ['Hi if a %}', ['merge.stray_close at 8']],
    ['{{ }}', ['merge.bad_output at 3']],
    ['{{ "Ana" }}', ['merge.bad_output at 3']],
    ['{{ First Name }}', ['merge.bad_output at 9']],
    ['{{ a | }}', ['merge.unknown_filter at 7']],
    ['{{ a | default }}', ['merge.filter_argument at 7']],
    ['{{ a | default: }}', ['merge.filter_argument at 16']],
    ['{{ a | default: b }}', ['merge.filter_argument at 16']],
    ['{{ a | default: "x", "y" }}', ['merge.filter_argument at 7']],
    ['{{ a | default: "" }}', ['merge.blank_fallback at 7']],
    ['{{ a | default: "…" }}', ['merge.blank_fallback at 7']],
    ['{{ a | default: " \u200b" }}', ['merge.blank_fallback at 7']],
    ['{{ a | upcase: 3 }}', ['merge.filter_argument at 7']],
    ['{{ a | truncate: "x" }}', ['merge.filter_argument at 7']],
    ['{{ a | truncate: 1.5 }}', ['merge.filter_argument at 7']],
    ['{{ a | number: 9 }}', ['merge.filter_argument at 7']],
    ['{{ a | money: 2 }}', ['merge.filter_argument at 7']],
    ['{{ a | date }}', ['merge.filter_argument at 7']],
    ['{{ a | date: "%Q" }}', ['merge.filter_argument at 7']],
    ['{{ a[0] }}', ['merge.bad_character at 4']],
    ['{{ a.__proto__() }}', ['merge.bad_character at 14']],
    ['{% if a = "x" %}y{% endif %}', ['merge.bad_character at 8']],
    ['{% if %}y{% endif %}', ['merge.bad_condition at 6']],
    ['{% if a == %}y{% endif %}', ['merge.bad_condition at 11']],
    ['{% if "a" == "a" %}y{% endif %}', ['merge.bad_condition at 6']],
    ['{% if 1 %}y{% endif %}', ['merge.bad_condition at 6']],
    ['{% if a b %}y{% endif %}', ['merge.bad_condition at 8']],
    ['{% if a > blank %}y{% endif %}', ['merge.bad_condition at 8']],
    ['{% if a and b or c %}y{% endif %}', ['merge.mixed_and_or at 14']],
    ['{% if a %}y', ['merge.missing_endif at 2']],
    ['y{% endif %}', ['merge.no_open_if at 3']],
    ['y{% else %}', ['merge.no_open_if at 3']],
    ['y{% elsif a %}', ['merge.no_open_if at 3']],
    ['{% if a %}{% else %}{% else %}{% endif %}', ['merge.second_else at 22']],
    ['{% if a %}{% else %}{% elsif b %}{% endif %}', ['merge.misplaced_elsif at 22']],
    ['{% if a %}x{% else b %}{% endif %}', ['merge.extra_words at 19']],
    ['{% for a in b %}', ['merge.unknown_tag at 2']],
    ['{% include "x" %}', ['merge.unknown_tag at 2']],
    ['{% %}', ['merge.unknown_tag at 2']],
  ])('%j is told what is wrong', (source, errors) => {
    expect(errorsOf(source)).toEqual(errors);
  });

  test('is told every mistake at once, in order, with line, column and a sentence', () => {
    expect(parseTemplate('Hi\n{{ a | defalt: "x" }}\n{% unless b %}')).toEqual({
      ok: false,
      errors: [
        {
          code: 'merge.unknown_filter',
          position: 10,
          line: 2,
          column: 8,
          sentence: 'There is no filter defalt; write default.',
          suggestion: 'default',
        },
        {
          code: 'merge.unknown_tag',
          position: 27,
          line: 3,
          column: 3,
          sentence: 'Write {% if field == blank %} instead of unless.',
        },
      ],
    });
  });

  test('suggests one field for two words', () => {
    const parsed = parseTemplate('{{ First Name }}');
    expect(parsed).toMatchObject({ errors: [{ suggestion: 'first_name' }] });
  });
});

describe('the limits', () => {
  test('are 4,096 characters', () => {
    expect(errorsOf('x'.repeat(4096))).toEqual([]);
    expect(errorsOf('x'.repeat(4097))).toEqual(['merge.too_large at 4096']);
  });

  test('are 64 tags', () => {
    expect(errorsOf('{{ a }}'.repeat(64))).toEqual([]);
    expect(errorsOf('{{ a }}'.repeat(65))).toEqual(['merge.too_many_tags at 450']);
  });

  test('stop a list of errors before it grows longer than helps anyone', () => {
    expect(errorsOf('{{'.repeat(60)).length).toBeLessThanOrEqual(20);
    expect(errorsOf('{{ 1 }}'.repeat(64))).toHaveLength(20);
  });
});
