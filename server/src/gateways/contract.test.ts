import { describe, expect, test } from 'vitest';
import { openSecrets } from '../platform/secrets.ts';
import { type AccountForm, readForm, readSecrets } from './account-form.ts';
import { blameNumbers } from './blame-numbers.ts';
import type { CallbackRequest } from './callback.ts';
import { afterToken, callbackToken, callbackUrlOf } from './callback-address.ts';
import { codeTable, explainCode, outcomeOfCode, receiptOfCode, rows } from './errors/code-table.ts';
import type { Gateway, SubmitLimits } from './gateway.ts';
import { formBody } from './http/form-body.ts';
import { amountOf, retryAfterMs, wordOf } from './http/read-answer.ts';
import { rehearsalTwin } from './rehearsal-twin.ts';
import { twilio } from './twilio/twilio.ts';

describe('what was entered for an account', () => {
  const form: AccountForm = [
    { name: 'sid', label: 'SID', help: 'Help.', kind: 'text', isRequired: true, pattern: 'AC[0-9a-f]{4}' },
    { name: 'token', label: 'Token', help: 'Help.', kind: 'secret', isRequired: true },
    { name: 'pace', label: 'Pace', help: 'Help.', kind: 'number', isRequired: false, least: 1, most: 9 },
    {
      name: 'region',
      label: 'Region',
      help: 'Help.',
      kind: 'choice',
      isRequired: false,
      choices: ['us', 'ie'],
    },
  ];

  test('is parted into what may be seen and what is sealed; blanks around it are not of it', () => {
    const { settings, secret } = readForm(form, { sid: ' AC00ff\n', token: ' t ', region: '', pace: 3 });
    expect(settings).toEqual({ sid: 'AC00ff', pace: 3 });
    expect(readSecrets(secret, ['token', 'other'])).toEqual({ token: 't', other: '' });
  });

  test('is refused with everything that is wrong at once, and without a secret in any word', () => {
    let refusal: unknown = null;
    try {
      readForm(form, { sid: 'AC', token: 7, pace: 10, region: 'xx', colour: 'red' });
    } catch (error) {
      refusal = error;
    }
    const { details } = refusal as { details: { pointer: string }[] };
    expect(details.map(({ pointer }) => pointer)).toEqual(
      ['colour', 'sid', 'token', 'pace', 'region'].map((name) => `/settings/${name}`),
    );
    expect(() => readForm(form, {})).toThrow('SID is missing');
  });
});

describe('a code', () => {
  const table = codeTable(
    rows('opted_out', { '21610': 'The person has left.' }),
    rows('expired', { '30036': 'Too late.' }),
    rows('filtered', { '30007': 'Filtered.' }),
    rows('temporary', { '1': 'Later.' }, { toDo: 'Wait.' }),
    rows('invalid_number', { '30005': 'None.' }),
    rows('invalid_number', { '30006': 'A landline.' }, { isLandline: true }),
  );

  test('has one meaning', () => {
    expect(() => codeTable(rows('funds', { '1': 'A.' }), rows('rate', { '1': 'B.' }))).toThrow(
      'two meanings',
    );
  });

  test('is explained by its class, and by what is its own', () => {
    expect(explainCode(table, '21610')).toMatchObject({
      class: 'opted_out',
      origin: 'person',
      isRetryable: 'never',
    });
    expect(explainCode(table, '1')).toMatchObject({ toDo: 'Wait.', isRetryable: 'soon' });
    expect(explainCode(table, 'constructor')).toBeNull();
  });

  test('in an answer says what became of the text, in the carrier’s words where it has some', () => {
    expect(outcomeOfCode(table, { code: '21610', sentence: 'Gone' })).toEqual({
      ...{ kind: 'opted_out', code: '21610', sentence: 'Gone' },
    });
    expect(outcomeOfCode(table, { code: '9' })).toMatchObject({ kind: 'refused', code: '9' });
    expect(outcomeOfCode(table, { code: '1', retryAfterMs: 5 })).toMatchObject({ retryAfterMs: 5 });
  });

  test('says for certain where the number is to blame', async () => {
    const told = { reference: null, providerId: '1', status: 'undelivered' } as const;
    const said = { ...told, sentence: null };
    const gateway = {
      submit: () => [Promise.resolve({ kind: 'refused', code: '30005', sentence: '' })],
      submitEach: (_, __, settle) => settle(3, { kind: 'refused', code: '30005', sentence: '' }),
      readCallback: () => ({
        receipts: [
          { ...said, code: '30006' },
          { ...said, code: '30007' },
        ],
        inbound: [],
      }),
    } as Partial<Gateway> as Gateway;
    const blaming = blameNumbers(table, gateway);
    expect(await blaming.submit([], {} as SubmitLimits)[0]).toMatchObject({ numberFault: 'invalid_number' });
    const heard: unknown[] = [];
    blaming.submitEach?.([], {} as SubmitLimits, (place, outcome) => heard.push({ place, ...outcome }));
    expect(heard).toMatchObject([{ place: 3, numberFault: 'invalid_number' }]);
    const { receipts } = blaming.readCallback({} as CallbackRequest);
    expect(receipts.map(({ numberFault }) => numberFault)).toEqual(['landline', undefined]);
  });

  test('in a receipt decides how it ended', () => {
    const told = { reference: null, providerId: '1', status: 'undelivered' } as const;
    expect(receiptOfCode(table, { ...told, code: '30036' }).status).toBe('expired');
    expect(receiptOfCode(table, { ...told, code: '30007' }).status).toBe('rejected');
    expect(receiptOfCode(table, { ...told, code: '21610' })).toMatchObject({
      status: 'rejected',
      isOptOut: true,
    });
    expect(receiptOfCode(table, { ...told, code: '77' })).toMatchObject({
      status: 'undelivered',
      code: '77',
    });
    expect(receiptOfCode(table, { ...told, status: 'delivered', code: '0' })).toMatchObject({ code: null });
  });
});

describe('what comes over the wire', () => {
  test('a form is written as browsers write it', () => {
    const pairs: [string, string][] = [
      ['To', '+13035550146'],
      ['Body', "a b&c=d ~!'()*é😀\n"],
    ];
    expect(formBody(pairs)).toBe(new URLSearchParams(pairs).toString());
  });

  test.each([
    ['7', 7_000],
    ['0', 100],
    ['-1', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
    ['1e9', 600_000],
  ])('Retry-After %j is %j', (header, ms) => expect(retryAfterMs(header)).toBe(ms));

  test.each([
    ['-0.00790', '0.00790'],
    [0.0234, '0.0234'],
    ['1,5', '1.5'],
    ['7', '7'],
    ['', null],
    [null, null],
    ['1.2.3', null],
    ['NaN', null],
  ])('the amount %j is %j', (given, amount) => expect(amountOf(given)).toBe(amount));

  test('a word may come as a number', () => {
    expect([wordOf(21610), wordOf('x'), wordOf(''), wordOf(null), wordOf({})]).toEqual([
      '21610',
      'x',
      null,
      null,
      null,
    ]);
  });
});

describe('a picture that Twilio keeps', () => {
  const sid = `AC${'0'.repeat(32)}`;
  const secret = JSON.stringify({ auth_token: 'token' });
  const place = { publicOrigin: null, callbackPath: '', at: (origin: string) => origin };
  const headersFor = (url: string) => twilio.mediaHeaders?.(url, { account_sid: sid }, secret, place);

  test('is asked for with the account, and what lies elsewhere without', () => {
    expect(headersFor(`https://api.twilio.com/2010-04-01/Accounts/${sid}/Messages/MM1/Media/ME1`)).toEqual({
      authorization: `Basic ${Buffer.from(`${sid}:token`).toString('base64')}`,
    });
    for (const url of [
      'https://api.twilio.com.example.org/',
      'http://api.twilio.com/',
      'https://example.org/',
      'nonsense',
    ])
      expect(headersFor(url)).toBeNull();
  });

  test('of a rehearsal is asked for on this machine', () => {
    const twin = rehearsalTwin(twilio);
    const settings = { account_sid: sid, origin: 'http://127.0.0.1:4000' };
    expect(twin.mediaHeaders?.('http://127.0.0.1:4000/x', settings, secret, place)).not.toBeNull();
    expect(twin.mediaHeaders?.('https://api.twilio.com/x', settings, secret, place)).toBeNull();
    for (const origin of [
      'https://api.twilio.com',
      'http://10.0.0.1:80',
      'http://127.0.0.1.example.org:1',
      undefined,
    ])
      expect(() => twin.open({ account_sid: sid, origin }, secret)).toThrow('on this machine');
  });
});

describe('the address of callbacks', () => {
  const secrets = openSecrets('a secret key for tests, long enough to be one');
  const id = '0b5b6a52-3a4f-4f4b-9d7a-0f6a3c1d2e4f';

  test('holds a secret of this gateway and turn alone', () => {
    const token = callbackToken(secrets, id, {});
    expect(token).toHaveLength(43);
    expect(afterToken(secrets, id, {}, `/${token}/receipts`)).toBe('/receipts');
    expect(afterToken(secrets, id, {}, `/${token}`)).toBe('');
    for (const path of ['', '/', `/${token}x/receipts`, `/${token.slice(1)}`, '/receipts'])
      expect(afterToken(secrets, id, {}, path)).toBeNull();
    expect(afterToken(secrets, id, { callback_turn: 1 }, `/${token}`)).toBeNull();
    expect(afterToken(secrets, '1b5b6a52-3a4f-4f4b-9d7a-0f6a3c1d2e4f', {}, `/${token}`)).toBeNull();
  });

  test('is nothing where nobody outside can reach us', () => {
    const place = { publicOrigin: null, callbackPath: '/callbacks/1', at: (origin: string) => origin };
    expect(callbackUrlOf(place)).toBeNull();
    expect(callbackUrlOf({ ...place, publicOrigin: 'https://sms.example.org' }, '/receipts')).toBe(
      'https://sms.example.org/callbacks/1/receipts',
    );
  });
});
