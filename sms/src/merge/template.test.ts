import { describe, expect, test } from 'vitest';
import { parseTemplate, type Rendered, render, type Template } from './template.ts';
import type { MergeValues } from './values.ts';

function read(source: string): Template {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new Error(parsed.errors.map(({ sentence }) => sentence).join(' '));
  return parsed.template;
}

function fill(source: string, values: MergeValues = {}): Rendered {
  return render(read(source), values);
}

function textOf(source: string, values: MergeValues = {}): string {
  const rendered = fill(source, values);
  return rendered.ok ? rendered.text : `${rendered.code}: ${rendered.missing.join(', ')}`;
}

describe('an output tag', () => {
  test('prints the value of its field, from an object or a map, without the spaces around it', () => {
    expect(textOf('Hi {{ first_name }}!', { first_name: ' Ana ' })).toBe('Hi Ana!');
    expect(textOf('Hi {{first_name}}!', new Map([['first_name', 'Ana']]))).toBe('Hi Ana!');
  });

  test.each([
    [12, '12'],
    [-0, '0'],
    [1.5, '1.5'],
    [true, 'true'],
    [false, 'false'],
    [10n, '10'],
  ])('prints %s as %s', (value, text) => {
    expect(textOf('{{ x }}', { x: value })).toBe(text);
  });

  test.each([
    undefined,
    null,
    '',
    '   ',
    '\u200b\u2060',
    '\u00a0',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    {},
    [],
    ['Ana'],
    new Date(0),
    () => 'Ana',
    'null',
    'undefined',
    '#N/A',
    '[object Object]',
    '{{ first_name }}',
    'Dear {% if x %}',
  ])('takes %j for missing', (value) => {
    expect(fill('Hi {{ x }}', { x: value })).toMatchObject({
      ok: false,
      code: 'merge.missing_value',
      missing: ['x'],
    });
    expect(textOf('Hi {{ x | default: "you" }}', { x: value })).toBe('Hi you');
    expect(textOf('{% if x %}yes{% else %}no{% endif %}', { x: value })).toBe('no');
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'])(
    'finds no field in %s',
    (name) => {
      expect(fill(`{{ ${name} }}`)).toMatchObject({ ok: false, missing: [name] });
      expect(fill(`{{ ${name} }}`, new Map())).toMatchObject({ ok: false, missing: [name] });
    },
  );

  test('cannot be made to read __proto__ even when a list has such a column', () => {
    const values = JSON.parse('{"__proto__":"x"}') as MergeValues;
    expect(fill('{{ __proto__ }}', values)).toMatchObject({ ok: false, missing: ['__proto__'] });
  });

  test('names every missing field once', () => {
    const rendered = fill('{{ a }}{{ b }}{{ a }}{{ c | default: "c" }}');
    expect(rendered).toMatchObject({
      missing: ['a', 'b'],
      sentence: 'Fill in a, b for this contact, or give the template a default for it.',
    });
  });

  test('never runs a tag that comes in by a value', () => {
    expect(textOf('{{ a }}{{ b }}', { a: 'x{', b: '{ y }}' })).toBe('x{ { y }}');
    expect(textOf('{{ a }}', { a: '50 {percent}' })).toBe('50 {percent}');
  });
});

describe('a filter', () => {
  test.each([
    ['{{ x | capitalize }}', 'JOSÉ MARÍA', 'José maría'],
    ['{{ x | upcase }}', 'straße', 'STRASSE'],
    ['{{ x | downcase }}', 'ÀB', 'àb'],
    ['{{ x | truncate: 8 }}', 'long enough', 'long...'],
    ['{{ x | truncate: 8, "" }}', 'long enough', 'long eno'],
    ['{{ x | truncate: 2 }}', 'long enough', 'lo'],
    ['{{ x | truncate: 20 }}', 'long enough', 'long enough'],
    ['{{ x | truncate: 2, "" }}', '😀😀😀', '😀😀'],
    ['{{ x | number }}', 1234567.5, '1,234,567.5'],
    ['{{ x | number }}', '1200', '1,200'],
    ['{{ x | number: 2 }}', '1,297.9', '1,297.90'],
    ['{{ x | number: 0 }}', -0.4, '0'],
    ['{{ x | money }}', '1297.91', '$1,297.91'],
    ['{{ x | money: "€", 0 }}', 950, '€950'],
    ['{{ x | money }}', -5, '-$5.00'],
    ['{{ x | date: "%B %-d, %Y" }}', '2026-03-04', 'March 4, 2026'],
    ['{{ x | date: "%a %d/%m/%y" }}', '2026-11-24', 'Tue 24/11/26'],
    ['{{ x | date: "%A at %-I:%M %p" }}', '2026-11-24T00:05:00Z', 'Tuesday at 12:05 AM'],
    ['{{ x | date: "%H:%M" }}', '2026-11-24 18:30', '18:30'],
    ['{{ x | downcase | capitalize }}', 'ANA', 'Ana'],
  ])('%s makes %j into %j', (source, x, text) => {
    expect(textOf(source, { x })).toBe(text);
  });

  test.each([
    ['{{ x | number }}', 'many'],
    ['{{ x | number }}', '1e9'],
    ['{{ x | money }}', 1e15],
    ['{{ x | date: "%b" }}', '03/04/2026'],
    ['{{ x | date: "%b" }}', '2026-02-30'],
    ['{{ x | date: "%H:%M" }}', '2026-02-03'],
    ['{{ x | default: "soon" | date: "%b" }}', 'someday'],
  ])('%s finds %j missing rather than print nonsense', (source, x) => {
    expect(fill(source, { x })).toMatchObject({ ok: false, missing: ['x'] });
  });

  test('default also catches what an earlier filter could not print', () => {
    expect(textOf('{{ x | date: "%b" | default: "soon" }}', { x: 'someday' })).toBe('soon');
    expect(textOf('{{ x | default: 5 | number: 1 }}')).toBe('5.0');
  });

  test('takes curly quotation marks, which phones and word processors put in', () => {
    expect(textOf('{{ x | default: “my friend” }}')).toBe('my friend');
  });
});

describe('a condition', () => {
  const values = { city: 'Denver', points: '120', vip: true, gone: false, since: '2024-05-01', hollow: ' ' };
  test.each([
    ['city', true],
    ['vip', true],
    ['gone', false],
    ['hollow', false],
    ['nobody', false],
    ['city == "Denver"', true],
    ['city == "denver"', false],
    ['"Denver" == city', true],
    ['city != "Boston"', true],
    ['nobody != "Boston"', true],
    ['nobody == nobody', false],
    ['city <> "Denver"', false],
    ['points > 100', true],
    ['points > "100"', true],
    ['points < 30', false],
    ['points >= 120', true],
    ['points <= 119.5', false],
    ['points == 120.0', true],
    ['nobody < 1', false],
    ['nobody >= 0', false],
    ['city > 5', false],
    ['since < "2025-01-01"', true],
    ['vip == true', true],
    ['vip != false', true],
    ['gone == false', true],
    ['city contains "env"', true],
    ['city contains "x"', false],
    ['points contains 12', true],
    ['nobody == blank', true],
    ['hollow == ""', true],
    ['city != nil', true],
    ['gone == blank', false],
    ['city and vip and points > 1', true],
    ['city and nobody', false],
    ['nobody or vip', true],
    ['nobody or hollow', false],
  ])('%s is %s', (condition, answer) => {
    expect(textOf(`{% if ${condition} %}true{% else %}false{% endif %}`, values)).toBe(String(answer));
  });

  test('takes the first branch that holds', () => {
    const source = '{% if a == 1 %}one{% elsif a == 2 %}two{% elsif a %}some{% else %}none{% endif %}';
    expect([1, 2, 3, null].map((a) => textOf(source, { a }))).toEqual(['one', 'two', 'some', 'none']);
  });

  test('may stand inside another', () => {
    const source = '{% if a %}{% if b %}both{% else %}{{ a }}{% endif %}{% endif %}.';
    expect(textOf(source, { a: 'A', b: 'B' })).toBe('both.');
    expect(textOf(source, { a: 'A' })).toBe('A.');
    expect(textOf(source, { b: 'B' })).toBe('.');
  });

  test('with a dash beside its brace takes the spaces there away', () => {
    expect(textOf('Hi \n{%- if a -%}  {{- a -}}  {% endif %} !', { a: 'A' })).toBe('HiA !');
  });
});

describe('the whole text', () => {
  test('is refused when every branch came out empty', () => {
    expect(fill('{% if a %}Hi{% endif %} ')).toMatchObject({ ok: false, code: 'merge.empty_text' });
  });

  test('may have 1,600 characters and not one more', () => {
    expect(fill('{{ a }}', { a: 'x'.repeat(1600) })).toMatchObject({ ok: true });
    expect(fill('{{ a }}', { a: 'x'.repeat(1601) })).toMatchObject({ ok: false, code: 'merge.too_long' });
    expect(fill('{{ a }}', { a: 'x'.repeat(5_000_000) })).toMatchObject({
      ok: false,
      code: 'merge.too_long',
    });
  });
});

describe('the fields of a template', () => {
  const usesOf = (source: string) =>
    read(source).fields.map(({ name, where, safeBy }) => [name, where, safeBy]);

  test('are listed with where and why each use is safe', () => {
    const source = '{{ a }} {{ b | default: "x" }} {% if c %}{{ c }}{% endif %}';
    expect(usesOf(source)).toEqual([
      ['a', 'output', 'none'],
      ['b', 'output', 'fallback'],
      ['c', 'condition', 'question'],
      ['c', 'output', 'condition'],
    ]);
    expect(read(source).requiredFields).toEqual(['a']);
    expect(read(source).fields[0]?.position).toBe(3);
  });

  test.each([
    ['{% if a == "x" %}{{ a }}{% endif %}', []],
    ['{% if a != "x" %}{{ a }}{% endif %}', ['a']],
    ['{% if a != "x" %}x{% else %}{{ a }}{% endif %}', []],
    ['{% if a == blank %}x{% else %}{{ a }}{% endif %}', []],
    ['{% if a != blank %}{{ a }}{% else %}{{ a }}{% endif %}', ['a']],
    ['{% if a > 5 %}{{ a | number | default: "x" }}{% endif %}', []],
    ['{% if a > 5 %}{{ a | number }}{% endif %}', ['a']],
    ['{% if a and b %}{{ a }}{{ b }}{% endif %}', []],
    ['{% if a or b %}{{ a }}{{ b }}{% endif %}', ['a', 'b']],
    ['{% if a == 1 or a == 2 %}{{ a }}{% endif %}', []],
    ['{% if a == blank or b == blank %}x{% else %}{{ a }}{{ b }}{% endif %}', []],
    ['{% if a == blank %}x{% elsif b %}{{ a }}{{ b }}{% else %}{{ a }}{% endif %}', []],
    ['{% if a %}x{% endif %}{{ a }}', ['a']],
    ['{{ a | default: "2026-01-01" | date: "%b" }}', ['a']],
    ['{{ a | date: "%b" | default: "soon" }}', []],
  ])('%s needs %j', (source, required) => {
    expect(read(source).requiredFields).toEqual(required);
  });
});
