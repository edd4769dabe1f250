import { describe, expect, it } from 'vitest';
import { createKeyReader, keyOf, showKeys } from './keys.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => keyOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe('a key', () => {
  it.each([
    [press('k', { ctrlKey: true }), 'mod+k'],
    [press('k', { metaKey: true }), 'mod+k'],
    [press('K', { shiftKey: true }), 'shift+k'],
    [press('?', { shiftKey: true }), '?'],
    [press('.', { ctrlKey: true, shiftKey: true }), 'mod+shift+.'],
    [press('Enter', { ctrlKey: true }), 'mod+enter'],
    [press('k', { altKey: true }), ''],
  ])('is written %s', (written, expected) => {
    expect(written).toBe(expected);
  });
  it('is shown as on the keyboard of the reader', () => {
    expect(showKeys('mod+k', true)).toBe('⌘K');
    expect(showKeys('mod+shift+.', false)).toBe('Ctrl+Shift+.');
    expect(showKeys('g h', false)).toBe('G H');
  });
});

describe('two keys', () => {
  const done: string[] = [];
  const map = new Map(['g h', 'h', 'c'].map((keys) => [keys, () => done.push(keys)]));
  const run = (keys: string[], gapMs = 100) => {
    done.length = 0;
    let at = 0;
    const read = createKeyReader(() => at);
    for (const key of keys) {
      read(key, map)?.();
      at += gapMs;
    }
    return done.join();
  };
  it('mean one thing together, and each its own when they are far apart', () => {
    expect(run(['g', 'h'])).toBe('g h');
    expect(run(['g', 'h'], 2_000)).toBe('h');
    expect(run(['h', 'c'])).toBe('h,c');
    expect(run(['g', 'x', 'h'])).toBe('h');
  });
});
