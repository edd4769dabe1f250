import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { addSender, launch } from '../stage/campaigns.ts';
import { typeOn } from '../stage/handsets.ts';
import { startTidings } from '../stage/start-tidings.ts';
import { until } from '../stage/until.ts';
import { setPace } from './hands.ts';
import { type Furnished, furnish, openRealStage, type RealStage, type RealWindow } from './real-stage.ts';

/** What goes wrong while people work, brought about in the browser: each state is designed, and nothing typed is lost. */
let stage: RealStage;
let ids: Furnished;
beforeAll(async () => {
  stage = await openRealStage();
  ids = await furnish(stage.owner);
});
afterAll(() => stage?.close());

async function openWindow(): Promise<RealWindow> {
  const window = await stage.openWindow();
  onTestFinished(() => window.close());
  return window;
}

const problem = (status: number, code: string, detail: string, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: JSON.stringify({ code, detail, request_id: 'req_7f3a' }),
});
const lists = '**/v1/lists?*';
const listsAlone = '**/v1/lists';
async function whenListsAreAsked(page: Page, answer: (route: Route) => Promise<void>): Promise<void> {
  await page.route(lists, answer);
  await page.route(listsAlone, answer);
}

describe('an answer that does not come as it should', () => {
  it('keeps its place while it is slow, and says after ten seconds that work goes on', async () => {
    const { page } = await openWindow();
    await page.clock.install();
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await whenListsAreAsked(page, async (route) => {
      await released;
      await route.continue();
    });
    await page.goto('/audience/lists');
    await page.locator('main [aria-busy="true"]').first().waitFor();
    expect(await page.getByText('Still working').count()).toBe(0);
    await page.clock.fastForward(11_000);
    await page.getByText('Still working: loading the lists').waitFor();
    release();
    await page.getByRole('row', { name: /Guests/ }).waitFor();
  });

  it('is asked for again after a while when the server has had enough, as long as that wants', async () => {
    const { page } = await openWindow();
    await page.clock.install();
    let asked = 0;
    await whenListsAreAsked(page, (route) => {
      asked += 1;
      return asked === 1
        ? route.fulfill(problem(429, 'limit.reached', 'Too much at once.', { 'retry-after': '9' }))
        : route.continue();
    });
    await page.goto('/audience/lists');
    await until('it was refused once', () => asked === 1);
    await page.clock.fastForward(4_000);
    expect(asked).toBe(1);
    await page.clock.fastForward(6_000);
    await page.getByRole('row', { name: /Guests/ }).waitFor();
  });

  it.each([
    [500, 'server.failed', 'Something went wrong on our side; nothing was half done.'],
    [429, 'limit.reached', 'Too many requests at once. Wait a minute, then try again.'],
    [409, 'list.busy', 'This is being changed by somebody else. Look at it again in a moment.'],
  ])(
    'of %i is told in a sentence, with the request to quote and a way on',
    async (status, code, sentence) => {
      const { page } = await openWindow();
      await page.clock.install();
      await whenListsAreAsked(page, (route) => route.fulfill(problem(status, code, sentence)));
      await page.goto('/audience/lists');
      const told = page.getByRole('alert');
      await until('it is told', async () => {
        await page.clock.fastForward(5_000);
        return (await told.count()) > 0;
      });
      await told.getByText(sentence).waitFor();
      await told.getByText('req_7f3a').waitFor();
      await page.unroute(lists);
      await page.unroute(listsAlone);
      await told.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('row', { name: /Guests/ }).waitFor();
    },
  );

  it.each([
    ['the page of a hotel’s network', '<html><body>Please accept our terms</body></html>'],
    ['half an answer', '{"data":[{"id":"lst_1","na'],
  ])('but %s is not taken for data', async (_what, body) => {
    const { page, complaints } = await openWindow();
    await page.clock.install();
    await whenListsAreAsked(page, (route) => route.fulfill({ status: 200, contentType: 'text/html', body }));
    await page.goto('/audience/lists');
    const told = page.getByRole('alert');
    await until('it is told', async () => {
      await page.clock.fastForward(5_000);
      return (await told.count()) > 0;
    });
    await told.getByText('What came back is not from Tidings').waitFor();
    expect(complaints).toEqual([]);
  });
});

/** A number in the question of the suppression list, not sent yet. */
async function writeNumber(page: Page, number: string) {
  await page.goto('/audience/suppression');
  await page.getByRole('button', { name: 'Suppress numbers' }).click();
  const form = page.getByRole('dialog').filter({ has: page.locator('textarea') });
  await form.locator('textarea').first().fill(number);
  return form;
}

describe('a session that ends while somebody writes', () => {
  it('leaves everything as it stands, and goes on in the same place after a new sign-in', async () => {
    const { page } = await openWindow();
    const { request } = page.context();
    const headers = { origin: stage.url, 'x-tidings-csrf': '1' };
    const form = await writeNumber(page, '+12025550177');
    await request.post('/v1/sign-out', { headers });
    await form.locator('button[type="submit"]').click();
    await form.getByRole('alert').waitFor();
    const question = page.getByRole('dialog', { name: 'You have been signed out' });
    await question.getByRole('button', { name: 'I have signed in' }).click();
    await question.getByText('Nobody is signed in yet').waitFor();
    await request.post('/v1/sign-in', {
      data: { email: 'ola@example.com', password: 'a long password for stories' },
      headers,
    });
    await question.getByRole('button', { name: 'I have signed in' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await form.locator('textarea').first().inputValue()).toBe('+12025550177');
    await form.locator('button[type="submit"]').click();
    await page.getByText('+1 202-555-0177').or(page.getByText('(202) 555-0177')).first().waitFor();
  });

  it('and is in another workspace by another tab, changes nothing there and says where one is', async () => {
    const { page } = await openWindow();
    const { request } = page.context();
    const headers = { origin: stage.url, 'x-tidings-csrf': '1' };
    const form = await writeNumber(page, '+12025550179');
    const shop = { name: 'Second shop', country: 'GB', time_zone: 'Europe/London' };
    const { id } = await (await request.post('/v1/workspaces', { data: shop, headers })).json();
    const told = page.getByText('This browser is now in Second shop as').waitFor();
    expect((await request.post('/v1/me/workspace', { data: { id }, headers })).ok()).toBe(true);
    // Refused is whichever comes first: the press, or what the page asks by itself, which takes the form away before it is pressed.
    const press = form.locator('button[type="submit"]').click({ timeout: 5_000 });
    await Promise.all([told, press.catch(() => undefined)]);
    expect((await (await request.get('/v1/suppressions')).json()).data).toEqual([]);
  });

  it('keeps a half-written campaign in the browser, whatever happens to the window', async () => {
    const { page } = await openWindow();
    await page.goto('/campaigns/new');
    await page.getByLabel('Words').fill('Half a sen');
    await page.reload();
    expect(await page.getByLabel('Words').inputValue()).toBe('Half a sen');
  });
});

describe('what is done by one press', () => {
  it('says why it is not done, or asks once more who it is and then goes on', async () => {
    const { page } = await openWindow();
    await page.context().request.post('/v1/invitations', {
      data: { email: 'eve@example.com', role: 'agent' },
      headers: { origin: stage.url, 'x-tidings-csrf': '1' },
    });
    const refuse = (code: string, sentence: string) =>
      page.route('**/v1/invitations/*', (route) => route.fulfill(problem(403, code, sentence)));
    const withdraw = async () => {
      await page.getByRole('button', { name: 'Actions of eve@example.com' }).click();
      await page.getByRole('menuitem', { name: 'Withdraw' }).click();
    };
    await page.goto('/settings/people');
    await refuse('member.may_not', 'Only an owner withdraws this.');
    await withdraw();
    const told = page.getByRole('dialog', { name: 'Withdraw' });
    await told.getByText('Only an owner withdraws this.').waitFor();
    await told.getByRole('button', { name: 'Close' }).click();
    await refuse('sign_in.not_fresh', 'Confirm that it is you.');
    await withdraw();
    await told.getByLabel('Your password').fill('a long password for stories');
    await page.unroute('**/v1/invitations/*');
    await told.getByRole('button', { name: 'It is me' }).click();
    await page.getByText('eve@example.com').waitFor({ state: 'detached' });
    await told.waitFor({ state: 'detached' });
  });
});

describe('two windows on one campaign', () => {
  it('never overwrite each other unseen: the second is shown what differs, and chooses', async () => {
    const [first, second] = [(await openWindow()).page, (await openWindow()).page];
    const address = `/campaigns/${ids.campaignId}/edit`;
    for (const page of [first, second]) {
      await page.goto(address);
      await page.getByText('Changes are saved by themselves').waitFor();
    }
    await first.getByLabel('Words').fill('Corner Bakery: rye today. Reply STOP to opt out');
    await first.getByText('Saved', { exact: true }).waitFor();
    await second.getByLabel('Words').fill('Corner Bakery: spelt today. Reply STOP to opt out');
    const conflict = second.getByRole('alert').filter({ hasText: 'Somebody else has changed this' });
    await conflict.getByText('rye').first().waitFor();
    expect(await wordsOf()).toContain('rye');
    await conflict.getByRole('button', { name: 'Save mine over it' }).click();
    await second.getByText('Saved', { exact: true }).waitFor();
    expect(await wordsOf()).toContain('spelt');
    await first.getByLabel('Words').fill('Corner Bakery: oats today. Reply STOP to opt out');
    await first.getByRole('button', { name: 'Take what stands there' }).click();
    expect(await first.getByLabel('Words').inputValue()).toContain('spelt');
  });

  const wordsOf = async () =>
    (await stage.owner.tidings.call('get', '/v1/campaigns/{id}', { path: { id: ids.campaignId } })).body;
});

describe('a file that is no list', () => {
  it('of 200 MB is refused before a byte of it goes up, and one that may be a list streams there', async () => {
    const { page } = await openWindow();
    await page.goto('/audience/imports/new');
    await page.getByText('Drop a CSV').waitFor();
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().includes('/v1/imports')) posts.push(request.url());
    });
    // Dropped as from a folder of the desk; the file is made in the page, so that nothing here holds it.
    const drop = (name: string, head: number[], bytes: number) =>
      page.evaluate(
        `(() => {
          const data = new DataTransfer();
          const rest = new Uint8Array(1_000_000).fill(120);
          const parts = [new Uint8Array(${JSON.stringify(head)}), ...Array(${bytes / 1_000_000}).fill(rest)];
          data.items.add(new File(parts, ${JSON.stringify(name)}));
          const place = document.querySelector('input[type=file]').parentElement;
          place.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
        })()`,
      );
    await drop('customers.xlsx', [0x50, 0x4b, 3, 4], 200_000_000);
    await page.getByRole('alert').getByText('This is an Excel workbook').waitFor();
    expect(posts).toEqual([]);
    await page.route('**/v1/imports?*', () => undefined);
    await drop('customers.csv', [...Buffer.from('phone\n')], 200_000_000);
    await page
      .getByRole('status')
      .getByText(/customers\.csv is going up \(200(\.0)? MB\)/)
      .waitFor();
    await until('it goes up', () => posts.length === 1);
    await page.unroute('**/v1/imports?*');
  });
});

describe('words that nobody expects', () => {
  const script = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`;
  const odd = [`👩‍👩‍👧 ليلى ${script}`, `{{ 7 | times: 7 }} ‮reversed‬ ${script}`];

  it('run nowhere and break nothing, in every field that takes words', async () => {
    const { page, complaints } = await openWindow();
    const { tidings } = stage.owner;
    const [emoji = '', braces = ''] = odd;
    await tidings.call('post', '/v1/segments', { body: { name: emoji, text: 'tag "vip"' } });
    await tidings.call('post', '/v1/lists', { body: { name: emoji } });
    await tidings.call('post', '/v1/cases', { body: { kind: 'complaint', title: emoji } });
    await tidings.call('post', '/v1/registrations', { body: { kind: 'brand', name: emoji } });
    await tidings.call('post', '/v1/templates', { body: { name: emoji, body: `Bakery: ${script}` } });
    await tidings.call('patch', '/v1/campaigns/{id}', {
      path: { id: ids.campaignId },
      body: { name: braces, body: `Bakery: ${script} ليلى 👩‍👩‍👧. Reply STOP to opt out` },
    });
    await typeOn(tidings, '+12125550171', emoji);
    for (const path of [
      '/audience/segments',
      '/audience/lists',
      '/compliance/cases',
      '/compliance/registrations',
      '/content/templates',
      '/campaigns',
      `/campaigns/${ids.campaignId}`,
      `/campaigns/${ids.campaignId}/edit`,
      `/campaigns/${ids.campaignId}/review`,
      '/inbox',
    ]) {
      await page.goto(path);
      await page
        .getByText(/onerror=/)
        .filter({ visible: true })
        .first()
        .waitFor();
    }
    // And where people type them: each field of the forms that are opened most.
    await page.goto('/campaigns/new');
    for (const field of await page.locator('main input[type="text"], main textarea').all())
      await field.fill(emoji).catch(() => undefined);
    await page.goto('/people/new');
    const form = page.locator('main form');
    await form.waitFor();
    for (const field of await form.locator('input[type="text"], textarea').all())
      await field.fill(emoji).catch(() => undefined);
    await form.locator('button[type="submit"]').click();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(complaints.filter((one) => !one.includes('Failed to load resource'))).toEqual([]);
  });
});

describe('somebody who is kept to some numbers and one list', () => {
  it('sees those alone, is told what is closed, and meets no refusal where the console leads', async () => {
    const owner = await openWindow();
    const colleague = await stage.openColleague('agent');
    onTestFinished(() => colleague.close());
    const { request } = owner.page.context();
    const { tidings } = stage.owner;
    const mine = await tidings.call('post', '/v1/lists', { body: { name: 'Regulars of the till' } });
    const number = '+12025550186';
    const senderId = await addSender(tidings, 1, '+12025550187');
    await tidings.call('post', '/v1/contacts', {
      body: { number, first_name: 'Only', last_name: 'Mine', lists: [mine.id] },
    });
    const { data } = (await (await request.get('/v1/members')).json()) as {
      data: { id: string; email: string }[];
    };
    const member = data.find(({ email }) => email === 'agent@example.com')?.id ?? '';
    const kept = await request.patch(`/v1/members/${member}`, {
      data: { list_ids: [mine.id], sender_ids: [senderId] },
      headers: { origin: stage.url, 'x-tidings-csrf': '1' },
    });
    expect(kept.ok()).toBe(true);

    const { page, failures, complaints } = colleague;
    failures.length = 0;
    await page.goto('/people');
    await page.getByRole('row', { name: /Only Mine/ }).waitFor();
    expect(await page.locator('tr[data-row]').count()).toBe(1);
    await page.goto('/senders');
    await page.getByText('(202) 555-0187').waitFor();
    expect(await page.locator('tr[data-row]').count()).toBe(1);
    await page.goto('/inbox');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByText('rye bread').count()).toBe(0);
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.goto('/campaigns');
    await page.getByText('Your role does not open this page').waitFor();
    expect({ failures, complaints }).toEqual({ failures: [], complaints: [] });
    // Whoever is not theirs is not there, as nobody would be.
    const { data: others } = await tidings.call('get', '/v1/contacts', { query: { search: 'Person 3' } });
    await page.goto(`/people/${others[0]?.id}`);
    await page.getByText('cannot be found').first().waitFor();
  });
});

it('a page that counts while the server is started again says how old it is, and goes on to the end by itself', async () => {
  const { page } = await openWindow();
  const { dataDir, owner, url } = stage;
  await setPace(owner, 1);
  const { id } = await launch(owner.tidings, { name: 'Over a restart', lists: ['Guests'] });
  await page.goto(`/campaigns/${id}`);
  await page.getByText('Sending', { exact: true }).first().waitFor();
  await stage.stopService();
  await page.getByText(/reconnecting/).waitFor();
  expect(await page.getByRole('heading', { level: 1, name: 'Over a restart' }).count()).toBe(1);
  const again = await startTidings({ dataDir, env: { TIDINGS_PORT: new URL(url).port } });
  onTestFinished(() => again.stop());
  await setPace(owner, 100);
  const stale = page.getByText(/reconnecting|asking every few seconds/);
  await until('nothing is old any more', async () => (await stale.count()) === 0);
  await page.getByText('Finished', { exact: true }).first().waitFor();
});
