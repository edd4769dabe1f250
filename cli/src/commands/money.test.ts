import { expect, test } from 'vitest';
import { ids, page, runCli } from '../../test/run-cli.ts';

const id = ids.list.replace('lst', 'inv');
const gateway = ids.list.replace('lst', 'gtw');
const invoice = {
  ...{ object: 'invoice', id, gateway_id: gateway, name: 'November', lines: 3, matched: 2, passed_over: 1 },
  totals: [{ currency: 'USD', amount: '12.50' }],
  differences: { missing_here: 1, price_differs: 0 },
};
const gateways = { 'GET /v1/gateways': () => page([{ id: gateway, name: 'Twilio' }]) };

test('an invoice is brought in with its columns, and ends with 5 where anything differs', async () => {
  const argv = ['invoices', 'import', '-', '--gateway', 'Twilio', '--form', 'generic', '--name', 'November'];
  const ran = await runCli([...argv, '--column', 'id=Ref', '--column', 'amount=Cost'], {
    stdin: 'Ref,Cost\n',
    routes: { ...gateways, [`POST /v1/gateways/${gateway}/invoices`]: () => invoice },
  });
  expect([ran.code, ran.err]).toEqual([5, '']);
  expect(Object.fromEntries(ran.asked.at(-1)?.query ?? [])).toEqual({
    name: 'November',
    form: 'generic',
    id_column: 'Ref',
    amount_column: 'Cost',
  });
  expect(ran.out).toContain('3 lines, 2 of texts of ours, 1 passed over.');
  expect(ran.out).toContain('1 missing here');
});

test('its differences are listed', async () => {
  const difference = {
    ...{
      kind: 'price_differs',
      line: 4,
      provider_id: 'SM1',
      message_id: 'msg_1',
      number: null,
      at: null,
      sentence: '',
    },
    theirs: { parts: 1, amount: '0.02', currency: 'USD' },
    ours: { parts: 1, least: '0.013', most: '0.014' },
  };
  const lacking = {
    ...{ ...difference, kind: 'missing_there', line: null, message_id: 'msg_2' },
    theirs: { parts: null, amount: null, currency: null },
  };
  const routes = {
    [`GET /v1/invoices/${id}/differences`]: ({ query }: { query: URLSearchParams }) =>
      page([query.get('kind') === 'missing_there' ? lacking : difference]),
  };
  const ran = await runCli(['invoices', 'show', id, '--kind', 'all'], { routes });
  expect([ran.code, ran.out]).toEqual([
    5,
    expect.stringMatching(/price_differs.*0\.02 USD 1 part.*0\.013 to 0\.014 1 part\n.*missing_there.*msg_2/),
  ]);
});

test('a table of prices with a bad row ends with 6 and says which', async () => {
  const answer = {
    added: 1,
    changed: 0,
    unchanged: 0,
    bad: [{ line: 3, sentence: 'XX is no country.' }],
    is_applied: false,
  };
  const ran = await runCli(['prices', 'import', '-', '--dry-run'], {
    stdin: 'x',
    routes: { 'POST /v1/workspace/prices': () => answer },
  });
  expect([ran.code, ran.out]).toEqual([6, expect.stringContaining('line 3: XX is no country.')]);
  expect(ran.asked[0]?.query.get('dry_run')).toBe('true');
});

test('spending stands on a line for each campaign', async () => {
  const data = [
    {
      key: 'cmp_1',
      name: 'Spring',
      parts: 10,
      expected: '0.10',
      actual: [{ currency: 'USD', texts: 9, amount: '0.09' }],
    },
  ];
  const ran = await runCli(['spend', '--by', 'campaign'], {
    routes: { 'GET /v1/spending/report': () => ({ by: 'campaign', currency: 'USD', data }) },
  });
  expect(ran.out).toMatch(/Spring +10 +0\.10 +0\.09 USD \(9 texts\)/);
});
