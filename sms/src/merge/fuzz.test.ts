import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTemplate } from './check.ts';
import { parseTemplate, render } from './template.ts';

const runs = 300;

const snippets = [
  '{{',
  '}}',
  '{%',
  '%}',
  '-',
  '{',
  '}',
  '|',
  ':',
  ',',
  '"',
  "'",
  '“',
  ' ',
  '\n',
  'if',
  'elsif',
  'else',
  'endif',
  'and',
  'or',
  '==',
  '!=',
  '<',
  'contains',
  'blank',
  'default',
  'truncate',
  'date',
  'money',
  'a',
  'b',
  '__proto__',
  'constructor',
  '12',
  '%b',
  'Hello',
  '😀',
];
const soup = fc.array(fc.constantFrom(...snippets), { maxLength: 120 }).map((all) => all.join(''));

const field = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'constructor', 'toString');
const filter = fc.constantFrom(
  'capitalize',
  'upcase',
  'downcase',
  'truncate: 3',
  'truncate: 4, "{"',
  'number',
  'number: 1',
  'money',
  'date: "%b %d"',
  'default: "friend"',
  "default: '{'",
);
const output = fc
  .tuple(field, fc.array(filter, { maxLength: 3 }))
  .map(([name, filters]) => `{{ ${[name, ...filters].join(' | ')} }}`);
const condition = fc.oneof(
  field,
  fc
    .tuple(
      field,
      fc.constantFrom('==', '!=', '<', '>=', 'contains'),
      fc.constantFrom('"x"', '5', 'b', 'true'),
    )
    .map((words) => words.join(' ')),
  fc.tuple(field, fc.constantFrom('and', 'or'), field).map((words) => words.join(' ')),
  field.map((name) => `${name} == blank`),
);
const { template: validSource } = fc.letrec<{ template: string; node: string; block: string }>((tie) => ({
  template: fc.array(tie('node'), { maxLength: 5 }).map((nodes) => nodes.join('')),
  node: fc.oneof({ maxDepth: 3 }, fc.constantFrom('Hi ', ', ', '{', '50% '), output, tie('block')),
  block: fc
    .tuple(condition, tie('template'), condition, tie('template'), tie('template'))
    .map(
      ([one, first, two, second, last]) =>
        `{% if ${one} %}${first}{% elsif ${two} %}${second}{% else %}${last}{% endif %}`,
    ),
}));

const value = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    Number.NaN,
    {},
    [],
    new Date(0),
    () => 1,
    Symbol('s'),
    true,
    false,
  ),
  fc.constantFrom<unknown>(
    '',
    ' ',
    '{',
    '{{',
    '{{ a }}',
    'x{',
    '2026-01-02',
    '1,200',
    '[object Object]',
    'undefined',
  ),
  fc.double(),
  fc.string({ unit: fc.constantFrom(...'abc{}%| é😀5,.-') }),
);
const values = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), value);

describe('reading templates', () => {
  test('answers with a template or with errors inside the source, for any string', () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), (source) => {
        const parsed = parseTemplate(source);
        if (parsed.ok) return;
        expect(parsed.errors.length).toBeGreaterThan(0);
        for (const { position, line, column, sentence } of parsed.errors) {
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position).toBeLessThanOrEqual(source.length);
          expect(Math.min(line, column)).toBeGreaterThan(0);
          expect(sentence).toMatch(/\.$/);
        }
      }),
      { numRuns: runs },
    );
  });

  test('is quick for the longest hostile sources', () => {
    for (const unit of [
      '{{',
      '{',
      '"',
      '{{ a |',
      '{% if a %}',
      '{{ a }}',
      'a ',
      '{{ "',
      '[a ',
      '%a',
      '}}',
      ' ',
    ]) {
      const source = unit.repeat(4096 / unit.length);
      const started = performance.now();
      const parsed = parseTemplate(source);
      if (parsed.ok) checkTemplate(parsed.template, ['a', 'b']);
      expect(performance.now() - started).toBeLessThan(2_000); // Typically below 2: what grows with the square of its length takes far longer.
    }
  });
});

describe('filling templates', () => {
  test('never throws and never shows a tag, undefined or a printed object', () => {
    fc.assert(
      fc.property(validSource, values, (source, filled) => {
        const parsed = parseTemplate(source);
        if (!parsed.ok) return;
        const rendered = render(parsed.template, filled);
        if (!rendered.ok) return;
        expect(rendered.text).not.toMatch(/\{\{|undefined|NaN|\[object/);
        expect(rendered.text.length).toBeLessThanOrEqual(1600);
        expect(rendered.text.trim()).not.toBe('');
      }),
      { numRuns: runs },
    );
  });

  test('finds missing only what it had listed as required', () => {
    fc.assert(
      fc.property(validSource, values, (source, filled) => {
        const parsed = parseTemplate(source);
        if (!parsed.ok) return;
        const rendered = render(parsed.template, filled);
        if (rendered.ok) return;
        for (const name of rendered.missing) expect(parsed.template.requiredFields).toContain(name);
      }),
      { numRuns: runs },
    );
  });

  test('gives the same text from an object and from a map', () => {
    fc.assert(
      fc.property(validSource, values, (source, filled) => {
        const parsed = parseTemplate(source);
        if (!parsed.ok) return;
        expect(render(parsed.template, new Map(Object.entries(filled)))).toEqual(
          render(parsed.template, filled),
        );
      }),
      { numRuns: runs },
    );
  });

  test('does not change when every object in the process inherits foreign values', () => {
    fc.assert(
      fc.property(validSource, values, (source, filled) => {
        const clean = JSON.stringify(renderSource(source, filled));
        const dirty = withPollution(() => JSON.stringify(renderSource(source, filled)));
        expect(dirty).toBe(clean);
      }),
      { numRuns: runs },
    );
  });
});

// The values of the test, and the properties that the reader and the compiler themselves look at.
const inherited = 'a b c d kind field fallback literal time missing suggestion apply stages branches'.split(
  ' ',
);

function withPollution<T>(run: () => T): T {
  const everyObject = Object.prototype as Record<string, unknown>;
  try {
    for (const name of inherited) {
      Object.defineProperty(everyObject, name, { value: 'polluted', configurable: true, writable: true });
    }
    return run();
  } finally {
    for (const name of inherited) delete everyObject[name];
  }
}

function renderSource(source: string, filled: Record<string, unknown>): unknown {
  const parsed = parseTemplate(source);
  return parsed.ok ? render(parsed.template, filled) : parsed.errors.map(({ code }) => code);
}
