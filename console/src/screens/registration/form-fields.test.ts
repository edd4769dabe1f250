import { expect, it } from 'vitest';
import { answersOf, type FormField, fieldsOf } from './form-fields.ts';

const field = (id: string, kind: string, choices: string[] | null = null): FormField => ({
  id,
  kind,
  choices,
  label: id,
  help: '',
});
const form = [
  field('samples', 'list'),
  field('uses', 'choices', ['a', 'b']),
  field('age_gate', 'flag'),
  field('name', 'text'),
];

it('shows lists one a line and reads them back without blank ones', () => {
  const [samples] = fieldsOf(form, { samples: ['one', 'two'] });
  expect(samples).toMatchObject({ kind: 'long', initial: 'one\ntwo' });
  expect(answersOf(form, { samples: ' one \n\ntwo' })).toEqual({ samples: ['one', 'two'] });
});

it('keeps what was chosen and ticked, and says nothing of what was left blank', () => {
  const fields = fieldsOf(form, { uses: ['b'], age_gate: true });
  expect(fields.map(({ initial }) => initial)).toEqual(['', ['b'], true, '']);
  expect(answersOf(form, { uses: ['b'], age_gate: false })).toEqual({ uses: ['b'], age_gate: false });
});
