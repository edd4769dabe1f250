import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Contact, mergeValuesOf, nameOf } from './contact.ts';
import { checkContactField, fieldNameOf } from './contact-field.ts';
import { tagOf } from './tag.ts';

const ada: Contact = {
  id: 1,
  number: '+12025550101',
  firstName: 'Ada',
  lastName: null,
  email: ' ',
  country: 'US',
  region: 'DC',
  timeZone: 'America/New_York',
  timeZoneSource: 'area_code',
  carrier: null,
  fields: { city: 'Washington', loyalty_points: '120', empty: '' },
};

describe('what a text may say about a person', () => {
  test('are the standard fields and the business’s own', () => {
    expect(Object.fromEntries(mergeValuesOf(ada))).toEqual({
      number: '+12025550101',
      first_name: 'Ada',
      country: 'US',
      region: 'DC',
      time_zone: 'America/New_York',
      city: 'Washington',
      loyalty_points: '120',
    });
  });

  test('leaves blanks out, so that a template finds a missing value', () => {
    const values = mergeValuesOf(ada);
    for (const name of ['last_name', 'email', 'empty']) expect(values.has(name)).toBe(false);
  });

  test('never lets an own column stand in for a standard field', () => {
    const values = mergeValuesOf({
      ...ada,
      firstName: null,
      fields: { first_name: 'Mallory', number: '+12025550199' },
    });
    expect(values.has('first_name')).toBe(false);
    expect(values.get('number')).toBe(ada.number);
  });

  test('says the name as one line, or nothing', () => {
    expect(nameOf(ada)).toBe('Ada');
    expect(nameOf({ firstName: 'Ada', lastName: 'Quill' })).toBe('Ada Quill');
    expect(nameOf({ firstName: null, lastName: ' ' })).toBeNull();
  });
});

describe('a heading as a field name', () => {
  test.each([
    ['Last purchase ($)', 'last_purchase'],
    ['Größe', 'gro_e'],
    ['Prénom', 'prenom'],
    ['2nd address', 'field_2nd_address'],
    ['  Store  ', 'store'],
    ['!!!', null],
    ['Email', null],
    ['First Name', null],
    ['constructor', null],
    ['生日', null],
  ])('%s', (label, name) => {
    expect(fieldNameOf(label)).toBe(name);
  });

  test('is always one that the database and templates accept, and stays itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (label) => {
        const name = fieldNameOf(label);
        if (name === null) return;
        expect(name).toMatch(/^[a-z][a-z0-9_]{0,62}$/);
        expect(fieldNameOf(name)).toBe(name);
      }),
      { numRuns: 200 },
    );
  });

  test('is refused where templates could not say it', () => {
    for (const name of ['Store', 'number', '_x', 'x__', '', 'prototype']) {
      expect(() => checkContactField({ name, label: 'A label', kind: 'text' }), name).toThrow(
        /cannot be a field/,
      );
    }
    expect(() => checkContactField({ name: 'store', label: ' ', kind: 'text' })).toThrow();
    expect(() => checkContactField({ name: 'store', label: 'Store', kind: 'text' })).not.toThrow();
  });
});

describe('a tag', () => {
  test('has one spelling', () => {
    expect(tagOf('  VIP \t customers\n')).toBe('VIP customers');
    expect(tagOf('Cafe\u0301')).toBe('Caf\u00e9');
  });

  test('is refused when blank or a page long', () => {
    for (const text of ['', ' \n', 'x'.repeat(101)])
      expect(() => tagOf(text)).toThrow(/A tag is a word or a few/);
  });
});
