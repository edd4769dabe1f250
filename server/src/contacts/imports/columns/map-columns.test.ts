import { parseNumber } from '@tidings/sms/numbers';
import { describe, expect, test } from 'vitest';
import { type Mapping, mapColumns } from './map-columns.ts';
import { refuseWithoutNumbers } from './refuse-without-numbers.ts';

const isNumber = (cell: string) => parseNumber(cell, { defaultCountry: 'US' }).ok;

function map(table: string, mapping: Mapping = {}) {
  const [head = [], ...sample] = table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return mapColumns({ headings: head, sample, isNumber, mapping, usualOrder: 'month_first' });
}
const taken = (table: string, mapping?: Mapping) =>
  Object.fromEntries(map(table, mapping).map((column) => [column.name, column.field ?? column.target]));

describe('columns are recognised', () => {
  test('by English headings', () => {
    expect(
      taken(`First Name|Last Name|Mobile Phone|Email|City|State|Opted in on|Opt-in source|Status
        Ana|Silva|303-555-0146|ana@example.com|Denver|CO|05/22/2024|Web form|Subscribed`),
    ).toEqual({
      'First Name': 'first_name',
      'Last Name': 'last_name',
      'Mobile Phone': 'number',
      Email: 'email',
      City: 'city',
      State: 'region',
      'Opted in on': 'consent_date',
      'Opt-in source': 'consent_source',
      Status: 'status',
    });
  });

  test('by Spanish, French and German ones', () => {
    expect(
      taken(
        'Nombre|Apellidos|Teléfono móvil|Correo electrónico|Estado\nAna|Silva|+1 303 555 0146|ana@example.com|baja',
      ),
    ).toEqual({
      Nombre: 'first_name',
      Apellidos: 'last_name',
      'Teléfono móvil': 'number',
      'Correo electrónico': 'email',
      Estado: 'status',
    });
    expect(taken('Prénom|Nom|Portable|Date de consentement\nAna|Silva|+1 303 555 0146|12 août 2023')).toEqual(
      {
        Prénom: 'first_name',
        Nom: 'last_name',
        Portable: 'number',
        'Date de consentement': 'consent_date',
      },
    );
    expect(
      taken('Vorname|Nachname|Handynummer|Einwilligung am\nAna|Silva|+1 303 555 0146|03.04.2025'),
    ).toEqual({
      Vorname: 'first_name',
      Nachname: 'last_name',
      Handynummer: 'number',
      'Einwilligung am': 'consent_date',
    });
  });

  test('by what they say of languages, by which texts are chosen', () => {
    for (const heading of ['Idioma', 'Sprache', 'Preferred language', 'Locale', 'language'])
      expect(taken(`Phone|${heading}\n303 555 0146|es`)).toMatchObject({ [heading]: 'language' });
  });

  test('by what they say of clicks, which is no consent to texts', () => {
    expect(taken('Phone|Tracking consent\n303 555 0146|yes\n303 555 0147|no')).toEqual({
      Phone: 'number',
      'Tracking consent': 'tracking',
    });
    expect(taken('Phone|Tracking number\n303 555 0146|1Z999AA1')).toMatchObject({
      'Tracking number': 'tracking_number',
    });
  });

  test('by what programs call them', () => {
    expect(
      taken(
        'msisdn|firstName|sms_opt_in_at|unsubscribed_at|groups\n13035550146|Ana|2024-05-22T10:00:00Z||a;b',
      ),
    ).toEqual({
      msisdn: 'number',
      firstName: 'first_name',
      sms_opt_in_at: 'consent_date',
      unsubscribed_at: 'opted_out',
      groups: 'tags',
    });
  });

  test('by their content where the heading says nothing', () => {
    expect(
      taken(
        'A|B|C|D\nAna|303 555 0146|ana@example.com|unsubscribed\nBen|303 555 0147|ben@example.com|subscribed',
      ),
    ).toMatchObject({
      B: 'number',
      C: 'email',
      D: 'status',
    });
  });

  test('and what says yes or no in each row is asked for as such', () => {
    const kinds = (text: string) =>
      Object.fromEntries(map(text).flatMap(({ field, kind }) => (field === null ? [] : [[field, kind]])));
    expect(
      kinds(
        'Phone|Newsletter|Garden|Gender|Children|Answer\n303 555 0146|Yes|y|F|1|yes\n303 555 0147|no|N|F|0|maybe',
      ),
    ).toEqual({
      newsletter: 'boolean',
      garden: 'boolean',
      gender: 'text',
      children: 'number',
      answer: 'text',
    });
    expect(kinds('Phone|Newsletter\n303 555 0146|Yes')).toEqual({ newsletter: 'text' });
  });

  test('and names that somebody made up to try it out are names', () => {
    expect(taken('Name|Mobile\nPerson 1|303-555-0146\nPerson 2|303-555-0147')).toEqual({
      Name: 'full_name',
      Mobile: 'number',
    });
  });

  test('and content overrules a heading that promises something else', () => {
    expect(taken('Phone|Contact\nana@example.com|303 555 0146')).toEqual({
      Phone: 'email',
      Contact: 'number',
    });
    expect(taken('Estado|Tel\nTX|303 555 0146\nCO|303 555 0147')).toMatchObject({ Estado: 'estado' });
  });
});

describe('exports of other programs are understood', () => {
  test.each<[string, string, Record<string, string>]>([
    [
      'consent to texts beside consent to e-mails',
      `Email|Phone Number|SMS Consent|SMS Consent Timestamp|SMS Consent Source|Email Marketing Consent
       a@example.com|+13035550146|SUBSCRIBED|2024-01-02 03:04:05|Sign-up form|NEVER_SUBSCRIBED
       b@example.com|+13035550147|NEVER_SUBSCRIBED|||SUBSCRIBED`,
      {
        'SMS Consent': 'consent',
        'SMS Consent Timestamp': 'consent_date',
        'SMS Consent Source': 'consent_source',
        'Email Marketing Consent': 'email_marketing_consent',
      },
    ],
    [
      'times of joining and of leaving',
      `SMS Phone Number|SMS Subscription Status|OPTIN_TIME|UNSUB_TIME|TAGS
       3035550146|Subscribed|2024-05-01 10:00:00||VIP
       3035550147|Unsubscribed|2024-05-01 10:00:00|2024-06-01 10:00:00|`,
      {
        'SMS Subscription Status': 'status',
        OPTIN_TIME: 'consent_date',
        UNSUB_TIME: 'opted_out',
        TAGS: 'tags',
      },
    ],
    [
      'the words of a shop',
      `Customer #|Full Name|Home Tel|Mobile|Active?|Text OK?|Text OK since
       1001|Silva, Ana|303-555-0146|303-555-0156|1|Y|5/6/24
       1002|Roe, Ben|303-555-0147||0|N|`,
      {
        'Customer #': 'customer',
        'Full Name': 'full_name',
        'Home Tel': 'other_number',
        Mobile: 'number',
        'Active?': 'status',
        'Text OK?': 'consent',
        'Text OK since': 'consent_date',
      },
    ],
    [
      'permission and how it was obtained',
      'Contact|Cell|SMS Permission|Date of permission|How obtained|Group\nAna Silva|(303) 555-0146|Yes|3/4/2024 2:15 PM|Website popup|VIP',
      {
        Contact: 'full_name',
        Cell: 'number',
        'SMS Permission': 'consent',
        'Date of permission': 'consent_date',
        'How obtained': 'consent_source',
        Group: 'tags',
      },
    ],
    [
      'opt-outs as true and false, beside a date that is no consent',
      'Name|Number|Opt Out|Date Added\nAna|3035550146|FALSE|2024-01-01\nBen|3035550147|TRUE|2024-01-01',
      { Number: 'number', 'Opt Out': 'opted_out', 'Date Added': 'date_added' },
    ],
    [
      'consent granted and revoked',
      'mobile|consent|consent date\n3035550146|granted|2024-05-01\n3035550147|revoked|2024-05-01',
      { mobile: 'number', consent: 'consent', 'consent date': 'consent_date' },
    ],
    [
      'Spanish, with a day of subscription',
      'Nombre|Teléfono|Teléfono 2|Fecha de suscripción|Suscrito|País\nAna|303 555 0146|303 555 0199|22 de mayo de 2024|sí|Estados Unidos',
      {
        Nombre: 'full_name',
        Teléfono: 'number',
        'Teléfono 2': 'other_number',
        'Fecha de suscripción': 'consent_date',
        Suscrito: 'consent',
        País: 'country',
      },
    ],
  ])('%s', (_what, table, expected) => expect(taken(table)).toMatchObject(expected));
});

describe('numbers', () => {
  test('of a mobile come before those of a house', () => {
    expect(taken('Home Phone|Work phone|Cell\n303 555 0146|303 555 0147|303 555 0148')).toEqual({
      'Home Phone': 'other_number',
      'Work phone': 'other_number',
      Cell: 'number',
    });
  });

  test('of customers and orders are no telephones', () => {
    expect(taken('Customer ID|Phone|Order number\n3035550101|303 555 0146|2125550102')).toEqual({
      'Customer ID': 'customer_id',
      Phone: 'number',
      'Order number': 'order_number',
    });
  });
});

describe('consent', () => {
  test('to e-mails is none to texts', () => {
    expect(taken('Phone|Email opt-in date|Email status\n303 555 0146|2024-05-22|unsubscribed')).toMatchObject(
      {
        'Email opt-in date': 'email_opt_in_date',
        'Email status': expect.not.stringMatching('opted_out'),
      },
    );
  });

  test('by text is taken before consent by anything else', () => {
    expect(taken('Phone|Opt-in date|SMS opt-in date\n303 555 0146|2020-01-01|2024-05-22')).toMatchObject({
      'SMS opt-in date': 'consent_date',
      'Opt-in date': 'opt_in_date',
    });
  });

  test('is not read out of the day somebody became a customer', () => {
    expect(taken('Phone|Joined\n303 555 0146|2024-05-22')).toMatchObject({ Joined: 'joined' });
    expect(taken('Phone|Joined|Subscription status\n303 555 0146|2024-05-22|subscribed')).toMatchObject({
      Joined: 'consent_date',
    });
    expect(taken('Phone|Created at|Status\n303 555 0146|2024-05-22|subscribed')).toMatchObject({
      'Created at': 'created_at',
    });
  });

  test('in one column may be a yes or a date', () => {
    expect(taken('Phone|Opted in\n303 555 0146|yes\n303 555 0147|no')).toMatchObject({
      'Opted in': 'consent',
    });
    expect(taken('Phone|Opted in\n303 555 0146|2024-05-22')).toMatchObject({ 'Opted in': 'consent_date' });
  });

  test('has its own word for those who left', () => {
    expect(taken('Phone|Do not text\n303 555 0146|x')).toMatchObject({ 'Do not text': 'opted_out' });
    expect(taken('Phone|DNC\n303 555 0146|1\n303 555 0147|0')).toMatchObject({ DNC: 'opted_out' });
  });
});

describe('fields of the business', () => {
  test('get names that templates can use, and kinds', () => {
    const columns = map('Phone|Last purchase ($)|Größe|Born|Visits\n303 555 0146|12.50|XL|1990-05-22|3');
    expect(columns.map(({ field, kind }) => [field, kind])).toEqual([
      [null, 'text'],
      ['last_purchase', 'number'],
      ['grosse', 'text'],
      ['born', 'date'],
      ['visits', 'number'],
    ]);
  });

  test('never share one name', () => {
    expect(map('Phone|Size|size|SIZE\n303 555 0146|a|b|c').map((column) => column.field)).toEqual([
      null,
      'size',
      'size_2',
      'size_3',
    ]);
  });

  test('may have columns of one name', () => {
    expect(map('Phone|Note|Note\n303 555 0146|a|b').map((column) => column.name)).toEqual([
      'Phone',
      'Note',
      'Note (2)',
    ]);
  });
});

describe('the caller', () => {
  test('has the last word', () => {
    expect(taken('A|B\n303 555 0146|303 555 0147', { B: 'number', A: 'skip' })).toEqual({
      A: 'skip',
      B: 'number',
    });
    expect(taken('Phone|Joined\n303 555 0146|2024-05-22', { Joined: 'consent_date' })).toMatchObject({
      Joined: 'consent_date',
    });
    expect(taken('Phone|X\n303 555 0146|y', { X: 'Shoe size' })).toMatchObject({ X: 'shoe_size' });
  });

  test('is told of a column that is not there', () => {
    expect(() => map('Phone\n303 555 0146', { Mobile: 'number' })).toThrow('names a column “Mobile”');
  });
});

describe('a file without numbers is refused', () => {
  const refuse = (table: string) => {
    const [, ...sample] = table.split('\n').map((line) => line.split('|'));
    refuseWithoutNumbers(map(table), { sample, headings: null });
  };

  test('with what was seen', () => {
    expect(() => refuse('Name|Town\nAna|Denver')).toThrow('Name (such as “Ana”), Town (such as “Denver”)');
  });

  test('saying so where the column called phone holds e-mail addresses', () => {
    expect(() => refuse('Name|Phone\nAna|ana@example.com\nBen|ben@example.com')).toThrow(
      'The column “Phone” holds e-mail addresses',
    );
  });

  test('and where nobody stands below the header', () =>
    expect(() => refuse('Name|Town')).toThrow('no people below it'));
});

test('the order of day and month is what the column shows', () => {
  const orderOf = (...dates: string[]) =>
    map(`Phone|Opt-in date\n${dates.map((date) => `303 555 0146|${date}`).join('\n')}`)[1]?.dayOrder;
  expect(orderOf('03/04/2025', '22/04/2025')).toBe('day_first');
  expect(orderOf('03/04/2025', '04/22/2025')).toBe('month_first');
  expect(orderOf('03/04/2025')).toBe('month_first');
});
