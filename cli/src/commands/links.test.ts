import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ids, page, refusal, runCli } from '../../test/run-cli.ts';

const id = ids.list.replace('lst', 'lnk');
const link = {
  ...{ object: 'link', id, url: 'https://harbor.example/menu', label: null, campaign_id: null, state: 'on' },
  ...{ expires_at: null, short_url: 'https://go.harbor.example/7QmXc2k', made_by: 'key:1' },
  ...{ created_at: '2026-11-24T17:00:00.000Z', changed_at: '2026-11-24T17:00:00.000Z' },
  clicks: { opened: 9, human: 7, people: 5, robots: { agent: 2 }, first_at: null, last_at: null },
};
const folder = mkdtempSync(join(tmpdir(), 'tidings-cli-links-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('makes a link for everybody, with the words that say where somebody came from', async () => {
  const ran = await runCli(
    ['links', 'create', link.url, '--utm-source', 'qr', '--expires', '2026-12-31T23:00:00Z'],
    {
      routes: { 'POST /v1/links': () => link },
    },
  );
  expect([ran.code, ran.out]).toEqual([
    0,
    expect.stringContaining('Short: https://go.harbor.example/7QmXc2k'),
  ]);
  expect(ran.asked[0]?.body).toEqual({
    url: link.url,
    expires_at: '2026-12-31T23:00:00.000Z',
    utm: { source: 'qr' },
  });
});

test('refuses an end without a zone, and a change of nothing', async () => {
  const without = await runCli(['links', 'create', link.url, '--expires', '2026-12-31 23:00'], {
    routes: {},
  });
  expect([without.code, without.err]).toEqual([2, expect.stringContaining('--expires')]);
  expect((await runCli(['links', 'change', id], { routes: {} })).code).toBe(2);
});

test('lists what links came to, and shows who of those that opened one is a program', async () => {
  const list = await runCli(['links', 'list'], { routes: { 'GET /v1/links': () => page([link]) } });
  expect(list.out).toContain('https://harbor.example/menu');
  const click = {
    ...{ object: 'click', at: '2026-11-24T18:00:00.000Z', message_id: null, agent: 'WhatsApp/2' },
    ...{ robot_reason: 'agent', why: 'It says itself that it is a program.', final: true },
  };
  const shown = await runCli(['links', 'show', id], {
    routes: { [`GET /v1/links/${id}`]: () => link, [`GET /v1/links/${id}/clicks`]: () => page([click]) },
  });
  expect(shown.out).toContain('Opened 9 times, 7 of them by people (5 different ones).');
  expect(shown.out).toContain('It says itself that it is a program.');
});

test('switches off, takes an end away, and tells what the service says against it', async () => {
  const off = await runCli(['links', 'off', id], {
    routes: { [`PATCH /v1/links/${id}`]: () => ({ ...link, state: 'off' }) },
  });
  expect([off.asked[0]?.body, off.out]).toEqual([{ state: 'off' }, expect.stringContaining('(off)')]);
  const change = await runCli(['links', 'change', id, '--expires', 'never'], {
    routes: { [`PATCH /v1/links/${id}`]: () => link },
  });
  expect(change.asked[0]?.body).toEqual({ expires_at: null });
  const refused = await runCli(['links', 'change', id, '--to', 'https://bit.ly/x'], {
    routes: {
      [`PATCH /v1/links/${id}`]: () => refusal(422, 'link.shortener', 'bit.ly shortens links itself.'),
    },
  });
  expect([refused.code, refused.err]).toEqual([6, expect.stringContaining('bit.ly')]);
});

test('saves a code to print, and sets one thing without losing the other', async () => {
  const out = join(folder, 'menu.svg');
  const qr = await runCli(['links', 'qr', id, '--out', out], {
    routes: {
      [`GET /v1/links/${id}/qr`]: () =>
        new Response('<svg/>', { headers: { 'content-type': 'image/svg+xml' } }),
    },
  });
  expect([qr.code, readFileSync(out, 'utf8')]).toEqual([0, '<svg/>']);
  const settings = {
    object: 'link_settings',
    domain: null,
    tracking: 'link',
    agreement_in: [],
    begins: null,
  };
  const put = await runCli(['links', 'settings', '--domain', 'https://go.harbor.example'], {
    routes: {
      'GET /v1/workspace/links': () => settings,
      'PUT /v1/workspace/links': () => ({ ...settings, begins: 'https://go.harbor.example/' }),
    },
  });
  expect(put.asked.at(-1)?.body).toEqual({ domain: 'https://go.harbor.example', tracking: 'link' });
});
