import { describe, expect, test } from 'vitest';
import { ids, page, refusal, runCli } from '../../test/run-cli.ts';

const program = {
  ...{ id: ids.program, name: 'Offers', purpose: 'marketing', brand_name: 'Bakery' },
  ...{ texts_per_month: 4, status: 'draft' },
};
const rule = {
  ...{ double_opt_in: 'always', confirm_within_hours: 24, remind_after_hours: 20 },
  ...{ least_age: null, countries: null, sender_id: null },
};
const words = {
  kind: 'disclosure',
  locale: 'en',
  version: 2,
  body: 'By joining …',
  written_at: '2026-11-01T00:00:00Z',
};
const joinable = (lacks: object[] = []) => ({
  ...{ program, join_rule: rule, countries: ['US'], lacks, words: [words] },
  requests: [{ method: 'web_form', status: 'waiting', count: 3 }],
});
const brand = {
  ...{ id: `brd_${'7'.repeat(32)}`, name: 'Bakery', help_contact: 'h@example.com' },
  ...{ legal_name: 'Bakery LLC', postal_address: null, website: null },
};
const at = `/v1/programs/${ids.program}`;
const form = {
  ...{ id: `frm_${'8'.repeat(32)}`, name: 'Counter', status: 'live', locale: 'en' },
  ...{ url: 'https://t.example.com/join/abc', embed: '<iframe></iframe>' },
};
const member = { id: 'mem_1', name: 'Ola', role_name: 'Owner', email: null };
const known = { 'GET /v1/programs': () => page([program]), [`GET ${at}`]: () => joinable() };

const lines: readonly [
  name: string,
  argv: string[],
  routes: object,
  body: object | undefined,
  out: string,
][] = [
  [
    'a program made',
    [
      'programs',
      'create',
      'Offers',
      '--purpose',
      'marketing',
      '--brand',
      'Bakery',
      '--help-contact',
      'h@example.com',
      '--per-month',
      '4',
      '--disclosure',
      'By joining …',
    ],
    { 'POST /v1/programs': () => program },
    {
      name: 'Offers',
      purpose: 'marketing',
      brand_name: 'Bakery',
      help_contact: 'h@example.com',
      texts_per_month: 4,
      disclosure: 'By joining …',
    },
    `Made ${ids.program}`,
  ],
  [
    'where there is help, and the rest of the brand as it was',
    ['programs', 'brand', 'Offers', '--help-contact', 'help@example.com'],
    {
      [`GET ${at}`]: () => ({ ...joinable(), brand }),
      [`PUT /v1/brands/${brand.id}`]: () => ({ ...brand, help_contact: 'help@example.com' }),
    },
    { legal_name: 'Bakery LLC', postal_address: null, website: null, help_contact: 'help@example.com' },
    'Bakery gives help at help@example.com.',
  ],
  [
    'words written',
    ['programs', 'words', 'Offers', '--kind', 'disclosure', '--locale', 'es', '--body', 'Al unirse …'],
    { [`POST ${at}/words`]: () => words },
    { kind: 'disclosure', locale: 'es', body: 'Al unirse …' },
    'disclosure, version 2',
  ],
  [
    'policies written',
    ['programs', 'words', 'Offers', '--kind', 'policies'],
    { [`POST ${at}/policies`]: () => ({ data: [{ ...words, kind: 'terms' }] }) },
    { locale: 'en' },
    'terms, version 2',
  ],
  [
    'a rule changed in one place and kept in all others',
    ['programs', 'rule', 'Offers', '--remind-after', '0', '--least-age', '21'],
    { [`PUT ${at}/join-rule`]: () => joinable() },
    { ...rule, remind_after_hours: null, least_age: 21 },
    'Asked to confirm: always',
  ],
  [
    'a program opened',
    ['programs', 'publish', 'Offers'],
    { [`POST ${at}/publish`]: () => joinable() },
    undefined,
    'is draft',
  ],
  [
    'a program closed',
    ['programs', 'close', ids.program],
    { [`POST ${at}/close`]: () => joinable() },
    undefined,
    'is draft',
  ],
  [
    'a join on paper',
    [
      'join',
      '+12025550142',
      '--method',
      'paper',
      '--act',
      'signed the card',
      '--attestation',
      'Card 17, in the binder',
      '--at',
      '2026-11-20T09:00:00Z',
      '--age',
      '21',
      '--tag',
      'Counter',
    ],
    { [`POST ${at}/joins`]: () => ({ status: 'joined' }) },
    {
      number: '+12025550142',
      method: 'paper',
      act: 'signed the card',
      attestation: 'Card 17, in the binder',
      occurred_at: '2026-11-20T09:00:00.000Z',
      age: 21,
      tags: ['Counter'],
    },
    'Joined.',
  ],
  [
    'a join that waits for its YES',
    ['join', '+12025550142', '--method', 'web_form', '--act', 'typed it'],
    { [`POST ${at}/joins`]: () => ({ status: 'pending' }) },
    { number: '+12025550142', method: 'web_form', act: 'typed it' },
    'nothing else is sent before the YES',
  ],
  ['forms', ['forms', 'list'], { 'GET /v1/forms': () => ({ data: [form] }) }, undefined, form.url],
  [
    'a form made',
    ['forms', 'create', 'Counter', '--ask', 'first_name', '--tag', 'Counter'],
    { 'POST /v1/forms': () => form },
    { program_id: ids.program, name: 'Counter', asks: ['first_name'], tags: ['Counter'] },
    form.embed,
  ],
  [
    'a form made where nobody has said at which address people reach it',
    ['forms', 'create', 'Counter'],
    { 'POST /v1/forms': () => ({ ...form, url: '/j/abc', embed: null }) },
    { program_id: ids.program, name: 'Counter' },
    'no code for a page of yours yet',
  ],
  [
    'a form made that texts a code',
    ['forms', 'create', 'Counter', '--code', '--ask-tracking'],
    { 'POST /v1/forms': () => form },
    { program_id: ids.program, name: 'Counter', asks_code: true, asks_tracking: true },
    form.url,
  ],
  [
    'a form changed',
    ['forms', 'change', form.id, '--title', 'Bread', '--ask', 'email'],
    { [`PATCH /v1/forms/${form.id}`]: () => form },
    { title: 'Bread', asks: ['email'] },
    'is shown it anew before they join',
  ],
  [
    'what a form has taken off it',
    ['forms', 'change', form.id, '--title', '', '--no-code', '--no-ask-tracking', '--no-ask', '--no-tag'],
    { [`PATCH /v1/forms/${form.id}`]: () => form },
    { title: '', asks: [], tags: [], asks_code: false, asks_tracking: false },
    'is shown it anew before they join',
  ],
  [
    'views that are shared',
    ['views', '--place', '/people'],
    {
      'GET /v1/views': () => ({
        data: [{ id: 'vew_1', place: '/people', name: 'Regulars', owner: null, search: '?tag=vip' }],
      }),
    },
    undefined,
    '?tag=vip',
  ],
  [
    'a form closed',
    ['forms', 'close', form.id],
    { [`POST /v1/forms/${form.id}/close`]: () => form },
    undefined,
    'takes nobody any more',
  ],
  [
    'members',
    ['members'],
    {
      'GET /v1/members': () => ({ data: [member] }),
      'GET /v1/workspace/second-factor': () => ({ is_needed: true, members: 3, members_without: 2 }),
    },
    undefined,
    'asked of everybody; 2 of 3 have none.',
  ],
  [
    'a second factor that everybody is asked for',
    ['members', 'second-factor', 'on'],
    { 'PUT /v1/workspace/second-factor': () => ({ is_needed: true, members: 3, members_without: 2 }) },
    { is_needed: true },
    'asked of everybody; 2 of 3 have none.',
  ],
];

describe('tidings tells of', () => {
  test.each(lines)('%s', async (_name, argv, routes, body, out) => {
    const ran = await runCli(argv, { routes: { ...known, ...routes } });
    expect([ran.code, ran.asked.at(-1)?.body]).toEqual([0, body]);
    expect(ran.out).toContain(out);
  });
});

test('a program that lacks something says what, and ends with 6', async () => {
  const lacks = [{ element: 'privacy', sentence: 'There is no privacy policy.' }];
  const ran = await runCli(['programs', 'show', 'Offers'], {
    routes: { ...known, [`GET ${at}`]: () => joinable(lacks) },
  });
  expect([ran.code, ran.out.includes('Missing: There is no privacy policy.')]).toEqual([6, true]);
  expect(ran.out).toContain('web_form, waiting: 3');
});

test('what the server refuses ends with 6 and its sentence', async () => {
  const ran = await runCli(['programs', 'publish', 'Offers'], {
    routes: {
      ...known,
      [`POST ${at}/publish`]: () => refusal(422, 'program.incomplete', 'Write the terms first.'),
    },
  });
  expect([ran.code, ran.err]).toEqual([6, expect.stringContaining('Write the terms first.')]);
});

test('words without words are not understood', async () => {
  expect((await runCli(['programs', 'words', 'Offers', '--kind', 'terms'], { routes: known })).code).toBe(2);
});

describe('tidings keywords', () => {
  const id = ids.list.replace('lst', 'kwd');
  const keyword = { id, words: ['PIZZA'], kind: 'reply', version: 2, body: 'From six.', archived_at: null };
  const routes = { 'GET /v1/keywords': () => page([keyword]), [`GET /v1/keywords/${id}`]: () => keyword };

  test('show tells every version', async () => {
    const versions = [{ ...keyword, changed_by: 'member:1', changed_at: '2026-11-01T00:00:00Z' }];
    const ran = await runCli(['keywords', 'show', 'pizza'], {
      routes: { ...routes, [`GET /v1/keywords/${id}/versions`]: () => ({ data: versions }) },
    });
    expect([ran.code, ran.out.includes('member:1')]).toEqual([0, true]);
  });

  test('change sends what was named and nothing else', async () => {
    const argv = ['keywords', 'change', 'pizza', '--body', 'From seven.', '--word', 'PIZZA', '--word', 'PIE'];
    const ran = await runCli(argv, { routes: { ...routes, [`PATCH /v1/keywords/${id}`]: () => keyword } });
    expect([ran.code, ran.asked.at(-1)?.body]).toEqual([0, { body: 'From seven.', words: ['PIZZA', 'PIE'] }]);
    expect((await runCli(['keywords', 'change', 'pizza'], { routes })).code).toBe(2);
  });

  test('archive takes it out of use', async () => {
    const ran = await runCli(['keywords', 'archive', 'pizza'], {
      routes: { ...routes, [`DELETE /v1/keywords/${id}`]: () => keyword },
    });
    expect([ran.code, ran.requests.at(-1)]).toEqual([0, `DELETE /v1/keywords/${id}`]);
  });
});
