import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { type RunningDemo, startDemo } from './stage/demo.ts';

// One demo and one window for all: the story goes on from line to line, as a visitor's would.
let demo: RunningDemo;
let browser: Browser;
let page: Page;
const wentWrong: string[] = [];
const pictures = join(import.meta.dirname, 'screenshots');

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [demo, browser] = await Promise.all([startDemo(['--people', '400']), openBrowser()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('pageerror', (error) => wentWrong.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') wentWrong.push(message.text());
  });
});
afterAll(async () => {
  await browser?.close();
  await demo?.interrupt();
});

describe('the demo', () => {
  it('accounts for everybody, by the carrier’s ledger', () => {
    const {
      recipients = 0,
      accepted = 0,
      failed = 0,
      suppressed = 0,
      held = 0,
      unknown = 0,
      duplicates,
      lost,
      optOuts = 0,
    } = demo.summary;
    expect(accepted).toBeGreaterThan(100);
    expect(accepted + failed + suppressed + held + unknown).toBe(recipients);
    expect({ duplicates, lost }).toEqual({ duplicates: 0, lost: 0 });
    expect(optOuts).toBeGreaterThan(0);
  });

  it('opens its report by the printed address, with a waterfall that adds up', async () => {
    await page.goto(demo.url);
    await page.getByRole('heading', { name: 'Two for one' }).waitFor();
    await page.getByText('adds up').waitFor();
    await page.getByText('Rehearsal: no real phone is contacted').waitFor();
    await page.screenshot({ path: join(pictures, 'demo-report.png'), fullPage: true });
    expect(new URL(page.url()).hash).toBe('');
  });
});

describe('the pages around the report', () => {
  it('say at the start what was sent', async () => {
    await page.goto(new URL('/', demo.url).href);
    await page.getByRole('link', { name: 'Two for one' }).waitFor();
    await page.screenshot({ path: join(pictures, 'demo-home.png') });
  });

  it('show in the inbox what people have written back', async () => {
    await page.goto(new URL('/inbox', demo.url).href);
    await page.getByRole('region', { name: 'Conversations' }).getByRole('listitem').first().click();
    await page.getByRole('button', { name: 'Snooze' }).waitFor();
    await page.getByText('fresh croissants until noon').first().waitFor();
    await page.screenshot({ path: join(pictures, 'demo-inbox.png') });
  });
});

describe('a person of the demo', () => {
  let number = '';

  it('has a phone with the text on it', async () => {
    number = await aPhoneThatSaidNothing();
    await page.goto(new URL(`/handsets/${encodeURIComponent(number)}`, demo.url).href);
    // The screen may quote the text once more beside the phone.
    await page.getByText('fresh croissants until noon').first().waitFor();
  });

  it('answers STOP, gets one confirmation, and is suppressed from then on', async () => {
    await page.getByLabel('Reply').fill('Stop please');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('You are unsubscribed and will get no more texts').first().waitFor();
    await page.getByText('Suppressed').waitFor();
    await page.screenshot({ path: join(pictures, 'demo-stop.png'), fullPage: true });
  });

  it('is left out of the next campaign, and the page says why', async () => {
    const before = await textsOn(number);
    const campaign = await launchAgain();
    expect(campaign.waterfall.find((line) => line.line === 'opted_out')?.count).toBeGreaterThan(0);
    // Somebody may be held for the night; everybody else has been texted by then.
    await expect.poll(() => queuedOf(campaign.id), { timeout: 60_000 }).toBe(0);
    expect(await textsOn(number)).toBe(before);
    await page.goto(new URL(`/handsets/${encodeURIComponent(number)}`, demo.url).href);
    await page.getByRole('link', { name: 'Open the person' }).click();
    await page
      .getByText(/opted out/i)
      .first()
      .waitFor();
    await page.screenshot({ path: join(pictures, 'demo-person.png'), fullPage: true });
  });
});

it('shows no error in the browser’s console', () => {
  expect(wentWrong).toEqual([]);
});

/** The API as the page itself uses it: with the cookie of the demo's link. */
async function api<T>(method: string, path: string, body?: object): Promise<T> {
  const headers = { 'x-tidings-csrf': '1', origin: new URL(demo.url).origin };
  const answer = await page.request.fetch(new URL(path, demo.url).href, {
    method,
    headers,
    ...(body ? { data: body } : {}),
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

type Bubble = { direction: 'outbound' | 'inbound' };

async function aPhoneThatSaidNothing(): Promise<string> {
  const { data } = await api<{ data: { number: string; texts: number; replies: number }[] }>(
    'GET',
    '/v1/rehearsal/handsets?limit=50',
  );
  const phone = data.find((one) => one.replies === 0 && one.texts === 1);
  if (!phone) throw new Error('Every phone of the demo has answered already.');
  return phone.number;
}

async function textsOn(number: string): Promise<number> {
  const { conversation } = await api<{ conversation: Bubble[] }>(
    'GET',
    `/v1/rehearsal/handsets/${encodeURIComponent(number)}`,
  );
  return conversation.filter((bubble) => bubble.direction === 'outbound').length;
}

type Campaign = {
  id: string;
  status: string;
  program_id: string;
  sender_id: string;
  include: object;
  will_receive: number;
  waterfall: { line: string; count: number }[];
};

async function launchAgain(): Promise<Campaign> {
  const {
    data: [first],
  } = await api<{ data: Campaign[] }>('GET', '/v1/campaigns');
  if (!first) throw new Error('The demo has no campaign.');
  const { program_id, sender_id, include } = first;
  const body = 'Corner Bakery: last call for croissants. Reply STOP to end';
  const { id } = await api<Campaign>('POST', '/v1/campaigns', {
    name: 'Last call',
    program_id,
    sender_id,
    include,
    body,
  });
  await api('POST', `/v1/campaigns/${id}/check`);
  return api<Campaign>('POST', `/v1/campaigns/${id}/launch`);
}

async function queuedOf(id: string): Promise<number> {
  const { progress } = await api<{ progress: { queued: number } }>('GET', `/v1/campaigns/${id}/report`);
  return progress.queued;
}
