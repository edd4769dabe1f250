import { expect, test } from 'vitest';
import type { Contact } from './contact.ts';
import { type ContactChange, decideChange, revisionOf } from './contact-change.ts';
import type { ContactField } from './contact-field.ts';

const ada: Contact = {
  ...{ id: 7, number: '+12125550142', firstName: 'Ada', lastName: null, email: 'ada@example.com' },
  ...{ country: 'US', region: 'NY', timeZone: 'America/New_York', timeZoneSource: 'area_code' },
  ...{ carrier: null, language: null, fields: { store: 'Harbor', visits: 'many', card: '007' } },
};
const columns: ContactField[] = [
  { name: 'store', label: 'Store', kind: 'text' },
  { name: 'visits', label: 'Visits', kind: 'number' },
  { name: 'card', label: 'Card', kind: 'number' },
  { name: 'born', label: 'Born', kind: 'date' },
  { name: 'member', label: 'Member', kind: 'boolean' },
];
const decide = (change: ContactChange, contact = ada) => decideChange(contact, change, columns);

test('what is left out stays, and what is empty is taken away', () => {
  const { after, changed } = decide({
    firstName: ' Adaline ',
    email: '',
    fields: { store: null, born: '1990-05-31' },
  });
  expect(after).toMatchObject({ firstName: 'Adaline', email: null, region: 'NY' });
  expect(after.fields).toEqual({ visits: 'many', card: '007', born: '1990-05-31' });
  expect(changed).toEqual(['first_name', 'email', 'fields.store', 'fields.born']);
});

test.each<[string, ContactChange]>([
  ['nothing', {}],
  ['what stands there', { firstName: 'Ada', country: 'us', fields: { card: '007' } }],
  ['a value that is of no kind of its column, as it stands', { fields: { visits: 'many' } }],
  ['the zone that nobody named, left unnamed', { timeZone: null }],
])('%s changes nothing', (_what, change) => expect(decide(change).changed).toEqual([]));

test.each<[string, ContactChange, string, string]>([
  ['an e-mail address', { email: 'ada' }, '/email', 'contact.bad_email'],
  ['a country', { country: 'Texas' }, '/country', 'contact.unknown_country'],
  ['a zone', { timeZone: '+05:00' }, '/time_zone', 'contact.unknown_time_zone'],
  ['a language', { language: '!' }, '/language', 'contact.unknown_language'],
  ['a name of this length', { lastName: 'x'.repeat(201) }, '/last_name', 'contact.too_long'],
  ['a number', { fields: { visits: '1,200' } }, '/fields/visits', 'contact.field_misfit'],
  ['a day', { fields: { born: '1990-02-30' } }, '/fields/born', 'contact.field_misfit'],
  ['a day in another spelling', { fields: { born: '05/31/1990' } }, '/fields/born', 'contact.field_misfit'],
  ['yes or no', { fields: { member: 'perhaps' } }, '/fields/member', 'contact.field_misfit'],
])('what is not %s is refused at its field', (_what, change, pointer, code) => {
  const { problems, changed } = decide(change);
  expect(problems).toMatchObject([{ pointer, code }]);
  expect(changed).toEqual([]);
});

test('all that is wrong is said at once', () => {
  const { problems } = decide({ email: 'ada', fields: { visits: 'few', member: 'no' } });
  expect(problems.map(({ pointer }) => pointer)).toEqual(['/email', '/fields/visits']);
});

test.each([
  [true, 'true'],
  ['No', 'false'],
])('%j is kept as %s', (entered, kept) =>
  expect(decide({ fields: { member: entered } }).after.fields.member).toBe(kept),
);

test('a zone that was named stays, whatever the address becomes', () => {
  const { after } = decide({ timeZone: 'America/Chicago' });
  expect(after).toMatchObject({ timeZone: 'America/Chicago', timeZoneSource: 'own' });
  const named = { ...ada, ...after };
  expect(decide({ region: 'CA' }, named).after).toMatchObject({ timeZone: 'America/Chicago', region: 'CA' });
  expect(decide({ timeZone: null }, named).after).toMatchObject({ timeZoneSource: 'address' });
});

test('a zone that nobody named follows the address', () => {
  expect(decide({ region: 'California' }).after).toMatchObject({
    ...{ region: 'CA', timeZone: 'America/Los_Angeles', timeZoneSource: 'address' },
  });
});

test('a revision is of what is on file, and of nothing else', () => {
  const revision = revisionOf(ada);
  expect(revisionOf({ ...ada, tracking: 'refused', carrier: 'att' })).toBe(revision);
  expect(revisionOf({ ...ada, fields: { ...ada.fields, store: 'Hill' } })).not.toBe(revision);
  expect(revisionOf({ ...ada, timeZoneSource: 'own' })).not.toBe(revision);
});
