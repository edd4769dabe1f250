import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { tiers } from './architecture/order.ts';
import { listPages } from './docs-references.ts';

const root = resolve(import.meta.dirname, '..');
const byName = (a: string, b: string) => (a < b ? -1 : 1);

test('the map of the house names every slice in its tier, and none that is not there', () => {
  const slices = readdirSync(join(root, 'server/src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const ordered = tiers.flatMap((names, tier) => names.map((name) => `${tier} ${name}`));
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const drawn = [...page.matchAll(/^\| (\d+) \| `([a-z]+)` \|/gm)].map(([, tier, name]) => `${tier} ${name}`);
  expect(tiers.flat().toSorted(byName)).toEqual(slices.toSorted(byName));
  expect(drawn.toSorted(byName)).toEqual(ordered.toSorted(byName));
});

test('whoever follows a page through the menu finds the entry there', () => {
  const source = readFileSync(join(root, 'console/src/app/places.ts'), 'utf8');
  const listed = source.slice(0, source.indexOf('export function listCreations'));
  // A place without entries has what it leads to on its page.
  const menu = new Map(
    [...listed.matchAll(/name: t\('([^']+)'\),(?:(?!name:).)*?children: \[(.*?)\n {6}\]/gs)].map(
      ([, name = '', children = '']) =>
        [name, new Set([...children.matchAll(/name: t\('([^']+)'\)/g)].map(([, child]) => child))] as const,
    ),
  );
  expect(menu.get('Settings')?.has('Members')).toBe(true);
  const lost = listPages(root).flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/\*([^*\n›]+) › ([^*\n›]+)\*/g)]
      .filter(([, group = '', entry = '']) => menu.has(group) && !menu.get(group)?.has(entry))
      .map(([way]) => `${page}: ${way}`),
  );
  expect(lost).toEqual([]);
});
