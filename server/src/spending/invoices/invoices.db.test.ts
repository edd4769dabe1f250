import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ask } from '../../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { type SendingDesk, sendingDesk } from '../../../test/text-desk.ts';
import { publicId } from '../../platform/ids.ts';
import { foldSpendMoves } from '../spend.queries.ts';

const numbers = ['+13125550141', '+13125550142', '+13125550143', '+13125550144'];
let database: TestDatabase;
let desk: SendingDesk;
let member: Ask;
let gateway: string;

beforeAll(async () => {
  database = await cloneDatabase();
  desk = await sendingDesk(database);
  await desk.agree(...numbers);
  member = await desk.app.signedIn(desk.on.fixture.workspaceId);
  gateway = publicId('gtw', desk.on.fixture.gatewayId);
  await member({
    method: 'PUT',
    url: '/v1/workspace/spending',
    payload: {
      currency: 'USD',
      caps: { day: null, month: null, campaign: null },
      prices: [
        { per_part: '0.01' },
        { country: 'US', carrier: 'att', per_part: '0.003' },
        { country: 'US', carrier: 'tmobile', per_part: '0.004' },
      ],
    },
  });
  const usual = desk.on.carrier.answer;
  // Of the first text the carrier says at once what it costs.
  desk.on.carrier.answer = (text, tries) => {
    const said = usual(text, tries);
    if (text.to !== numbers[0] || said.outcome.kind !== 'accepted') return said;
    return { outcome: { ...said.outcome, parts: 1, price: { amount: '0.012345678', currency: 'USD' } } };
  };
  for (const to of numbers) await desk.post({ to, body: 'Bakery: ready' });
  await desk.work();
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const csv = (url: string, payload: string) =>
  member({ method: 'POST', url, payload, headers: { 'content-type': 'text/csv' } });
const idAt = (at: number) =>
  `fake_${desk.on.carrier.accepted.find((one) => one.to === numbers[at])?.reference}`;
const columns =
  'form=generic&id_column=id&at_column=at&parts_column=parts&amount_column=cost&currency_column=unit';
const bring = (name: string, lines: string[], more = '') =>
  csv(
    `/v1/gateways/${gateway}/invoices?name=${name}&${columns}${more}`,
    ['id,at,parts,cost,unit', ...lines].join('\n'),
  );
const differencesOf = async (id: string, kind = '') =>
  (await member({ url: `/v1/invoices/${id}/differences${kind && `?kind=${kind}`}` })).json().data;

test('money is told by day, campaign and gateway, before it is added to its day and after, with what carriers said', async () => {
  for (const fold of [false, true]) {
    if (fold) await desk.on.in(foldSpendMoves);
    const report = (await member({ url: '/v1/spending/report?by=gateway' })).json();
    expect(report).toMatchObject({ by: 'gateway', from: '2026-11-01', until: '2026-11-24', currency: 'USD' });
    expect(report.data).toEqual([
      {
        key: gateway,
        name: 'Test carrier',
        parts: 4,
        expected: '0.056',
        actual: [{ currency: 'USD', texts: 1, amount: '0.012345678' }],
      },
    ]);
    const byDay = (await member({ url: '/v1/spending/report?from=2026-11-24&until=2026-11-24' })).json();
    expect(byDay.data).toMatchObject([{ key: '2026-11-24', parts: 4 }]);
    expect((await member({ url: '/v1/spending/report?by=campaign' })).json().data).toMatchObject([
      { key: null, parts: 4 },
    ]);
  }
  const strange = await member({ url: '/v1/spending/report?from=2026-11-24&until=2026-11-01' });
  expect([strange.statusCode, strange.json().code]).toEqual([422, 'spending.bad_span']);
});

test('an invoice shows every difference, and its prices become what texts have cost', async () => {
  const at = '2026-11-24T17:00:00Z';
  const answer = await bring(
    'November',
    [
      `${idAt(0)},${at},1,0.012345678,USD`,
      `${idAt(1)},${at},2,0.028,USD`,
      `${idAt(2)},${at},1,0.02,USD`,
      `${idAt(2)},${at},1,0.02,USD`,
      `strange,${at},1,0.01,USD`,
      `,${at},1,0.01,USD`,
    ],
    '&from=2026-11-24T00:00:00Z&until=2026-11-25T00:00:00Z',
  );
  expect(answer.statusCode).toBe(201);
  const invoice = answer.json();
  expect(invoice).toMatchObject({
    ...{ object: 'invoice', name: 'November', lines: 6, matched: 4, passed_over: 0 },
    totals: [{ currency: 'USD', amount: '0.090345678' }],
    differences: {
      ...{ missing_here: 1, missing_there: 1, repeated: 1, parts_differ: 1, price_differs: 1, unreadable: 1 },
      ...{ not_sent_here: 0, currency_differs: 0 },
    },
  });
  const all = await differencesOf(invoice.id);
  expect(all.map(({ line, kind }: { line: number; kind: string }) => [line, kind])).toEqual([
    [3, 'parts_differ'],
    [4, 'price_differs'],
    [5, 'repeated'],
    [6, 'missing_here'],
    [7, 'unreadable'],
  ]);
  expect(all[1]).toMatchObject({
    theirs: { amount: '0.02' },
    ours: { parts: 1, least: '0.013', most: '0.014' },
  });
  expect(await differencesOf(invoice.id, 'missing_there')).toMatchObject([
    { provider_id: idAt(3), line: null, ours: { parts: 1 } },
  ]);
  expect((await member({ url: '/v1/invoices' })).json().data).toMatchObject([{ id: invoice.id }]);
  const report = (await member({ url: '/v1/spending/report?by=gateway' })).json();
  expect(report.data[0].actual).toEqual([{ currency: 'USD', texts: 3, amount: '0.060345678' }]);
});

test.each([
  [
    'the very same file',
    async () =>
      bring('November', ['a,2026-11-24T17:00:00Z,1,1,USD']).then(() =>
        bring('Again', ['a,2026-11-24T17:00:00Z,1,1,USD']),
      ),
    409,
    'invoice.known',
  ],
  ['a file without lines', () => bring('Empty', []), 422, 'invoice.empty'],
  [
    'a file without the column',
    () => csv(`/v1/gateways/${gateway}/invoices?name=x&form=twilio`, 'a,b\n1,2'),
    422,
    'invoice.unreadable',
  ],
  [
    'a gateway of nobody',
    () =>
      csv(
        `/v1/gateways/gtw_00000000000070008000000000000000/invoices?name=x&${columns}`,
        'id,at,parts,cost,unit\na,,,1,USD',
      ),
    404,
    'gateway.not_found',
  ],
])('%s is refused', async (_what, work, status, code) => {
  const answer = await work();
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
});

test('a table of prices is tried, refused whole for a bad row, and taken', async () => {
  const table =
    'gateway,country,kind,per_part,effective_from\nTest carrier,US,sms,0.02,2026-11-20\n,,mms,0.03,\n,,sms,0.01,\n';
  const bring = (text: string, query = '') => csv(`/v1/workspace/prices${query}`, text);
  const counts = { added: 2, changed: 0, unchanged: 1, bad: [] };
  expect((await bring(table, '?dry_run=true')).json()).toEqual({
    object: 'price_import',
    ...counts,
    is_applied: false,
  });
  const bad = (await bring(`${table}nobody,US,sms,1,\n,,mms,0.05,\n`)).json();
  expect(bad).toMatchObject({
    is_applied: false,
    bad: [{ line: 5 }, { line: 6, sentence: expect.stringContaining('Line 3') }],
  });
  expect((await member({ url: '/v1/workspace/spending' })).json().prices).toHaveLength(3);
  expect((await bring(table)).json()).toEqual({ object: 'price_import', ...counts, is_applied: true });
  expect((await bring(table)).json()).toMatchObject({ added: 0, unchanged: 3 });
  const trial = (await desk.post({ to: numbers[0], body: 'Hi', dry_run: true })).json();
  expect(trial.cost).toEqual({ amount: '0.024', least: '0.023', currency: 'USD' });
  const prices = (await member({ url: '/v1/workspace/spending' })).json().prices;
  expect(prices).toContainEqual({
    sender_id: null,
    gateway_id: gateway,
    country: 'US',
    kind: 'sms',
    carrier: null,
    effective_from: '2026-11-20',
    per_part: '0.02',
  });
});
