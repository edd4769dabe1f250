import { expect, it } from 'vitest';
import { bodyOf, initialValues } from '../../frame/fields.tsx';
import { factFields } from './breach-fields.ts';

it('begins with what is on record and sends it back as it came', () => {
  const now = {
    risk: 'high',
    nature: 'A list went to the wrong shop.',
    data_categories: ['telephone number', 'name'],
    people_categories: ['customers'],
    people: 40,
    records: 41,
    consequences: 'Unwanted texts',
    measures: 'The shop has deleted it.',
  };
  const fields = factFields(now);
  expect(bodyOf(fields, initialValues(fields, 'UTC'), 'UTC')).toEqual(now);
});

it('leaves out what nobody knows yet, and calls the risk unknown', () => {
  const fields = factFields({ nature: null, people: null });
  expect(bodyOf(fields, initialValues(fields, 'UTC'), 'UTC')).toEqual({ risk: 'unknown' });
});
