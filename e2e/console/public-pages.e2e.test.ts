import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../server/src/platform/pages/languages.ts';
import { bringIn } from '../stage/campaigns.ts';
import { freePort } from '../stage/own-carrier.ts';
import { plainList } from '../stage/people.ts';
import { until } from '../stage/until.ts';
import { acceptedTexts } from '../stage/witness.ts';
import { everything, faultsOf } from './page-faults.ts';
import { openRealStage, type RealStage } from './real-stage.ts';

/**
 * What people see who have no account: small, without a script, in five languages, readable by everybody and at any width. A
 * page is weighed as it comes over the wire, with all that it fetches but what people themselves have put on it.
 */
const mostBytes = 15_000;
const british = '+447700900321';

let stage: RealStage;
let visitor: BrowserContext;
let page: Page;
const addresses: Record<string, string> = {};
beforeAll(async () => {
  const port = String(await freePort());
  stage = await openRealStage({ TIDINGS_PORT: port, TIDINGS_PUBLIC_URL: `http://127.0.0.1:${port}` });
  visitor = await stage.browser.newContext({ baseURL: stage.url, colorScheme: 'light' });
  page = await visitor.newPage();
  const { call } = stage.owner.tidings;
  const { data: programs } = await call('get', '/v1/programs');
  const path = { id: programs[0]?.id ?? '' };
  for (const locale of languages)
    await call('post', '/v1/programs/{id}/policies', { path, body: { locale } });
  await call('post', '/v1/programs/{id}/publish', { path });
  const form = await call('post', '/v1/forms', { body: { program_id: path.id, name: 'Counter' } });
  addresses['sign-up'] = new URL(form.url).pathname;
  const html = await (await fetch(form.url)).text();
  for (const [, address, kind] of html.matchAll(/href="(\/p\/\w+\/(terms|privacy))/g))
    addresses[kind ?? ''] = address ?? '';

  const list = plainList(1);
  const rows = `${Buffer.from(list.bytes)}\nBrit,${british},2026-05-01`;
  await call('put', '/v1/workspace/countries', { body: { countries: ['GB', 'US'] } });
  await bringIn(stage.owner.tidings, { name: 'people.csv', bytes: Buffer.from(rows) }, { list: 'Guests' });
  const { data: people } = await call('get', '/v1/contacts', { query: { search: list.numbers[0] ?? '' } });
  const link = await call('post', '/v1/contacts/{id}/preferences-link', {
    path: { id: people[0]?.id ?? '' },
  });
  const { pathname, search } = new URL(link.url);
  addresses.preferences = pathname + search;
  addresses['link altered'] = `${pathname}${search.slice(0, -2)}aa`;
  addresses['short link that is none'] = '/l/abcdefg';
  addresses['no such page'] = '/j/aaaaaaaaaa';
  addresses.media = await sendPicture(path.id);
});
afterAll(async () => {
  await visitor?.close();
  await stage?.close();
});

// One pixel, as somebody uploads it; Britain takes no MMS, so a link to a page goes in its place.
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function sendPicture(program_id: string): Promise<string> {
  const body = new FormData();
  body.append('file', new Blob([Buffer.from(pixel, 'base64')], { type: 'image/png' }), 'rye.png');
  const headers = { authorization: `Bearer ${stage.owner.key}` };
  const uploaded = await fetch(`${stage.url}/v1/media?name=rye`, { method: 'POST', headers, body });
  const { id } = (await uploaded.json()) as { id: string };
  await stage.owner.tidings.call('post', '/v1/messages', {
    body: { to: british, program_id, body: 'Corner Bakery: look! Reply STOP to opt out', media: [id] },
  });
  const text = await until('the text with its link is at the carrier', async () =>
    (await acceptedTexts(stage.ledger())).find(({ to }) => to === british),
  );
  return new URL(/https?:\S+\/m\/\S+/.exec(text.body)?.[0] ?? '').pathname;
}

const names = [
  ...['sign-up', 'terms', 'privacy', 'preferences', 'media'],
  ...['link altered', 'short link that is none', 'no such page'],
];
const phone = { width: 320, height: 640 };

describe.each(names)('the page “%s”', (name) => {
  it('weighs at most 15 kB, runs nothing, and can be read by everybody, in each language', async () => {
    let bodies: Promise<Buffer>[] = [];
    const weigh = (response: { url(): string; body(): Promise<Buffer> }) => {
      if (!/\/m\/\w+\/\d/.test(response.url())) bodies.push(response.body());
    };
    page.on('response', weigh);
    const weights: number[] = [];
    for (const language of languages) {
      bodies = [];
      const address = addresses[name] ?? '';
      const answer = await page.goto(`${address}${address.includes('?') ? '&' : '?'}language=${language}`);
      await page.waitForLoadState('load');
      const html = (await answer?.text()) ?? '';
      expect(html).not.toMatch(/<script|\son\w+=|javascript:|undefined|\{\w+\}/);
      expect(answer?.headers()['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      await page.setViewportSize(phone);
      expect(await faultsOf(page, everything)).toEqual([]);
      weights.push((await Promise.all(bodies)).reduce((sum, body) => sum + body.length, 0));
    }
    page.off('response', weigh);
    expect(Math.max(...weights)).toBeLessThanOrEqual(mostBytes);
    expect(Math.min(...weights)).toBeGreaterThan(500);
  });
});

it('says what is missing at the form, and that it worked, without a script', async () => {
  const quiet = await stage.browser.newContext({ baseURL: stage.url, javaScriptEnabled: false });
  const form = await quiet.newPage();
  await form.goto(`${addresses['sign-up']}?language=de`);
  await form.locator('#number').fill('(202) 555-0166');
  await form.getByRole('button').click();
  await form.getByRole('alert').waitFor();
  expect(await form.locator('#number').inputValue()).toBe('(202) 555-0166');
  await form.getByRole('checkbox').check();
  await form.getByRole('button').click();
  await form.getByRole('status').waitFor();
  await quiet.close();
});

it('a person leaves by their own page, by keyboard alone', async () => {
  await page.goto(addresses.preferences ?? '');
  await page.getByRole('button').first().waitFor();
  const isAtLeave = `document.activeElement?.matches('form:has(input[value="leave"]) button') ?? false`;
  for (let presses = 0; presses < 40 && !(await page.evaluate<boolean>(isAtLeave)); presses += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('status').waitFor();
  expect(new URL(page.url()).searchParams.get('done')).toBe('leave');
});
