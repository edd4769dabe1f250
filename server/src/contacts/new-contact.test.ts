import { describe, expect, test } from 'vitest';
import { Invalid } from '../platform/errors.ts';
import { type NewContact, readNewContact } from './new-contact.ts';

const read = (change: Partial<NewContact> = {}, home = 'US') =>
  readNewContact({ number: '202-555-0101', ...change }, home);

function refusalOf(change: Partial<NewContact>, home = 'US'): Invalid {
  try {
    read(change, home);
  } catch (error) {
    if (error instanceof Invalid) return error;
    throw error;
  }
  throw new Error('the contact was accepted');
}

describe('the number of a new contact', () => {
  test.each([
    ['202-555-0101', 'US', '+12025550101', 'US'],
    ['+44 7700 900123', 'US', '+447700900123', 'GB'],
    ['07700 900123', 'GB', '+447700900123', 'GB'],
    ['(416) 555-0101', 'US', '+14165550101', 'CA'],
  ])('%s, written in %s, is %s', (number, home, e164, country) => {
    expect(read({ number }, home)).toMatchObject({ number: e164, country });
  });

  test('is read in the country of the contact before that of the workspace', () => {
    expect(read({ number: '07700 900123', country: 'gb' })).toMatchObject({
      number: '+447700900123',
      country: 'GB',
    });
  });

  test.each([
    ['', 'number.missing'],
    ['ada@example.com', 'number.is_email'],
    ['800-555-0199', 'number.cannot_receive_texts'],
    ['555-0101', 'number.no_area_code'],
  ])('is refused as %j, at its place and with what to do', (number, code) => {
    const refusal = refusalOf({ number });
    expect(refusal.code).toBe(code);
    expect(refusal.details).toEqual([{ pointer: '/number', code, detail: refusal.message }]);
  });

  test('needs its country code where the workspace’s country is unknown to the numbering plans', () => {
    expect(refusalOf({}, 'ZZ').code).toBe('number.no_country');
    expect(read({ number: '+12025550101' }, 'ZZ').number).toBe('+12025550101');
  });
});

describe('the zone of a new contact', () => {
  test('is what they say, and says so', () => {
    expect(read({ timeZone: ' America/Anchorage ' })).toMatchObject({
      timeZone: 'America/Anchorage',
      timeZoneSource: 'own',
    });
  });

  test('follows from the number otherwise', () => {
    expect(read()).toMatchObject({ timeZone: 'America/New_York', timeZoneSource: 'area_code' });
    expect(read({ number: '+447700900123' })).toMatchObject({
      timeZone: 'Europe/London',
      timeZoneSource: 'country',
    });
  });

  test('is none where the number does not tell', () => {
    expect(read({ number: '+61 491 570 156' })).toMatchObject({ timeZone: null, timeZoneSource: null });
  });

  test.each(['+05:00', 'Mars/Olympus', 'EST', 'somewhere'])('is refused as %s', (timeZone) => {
    expect(refusalOf({ timeZone }).code).toBe('contact.unknown_time_zone');
  });
});

test('what is blank is unknown, and text has one spelling', () => {
  expect(read({ firstName: ' ', lastName: ' Zoe\u0308 ', email: '', region: null })).toMatchObject({
    firstName: null,
    lastName: 'Zo\u00eb',
    email: null,
    region: null,
    fields: {},
  });
});
