import { expect, it } from 'vitest';
import { bodyOf, initialValues } from '../../frame/fields.tsx';
import type { KeywordOffers } from '../../frame/keyword-offers.ts';
import { contestFields } from './contest-fields.ts';

const offered: KeywordOffers = {
  programs: [
    { id: 'prg_1', name: 'Orders', brand_name: 'Harbor', purpose: 'transactional' },
    { id: 'prg_2', name: 'News', brand_name: 'Harbor', purpose: 'marketing' },
  ],
  senders: [],
  keywords: [
    { id: 'kwd_1', kind: 'vote', words: ['BLUE'] },
    { id: 'kwd_2', kind: 'contest', words: ['WIN', 'CAKE'] },
  ],
};
const choicesOf = (name: string) =>
  contestFields(offered, null)
    .find((field) => field.name === name)
    ?.choices?.map(({ value }) => value);

it('offers only programs that may promote and keywords that enter', () => {
  expect(choicesOf('program_id')).toEqual(['prg_2']);
  expect(choicesOf('keyword_id')).toEqual(['kwd_2']);
});

it('reads states as a list, and leaves out what is blank', () => {
  const fields = contestFields(offered, null);
  const body = bodyOf(
    fields,
    { ...initialValues(fields, 'UTC'), name: 'Cake', regions: 'US-TX, US-FL' },
    'UTC',
  );
  expect(body).toEqual({
    ...{ name: 'Cake', program_id: 'prg_2', entries: 'once', regions: ['US-TX', 'US-FL'] },
    ...{ winners: 1, alternates: 3, claim_hours: 168 },
  });
});
