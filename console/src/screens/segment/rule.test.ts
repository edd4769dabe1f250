import { describe, expect, it } from 'vitest';
import { asGroup, asRule, joinedAmong, readValues, replaceAt, withTest } from './rule.ts';

const vip = { kind: 'tag', tags: ['vip'] } as const;

describe('a rule in the builder', () => {
  it('always has a group on top', () => {
    expect(asGroup(null)).toEqual({ kind: 'all', of: [] });
    expect(asGroup({ kind: 'everyone' })).toEqual({ kind: 'all', of: [] });
    expect(asGroup({ kind: 'tag', tags: ['vip'] })).toEqual({ kind: 'all', of: [vip] });
  });
  it('is everyone while it has no condition, and drops groups without any', () => {
    expect(asRule({ kind: 'any', of: [{ kind: 'all', of: [] }] })).toEqual({ kind: 'everyone' });
    expect(
      asRule({
        kind: 'all',
        of: [
          { kind: 'tag', tags: ['vip'] },
          { kind: 'any', of: [] },
        ],
      }),
    ).toEqual({ kind: 'all', of: [vip] });
  });
  it('is asked once more for those who have joined something', () => {
    expect(joinedAmong({ text: 'tag "vip" or tag "new"' })).toEqual({
      text: '(tag "vip" or tag "new") and joined any program',
    });
    expect(joinedAmong({ rule: { kind: 'everyone' } })).toEqual({
      rule: { kind: 'all', of: [{ kind: 'everyone' }, { kind: 'consent', status: 'opted_in' }] },
    });
  });
  it('loses one condition and no other', () => {
    expect(replaceAt(['a', 'b', 'c'], 1, null)).toEqual(['a', 'c']);
    expect(replaceAt(['a', 'b'], 0, 'x')).toEqual(['x', 'b']);
  });
});

describe('a condition', () => {
  it('keeps what was entered when its test changes', () => {
    const city = { kind: 'field', field: 'city', is: 'one_of', values: ['Austin'] } as const;
    expect(withTest({ ...city, values: [...city.values] }, 'contains')).toEqual({
      kind: 'field',
      field: 'city',
      is: 'contains',
      value: 'Austin',
    });
  });
  it('reads numbers only where the field holds numbers', () => {
    expect(readValues('1, x, 2.5', 'number')).toEqual([1, 'x', 2.5]);
    expect(readValues('073, ', 'text')).toEqual(['073']);
  });
});
