import { expect, test } from 'vitest';
import { phone, shop } from '../../../test/fixtures.ts';
import { rehearseProvider } from '../../../test/provider.ts';
import type { SettingsChange } from '../../settings.ts';
import { signForm } from './signature.ts';

const [id, token] = ['MA0000000000000000EX', 'token-of-the-tests'];
const authorization = `Basic ${Buffer.from(`${id}:${token}`).toString('base64')}`;
const root = `/v1/Account/${id}/`;

async function open(change: SettingsChange = {}) {
  const on = await rehearseProvider('plivo', { auth_id: id, auth_token: token, numbers: [shop] }, change);
  const ask = async (path: string, about: object | null = null, auth = authorization) => {
    const posting = about && { method: 'POST', body: JSON.stringify(about) };
    const answer = await fetch(on.origin + path, { ...posting, headers: { authorization: auth } });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const send = (about: object = {}, auth?: string) =>
    ask(`${root}Message/`, { src: shop, dst: phone(1), text: 'Hello', ...about }, auth);
  return { ...on, ask, send };
}

test('a text is taken, listed and reported on, signed in both ways', async () => {
  await using on = await open({ sent_receipts: false });
  const url = `${on.callbacks}/receipts?ref=x7k2.1`;
  const { status, body } = await on.send({ url, method: 'POST', message_expiry: 600 });
  expect([status, body]).toMatchObject([202, { message_uuid: [expect.stringMatching(/^[0-9a-f-]{36}$/)] }]);
  await on.until(1);
  const [told] = on.told;
  const form = [...new URLSearchParams(told?.body)];
  expect(Object.fromEntries(form)).toMatchObject({ Status: 'delivered', ErrorCode: '000' });
  const nonce = String(told?.headers['x-plivo-signature-v3-nonce']);
  expect(told?.headers).toMatchObject(signForm(token, url, form, nonce));
  const [uuid] = body.message_uuid as string[];
  const seen = { message_uuid: uuid, message_state: 'delivered' };
  expect((await on.ask(`${root}Message/?to_number=${phone(1).slice(1)}`)).body).toMatchObject({
    objects: [seen],
  });
  expect((await on.ask(`${root}Message/${uuid}/`)).body).toMatchObject(seen);
});

test('what goes along with a text stands in the ledger', async () => {
  await using on = await open();
  const media = ['http://127.0.0.1/1.jpg'];
  expect((await on.send({ type: 'mms', media_urls: media })).status).toBe(202);
  const { body } = await on.rehearsal.call('GET', `/v1/handsets/${phone(1)}`);
  expect(body).toMatchObject({ conversation: [{ media, subject: null }] });
});

const wrong: readonly [object, number, unknown][] = [
  [{ dst: '' }, 400, 'dst parameter not present'],
  [{ dst: '12' }, 400, 'dst is not valid'],
  [{ text: '' }, 400, 'text parameter not present'],
  [{ powerpack_uuid: 'both' }, 400, 'either src or powerpack_uuid must be present'],
  [{ message_expiry: 4 }, 400, { message_expiry: ['must be between 5 and 10800'] }],
  [{ url: 'https://example.com/' }, 400, 'url is not valid'],
  [{ dst: '+15005500404' }, 404, 'Refused, because the number says so.'],
];

test('a text that is wrong is refused in words, and too many are told to go slower', async () => {
  await using on = await open();
  for (const [about, status, error] of wrong)
    expect(await on.send(about)).toMatchObject({ status, body: { error } });
  expect(await on.send({}, 'Basic eDp5')).toMatchObject({ status: 401 });
  await on.rehearsal.call('PUT', '/v1/control/faults', { faults: { throttle: 1 } });
  expect(await on.send()).toMatchObject({ status: 429 });
  expect(on.rehearsal.running.carrier.summary()).toMatchObject({ accepted: 0 });
});

test('a magic number ends with its code, and what people write is brought to the application', async () => {
  await using on = await open({ sent_receipts: false });
  await on.send({ dst: '+15005600200', url: `${on.callbacks}/r?ref=1` });
  await on.until(1);
  expect(on.told[0]?.body).toContain('ErrorCode=200');
  await on.ask(`${root}Application/12345/`, { message_url: `${on.callbacks}/inbound` });
  const path = `/v1/handsets/${encodeURIComponent(phone(1))}/replies`;
  await on.rehearsal.call('POST', path, { to: shop, body: 'Stop' });
  await on.until(2);
  const form = Object.fromEntries(new URLSearchParams(on.told[1]?.body));
  expect(form).toMatchObject({ Text: 'Stop', From: phone(1).slice(1), To: shop.slice(1) });
});

test('the account, its numbers and look-ups can be asked for', async () => {
  await using on = await open();
  expect((await on.ask(root)).body).toMatchObject({ cash_credits: '100.00000' });
  expect((await on.ask(`${root}Number/`)).body).toMatchObject({ objects: [{ number: shop.slice(1) }] });
  const lookUp = await on.ask(`/v1/Number/${encodeURIComponent(phone(1))}?type=carrier`);
  expect(lookUp.body).toMatchObject({ carrier: { type: 'mobile' } });
  expect((await on.ask('/v1/Number/12')).status).toBe(404);
});
