import { describe, expect, test } from 'vitest';
import { phone, shop } from '../../../test/fixtures.ts';
import { rehearseProvider } from '../../../test/provider.ts';
import type { SettingsChange } from '../../settings.ts';
import { tokenOver } from './messages.ts';
import { signFields } from './sms.ts';

const [key, secret, signatureSecret] = ['abcd1234', 'secretofthetests', 'signature-of-the-tests'];
const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
const account = { api_key: key, api_secret: secret, signature_secret: signatureSecret, numbers: [shop] };
const bare = (number: string) => number.slice(1);

async function open(change: SettingsChange = {}, more: object = {}) {
  const on = await rehearseProvider('vonage', { ...account, ...more }, change);
  const read = async (answer: Response) => ({
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown>,
  });
  const sms = async (form: Record<string, string> = {}) => {
    const whole = {
      api_key: key,
      api_secret: secret,
      from: bare(shop),
      to: bare(phone(1)),
      text: 'Hello',
      ...form,
    };
    return read(await fetch(`${on.origin}/sms/json`, { method: 'POST', body: new URLSearchParams(whole) }));
  };
  const message = async (about: object = {}, auth = authorization) => {
    const text = {
      message_type: 'text',
      channel: 'sms',
      text: 'Hello',
      to: bare(phone(1)),
      from: bare(shop),
    };
    const body = JSON.stringify({ ...text, ...about });
    return read(
      await fetch(`${on.origin}/v1/messages`, { method: 'POST', body, headers: { authorization: auth } }),
    );
  };
  const get = async (path: string) => read(await fetch(on.origin + path, { headers: { authorization } }));
  return { ...on, sms, message, get };
}

test('the SMS API takes a text, reports on it signed, and loses what was not said to be Unicode', async () => {
  await using on = await open({ sent_receipts: false }, { callbacks_as: 'json' });
  const { body } = await on.sms({ text: 'ę', 'client-ref': 'x7k2.1', callback: `${on.callbacks}/receipts` });
  expect(body).toMatchObject({ 'message-count': '1', messages: [{ status: '0', 'client-ref': 'x7k2.1' }] });
  await on.until(1);
  const { sig, ...fields } = JSON.parse(on.told[0]?.body ?? '') as Record<string, string>;
  expect(fields).toMatchObject({ status: 'delivered', 'err-code': '0', 'client-ref': 'x7k2.1' });
  expect(sig).toBe(signFields({ signatureSecret, signatureMethod: 'md5hash' }, fields));
  const seen = await on.rehearsal.call('GET', `/v1/handsets/${encodeURIComponent(phone(1))}`);
  expect(seen.body).toMatchObject({ conversation: [{ body: '?' }] });
});

test('the Messages API takes a text, reports on it with a token, and brings what people write', async () => {
  await using on = await open({ sent_receipts: false });
  await fetch(`${on.origin}/account/settings`, {
    ...{ method: 'POST', headers: { authorization } },
    body: new URLSearchParams({ moCallBackUrl: `${on.callbacks}/inbound` }),
  });
  const { status, body } = await on.message({
    client_ref: 'x7k2.1',
    webhook_url: `${on.callbacks}/receipts`,
  });
  expect([status, body]).toEqual([202, { message_uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) }]);
  await on.until(1);
  const [receipt] = on.told;
  expect(JSON.parse(receipt?.body ?? '')).toMatchObject({
    ...body,
    status: 'delivered',
    client_ref: 'x7k2.1',
  });
  const claims = (token: unknown) => {
    const part = String(token).split('.')[1] ?? '';
    return JSON.parse(Buffer.from(part, 'base64url').toString()).payload_hash;
  };
  expect(claims(receipt?.headers.authorization)).toBe(
    claims(tokenOver({ key, signatureSecret }, receipt?.body ?? '')),
  );
  const path = `/v1/handsets/${encodeURIComponent(phone(1))}/replies`;
  await on.rehearsal.call('POST', path, { to: shop, body: 'Stop' });
  await on.until(2);
  expect(JSON.parse(on.told[1]?.body ?? '')).toMatchObject({
    text: 'Stop',
    from: bare(phone(1)),
    to: bare(shop),
  });
});

const badForms: readonly [Record<string, string>, string][] = [
  [{ api_secret: 'another' }, '4'],
  [{ to: '' }, '2'],
  [{ to: '12' }, '3'],
  [{ to: '15005500015' }, '15'],
  [{ ttl: '19999' }, '3'],
  [{ 'client-ref': 'r'.repeat(41) }, '3'],
];
const badMessages: readonly [object, string][] = [
  [{ to: undefined }, '1010'],
  [{ to: phone(1) }, '1170'],
  [{ text: '' }, '1020'],
  [{ to: '15005501240' }, '1240'],
  [{ ttl: 19 }, '1130'],
  [{ ttl: '90' }, '1130'],
  [{ channel: 'mms', message_type: 'image', image: { url: 'http://127.0.0.1/1.jpg' }, ttl: 299 }, '1130'],
  [{ channel: 'mms', message_type: 'image', image: { url: 'http://127.0.0.1/1.jpg', caption: '' } }, '1020'],
  [{ text: 'w'.repeat(1_001) }, '1020'],
  [{ webhook_url: 'https://example.com/' }, '1020'],
];

describe('a text', () => {
  test('that is wrong is refused with Vonage’s code: by the SMS API with 200, by the Messages API with 422', async () => {
    await using on = await open();
    for (const [form, code] of badForms) {
      const refused = await on.sms(form);
      expect([refused.status, refused.body.messages]).toMatchObject([200, [{ status: code }]]);
    }
    for (const [about, code] of badMessages) {
      const refused = await on.message(about);
      expect([refused.status, refused.body.type]).toEqual([422, expect.stringMatching(`#${code}$`)]);
    }
    expect(on.rehearsal.running.carrier.summary()).toMatchObject({ accepted: 0 });
  });

  test('is told to go slower, and ends with the code of a magic number', async () => {
    await using on = await open({ sent_receipts: false });
    await on.message({ to: '15005601210', webhook_url: `${on.callbacks}/r` });
    await on.until(1);
    expect(JSON.parse(on.told[0]?.body ?? '')).toMatchObject({ status: 'rejected', error: { title: 1210 } });
    await on.rehearsal.call('PUT', '/v1/control/faults', { faults: { throttle: 1 } });
    expect(await on.message()).toMatchObject({ status: 429 });
    expect((await on.sms()).body).toMatchObject({ messages: [{ status: '1' }] });
    expect(await on.message({}, 'Basic eDp5')).toMatchObject({ status: 401 });
  });
});

test('the account, its numbers and look-ups can be asked for', async () => {
  await using on = await open();
  expect((await on.get('/account/get-balance')).body).toMatchObject({ value: 100 });
  expect((await on.get('/account/numbers?index=1&size=10')).body).toMatchObject({
    numbers: [{ msisdn: bare(shop) }],
  });
  const lookUp = `/ni/standard/json?number=${bare(phone(1))}`;
  const keys = new URLSearchParams({ api_key: account.api_key, api_secret: account.api_secret });
  expect((await on.get(`${lookUp}&${keys}`)).body).toMatchObject({ status: 0 });
  expect((await on.get(lookUp)).body).toMatchObject({ status: 4 });
  expect((await on.get('/elsewhere')).status).toBe(404);
});
