import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../browser.ts';
import { bringIn, writeCampaign } from '../stage/campaigns.ts';
import { writeToInbox } from '../stage/conversations.ts';
import { askOn } from '../stage/handsets.ts';
import { plainList } from '../stage/people.ts';
import {
  makeDataDir,
  type Owner,
  type Running,
  removeDataDir,
  startTidings,
} from '../stage/start-tidings.ts';
import { ensureConsole } from './ensure-console.ts';

/** The console as people get it: the built pages over a service with a database and a pretend carrier. */
export type RealStage = {
  url: string;
  owner: Owner;
  /** A window of the owner, signed in, that tells what the browser complained of. */
  openWindow(looks?: BrowserContextOptions): Promise<RealWindow>;
  /** A window of somebody else, invited with a role. */
  openColleague(role: string): Promise<RealWindow>;
  /** The ledger of the pretend carrier. */
  ledger(): string;
  browser: Browser;
  /** What a service that is started again in the place of this one is given. */
  dataDir: string;
  stopService(): Promise<void>;
  close(): Promise<void>;
};

export type RealWindow = { page: Page; complaints: string[]; failures: string[]; close(): Promise<void> };

const who = { email: 'ola@example.com', password: 'a long password for stories' };

export async function openRealStage(env: Record<string, string> = {}): Promise<RealStage> {
  // The service hands out console/dist, so that is where it is built to.
  const dataDir = makeDataDir();
  const [browser, running] = await Promise.all([
    openBrowser(),
    startTidings({ dataDir, env }),
    ensureConsole(),
  ]);
  const owner = await running.setUp();
  return {
    url: running.url,
    owner,
    openWindow: (looks = {}) => openWindow(browser, running, looks),
    async openColleague(role) {
      const window = await openWindow(browser, running, {});
      const email = `${role}@example.com`;
      const headers = { origin: running.url, 'x-tidings-csrf': '1' };
      const { request } = window.page.context();
      const invited = await request.post('/v1/invitations', { data: { email, role }, headers });
      const { link } = (await invited.json()) as { link: string };
      const token = new URL(link).hash.slice(1);
      const { password } = who;
      await request.post('/v1/sign-out', { headers });
      const accepted = await request.post('/v1/invitation/accept', {
        data: { token, name: `Carla ${role}`, password },
        headers,
      });
      if (!accepted.ok()) throw new Error(`The invitation was refused: ${await accepted.text()}`);
      return window;
    },
    ledger: () => running.ledger(),
    browser,
    dataDir,
    stopService: () => running.stop(),
    async close() {
      await browser.close();
      await running.stop();
      await removeDataDir(dataDir);
    },
  };
}

async function openWindow(
  browser: Browser,
  running: Running,
  looks: BrowserContextOptions,
): Promise<RealWindow> {
  const context = await browser.newContext({
    baseURL: running.url,
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    timezoneId: 'America/New_York',
    ...looks,
  });
  const signedIn = await context.request.post('/v1/sign-in', {
    data: who,
    headers: { origin: running.url, 'x-tidings-csrf': '1' },
  });
  if (!signedIn.ok()) throw new Error(`Nobody could sign in: ${await signedIn.text()}`);
  const page = await context.newPage();
  return { page, ...watchPage(page), close: () => context.close() };
}

/** What a page prints as an error or is refused, as it happens. */
export function watchPage(page: Page): Pick<RealWindow, 'complaints' | 'failures'> {
  const complaints: string[] = [];
  const failures: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) failures.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  return { complaints, failures };
}

export type Furnished = {
  campaignId: string;
  /** Declared by the owner's key, so that the owner cannot confirm it. */
  emergencyId: string;
  /** Drawn: its one winner has entered by letter and cannot be texted. */
  contestId: string;
  draftContestId: string;
  /** Open, with one answer. */
  surveyId: string;
  draftSurveyId: string;
  keywordId: string;
  senderId: string;
  poolId: string;
  importId: string;
  segmentId: string;
  formId: string;
  gatewayId: string;
  registrationId: string;
  conversationId: string;
  /** The conversation of somebody who has left. */
  leftId: string;
};

/** A workspace in which every page has something to show, long words and other scripts among it. */
export async function furnish(owner: Owner): Promise<Furnished> {
  const { tidings } = owner;
  const list = plainList(12);
  const rows = Buffer.from(list.bytes)
    .toString()
    .replace('Person 0', '"Donaudampfschifffahrtsgesellschaftskapitän Hallgrímsdóttir-Whitfield"')
    .replace('Person 1,', 'ليلى حسن,');
  const bad = '\nNobody,12,2026-05-01';
  const imported = await bringIn(
    tidings,
    { name: 'Spring fair guests.csv', bytes: Buffer.from(rows + bad) },
    { list: 'Guests', tags: ['vip'] },
  );
  const segment = await tidings.call('post', '/v1/segments', {
    body: { name: 'Regulars', text: 'tag "vip" and not did order.placed in the last 90 days' },
  });
  const campaign = await writeCampaign(tidings, { name: 'Spring opening', lists: ['Guests'] });
  await tidings.call('post', '/v1/snippets', { body: { name: 'hours', body: 'from 7 to 6' } });
  await tidings.call('post', '/v1/templates', {
    body: {
      name: 'Welcome',
      body: 'Corner Bakery: hello {{ first_name | default: "there" }}! Reply STOP to opt out',
    },
  });
  await tidings.call('post', '/v1/links', { body: { url: 'https://bakery.example/menu', label: 'Menu' } });
  const emergency = await declareEmergency(owner, 'Guests');
  const contests = await holdContests(owner);
  const surveys = await askQuestions(owner, list.numbers[5] ?? '');
  const pool = await tidings.call('post', '/v1/coupon-pools', {
    body: { name: 'spring', label: '10 % in spring' },
  });
  await tidings.call('post', '/v1/coupon-pools/{id}/codes', {
    path: { id: pool.id },
    body: { codes: ['SPRING-1', 'SPRING-2', 'SPRING-3'] },
  });
  await tidings.call('post', '/v1/suppressions', {
    body: { numbers: ['+12025550199'], reason: 'complaint' },
  });
  const registration = await tidings.call('post', '/v1/registrations', {
    body: { kind: 'brand', name: 'Bakery brand' },
  });
  await tidings.call('post', '/v1/data-requests', {
    body: { kind: 'access', number: list.numbers[4] ?? '' },
  });
  await tidings.call('post', '/v1/cases', { body: { kind: 'complaint', title: 'Texted too early' } });
  await keepRegisters(owner, list.numbers[3] ?? '');
  await tidings.call('post', '/v1/me/notification-settings/test');
  const talks = await furnishInbox(owner);
  const { data: gateways } = await tidings.call('get', '/v1/gateways');
  const { data: senders } = await tidings.call('get', '/v1/senders');
  return {
    campaignId: campaign.id,
    emergencyId: emergency.id,
    ...contests,
    ...surveys,
    poolId: pool.id,
    importId: imported.id,
    segmentId: segment.id,
    formId: await putUpForm(owner),
    gatewayId: gateways[0]?.id ?? '',
    senderId: senders[0]?.id ?? '',
    registrationId: registration.id,
    ...talks,
  };
}

/** A breach, a legal hold, a processor, and a pool of numbers. */
async function keepRegisters({ tidings }: Owner, number: string): Promise<void> {
  await tidings.call('post', '/v1/breaches', { body: { title: 'A list in the wrong hands' } });
  await tidings.call('post', '/v1/legal-holds', {
    body: { number, reason: 'A dispute about a delivery' },
  });
  await tidings.call('post', '/v1/processors', {
    body: { name: 'Pads and pens', service: 'Prints sign-up sheets', country: 'US' },
  });
  const { data: senders } = await tidings.call('get', '/v1/senders');
  await tidings.call('post', '/v1/sender-pools', {
    body: { name: 'Shop numbers', sender_ids: senders.map(({ id }) => id) },
  });
}

/** A page at which people join. */
async function putUpForm({ tidings }: Owner): Promise<string> {
  const { data: programs } = await tidings.call('get', '/v1/programs');
  const program_id = programs.find(({ purpose }) => purpose === 'marketing')?.id ?? '';
  const body = { program_id, name: 'At the till', title: 'News from the bakery' };
  return (await tidings.call('post', '/v1/forms', { body })).id;
}

/** A program for emergencies, behind the others by its name. */
export async function makeAlarms({ tidings }: Owner): Promise<string> {
  const { data: programs } = await tidings.call('get', '/v1/programs');
  const { id } = await tidings.call('post', '/v1/programs', {
    body: {
      name: 'Staff alarms',
      purpose: 'emergency',
      brand_name: programs[0]?.brand_name ?? '',
      help_contact: programs[0]?.help_contact ?? '',
      disclosure: 'Texts when you are in danger. Reply STOP to leave.',
      texts_per_month: 4,
    },
  });
  return id;
}

async function declareEmergency(owner: Owner, list: string) {
  const { tidings } = owner;
  const { data: lists } = await tidings.call('get', '/v1/lists');
  return tidings.call('post', '/v1/emergencies', {
    body: {
      reason: 'fire',
      note: 'Alarm in hall 3',
      program_id: await makeAlarms(owner),
      include: { lists: lists.filter(({ name }) => name === list).map(({ id }) => id) },
      message: 'Corner Bakery: fire in hall 3. Leave by the south door.',
    },
  });
}

async function holdContests({ tidings }: Owner): Promise<Pick<Furnished, 'contestId' | 'draftContestId'>> {
  const { data: programs } = await tidings.call('get', '/v1/programs');
  const body = {
    name: 'Cake for a year',
    program_id: programs.find(({ purpose }) => purpose === 'marketing')?.id ?? '',
    prize: '52 cakes, worth $1,040',
    rules: 'NO PURCHASE NECESSARY. Enter free of charge at this page. Void where prohibited.',
    won_body: 'Corner Bakery: about Cake for a year, please come by. Reply STOP to opt out',
    starts_at: '2026-11-24T14:00:00Z',
    ends_at: '2026-12-15T04:00:00Z',
    winners: 1,
  };
  const { id } = await tidings.call('post', '/v1/contests', { body });
  const path = { id };
  await tidings.call('post', '/v1/contests/{id}/open', { path });
  await tidings.call('post', '/v1/contests/{id}/entries', {
    path,
    body: { number: '+12025550177', full_name: 'Ada Free', is_old_enough: true },
  });
  await tidings.call('post', '/v1/contests/{id}/close', { path });
  await tidings.call('post', '/v1/contests/{id}/draw', { path, body: {} });
  const draft = await tidings.call('post', '/v1/contests', { body: { ...body, name: 'Rolls for a month' } });
  return { contestId: id, draftContestId: draft.id };
}

/** A survey that somebody has answered by its keyword, and a draft with a branch. */
async function askQuestions(
  { tidings }: Owner,
  number: string,
): Promise<Pick<Furnished, 'surveyId' | 'draftSurveyId' | 'keywordId'>> {
  const { data: programs } = await tidings.call('get', '/v1/programs');
  const program_id = programs.find(({ purpose }) => purpose === 'marketing')?.id ?? '';
  const keyword = await tidings.call('post', '/v1/keywords', {
    body: { words: ['VISIT'], kind: 'tag', program_id, tags: ['visited'] },
  });
  const body = {
    ...{ kind: 'nps' as const, name: 'After the visit', program_id, thanks: 'Thank you, that helps us.' },
    invitation: 'Corner Bakery: one question about Saturday. Reply STOP to opt out.',
    questions: [
      {
        ...{ key: 'score', kind: 'nps' as const, text: 'Would you recommend us to a friend?' },
        branches: [{ most: 6, go_to: 'better' }],
      },
      { key: 'fresh', kind: 'yes_no' as const, text: 'Was the bread fresh?' },
      { key: 'better', kind: 'text' as const, text: 'What should we do better?' },
    ],
  };
  const draft = await tidings.call('post', '/v1/surveys', {
    body: { ...body, name: 'After the next visit' },
  });
  const { id } = await tidings.call('post', '/v1/surveys', { body: { ...body, keyword_id: keyword.id } });
  await tidings.call('post', '/v1/surveys/{id}/open', { path: { id } });
  await askOn(tidings, number, 'VISIT');
  await askOn(tidings, number, '9');
  return { surveyId: id, draftSurveyId: draft.id, keywordId: keyword.id };
}

/** Somebody who waits for an answer, with a note about them, and somebody who has left. */
async function furnishInbox(owner: Owner): Promise<Pick<Furnished, 'conversationId' | 'leftId'>> {
  const { tidings } = owner;
  const { data: people } = await tidings.call('get', '/v1/contacts', { query: { limit: 12 } });
  const [asks = '', leaves = ''] = people.map(({ number }) => number);
  const leftId = await writeToInbox(owner, leaves, 'Please take me off, thank you');
  await writeToInbox(owner, leaves, 'STOP');
  const conversationId = await writeToInbox(owner, asks, 'Do you have rye bread?');
  await tidings.call('post', '/v1/conversations/{id}/notes', {
    path: { id: conversationId },
    body: { body: 'Ask Ola about the rye' },
  });
  return { conversationId, leftId };
}
