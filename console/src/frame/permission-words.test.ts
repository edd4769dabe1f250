import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { permissionChoices } from './permission-words.ts';
import type { Permission } from './session.ts';

it('has words for everything that the service can allow', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../server/src/accounts/scope.ts'), 'utf8');
  const [, list = ''] = /export const permissions = \[([^\]]+)\]/.exec(source) ?? [];
  const all = [...list.matchAll(/'([a-z.]+)'/g)].map(([, name]) => name as Permission);
  expect(all.length).toBeGreaterThan(30);
  const choices = permissionChoices(all);
  expect(choices.filter(({ value, label }) => value === label)).toEqual([]);
  expect(choices.map(({ value }) => value).toSorted()).toEqual(all.toSorted());
});

it('offers no more than one may hand out, and what is new by its name', () => {
  const choices = permissionChoices(['inbox.answer', 'moon.land' as Permission]);
  expect(choices.map(({ value }) => value)).toEqual(['inbox.answer', 'moon.land']);
});
