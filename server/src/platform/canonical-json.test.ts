import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  type JsonObject,
  type JsonValue,
  layOver,
  membersOf,
  objectOf,
} from './canonical-json.ts';

describe('canonical JSON', () => {
  test('spells a value the same whatever the order of its keys', () => {
    expect(canonicalJson({ b: 1, a: { d: 2, c: 3 } })).toBe('{"a":{"c":3,"d":2},"b":1}');
    expect(canonicalJson({ a: { c: 3, d: 2 }, b: 1 })).toBe('{"a":{"c":3,"d":2},"b":1}');
  });

  test('keeps the order of lists', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  });

  test('leaves out what is undefined and keeps what is null', () => {
    expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}');
  });

  test('replaces the two things that jsonb refuses', () => {
    expect(canonicalJson({ raw: 'a\u0000b \uD83D c 😀' })).toBe('{"raw":"a\uFFFDb \uFFFD c 😀"}');
  });

  test('lets the last of two keys win that become one', () => {
    expect(canonicalJson({ 'k\u0000': 1, 'k\uFFFD': 2 })).toBe('{"k\uFFFD":2}');
  });

  test('treats __proto__ as a key like any other', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"x":1},"a":2}') as JsonValue)).toBe(
      '{"__proto__":{"x":1},"a":2}',
    );
  });

  test('can be read back and spelled again without a change', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const once = canonicalJson(value as JsonValue);
        expect(canonicalJson(JSON.parse(once) as JsonValue)).toBe(once);
      }),
      { numRuns: 60 },
    );
  });

  test('of one object laid over another is that of both in one', () => {
    const object = fc.dictionary(
      fc.constantFrom('a', 'b', 'é', '', 'zz', 'k\uFFFD'),
      fc.constantFrom<JsonValue>(1, null, 'x', {}),
    );
    fc.assert(
      fc.property(object, object, (below: JsonObject, above: JsonObject) => {
        expect(objectOf(layOver(membersOf(below), membersOf(above)))).toBe(
          canonicalJson({ ...below, ...above }),
        );
      }),
    );
  });
});
