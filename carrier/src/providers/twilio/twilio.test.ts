import { describe, expect, test } from 'vitest';
import { phone, shop } from '../../../test/fixtures.ts';
import { rehearseProvider } from '../../../test/provider.ts';
import type { SettingsChange } from '../../settings.ts';
import { signForm } from './signature.ts';

const sid = `AC${'0'.repeat(31)}1`;
const token = 'token-of-the-tests';
const authorization = `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}`;
const root = `/2010-04-01/Accounts/${sid}`;

async function open(change: SettingsChange = {}, more: object = {}) {
  const on = await rehearseProvider('twilio', { account_sid: sid, auth_token: token, ...more }, change);
  const ask = async (
    method: string,
    path: string,
    form: Record<string, string> | null = null,
    auth = authorization,
  ) => {
    const body = form && new URLSearchParams(form);
    const answer = await fetch(on.origin + path, { method, body, headers: { authorization: auth } });
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as Record<string, unknown>,
    };
  };
  const send = (form: Record<string, string> = {}, auth?: string) =>
    ask('POST', `${root}/Messages.json`, { To: phone(1), From: shop, Body: 'Hello', ...form }, auth);
  return { ...on, ask, send };
}

describe('a text', () => {
  test('is taken, listed and reported on, signed as Twilio signs', async () => {
    await using on = await open();
    const callback = `${on.callbacks}/receipts?ref=x7k2.1`;
    const { status, body } = await on.send({ StatusCallback: callback });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
      status: 'queued',
      num_segments: '1',
      price: null,
    });
    await on.until(2);
    const forms = on.told.map((one) => new URLSearchParams(one.body));
    expect(forms.map((form) => form.get('MessageStatus')).sort()).toEqual(['delivered', 'sent']);
    const [first] = on.told;
    expect(first?.url).toBe('/receipts?ref=x7k2.1');
    expect(first?.headers['x-twilio-signature']).toBe(signForm(token, callback, [...(forms[0] ?? [])]));
    const listed = await on.ask('GET', `${root}/Messages.json?To=${encodeURIComponent(phone(1))}`);
    expect(listed.body.messages).toMatchObject([
      { sid: body.sid, body: 'Hello', status: 'delivered', price: '-0.00790' },
    ]);
    expect((await on.ask('GET', `${root}/Messages/${body.sid}.json`)).body).toMatchObject({ sid: body.sid });
    expect(on.rehearsal.running.carrier.summary()).toMatchObject({ accepted: 1 });
  });

  test.each([
    ['no number', { To: '' }, 400, 21604],
    ['a number that is none', { To: '12' }, 400, 21211],
    ['nobody from whom', { From: '' }, 400, 21603],
    ['no words', { Body: '' }, 400, 21602],
    ['an address that is not on this machine', { StatusCallback: 'https://example.com/' }, 400, 21609],
    ['a validity that is none', { ValidityPeriod: '36001' }, 400, 21624],
    ['too many words', { Body: 'x'.repeat(1_601) }, 400, 21617],
    ['a magic number of Twilio’s', { To: '+15005550009' }, 400, 21614],
    ['a magic number of ours', { To: '+15005521635' }, 400, 21635],
    ['a magic sender', { From: '+15005550008' }, 400, 21611],
  ])('with %s is refused with Twilio’s code', async (_what, form, status, code) => {
    await using on = await open();
    const refused = await on.send(form);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(on.rehearsal.running.carrier.summary()).toMatchObject({ accepted: 0 });
  });

  test('with another token is refused', async () => {
    await using on = await open();
    expect(await on.send({}, 'Basic eDp5')).toMatchObject({ status: 401, body: { code: 20003 } });
  });

  test('too many of them are told to go slower', async () => {
    await using on = await open({ faults: { throttle: 1 } });
    const { status, headers, body } = await on.send();
    expect([status, body.code, headers.get('retry-after')]).toEqual([429, 20429, '1']);
  });

  test('that a magic number takes ends with its code', async () => {
    await using on = await open({ sent_receipts: false });
    await on.send({ To: '+15005530007', StatusCallback: `${on.callbacks}/r?ref=1` });
    await on.until(1);
    expect(Object.fromEntries(new URLSearchParams(on.told[0]?.body))).toMatchObject({
      ...{ MessageStatus: 'undelivered', ErrorCode: '30007' },
    });
  });
});

test('what people write is brought to where the Messaging Service says, and a STOP is kept', async () => {
  await using on = await open({ carrier_opt_out_block: true }, { advanced_opt_out: true });
  const url = `${on.callbacks}/inbound`;
  await on.ask('POST', `/v1/Services/MG${'0'.repeat(32)}`, { InboundRequestUrl: url });
  await on.send();
  await on.rehearsal.call('POST', `/v1/handsets/${encodeURIComponent(phone(1))}/replies`, {
    to: shop,
    body: 'Stop',
  });
  await on.until(1);
  const form = [...new URLSearchParams(on.told[0]?.body)];
  expect(Object.fromEntries(form)).toMatchObject({
    From: phone(1),
    To: shop,
    Body: 'Stop',
    OptOutType: 'STOP',
  });
  expect(on.told[0]?.headers['x-twilio-signature']).toBe(signForm(token, url, form));
  expect(await on.send()).toMatchObject({ status: 400, body: { code: 21610 } });
});

test('the account, its numbers and look-ups can be asked for', async () => {
  await using on = await open({}, { numbers: [shop] });
  const get = async (path: string) => (await on.ask('GET', path)).body;
  expect(await get(`${root}.json`)).toMatchObject({ status: 'active' });
  expect(await get(`${root}/Balance.json`)).toMatchObject({ currency: 'USD' });
  expect(await get(`${root}/IncomingPhoneNumbers.json`)).toMatchObject({
    incoming_phone_numbers: [{ phone_number: shop }],
  });
  expect(await get(`/v2/PhoneNumbers/${encodeURIComponent(phone(1))}`)).toMatchObject({ valid: true });
  expect(await get('/2010-04-01/elsewhere.json')).toMatchObject({ code: 20404 });
});
