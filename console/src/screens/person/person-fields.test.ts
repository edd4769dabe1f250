import { expect, test } from 'vitest';
import { contactDetail, fakeContact } from '../../../test/fake-people.ts';
import { bodyOf, initialValues } from '../../frame/fields.tsx';
import { fieldsOf, type Person, valuesOf } from './person-fields.ts';

const columns = [
  { name: 'first_name', label: 'First name', kind: 'text' as const, is_standard: true },
  { name: 'born', label: 'Born', kind: 'date' as const, is_standard: false },
  { name: 'member', label: 'Member', kind: 'boolean' as const, is_standard: false },
];
const person = (change: Partial<Person> = {}): Person => ({
  ...contactDetail(fakeContact(1)),
  ...{ fields: { born: '1990-05-31', member: 'true' }, time_zone_source: 'own' },
  ...change,
});
const kindOf = (about: Person, name: string) =>
  fieldsOf(about, columns).find((field) => field.name === name)?.kind;

test('what is saved untouched is what stands there', () => {
  const about = person();
  const fields = fieldsOf(about, columns);
  const { first_name, last_name, email, language, country, region, time_zone, fields: own } = about;
  expect(bodyOf(fields, initialValues(fields, 'UTC'), 'UTC')).toEqual({
    ...{ first_name, last_name, email, language, country, region, time_zone, fields: own },
  });
});

test('a zone that nobody named is not named by saving', () => {
  expect(valuesOf(person({ time_zone_source: 'area_code' })).time_zone).toBe('');
});

test('a column is edited by its kind, unless what stands there is not of it', () => {
  expect(kindOf(person(), 'fields/born')).toBe('date');
  expect(kindOf(person(), 'fields/member')).toBe('choice');
  const odd = person({ fields: { born: 'in May', member: 'perhaps' } });
  expect([kindOf(odd, 'fields/born'), kindOf(odd, 'fields/member')]).toEqual([undefined, undefined]);
});
