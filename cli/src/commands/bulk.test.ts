import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ids, makeFolder, page, runCli } from '../../test/run-cli.ts';

const id = `bch_${'8'.repeat(32)}`;
const change = (status: string, more: object = {}) => ({
  ...{
    object: 'bulk_change',
    id,
    act: 'add_tag',
    tag: 'x',
    list_id: null,
    reason: null,
    note: null,
    brand_id: null,
  },
  ...{ status, people: 1_204, waiting: 0, changed: 0, unchanged: 0, refused: [], left_out: 0, problem: null },
  ...{ created_by: 'key:1', created_at: '2026-11-24T17:00:00Z', begun_at: null, ended_at: null },
  ...more,
});

/** A server that finds them at the second look and is done at the second look after that. */
function server(end: object, ready = change('ready', { waiting: 1_204 })) {
  const looks = [ready, change('working', { waiting: 600 }), end];
  return {
    'POST /v1/bulk-changes': () => change('gathering', { people: 0 }),
    'POST /v1/bulk-changes/erasures': () => change('gathering', { people: 0, act: 'erase' }),
    [`GET /v1/bulk-changes/${id}`]: () => looks.shift(),
    [`POST /v1/bulk-changes/${id}/begin`]: () => change('working', { waiting: 1_204 }),
    [`POST /v1/bulk-changes/${id}/stop`]: () => change('stopped', { left_out: 1_204 }),
  };
}

describe('tidings bulk', () => {
  test('finds and counts, asks with the number, does it to so many, and says what came of it', async () => {
    const refused = [{ reason: 'restricted', people: 4, detail: 'Their data is restricted.' }];
    const routes = server(change('done', { changed: 1_100, unchanged: 100, refused }));
    const ran = await runCli(['bulk', 'tag', 'x', '--rule', 'tag "vip"'], {
      routes,
      stdin: null,
      typed: ['y'],
    });
    expect(ran.asked[0]?.body).toEqual({ act: 'add_tag', tag: 'x', whom: { text: 'tag "vip"' } });
    expect(ran.questions[0]).toContain('1,204 people');
    expect(ran.asked.find(({ path }) => path.endsWith('/begin'))?.body).toEqual({ people: 1_204 });
    expect(ran.out).toContain('1,100 changed, 100 so already');
    expect(ran.out).toContain('4 left as they are: Their data is restricted.');
    expect(ran.code).toBe(5);
  });

  test('does nothing without a yes, and lets go of whom it found', async () => {
    const ran = await runCli(['bulk', 'erase', '--note', 'Old', '--everybody'], {
      ...{ routes: server(change('done'), change('ready', { act: 'erase' })), stdin: null, typed: ['n'] },
    });
    expect(ran.code).toBe(1);
    expect(ran.requests.at(-1)).toBe(`POST /v1/bulk-changes/${id}/stop`);
    expect(ran.requests).not.toContain(`POST /v1/bulk-changes/${id}/begin`);
  });

  test('puts whom a search finds on a list by its name', async () => {
    const routes = {
      ...server(change('done', { changed: 1_204 })),
      'GET /v1/lists': () => page([{ id: ids.list, name: 'Guests' }]),
    };
    const ran = await runCli(['bulk', 'put-on', 'guests', '--search', 'Ada', '--yes'], { routes });
    expect(ran.asked.find(({ path }) => path === '/v1/bulk-changes')?.body).toEqual({
      ...{ act: 'add_to_list', list_id: ids.list, whom: { search: 'Ada' } },
    });
    expect(ran.code).toBe(0);
  });

  test.each([
    ['nobody said', []],
    ['two ways', ['--everybody', '--tag', 'vip']],
    ['a rule and a search', ['--rule', 'everyone', '--search', 'Ada']],
  ])('%s is not understood', async (_why, options) => {
    expect((await runCli(['bulk', 'tag', 'x', '--yes', ...options])).code).toBe(2);
  });

  test('asks nobody who is not there', async () => {
    expect((await runCli(['bulk', 'tag', 'x', '--everybody'])).code).toBe(2);
  });

  test('a change that failed says why', async () => {
    const routes = server(change('failed', { problem: 'There is no list.' }));
    const ran = await runCli(['bulk', 'tag', 'x', '--everybody', '--yes'], { routes });
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('There is no list.');
  });

  test('export writes a file when it is whole', async () => {
    const out = join(makeFolder(), 'vip.csv');
    const routes = { 'GET /v1/contacts/export': () => new Response('number\r\n+12125550142\r\n') };
    const ran = await runCli(['bulk', 'export', '--rule', 'tag "vip"', '--out', out], { routes });
    expect(Object.fromEntries(ran.asked[0]?.query ?? [])).toEqual({ text: 'tag "vip"' });
    expect(readFileSync(out, 'utf8')).toContain('+12125550142');
    expect(existsSync(`${out}.part`)).toBe(false);
    expect(ran.code).toBe(0);
  });
});
