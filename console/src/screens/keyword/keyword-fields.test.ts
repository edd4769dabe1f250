import { expect, it } from 'vitest';
import { initialValues } from '../../frame/fields.tsx';
import { type Keyword, keywordBody, keywordFields, readChoices, writeChoices } from './keyword-fields.ts';

const offers = {
  programs: [{ id: 'prg_1', name: 'News', brand_name: 'Harbor Coffee', purpose: 'marketing' as const }],
  senders: [{ id: 'snd_1', number: '+12025550100' }],
  keywords: [],
};
const vote: Keyword = {
  ...{ object: 'keyword', id: 'kwd_1', version: 3, kind: 'vote', words: ['vote', 'voto'] },
  ...{ program_id: 'prg_1', brand_id: 'brd_1', sender_id: null, starts_at: null, ends_at: null },
  ...{ body: '{{ choice }} it is.', again_body: 'You have voted.', media: [], mms_subject: null },
  ...{ may_go_on: true, is_suggested: false, per_person_per_day: 2, most: 500, tags: ['voter'] },
  ...{
    entries: 'once',
    choices: [
      { name: 'Blue', words: ['azul', 'b'] },
      { name: 'Green', words: [] },
    ],
  },
  ...{ counts: 'last', address: null, every_hours: 24 },
  ...{ created_at: '2026-10-01T09:00:00Z', updated_at: '2026-10-01T09:00:00Z', archived_at: null },
};

it('says a keyword as it stands, so that saving it unchanged changes nothing', () => {
  const fields = keywordFields(offers, vote, 'US');
  expect(keywordBody(fields, initialValues(fields, 'UTC'), 'UTC')).toEqual({
    ...{ kind: 'vote', words: ['vote', 'voto'], program_id: 'prg_1', sender_id: null },
    ...{ starts_at: null, ends_at: null, body: '{{ choice }} it is.', again_body: 'You have voted.' },
    ...{ may_go_on: true, is_suggested: false, per_person_per_day: 2, most: 500, tags: ['voter'] },
    ...{ choices: vote.choices, counts: 'last', address: null },
  });
});

it('leaves behind what only another kind has', () => {
  const fields = keywordFields(offers, vote, 'US');
  const body = keywordBody(fields, { ...initialValues(fields, 'UTC'), kind: 'reply' }, 'UTC');
  expect([body.choices, body.again_body, body.counts]).toEqual([[], null, undefined]);
});

it('reads choices a line each, with other words for them', () => {
  const written = 'Blue = azul, b\n\n Green \n';
  expect(readChoices(written)).toEqual([
    { name: 'Blue', words: ['azul', 'b'] },
    { name: 'Green', words: [] },
  ]);
  expect(writeChoices(readChoices(written))).toBe('Blue = azul, b\nGreen');
});
