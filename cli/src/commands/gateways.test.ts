import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ids, refusal, runCli } from '../../test/run-cli.ts';

const id = ids.list.replace('lst', 'gtw');
const field = { help: 'Help.', is_required: true };
const kinds = {
  'GET /v1/gateway-kinds': () => ({
    data: [
      {
        ...{ object: 'gateway_kind', kind: 'twilio', name: 'Twilio', is_rehearsal: false },
        capabilities: { class: 'C', media: null },
        form: [
          { ...field, name: 'account_sid', label: 'Account SID', kind: 'text' },
          { ...field, name: 'auth_token', label: 'Auth Token', kind: 'secret' },
          { ...field, name: 'connections', label: 'Connections', kind: 'number', is_required: false },
        ],
      },
    ],
  }),
};
const account = {
  ...{ object: 'gateway_account', id, kind: 'twilio', name: 'Main', is_rehearsal: false },
  ...{ settings: { account_sid: 'AC1' }, secrets: ['auth_token'] },
  callback_url: 'https://sms.example.org/callbacks/1',
  callbacks: {
    last_verified_at: null,
    last_refused_at: '2026-08-01T09:30:00Z',
    last_refused_because: 'Another token.',
  },
};
const gateways = {
  'GET /v1/gateways': () => ({
    data: [{ id, kind: 'twilio', name: 'Main', state: 'ok', state_detail: null }],
  }),
};
const path = `/v1/gateways/${id}`;

test('tidings gateways show says how long ago its carrier was known, and what was wrong with another call', async () => {
  // The clock of these tests stands at 1970.
  const callbacks = { ...account.callbacks, last_verified_at: new Date(-2 * 60_000).toISOString() };
  const shown = { ...account, callbacks, receives: 'callbacks' };
  const ran = await runCli(['gateways', 'show', 'Main'], {
    routes: { ...gateways, [`GET ${path}`]: () => shown },
  });
  expect([ran.code, ran.err]).toEqual([0, '']);
  expect(ran.out).toContain('  verified 2 min ago (1969-12-31T23:58:00.000Z)\n  refused just now');
  expect(ran.out).toContain('Another token.');
});

describe('tidings gateways connect', () => {
  const made = { ...kinds, 'POST /v1/gateways': () => account };
  const argv = [
    'gateways',
    'connect',
    'twilio',
    '--name',
    'Main',
    '--set',
    'account_sid=AC1',
    '--set',
    'connections=8',
  ];

  test('asks for secrets, shows none, and says where callbacks come to', async () => {
    const ran = await runCli(argv, { routes: made, stdin: null, typed: ['the token'] });
    expect(ran.code).toBe(0);
    expect(ran.questions).toEqual(['Auth Token: ']);
    expect(ran.asked.at(-1)?.body).toEqual({
      ...{ kind: 'twilio', name: 'Main', skip_test: false },
      settings: { account_sid: 'AC1', connections: 8, auth_token: 'the token' },
    });
    expect(ran.out).toContain('https://sms.example.org/callbacks/1');
    expect(ran.out + ran.err).not.toContain('the token');
  });

  test.each([
    ['a secret among the words', [...argv, '--set', 'auth_token=x'], 'is a secret'],
    ['a setting that there is not', [...argv, '--set', 'colour=red'], 'account_sid, connections'],
    ['a carrier that there is not', ['gateways', 'connect', 'pigeon'], 'There are: twilio'],
    ['nobody at the terminal', argv, 'tidings gateways apply FILE'],
  ])('refuses %s', async (_what, words, told) => {
    const ran = await runCli(words, { routes: made });
    expect([ran.code, ran.asked.some(({ method }) => method === 'POST')]).toEqual([2, false]);
    expect(ran.err).toContain(told);
  });

  test('ends with 6 and the carrier’s own words where it says no', async () => {
    const no = () => refusal(422, 'gateway.not_accepted', 'Twilio says: Authenticate (20003)');
    const ran = await runCli(argv, {
      routes: { ...kinds, 'POST /v1/gateways': no },
      stdin: null,
      typed: ['x'],
    });
    expect(ran.code).toBe(6);
    expect(ran.err).toContain('Twilio says: Authenticate (20003)');
  });
});

describe('tidings gateways apply', () => {
  const fileOf = (gatewaysIn: unknown) => {
    const file = join(mkdtempSync(join(tmpdir(), 'tidings-')), 'gateways.json');
    writeFileSync(file, JSON.stringify({ gateways: gatewaysIn }));
    return file;
  };
  const settings = { account_sid: 'AC1', auth_token: { env: 'TWILIO_TOKEN' } };
  const env = { TWILIO_TOKEN: 'the token' };
  const changes = [
    { field: 'connections', is_secret: false, before: null, after: 8 },
    { field: 'auth_token', is_secret: true, before: null, after: null },
  ];
  const answering = (actions: readonly string[]) => ({
    'POST /v1/gateways/apply': ({ body }: { body: unknown }) => ({
      ...{ object: 'gateways_applied', dry_run: (body as { dry_run: boolean }).dry_run },
      data: actions.map((action) => ({
        name: 'Main',
        kind: 'twilio',
        id,
        action,
        changes: action === 'none' ? [] : changes,
      })),
    }),
  });
  const routes = answering(['change', 'none']);

  test('sends what the file says, with secrets of the environment, and shows what has changed but no secret', async () => {
    const ran = await runCli(['gateways', 'apply', fileOf([{ name: 'Main', kind: 'twilio', settings }])], {
      routes,
      env,
    });
    expect(ran.code).toBe(0);
    expect(ran.asked[0]?.body).toEqual({
      ...{ dry_run: false, skip_test: false },
      gateways: [{ name: 'Main', kind: 'twilio', settings: { account_sid: 'AC1', auth_token: 'the token' } }],
    });
    expect(ran.out).toContain('connections: nothing → 8');
    expect(ran.out).toContain('auth_token: another secret');
    expect(ran.out).not.toContain('the token');
  });

  test('with --dry-run says what would change, and by its exit code that something would', async () => {
    const dry = ['gateways', 'apply', fileOf([{ name: 'Main', kind: 'twilio', settings }]), '--dry-run'];
    const ran = await runCli(dry, { routes, env });
    expect([ran.code, ran.out.split('\n')[0]]).toEqual([7, `Would change ${id}, “Main” (twilio).`]);
    expect(ran.asked[0]?.body).toMatchObject({ dry_run: true });
    expect((await runCli(dry, { routes: answering(['none']), env })).code).toBe(0);
  });

  test.each([
    ['an environment without the secret', [{ name: 'Main', kind: 'twilio', settings }], 'TWILIO_TOKEN'],
    ['a file of something else', [{ name: 'Main' }], 'has a name, a kind and settings'],
    ['an empty file', [], 'holds no'],
  ])('refuses %s', async (_what, given, told) => {
    const ran = await runCli(['gateways', 'apply', fileOf(given)], { routes });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(told);
  });
});

describe('an account', () => {
  test('is listed, shown and tested by its name', async () => {
    const routes = {
      ...gateways,
      [`GET ${path}`]: () => account,
      [`POST ${path}/test`]: () => ({
        is_good: false,
        sentence: 'Twilio says: no.',
        warnings: ['Look here.'],
      }),
      [`GET ${path}/balance`]: () => ({ object: 'gateway_balance', amount: '-0.50', currency: 'USD' }),
    };
    expect((await runCli(['gateways', 'list'], { routes })).out).toContain('Main');
    expect((await runCli(['gateways', 'show', 'main'], { routes })).out).toContain(
      'auth_token: on record, never shown',
    );
    const shown = (await runCli(['gateways', 'show', id], { routes })).out;
    expect(shown).toContain('No callback has come in yet.');
    expect(shown).toContain('(2026-08-01T09:30:00Z): Another token.');
    const tested = await runCli(['gateways', 'test', 'Main'], { routes });
    expect([tested.code, tested.out]).toEqual([6, 'Twilio says: no.\nLook here.\n']);
    expect((await runCli(['gateways', 'balance', id], { routes })).out).toBe('-0.50 USD\n');
  });

  test('is asked in place of calling, and says how that goes', async () => {
    const polling = {
      last_asked_at: null,
      next_at: '2026-08-01T09:31:00Z',
      trouble: 'No.',
      replies: 2,
      receipts: 5,
    };
    const polled = { ...account, receives: 'polling', polling };
    const routes = { ...gateways, [`GET ${path}`]: () => polled, [`PUT ${path}/receives`]: () => polled };
    const ran = await runCli(['gateways', 'receives', 'Main', 'polling'], { routes });
    expect([ran.code, ran.asked.at(-1)?.body]).toEqual([0, { receives: 'polling' }]);
    const shown = (await runCli(['gateways', 'show', 'Main'], { routes })).out;
    expect(shown).toContain('last: never, 2 replies and 5 receipts so far');
    expect(shown).toContain('trouble: No. Asked again: 2026-08-01T09:31:00Z');
  });

  test('says which numbers it has', async () => {
    const number = {
      number: '+12025550100',
      kind: 'long_code',
      country: null,
      can_sms: true,
      can_mms: false,
      label: 'Shop',
    };
    const routes = { ...gateways, [`GET ${path}/numbers`]: () => ({ data: [number] }) };
    const { out } = await runCli(['gateways', 'numbers', 'Main'], { routes });
    expect(out.trim().split('\n').at(-1)).toMatch(/\+12025550100 +long_code +yes +no +Shop/);
  });
});
