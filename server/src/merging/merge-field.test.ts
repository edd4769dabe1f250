import { describe, expect, test } from 'vitest';
import {
  eventPlaceOf,
  type Facts,
  factValues,
  groupOf,
  isAlwaysThere,
  isPersonal,
  slugOf,
  valueAt,
} from './merge-field.ts';

describe('the name of a field', () => {
  test('has a group of ours in front, or is somebody else’s', () => {
    expect(['tag.vip', 'event.order.placed.total', 'brand.name'].map(groupOf)).toEqual([
      'tag',
      'event',
      'brand',
    ]);
    for (const other of ['first_name', 'coupon.spring', 'snippet.hours', 'tag', 'constructor.name'])
      expect(groupOf(other)).toBeNull();
    expect(['tag.vip', 'list.x', 'event.a.b', 'brand.name'].map(isPersonal)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test('of a tag or a list is what people call it, as templates can write it', () => {
    expect(slugOf('VIP guest')).toBe('vip_guest');
    expect(slugOf(' Año nuevo! ')).toBe('año_nuevo');
    expect(slugOf('24/7')).toBe('24_7');
    expect(slugOf('—')).toBe('');
  });

  test('of an event means the longest name that fits', () => {
    const events = ['order', 'order.placed'];
    expect(eventPlaceOf('event.order.placed.total', events)).toEqual({
      event: 'order.placed',
      path: ['total'],
    });
    expect(eventPlaceOf('event.order.count', events)).toEqual({ event: 'order', path: ['count'] });
    expect(eventPlaceOf('event.visit.count', events)).toBeNull();
    expect(isAlwaysThere({ event: 'order', path: ['count'] })).toBe(true);
    expect(isAlwaysThere({ event: 'order', path: ['at'] })).toBe(false);
  });
});

describe('what stands at a place of an event', () => {
  const facts = {
    ...{ count: 2, sum: 70, at: '2026-11-24', value: 49.9 },
    properties: {
      ...{ city: 'Lima', blank: ' ', nothing: null, gift: false },
      ship: { to: { zip: '04001' } },
      items: [{ name: 'Rye' }, { title: 'Rolls' }, 'Tea', { price: 3 }, 7],
      odd: [{}, null],
    },
  };
  test.each<[string, unknown]>([
    ['city', 'Lima'],
    ['gift', false],
    ['ship.to.zip', '04001'],
    ['items', 'Rye, Rolls, Tea, 7'],
    ['count', 2],
    ['sum', 70],
    ['value', 49.9],
    ['total', 49.9],
    ['at', '2026-11-24'],
    ...[
      'blank',
      'nothing',
      'odd',
      'ship',
      'ship.to',
      'city.zip',
      'count.x',
      'constructor',
      '__proto__',
      '',
    ].map((path): [string, unknown] => [path, null]),
  ])('%s', (path, value) => expect(valueAt(facts, path.split('.'))).toBe(value));

  test('is the business’s own property before a name of ours', () => {
    expect(valueAt({ ...facts, properties: { total: 'a dozen' } }, ['total'])).toBe('a dozen');
    expect(valueAt({ ...facts, properties: null, value: null }, ['total'])).toBeNull();
  });
});

test('facts are those that a text names and the business has said', () => {
  const facts = {
    workspace: { name: 'Harbor' },
    brand: { name: 'Harbor Coffee', helpContact: 'help', website: null, legalName: null, postalAddress: '' },
    program: { name: 'Offers', purpose: 'marketing', textsPerMonth: 4 },
    sender: { number: '+12025550100' },
  } satisfies Facts;
  const named = ['brand.name', 'brand.website', 'brand.address', 'program.texts_per_month', 'city'];
  expect([...factValues(named, facts)]).toEqual([
    ['brand.name', 'Harbor Coffee'],
    ['program.texts_per_month', 4],
  ]);
});
