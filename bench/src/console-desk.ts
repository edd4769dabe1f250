import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Tidings } from '@tidings/sdk';
import pg from 'pg';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildConsole } from '../../console/build/build-console.ts';
import { writeCampaign } from '../../e2e/stage/campaigns.ts';

/** What the scenario of the console stands on: the built pages, a workspace with many people, and windows that are signed in. */
export async function firstPageBytes(folder: string): Promise<{ scriptKb: number; styleKb: number }> {
  // The service hands out console/dist; the copy is only weighed.
  const [weighed] = await Promise.all([buildConsole(join(folder, 'console')), buildConsole()]);
  const html = await readFile(join(weighed, 'index.html'), 'utf8');
  const sum = async (pattern: RegExp) => {
    const paths = [...html.matchAll(pattern)].map(([, path]) => path ?? '');
    const sizes = await Promise.all(
      paths.map(async (path) => gzipSync(await readFile(join(weighed, path))).length),
    );
    return sizes.reduce((total, size) => total + size, 0) / 1_000;
  };
  return {
    scriptKb: await sum(/(?:src|href)="(\/assets\/[^"]+\.js)"/g),
    styleKb: await sum(/href="(\/assets\/[^"]+\.css)"/g),
  };
}

const insertPeople = `
  with people as (
    insert into contact (workspace_id, number, first_name, country)
    select l.workspace_id, '+1555' || lpad(n::text, 7, '0'), 'Person ' || n, 'US'
    from contact_list l, generate_series($1::int, $2::int) n where l.name = 'Everybody'
    returning workspace_id, id)
  insert into list_member (workspace_id, list_id, contact_id)
  select p.workspace_id, l.id, p.id from people p join contact_list l on l.workspace_id = p.workspace_id and l.name = 'Everybody'`;
const atOnce = 200_000;

/** Puts so many people on one list, past the API, and writes a campaign to them; returns its id. */
export async function fillWorkspace(
  url: string,
  tidings: Tidings,
  people: number,
  body: string,
): Promise<string> {
  await tidings.call('post', '/v1/lists', { body: { name: 'Everybody' } });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let first = 0; first < people; first += atOnce)
      await client.query(insertPeople, [first, Math.min(first + atOnce, people) - 1]);
    await client.query('vacuum analyze contact, list_member');
  } finally {
    await client.end();
  }
  return (await writeCampaign(tidings, { name: 'To everybody', lists: ['Everybody'], body })).id;
}

export async function openSignedIn(
  browser: Browser,
  baseURL: string,
  looks: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 900 }, ...looks });
  const signedIn = await context.request.post('/v1/sign-in', {
    data: { email: 'ola@example.com', password: 'a long password for stories' },
    headers: { origin: baseURL, 'x-tidings-csrf': '1' },
  });
  if (!signedIn.ok()) throw new Error(`Nobody could sign in: ${await signedIn.text()}`);
  return context.newPage();
}
