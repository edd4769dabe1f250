import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { phone, shop } from '../../../test/fixtures.ts';
import { rehearseProvider } from '../../../test/provider.ts';
import type { SettingsChange } from '../../settings.ts';
import { readSeed } from './signature.ts';

const key = 'KEY0123456789_tests';
const seed = Buffer.alloc(32, 1).toString('base64');

async function open(change: SettingsChange = {}) {
  const on = await rehearseProvider('telnyx', { api_key: key, signing_seed: seed, numbers: [shop] }, change);
  const ask = async (path: string, about: object | null = null, method = 'POST', bearer = key) => {
    const posting = about && { method, body: JSON.stringify(about) };
    const answer = await fetch(on.origin + path, {
      ...posting,
      headers: { authorization: `Bearer ${bearer}` },
    });
    return { status: answer.status, body: (await answer.json()) as { data?: unknown; errors?: unknown } };
  };
  const send = (about: object = {}, bearer?: string) =>
    ask('/v2/messages', { from: shop, to: phone(1), text: 'Hello', ...about }, 'POST', bearer);
  return { ...on, ask, send };
}

test('a text is taken, recorded and reported on, signed', async () => {
  await using on = await open({ sent_receipts: false });
  const { status, body } = await on.send({ webhook_url: `${on.callbacks}/receipts?ref=x7k2.1` });
  expect([status, body]).toMatchObject([200, { data: { parts: 1, to: [{ status: 'queued' }] } }]);
  await on.until(1);
  const [told] = on.told;
  expect(JSON.parse(told?.body ?? '')).toMatchObject({
    data: { event_type: 'message.finalized', payload: { to: [{ status: 'delivered' }] } },
  });
  const [signature, time] = ['signature-ed25519', 'timestamp'].map((name) => told?.headers[`telnyx-${name}`]);
  const signed = Buffer.from(`${time}|${told?.body}`);
  const isGood = verify(
    null,
    signed,
    createPublicKey(readSeed(seed)),
    Buffer.from(String(signature), 'base64'),
  );
  expect(isGood).toBe(true);
  const { id } = body.data as { id: string };
  const records = await on.ask(`/v2/detail_records?filter[cld][contains]=${phone(1).slice(1)}`);
  expect(records.body).toMatchObject({ data: [{ uuid: id }] });
  expect((await on.ask(`/v2/messages/${id}`)).body).toMatchObject({ data: { id, text: 'Hello' } });
});

const wrong: readonly [object, number, string][] = [
  [{ to: '12' }, 422, '40310'],
  [{ to: [phone(1), phone(2)] }, 422, '40310'],
  [{ from: 'HARBOUR' }, 422, '40305'],
  [{ text: '' }, 422, '40316'],
  [{ media_urls: ['http://127.0.0.1/1.jpg'] }, 422, '10015'],
  [{ webhook_url: 'https://example.com/' }, 422, '10015'],
  [{ to: '+15005540010' }, 422, '40010'],
];

test('a text that is wrong is refused with Telnyx’s code, and too many are told to go slower', async () => {
  await using on = await open();
  for (const [about, status, code] of wrong)
    expect(await on.send(about)).toMatchObject({ status, body: { errors: [{ code }] } });
  expect(await on.send({}, 'another')).toMatchObject({ status: 401, body: { errors: [{ code: '10009' }] } });
  await on.rehearsal.call('PUT', '/v1/control/faults', { faults: { throttle: 1 } });
  expect(await on.send()).toMatchObject({ status: 429, body: { errors: [{ code: '10011' }] } });
  expect(on.rehearsal.running.carrier.summary()).toMatchObject({ accepted: 0 });
});

test('a magic number ends with its code, and a STOP is brought as one', async () => {
  await using on = await open({ sent_receipts: false });
  await on.send({ to: '+15005640002', webhook_url: `${on.callbacks}/r?ref=1` });
  await on.until(1);
  expect(on.told[0]?.body).toContain('"code":"40002"');
  await on.ask('/v2/messaging_profiles/1', { webhook_url: `${on.callbacks}/inbound` }, 'PATCH');
  const path = `/v1/handsets/${encodeURIComponent(phone(1))}/replies`;
  await on.rehearsal.call('POST', path, { to: shop, body: 'Stop' });
  await on.until(2);
  expect(JSON.parse(on.told[1]?.body ?? '')).toMatchObject({
    data: { event_type: 'message.received', payload: { text: 'Stop', autoresponse_type: 'STOP' } },
  });
});

test('the account, its numbers and look-ups can be asked for', async () => {
  await using on = await open();
  expect((await on.ask('/v2/balance')).body).toMatchObject({ data: { balance: '100.00' } });
  expect((await on.ask('/v2/phone_numbers/messaging')).body).toMatchObject({
    data: [{ phone_number: shop }],
  });
  const lookUp = await on.ask(`/v2/number_lookup/${encodeURIComponent(phone(1))}?type=carrier`);
  expect(lookUp.body).toMatchObject({ data: { carrier: { type: 'mobile' } } });
  expect((await on.ask('/v2/messages/nothing')).status).toBe(404);
});
