import { expect, it } from 'vitest';
import { exportAddress, isUnderWay, questionOf } from './bulk.ts';

it('asks with the number, and with the tag where there is one', () => {
  expect(questionOf({ act: 'add_tag', people: 1_204, tag: 'vip' })).toBe('Tag 1,204 people “vip”?');
  expect(questionOf({ act: 'erase', people: 1, tag: null })).toBe('Erase 1 person for good?');
});

it('asks for the file with the filter that is shown', () => {
  expect(exportAddress({ everybody: true })).toBe('/v1/contacts/export');
  expect(exportAddress({ search: 'Ada & co', tag: 'vip' })).toBe(
    '/v1/contacts/export?search=Ada+%26+co&tag=vip',
  );
  expect(exportAddress({ text: 'tag "vip"' })).toBe('/v1/contacts/export?text=tag+%22vip%22');
});

it('is watched while the server is at work, and no longer', () => {
  const all = ['gathering', 'ready', 'working', 'done', 'stopped', 'failed'] as const;
  expect(all.filter((status) => isUnderWay({ status }))).toEqual(['gathering', 'working']);
});
