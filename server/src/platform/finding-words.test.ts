import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { expect, it } from 'vitest';
import { wordsOfFinding } from './finding-words.ts';

/** What is said of one field with this schema that holds this. */
const said = (schema: ReturnType<typeof Type.Unsafe>, held: unknown) =>
  Compile(Type.Object({ it: schema }))
    .Errors({ it: held })
    .map((finding) => wordsOfFinding(finding as never))
    .at(0);

it.each([
  [Type.Integer({ minimum: 1 }), 0, 'must be 1 or more'],
  [Type.Integer({ maximum: 24 }), 99, 'must be 24 or less'],
  [Type.Number({ exclusiveMinimum: 0 }), 0, 'must be more than 0'],
  [Type.Number({ exclusiveMaximum: 5 }), 5, 'must be less than 5'],
  [Type.Integer(), 12.5, 'must be a whole number'],
  [Type.Number(), 'ten', 'must be a number'],
  [Type.String(), 5, 'must be text'],
  [Type.Boolean(), 'yes', 'must be true or false'],
  [Type.Array(Type.String()), 'a', 'must be a list'],
  [Type.Object({}), 'a', 'must be an object'],
  [Type.String({ minLength: 1 }), '', 'must not be empty'],
  [Type.String({ minLength: 8 }), 'short', 'must have 8 characters or more'],
  [Type.String({ maxLength: 3 }), 'long', 'must have 3 characters at most'],
  [Type.Array(Type.String(), { minItems: 1 }), [], 'needs at least one'],
  [Type.Array(Type.String(), { minItems: 2 }), ['a'], 'needs 2 or more'],
  [Type.Array(Type.String(), { maxItems: 1 }), ['a', 'b'], 'takes 1 at most'],
  [Type.String({ pattern: '^[A-Z]{2}$' }), 'Germany', 'must be two capital letters, such as US'],
  [Type.String({ pattern: '^\\d{1,12}(\\.\\d{1,4})?$' }), 'ten', 'must be an amount, such as 12.50'],
  [Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), 'May', 'must be a day, such as 2026-12-31'],
  [Type.String({ pattern: '^[0-9a-f]{64}$' }), 'x', 'must match pattern "^[0-9a-f]{64}$"'],
  [Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]), 0, 'must be 1 or more'],
])('of %o that holds %o', (schema, held, words) => {
  expect(said(schema as never, held)).toBe(words);
});

it('names what is missing and what nobody knows', () => {
  expect(wordsOfFinding({ keyword: 'required' })).toBe('is missing');
  expect(wordsOfFinding({ keyword: 'additionalProperties' })).toBe('has a field that is not known here');
  expect(wordsOfFinding({ keyword: 'odd' })).toBe('is wrong');
});
