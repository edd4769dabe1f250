import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listGuides } from '../../build/guides.ts';
import { guideOf } from '../frame/guides.ts';
import { guideGroups } from '../screens/help/guide-list.ts';
import { parseMarkdown } from '../ui/markdown.ts';
import { allHelp, helpAt } from './help.ts';
import { inShort } from './in-short.ts';

const guides = listGuides();
const guideAt = (path: string) => helpAt(path).place;

it.each(allHelp)('%s is in the guides of this version', (place) => {
  const { name, anchor } = guideOf(place);
  const blocks = parseMarkdown(guides.get(`${name}.md`) ?? '');
  const anchors = blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []));
  expect(anchors.length).toBeGreaterThan(0);
  if (anchor !== undefined) expect(anchors).toContain(anchor);
});

it('leads from a page to what is nearest to it', () => {
  expect([
    guideAt('/'),
    guideAt('/campaigns/cmp_1'),
    guideAt('/campaigns/cmp_1/experiment'),
    guideAt('/campaigns/calendar'),
    guideAt('/settings/people'),
    guideAt('/people/con_1'),
    guideAt('/nowhere'),
  ]).toEqual([
    'console#getting-about',
    'console#a-campaign-from-a-blank-page-to-the-last-text',
    'experiments#plan-start-look',
    'scheduling#calendar-copies-brief',
    'for-operators#2-people',
    'console#one-person',
    'console#getting-about',
  ]);
});

it('begins with what a page is for, and takes that of another page for none', () => {
  const begins = (path: string) => helpAt(path).inShort;
  expect(begins('/campaigns/cmp_1/review')).toBe(inShort['/campaigns/*/review']);
  expect(begins('/campaigns/cmp_1')).toBe(inShort['/campaigns']);
  expect(begins('/campaigns/cmp_1/edit')).toBe(begins('/campaigns/new'));
  expect(begins('/audience/imports/new')).toBe(inShort['/audience/imports']);
  expect(begins('/people/con_1')).toEqual([]);
  expect(begins('/reports')).toBe(inShort['/reports']);
  expect(begins('/reports/cost')).toEqual([]);
  expect(begins('/settings/roles')).toEqual([]);
});

it('says each of them at the address that it is for', () => {
  const pages = Object.keys(inShort).map((path) => [path, helpAt(path.replaceAll('*', 'some_1')).inShort]);
  expect(Object.fromEntries(pages)).toEqual(inShort);
});

it('lists every guide that there is once, also those that nobody has sorted', () => {
  const listed = guideGroups([...guides.keys(), 'brand-new.md']).flatMap(({ guides: names }) => names);
  expect(listed.map((name) => `${name}.md`).sort()).toEqual([...guides.keys(), 'brand-new.md'].sort());
});

// Outside of the shell there is no question mark: these are for whoever has not come in yet.
const outside = new Set(['/setup', '/sign-in', '/enter', '/invitation', '/new-password']);

/** Every address of the console, read from where the routes are made: the one list that cannot lack one. */
const addresses = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  .flatMap((source) => [...source.matchAll(/^ {2}path: '([^']+)'/gm)].map(([, address = '']) => address));

it('has a section for every screen, or this fails', () => {
  expect(addresses.length).toBeGreaterThan(70);
  const general = addresses
    .filter((address) => !outside.has(address) && address !== '/')
    .filter((address) => guideAt(address.replaceAll(/\$\w*/g, 'some_1')) === 'console#getting-about');
  expect(general).toEqual([]);
});
