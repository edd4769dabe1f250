import { expect, test } from 'vitest';
import { phone, shop } from '../../../test/fixtures.ts';
import { rehearseProvider } from '../../../test/provider.ts';
import type { SettingsChange } from '../../settings.ts';

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const account = {
  ...{ account_id: '1234567', username: 'api', password: 'of-the-tests', application_id: 'app' },
  ...{ callback_user: 'tidings', callback_password: 'of-callbacks', numbers: [shop] },
};
const path = '/api/v2/users/1234567/messages';

async function open(change: SettingsChange = {}, more: object = {}) {
  const on = await rehearseProvider('bandwidth', { ...account, ...more }, change);
  const ask = async (
    where: string,
    about: object | null = null,
    authorization = basic('api', 'of-the-tests'),
  ) => {
    const posting = about && { method: 'POST', body: JSON.stringify(about) };
    const answer = await fetch(on.origin + where, { ...posting, headers: { authorization } });
    return { status: answer.status, text: await answer.text() };
  };
  const send = async (about: object = {}, authorization?: string) => {
    const whole = { applicationId: 'app', to: [phone(1)], from: shop, text: 'Hello', ...about };
    const { status, text } = await ask(path, whole, authorization);
    return { status, body: JSON.parse(text) as Record<string, unknown> };
  };
  return { ...on, ask, send };
}

const wrong: readonly [object, string][] = [
  [{ applicationId: 'other' }, 'applicationId'],
  [{ to: ['12'] }, 'to'],
  [{ to: [phone(1), phone(2)] }, 'to'],
  [{ from: 'HARBOUR' }, 'from'],
  [{ text: '' }, 'text'],
  [{ expiration: '2020-01-01T00:00:00Z' }, 'expiration'],
];

test('a text that is wrong is refused by its field, and too many are told to go slower', async () => {
  await using on = await open();
  for (const [about, fieldName] of wrong)
    expect(await on.send(about)).toMatchObject({ status: 400, body: { fieldErrors: [{ fieldName }] } });
  expect(await on.send({}, basic('api', 'another'))).toMatchObject({ status: 401 });
  await on.rehearsal.call('PUT', '/v1/control/faults', { faults: { throttle: 1 } });
  expect(await on.send()).toMatchObject({ status: 429, body: { type: 'max-message-queue-size-exceeded' } });
  expect(on.rehearsal.running.carrier.summary()).toMatchObject({ accepted: 0 });
});

test('a text is taken and listed, and the account can be asked', async () => {
  await using on = await open();
  const { status, body } = await on.send({ tag: 'x7k2.1' });
  expect([status, body]).toMatchObject([202, { tag: 'x7k2.1', segmentCount: 1 }]);
  const listed = await on.ask(`${path}?destinationTn=${encodeURIComponent(phone(1))}`);
  expect(JSON.parse(listed.text)).toMatchObject({ totalCount: 1, messages: [{ messageId: body.id }] });
  const numbers = await on.ask('/api/accounts/1234567/inserviceNumbers?page=1&size=10');
  expect(numbers.text).toContain(`<TelephoneNumber>${shop.slice(2)}</TelephoneNumber>`);
  const found = await on.ask('/v2/accounts/1234567/phoneNumberLookup', { phoneNumbers: [phone(1)] });
  expect(JSON.parse(found.text)).toMatchObject({ data: { results: [{ lineType: 'MOBILE' }] } });
  expect((await on.ask('/elsewhere')).status).toBe(404);
});
