import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { actAs } from './acting-as.ts';
import { findKept, forgetOld, forgetOwn, keep } from './kept.ts';

const day = 86_400_000;
let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => stored.set(name, value),
    removeItem: (name: string) => stored.delete(name),
    key: (n: number) => [...stored.keys()][n] ?? null,
    get length() {
      return stored.size;
    },
  });
});
afterEach(() => {
  actAs(null);
  vi.unstubAllGlobals();
});

const signIn = (account: string, workspace = 'wsp_a') =>
  actAs({ account: { id: account }, workspace: { id: workspace } });
const isText = (found: unknown): found is string => typeof found === 'string';
const find = (now = 0) => findKept('person new', isText, now);

it('is shown again to whoever typed it, and to nobody else and in no other workspace', () => {
  signIn('mem_ann');
  keep('person new', 'Ada', 0);
  expect(find()).toBe('Ada');
  signIn('mem_bob');
  expect(find()).toBeNull();
  signIn('mem_ann', 'wsp_b');
  expect(find()).toBeNull();
  signIn('mem_ann');
  expect(find()).toBe('Ada');
});

it('is forgotten by whoever signs out, in each of their workspaces, and nobody else loses theirs', () => {
  for (const [account, workspace] of [
    ['mem_bob', 'wsp_a'],
    ['mem_ann', 'wsp_b'],
    ['mem_ann', 'wsp_a'],
  ] as const) {
    signIn(account, workspace);
    keep('person new', account, 0);
  }
  forgetOwn();
  expect([...stored.keys()]).toEqual(['tidings.kept.mem_bob.wsp_a.person new']);
});

it('is not kept while nobody knows whose it is', () => {
  keep('person new', 'Ada', 0);
  expect(stored.size).toBe(0);
});

it('is gone after a fortnight, and so is what was kept without a name or a day', () => {
  signIn('mem_ann');
  keep('person new', 'Ada', 0);
  stored.set('tidings.kept.campaign new', '{"draft":{},"version":null}');
  stored.set('tidings.language', 'es');
  expect(find(13 * day)).toBe('Ada');
  expect(find(15 * day)).toBeNull();
  forgetOld(13 * day);
  expect([...stored.keys()]).toEqual(['tidings.kept.mem_ann.wsp_a.person new', 'tidings.language']);
  forgetOld(15 * day);
  expect([...stored.keys()]).toEqual(['tidings.language']);
});
