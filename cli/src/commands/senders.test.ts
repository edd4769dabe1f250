import { describe, expect, test } from 'vitest';
import { ids, refusal, runCli } from '../../test/run-cli.ts';

const gateway = ids.list.replace('lst', 'gtw');
const senders = { 'GET /v1/senders': () => ({ data: [{ id: ids.sender, number: '+12025550100' }] }) };
const gateways = { 'GET /v1/gateways': () => ({ data: [{ id: gateway, name: 'Main' }] }) };
const well = {
  ...{ object: 'sender_health', sender_id: ids.sender, number: '+12025550100', state: 'ok', texts: 1_200 },
  ...{ delivered: 0.97, filtered: 0.004, rests_until: null, sentence: 'It fares well.' },
};

describe('tidings senders health', () => {
  const asked = (data: readonly object[]) =>
    runCli(['senders', 'health'], { routes: { 'GET /v1/sender-health': () => ({ data }) } });

  test('shows how each number fares, in shares', async () => {
    const ran = await asked([
      well,
      { ...well, number: '+12025550101', state: 'unknown', delivered: null, filtered: null },
    ]);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/\+12025550100 +ok +1200 +97 % +0 % +– +It fares well\./);
  });

  test('ends with 7 where one is to be looked at', async () => {
    const ill = {
      ...well,
      state: 'resting',
      rests_until: '2026-08-02T09:30:00Z',
      sentence: 'A filter holds it back.',
    };
    const ran = await asked([well, ill]);
    expect(ran.code).toBe(7);
    expect(ran.out).toContain('A filter holds it back.');
    expect(ran.out).toContain('2026-08-02T09:30:00Z');
  });

  test('says so where nothing has been measured', async () => {
    expect((await asked([])).out).toContain('Nothing has been measured yet');
  });
});

describe('tidings senders rest', () => {
  const path = `/v1/senders/${ids.sender}/rest`;
  const routes = { ...senders, [`PUT ${path}`]: () => ({ ...well, rests_until: '2026-08-02T09:30:00Z' }) };

  test('lets pools pass a number over, by its number in any spelling', async () => {
    const ran = await runCli(['senders', 'rest', '1 (202) 555-0100', '--hours', '48'], { routes });
    expect([ran.code, ran.asked.at(-1)?.body]).toEqual([0, { hours: 48 }]);
    expect(ran.out).toContain('2026-08-02T09:30:00Z');
  });

  test('says why', async () => {
    const ran = await runCli(['senders', 'rest', ids.sender, '--reason', 'New words.'], { routes });
    expect(ran.asked.at(-1)?.body).toEqual({ hours: 24, reason: 'New words.' });
  });

  test('ends its rest with 0', async () => {
    const ran = await runCli(['senders', 'rest', ids.sender, '--hours', '0'], { routes });
    expect([ran.asked.at(-1)?.body, ran.out]).toEqual([{ hours: 0 }, 'Its rest is over.\n']);
  });

  test.each(['-1', '721', '1.5', 'soon'])('refuses %s hours without asking', async (hours) => {
    const ran = await runCli(['senders', 'rest', ids.sender, `--hours=${hours}`], { routes });
    expect([ran.code, ran.asked]).toEqual([2, []]);
    expect(ran.err).toContain('to 720');
  });

  test('refuses a number that there is not', async () => {
    const ran = await runCli(['senders', 'rest', '+12025550199'], { routes });
    expect(ran.code).toBeGreaterThan(0);
    expect(ran.asked.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('tidings senders bring', () => {
  const path = `/v1/gateways/${gateway}/numbers`;
  const found = (outcome: string, number = '+12025550100') => ({
    ...{ number, kind: 'long_code', parts_per_second: 1, outcome, label: 'Shop\u001b[31m' },
  });
  const routesOf = (data: readonly object[]) => ({ ...gateways, [`POST ${path}`]: () => ({ data }) });

  test('says what becomes of each number, and nothing that a terminal would obey', async () => {
    const data = [found('added'), found('known', '+12025550101'), found('no_texts', '+12025550102')];
    const ran = await runCli(['senders', 'bring', 'Main'], { routes: routesOf(data) });
    expect([ran.code, ran.asked.at(-1)?.body]).toEqual([0, { dry_run: false }]);
    expect(ran.out).toMatch(/\+12025550100 +long_code +1 +a sender now/);
    expect(ran.out).toContain('a sender already');
    expect(ran.out).toContain('sends no texts at its carrier');
    expect(ran.out).not.toContain('\u001b');
  });

  test('adds nothing in a dry run, and says would', async () => {
    const ran = await runCli(['senders', 'bring', gateway, '--dry-run'], {
      routes: routesOf([found('added')]),
    });
    expect(ran.asked.at(-1)?.body).toEqual({ dry_run: true });
    expect(ran.out).toContain('would be a sender');
  });

  test('says why a carrier cannot be asked', async () => {
    const no = () => refusal(422, 'gateway.cannot_be_asked', 'Sinch cannot be asked for its numbers.');
    const ran = await runCli(['senders', 'bring', gateway], { routes: { [`POST ${path}`]: no } });
    expect(ran.code).toBeGreaterThan(0);
    expect(ran.err).toContain('Sinch cannot be asked for its numbers.');
  });
});

describe('tidings senders pace', () => {
  const put = `PUT /v1/senders/${ids.sender}/pace`;
  const routes = {
    ...senders,
    [put]: () => ({ id: ids.sender, number: '+12025550100', parts_per_second: 0.5 }),
  };

  test.each([
    ['--per-second', '0.5'],
    ['--per-minute', '30'],
    ['--per-day', '43200'],
  ])('takes what a carrier says with %s', async (unit, parts) => {
    const ran = await runCli(['senders', 'pace', ids.sender, unit, parts], { routes });
    expect([ran.code, ran.asked.at(-1)?.body]).toEqual([0, { parts_per_second: 0.5 }]);
  });

  test.each([[[]], [['--per-second', '1', '--per-minute', '60']], [['--per-day', 'many']]])(
    'refuses %j without asking',
    async (given) => {
      const ran = await runCli(['senders', 'pace', ids.sender, ...given], { routes });
      expect([ran.code, ran.asked]).toEqual([2, []]);
    },
  );
});

describe('tidings senders add, set and show', () => {
  const number = {
    ...{ object: 'sender', id: ids.sender, gateway_id: gateway, number: '+12025550100', kind: 'toll_free' },
    ...{ parts_per_second: 3, registration: null, label: 'Desk', can_mms: false, is_hosted: true },
    country: null,
    monthly_cost: { amount: '2.5', currency: 'USD' },
  };
  const path = `/v1/senders/${ids.sender}`;

  test('adds a hosted number with the pace that its kind has', async () => {
    const line = ['senders', 'add', '1 (202) 555-0100', 'Main', '--kind', 'toll_free'];
    const ran = await runCli([...line, '--hosted', 'yes', '--monthly-cost', '2.50 usd', '--mms', 'no'], {
      routes: { ...gateways, 'POST /v1/senders': () => number },
    });
    expect([ran.code, ran.asked.at(-1)?.body]).toEqual([
      0,
      {
        ...{ gateway_id: gateway, number: '+12025550100', kind: 'toll_free', parts_per_second: 3 },
        ...{ can_mms: false, is_hosted: true, monthly_cost: { amount: '2.50', currency: 'USD' } },
      },
    ]);
  });

  test.each([
    ['24273', '24273'],
    ['ACME', 'ACME'],
  ])('leaves %s as it is', async (given, sent) => {
    const line = ['senders', 'add', given, gateway, '--kind', 'short_code'];
    const ran = await runCli(line, { routes: { 'POST /v1/senders': () => number } });
    expect(ran.asked.at(-1)?.body).toMatchObject({ number: sent });
  });

  test('changes what is said of it, and its pace, and tells how it stands', async () => {
    const routes = {
      ...senders,
      [`PATCH ${path}`]: () => number,
      [`PUT ${path}/pace`]: () => number,
      [`GET ${path}`]: () => number,
    };
    const line = ['senders', 'set', '+12025550100', '--label', 'Desk', '--parts-per-second', '3'];
    const ran = await runCli(line, { routes });
    expect(ran.asked.slice(1, 3).map(({ body }) => body)).toEqual([
      { label: 'Desk' },
      { parts_per_second: 3 },
    ]);
    expect(ran.out).toBe(
      '+12025550100: called “Desk”, pictures: no, as a link, hosted: its texts alone are at this carrier, costs 2.5 USD a month.\n',
    );
  });

  test.each([
    [[], 'Say what changes'],
    [['--monthly-cost', 'cheap'], '1.15 USD'],
    [['--parts-per-second', '0'], 'above 0'],
  ])('refuses %j without asking', async (options, sentence) => {
    const ran = await runCli(['senders', 'set', ids.sender, ...options], { routes: {} });
    expect([ran.code, ran.asked]).toEqual([2, []]);
    expect(ran.err).toContain(sentence);
  });

  test('shows its limits, its papers and how it fares, and nothing of other numbers', async () => {
    const pace = { object: 'pace', parts_per_day: null, parts_today: 0, parts_per_second: 3 };
    const routes = {
      [`GET ${path}`]: () => number,
      ...gateways,
      'GET /v1/paces': () => ({
        data: [
          { ...pace, level: 'sender', subject: ids.sender },
          { ...pace, level: 'sender', subject: 'snd_other', parts_per_second: 77 },
          { ...pace, level: 'registration', subject: 'other:att', parts_per_second: 78 },
        ],
      }),
      'GET /v1/sender-papers': () => ({
        data: [{ sender_id: ids.sender, standing: 'closed', sentence: 'It is not verified.' }],
      }),
      'GET /v1/sender-health': () => ({
        data: [{ ...well, rests_until: '2026-08-02T09:30:00Z', rest_reason: 'New words.' }],
      }),
      [`GET ${path}/uses`]: () => ({
        programs: [{ id: ids.program, name: 'Offers' }],
        pools: [],
        campaigns: [{ id: ids.campaign, name: 'Spring', status: 'scheduled' }],
        keywords: [{ id: 'kwd_1', kind: 'join', words: ['join', 'in'], is_for_all_numbers: true }],
      }),
    };
    const { out } = await runCli(['senders', 'show', ids.sender], { routes });
    expect(out).toContain('limit of the number: 3 parts a second');
    expect(out).toContain('papers: It is not verified.');
    expect(out).toContain('health: ok, It fares well.');
    expect(out).toContain('rests until 2026-08-02T09:30:00Z: New words.');
    for (const line of ['programs: Offers', 'pools: none', 'campaigns: Spring (scheduled)'])
      expect(out).toContain(line);
    expect(out).toContain('keywords: join/in (all numbers)');
    expect(out).not.toMatch(/(77|78) parts/);
  });
});
