import { expect, it } from 'vitest';
import { type Entry, narrow, readPrefix } from './palette-entries.ts';

const entry = (name: string, group: Entry['group'] = 'place', more: Partial<Entry> = {}): Entry => ({
  id: name,
  group,
  kind: '',
  name,
  ...more,
});
const names = (entries: readonly Entry[], typed: string) => narrow(entries, typed).map(({ name }) => name);

it('finds by the beginning first, then by words, then by any part, whatever the accents', () => {
  const all = [entry('Recampaigning'), entry('New campaign'), entry('Campañas'), entry('Senders')];
  expect(names(all, 'CAMPA')).toEqual(['Campañas', 'New campaign', 'Recampaigning']);
});

it('keeps to one kind by its sign', () => {
  const all = [entry('Pause', 'action'), entry('Ada', 'person', { isFound: true }), entry('Papers')];
  expect(names(all, '>')).toEqual(['Pause']);
  expect(names(all, '@xyz')).toEqual(['Ada']);
  expect(readPrefix(' #spring ')).toEqual({ words: 'spring', group: 'campaign' });
});

it('finds by what others call it, after what is called so, whatever parts the words', () => {
  const all = [
    entry('Suppression', 'place', { also: 'opt out, unsubscribe' }),
    entry('Campaigns', 'place', { also: 'blast' }),
    entry('Opt-outs'),
  ];
  expect(names(all, 'opt out')).toEqual(['Opt-outs', 'Suppression']);
  expect(names(all, 'opt-out')).toEqual(['Opt-outs', 'Suppression']);
  expect(names(all, 'Blas')).toEqual(['Campaigns']);
  expect(names(all, 'lunch')).toEqual([]);
});
