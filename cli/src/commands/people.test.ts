import { describe, expect, test } from 'vitest';
import { ids, page, runCli } from '../../test/run-cli.ts';

const contact = (id: string, number: string, name = 'Ada Obi') => ({
  object: 'contact',
  id,
  number,
  name,
  first_name: 'Ada',
  last_name: 'Obi',
  email: null,
  country: 'US',
  region: 'NY',
  time_zone: 'America/New_York',
  time_zone_source: 'area_code',
  fields: { city: 'Albany' },
});
const ada = contact('con_7', '+12125550142');

describe('tidings people', () => {
  test('searches, with lists by their names, and answers with as many as were asked for', async () => {
    const routes = {
      'GET /v1/lists': () => page([{ id: ids.list, name: 'Guests' }]),
      'GET /v1/tags': () => page([{ name: 'vip' }]),
      'GET /v1/contacts': () => page([ada, contact('con_8', '+12125550143')], 'more'),
    };
    const options = ['--list', 'guests', '--tag', 'vip', '--limit', '2', '--json'];
    const one = await runCli(['people', 'ada', ...options], {
      routes: { ...routes, 'GET /v1/contacts': () => page([ada, ada, ada]) },
    });
    expect(one.json()).toEqual({ data: [ada, ada], has_more: true });
    expect(Object.fromEntries(one.asked.at(-1)?.query ?? [])).toEqual({
      search: 'ada',
      list: ids.list,
      tag: 'vip',
      limit: '3',
    });
  });

  test('goes on through short and empty pages', async () => {
    const routes = {
      'GET /v1/contacts': ({ query }: { query: URLSearchParams }) =>
        query.get('cursor') === null ? page([], 'c2') : page([ada]),
    };
    const ran = await runCli(['people', '--json'], { routes });
    expect(ran.json()).toEqual({ data: [ada], has_more: false });
  });

  test('keeps every person on one line, whatever their name is', async () => {
    const routes = {
      'GET /v1/contacts': () => page([contact('con_7', '+12125550142', 'Ada\n\u001b[31mObi')]),
    };
    const { out } = await runCli(['people'], { routes });
    expect(out.trim().split('\n')).toHaveLength(2);
    expect(out).not.toContain('\u001b');
  });

  test.each([['0'], ['-1'], ['10001'], ['all']])('does not understand --limit %s', async (limit) => {
    expect((await runCli(['people', '--limit', limit])).code).toBe(2);
  });
});

describe('tidings people show', () => {
  const consent = {
    programs: [
      { program_id: ids.program, program_name: 'News', status: 'opted_out', since: '2026-11-24T16:00:00Z' },
    ],
    suppressions: [{ brand_name: 'Bluebird', is_suppressed: true, suppressed_at: '2026-11-24T16:00:00Z' }],
    events: [
      {
        program_id: ids.program,
        evidence: { attestation: 'Cards of the shop,\nin its safe', attested_by: 'user:7' },
      },
      { program_id: null, evidence: {} },
    ],
  };
  const text = { id: 'msg_1', body: 'Hello Ada', parts: 1, status: 'delivered', from: '+12025550100' };
  const entries = [
    { id: 't1', at: '2026-11-24T15:00:00Z', kind: 'text', sentence: 'Allowed: opted in.', text, reply: null },
    {
      id: 'r1',
      at: '2026-11-24T16:00:00Z',
      kind: 'reply',
      sentence: '',
      text: null,
      reply: { body: 'stop', intent: 'stop' },
    },
  ];
  const routes = {
    'GET /v1/contacts': () => page([ada, contact('con_8', '+121255501420')]),
    'GET /v1/contacts/con_7': () => ({ ...ada, lists: [{ id: ids.list, name: 'Guests' }], tags: ['vip'] }),
    'GET /v1/contacts/con_7/consent': () => consent,
    'GET /v1/contacts/con_7/timeline': () => page(entries),
  };

  test('tells who it is, what they agreed to and what happened', async () => {
    const { code, out } = await runCli(['people', 'show', 'con_7'], { routes });
    expect(code).toBe(0);
    expect(out).toContain('America/New_York (by area code)');
    expect(out).toContain('attested by user:7: “Cards of the shop, ⏎ in its safe”');
    expect(out).toContain('Nothing from Bluebird: left at 2026-11-24 16:00 UTC');
    expect(out).toContain('text delivered: Allowed: opted in.\n      > Hello Ada');
    expect(out).toContain('reply\n      < stop');
  });

  test('answers with contact, consent and timeline', async () => {
    const ran = await runCli(['people', 'show', 'con_7', '--json'], { routes });
    expect(ran.json()).toMatchObject({ contact: ada, consent, timeline: { data: entries, has_more: false } });
  });

  test.each(['+1 212 555 0142', '(212) 555-0142', '12125550142'])('finds %s', async (number) => {
    const ran = await runCli(['people', 'show', number, '--json'], { routes });
    expect(ran.json()).toMatchObject({ contact: { id: 'con_7' } });
  });

  test.each([
    ['a number that is nobody’s', '+1 212 555 0199', 4],
    ['a name', 'Ada', 2],
  ])('refuses %s', async (_what, wanted, code) => {
    expect((await runCli(['people', 'show', wanted], { routes })).code).toBe(code);
  });
});

describe('tidings people add', () => {
  const made = { ...ada, consent: 'granted' };
  const routes = {
    'POST /v1/contacts': () => made,
    'GET /v1/lists': () => page([{ id: ids.list, name: 'Guests' }]),
    'GET /v1/programs': () => page([{ id: ids.program, name: 'News' }]),
  };

  test('adds a person with lists, own columns and consent', async () => {
    const consent = ['--program', 'News', '--method', 'paper', '--agreed-at', '2026-11-01T10:00:00Z'];
    const facts = ['--first-name', 'Ada', '--field', 'store=Harbor', '--put-on', 'guests', '--tag-as', 'vip'];
    const ran = await runCli(['people', 'add', '+12125550142', ...facts, ...consent], { routes });
    expect(ran.err).toBe('');
    expect(ran.asked.at(-1)?.body).toEqual({
      ...{ number: '+12125550142', first_name: 'Ada', fields: { store: 'Harbor' } },
      ...{ lists: [ids.list], tags: ['vip'] },
      consent: { program_id: ids.program, method: 'paper', occurred_at: '2026-11-01T10:00:00.000Z' },
    });
    expect(ran.out).toContain('Their consent is on record.');
  });

  test('takes no consent without what, how and when', async () => {
    const ran = await runCli(['people', 'add', '+12125550142', '--program', 'News'], { routes });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('--agreed-at');
  });
});

describe('tidings people change', () => {
  const routes = { 'PATCH /v1/contacts/con_7': () => ada };

  test('says what is new, and what is taken away', async () => {
    const words = ['--first-name', 'Ada', '--field', 'store=Harbor', '--clear', 'email', '--clear', 'city'];
    const ran = await runCli(['people', 'change', 'con_7', ...words, '--revision', '0123456789abcdef'], {
      routes,
    });
    expect(ran.asked.at(-1)?.body).toEqual({
      ...{ first_name: 'Ada', email: null, fields: { store: 'Harbor', city: null } },
      revision: '0123456789abcdef',
    });
  });

  test.each([[[]], [['--field', 'store']]])('does not understand %j', async (words) => {
    expect((await runCli(['people', 'change', 'con_7', ...words], { routes })).code).toBe(2);
  });
});

describe('tidings people agreed', () => {
  const record = `POST /v1/contacts/con_7/consents`;
  const said = ['--method', 'paper', '--at', '2026-11-01T10:00:00Z', '--attestation', 'Card 17, box 12'];
  const routes = (outcome: string) => ({
    'GET /v1/programs': () => page([{ id: ids.program, name: 'News' }]),
    [record]: () => ({ object: 'recorded_consent', contact_id: 'con_7', program_id: ids.program, outcome }),
  });

  test('records how, when and what shows it, for the only program there is', async () => {
    const ran = await runCli(['people', 'agreed', 'con_7', ...said], { routes: routes('granted') });
    expect(ran.out).toContain('Their consent is on record.');
    expect(ran.asked.at(-1)?.body).toEqual({
      program_id: ids.program,
      method: 'paper',
      occurred_at: '2026-11-01T10:00:00.000Z',
      attestation: 'Card 17, box 12',
    });
  });

  test('says when what is on record is worth as much', async () => {
    const ran = await runCli(['people', 'agreed', 'con_7', ...said], { routes: routes('unchanged') });
    expect(ran.out).toContain('nothing was changed');
  });
});
