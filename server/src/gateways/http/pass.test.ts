import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ScriptedCarrier, startScriptedCarrier } from '../../../test/gateway-cases/scripted-carrier.ts';
import { bandwidth } from '../bandwidth/bandwidth.ts';
import type { Gateway } from '../gateway.ts';
import { sinch } from '../sinch/sinch.ts';
import { openPass, outcomeWithoutPass } from './pass.ts';

let carrier: ScriptedCarrier;
const open: Gateway[] = [];
beforeEach(async () => {
  carrier = await startScriptedCarrier();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()));
  await carrier.close();
});

const given = (token: string, seconds: unknown = 3_600) => ({
  ...{ status: 200, body: { access_token: token, expires_in: seconds, token_type: 'bearer' } },
});
const basicOf = (key: string, secret: string) =>
  `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;

describe('a pass', () => {
  const opened = (now: () => number) =>
    openPass(
      { carrier: 'Acme', origin: carrier.origin, path: '/token', key: 'key', secret: 'of-the-key' },
      now,
    );

  test('is fetched with the key, once for all who need it, and again before it ends', async () => {
    let now = 0;
    const pass = opened(() => now);
    carrier.answer(given('one', 600), given('two', 600));
    const all = await Promise.all([pass.get(), pass.get(), pass.get()]);
    expect(all).toEqual(Array.from({ length: 3 }, () => ({ kind: 'answered', value: 'Bearer one' })));
    expect(carrier.heard).toMatchObject([
      {
        ...{ method: 'POST', path: '/token', body: 'grant_type=client_credentials' },
        headers: {
          authorization: basicOf('key', 'of-the-key'),
          'content-type': 'application/x-www-form-urlencoded',
        },
      },
    ]);
    now = 539_000;
    expect(await pass.get()).toMatchObject({ value: 'Bearer one' });
    now = 541_000;
    expect(await pass.get()).toMatchObject({ value: 'Bearer two' });
  });

  test('that is refused is fetched anew where it is old, and not where it has just come', async () => {
    let now = 0;
    const pass = opened(() => now);
    carrier.answer(given('one'), given('two'));
    await pass.get();
    expect(pass.isStale('Bearer one')).toBe(false);
    now = 6_000;
    expect(pass.isStale('Bearer one')).toBe(true);
    expect(await pass.get()).toMatchObject({ value: 'Bearer two' });
    // Somebody else has fetched a new one meanwhile.
    expect(pass.isStale('Bearer one')).toBe(true);
    expect(pass.isStale('Bearer two')).toBe(false);
  });

  test.each([
    [{ status: 401, body: { error: 'invalid_client' } }, 'account', 'misconfigured'],
    [
      { status: 400, body: { error: 'invalid_client', error_description: 'No such key' } },
      'account',
      'misconfigured',
    ],
    [{ status: 403, bodyText: '' }, 'account', 'misconfigured'],
    [{ status: 429, bodyText: '' }, 'rate', 'throttled'],
    [{ status: 500, bodyText: '<html>' }, 'temporary', 'unreachable'],
    [{ status: 200, bodyText: '<html>' }, 'temporary', 'unreachable'],
    [{ status: 200, body: { access_token: '' } }, 'temporary', 'unreachable'],
    [{ failure: 'reset' as const }, 'temporary', 'unreachable'],
  ])('that is not given (%j) is of the class %s, and a text %s', async (answer, kind, outcome) => {
    carrier.answer(answer);
    const asked = await opened(() => 0).get();
    expect(asked).toMatchObject({ kind: 'failed', class: kind });
    expect(JSON.stringify(asked)).not.toContain('of-the-key');
    if (asked.kind === 'failed') expect(outcomeWithoutPass(asked).kind).toBe(outcome);
  });
});

const accounts = {
  sinch: {
    adapter: sinch,
    settings: { project_id: 'project1', key_id: 'key', region: 'us' },
    secret: { key_secret: 'of-the-key' },
    token: '/oauth2/token',
    send: '/xms/v1/project1/batches',
    taken: { status: 201, body: { id: '01FC' } },
  },
  bandwidth: {
    adapter: bandwidth,
    settings: {
      ...{ account_id: '1234567', username: 'key', sign_in: 'oauth', callback_user: 'tidings' },
      application_id: '93de2206-9669-4e07-948d-329f4b722ee2',
    },
    secret: { password: 'of-the-key', callback_password: 'of-callbacks' },
    token: '/api/v1/oauth2/token',
    send: '/api/v2/users/1234567/messages',
    taken: { status: 202, body: { id: '1589' } },
  },
};

describe.each(Object.entries(accounts))(
  '%s by OAuth',
  (_name, { adapter, settings, secret, token, send, taken }) => {
    const text = {
      reference: 'x.1',
      tag: 'c',
      from: '+12025550100',
      to: '+13035550146',
      body: 'Hello',
      validForMs: null,
    };
    const limits = { mayStillLeave: () => true, answerWithinMs: 1_000 };
    function gateway(): Gateway {
      const place = { publicOrigin: null, callbackPath: '/callbacks/1', at: () => carrier.origin };
      const opened = adapter.open(settings, JSON.stringify(secret), place);
      open.push(opened);
      return opened;
    }

    test('fetches a pass and shows it with each text', async () => {
      carrier.answer(given('one'), taken, taken);
      const outcomes = await Promise.all(gateway().submit([text, { ...text, reference: 'x.2' }], limits));
      expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted']);
      expect(carrier.heard.map(({ path }) => path)).toEqual([token, send, send]);
      expect(carrier.heard[0]?.headers.authorization).toBe(basicOf('key', 'of-the-key'));
      for (const { headers } of carrier.heard.slice(1)) expect(headers.authorization).toBe('Bearer one');
    });

    test('sends nothing where no pass is given, and nothing whose time is over', async () => {
      carrier.answer({ status: 401, body: { error: 'invalid_client' } });
      const account = gateway();
      expect(await account.submit([text], limits)[0]).toMatchObject({ kind: 'misconfigured' });
      expect(carrier.heard.map(({ path }) => path)).toEqual([token]);
      carrier.answer(given('one'));
      const late = { ...limits, mayStillLeave: () => false };
      expect(await account.submit([text], late)[0]).toEqual({ kind: 'not_sent' });
      expect(carrier.heard.map(({ path }) => path)).toEqual([token]);
    });

    test('is the account’s own trouble where a new pass is refused', async () => {
      carrier.answer(given('one'), { status: 401, bodyText: '' });
      expect(await gateway().submit([text], limits)[0]).toMatchObject({ kind: 'misconfigured' });
    });

    test('tries the credentials by a pass too', async () => {
      carrier.answer(given('one'), { status: 200, body: { batches: [], count: 0, messages: [] } });
      expect(await gateway().testConnection?.()).toMatchObject({ isGood: true });
      expect(carrier.heard[1]?.headers.authorization).toBe('Bearer one');
      carrier.answer({ status: 401, body: { error: 'invalid_client', error_description: 'No such key' } });
      const report = await gateway().testConnection?.();
      expect(report).toMatchObject({ isGood: false, sentence: expect.stringContaining('No such key') });
    });
  },
);

test('a Sinch account has either a service plan or a project', () => {
  for (const settings of [{}, { service_plan_id: 'a', project_id: 'b' }])
    expect(() => sinch.open(settings, '{"api_token":"x"}')).toThrow('either a service plan');
  const byProject = { project_id: 'b', key_id: 'c', region: 'br' };
  expect(() => sinch.open(byProject, '{"key_secret":"x"}')).toThrow('us and eu');
  expect(() => sinch.open({ project_id: 'b' }, '{}')).toThrow('access key ID');
});
