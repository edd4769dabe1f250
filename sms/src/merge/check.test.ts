import { describe, expect, test } from 'vitest';
import { checkTemplate } from './check.ts';
import { parseTemplate } from './template.ts';

const known = ['first_name', 'last_name', 'city', 'order.total'];

function check(source: string) {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new Error(parsed.errors[0]?.sentence);
  return checkTemplate(parsed.template, known);
}

describe('a template checked against the fields that contacts have', () => {
  test('is fine when it uses only those', () => {
    expect(
      check('Hi {{ first_name }}, {% if city %}{{ city }}{% endif %} {{ order.total | money }}'),
    ).toEqual([]);
  });

  test.each([
    ['firstname', 'first_name'],
    ['FIRST_NAME', 'first_name'],
    ['frist_name', 'first_name'],
    ['ctiy', 'city'],
    ['last-name', 'last_name'],
    ['loyalty_points', undefined],
  ])('is told that nobody has %s, and offered %s', (name, suggestion) => {
    const [error, ...others] = check(`Hi {{ ${name} }}`);
    expect(others).toEqual([]);
    expect(error).toMatchObject({ code: 'merge.unknown_field', position: 6, line: 1, column: 7 });
    expect(error?.suggestion).toBe(suggestion);
  });

  test('is told also about a field that it only asks about', () => {
    expect(check('{% if vip %}x{% else %}y{% endif %}')).toMatchObject([{ code: 'merge.unknown_field' }]);
  });

  test.each([
    '{first_name}',
    '[First Name]',
    '%%firstname%%',
    '%first_name%',
    '*|FIRST_NAME|*',
    '<<first_name>>',
    '$'.concat('{first_name}'),
  ])('is told that %s belongs to another product', (tag) => {
    expect(check(`Hi ${tag}, hello`)).toMatchObject([
      { code: 'merge.foreign_tag', position: 3, suggestion: '{{ first_name }}' },
    ]);
  });

  test('finds foreign tags inside branches', () => {
    expect(check('{% if city %}[city]{% else %}%city%{% endif %}')).toHaveLength(2);
  });

  test.each(['Save 20% today, 30% tomorrow', '[today only]', '{see inside}', 'a << b >> c'])(
    'leaves the words %s alone',
    (words) => {
      expect(check(words)).toEqual([]);
    },
  );
});
