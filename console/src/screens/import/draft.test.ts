import { expect, it } from 'vitest';
import { draftOf, type Import, toCheckBody } from './draft.ts';

const found = {
  file_name: 'guests 2026.csv',
  list: null,
  mapping: { Cell: 'number', Agreed: 'consent_date' },
  columns: [{ name: 'Agreed', taken_for: 'consent_date' }],
} as unknown as Import;

it('believes the dates of a file that has them, and claims no consent for one that has not', () => {
  expect(draftOf(found)).toMatchObject({ consent: 'columns', list: 'guests 2026' });
  expect(draftOf({ ...found, columns: [] })).toMatchObject({ consent: 'none' });
});

it('sends what was said, and no program for people who agreed to nothing', () => {
  const draft = { ...draftOf(found), programId: 'prg_1', historic: 'Box 3', tags: 'a, b,', country: 'gb' };
  expect(toCheckBody(draft)).toEqual({
    mapping: found.mapping,
    consent: 'columns',
    duplicates: 'update',
    program_id: 'prg_1',
    historic_consent: 'Box 3',
    default_country: 'GB',
    list: 'guests 2026',
    tags: ['a', 'b'],
  });
  const nobody = toCheckBody({ ...draft, consent: 'none' });
  expect(nobody).not.toHaveProperty('program_id');
  expect(nobody).not.toHaveProperty('historic_consent');
});

it('takes who lets clicks be kept only where a column says so and something shows it', () => {
  const draft = { ...draftOf(found), tracking: ' Our form of 2026 ' };
  expect(toCheckBody(draft)).not.toHaveProperty('tracking');
  const named = { ...draft, mapping: { ...draft.mapping, 'Link tracking': 'tracking' } };
  expect(toCheckBody(named)).toMatchObject({ tracking: { evidence: 'Our form of 2026' } });
});

it('attests with what shows it', () => {
  const draft = { ...draftOf(found), consent: 'attested', method: 'paper', evidence: ' Box 12 ' } as const;
  expect(toCheckBody(draft).consent).toEqual({ method: 'paper', evidence: 'Box 12' });
});
