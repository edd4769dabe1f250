import type { Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCampaign } from '../stage/campaigns.ts';
import { type Entered, type FormCase, forms } from './form-cases.ts';
import { type Furnished, furnish, openRealStage, type RealStage, type RealWindow } from './real-stage.ts';

/**
 * Forms that no other story submits, over a real service: filled wrong, each says at its field what is wrong, in words for people,
 * and loses nothing; filled right, what was entered stands there after a reload.
 */
let stage: RealStage;
let ids: Furnished;
let window: RealWindow;
beforeAll(async () => {
  stage = await openRealStage();
  ids = await furnish(stage.owner);
  await addWordsForFriends();
  window = await stage.openWindow();
});
afterAll(async () => {
  await window?.close();
  await stage?.close();
});

/** A keyword that friends can join by, with a code behind it. */
async function addWordsForFriends(): Promise<void> {
  const { tidings } = stage.owner;
  const { data: programs } = await tidings.call('get', '/v1/programs');
  const program_id = programs.find(({ purpose }) => purpose === 'marketing')?.id ?? '';
  await tidings.call('post', '/v1/keywords', {
    body: { words: ['FRIENDS'], kind: 'join', program_id, may_go_on: true },
  });
}

it.each(forms)(
  '$name: wrong is said at its field, and what is right is there after a reload',
  async (one) => {
    const { page, complaints } = window;
    const form = await openForm(page, one);
    await fill(form, one.wrong);
    await press(form, one.submit);
    for (const [label, sentence] of Object.entries(one.says)) {
      const field = page.getByLabel(label, { exact: true });
      await form.locator('.mantine-InputWrapper-root').filter({ has: field }).getByText(sentence).waitFor();
    }
    expect(await entered(form, one.wrong)).toEqual(one.wrong);
    await fill(form, one.right);
    const answered = page.waitForResponse((answer) => answer.request().method() !== 'GET' && answer.ok());
    await press(form, one.submit);
    await answered;
    await page.waitForLoadState('networkidle');
    await page.reload();
    if (typeof one.sees === 'object' && 'field' in one.sees) {
      const field = fieldOf(placeOf(page, one), one.sees.field);
      await field.waitFor();
      expect(await field.inputValue()).toBe(one.sees.value);
    } else await page.locator('main').getByText(one.sees).filter({ visible: true }).first().waitFor();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    // The browser notes the refusal, which was meant.
    expect(complaints.filter((words) => !words.startsWith('Failed to load resource'))).toEqual([]);
    complaints.length = 0;
  },
);

async function openForm(page: Page, one: FormCase): Promise<Locator> {
  await page.goto(typeof one.path === 'string' ? one.path : one.path(ids));
  if (one.opens === undefined) return placeOf(page, one);
  if (typeof one.opens === 'string') await page.getByRole('button', { name: one.opens }).click();
  else {
    const [menu, item] = one.opens;
    await page.getByRole('button', { name: menu }).click();
    await page.getByRole('menuitem', { name: item }).click();
  }
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}

const placeOf = (page: Page, { region }: FormCase): Locator =>
  region === undefined ? page.locator('main') : page.getByRole('region', { name: region, exact: true });

const fieldOf = (form: Locator, label: string): Locator => form.getByLabel(label, { exact: true }).first();
const press = (form: Locator, name: string): Promise<void> =>
  form.getByRole('button', { name, exact: true }).click();

async function fill(form: Locator, values: Entered): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const field = fieldOf(form, label);
    if (value === true) await field.check();
    else if ((await field.evaluate((element) => element.nodeName)) === 'SELECT')
      await field.selectOption({ label: value });
    else await field.fill(value);
  }
}

async function entered(form: Locator, values: Entered): Promise<Entered> {
  const found: Record<string, string | true> = {};
  for (const [label, value] of Object.entries(values)) {
    const field = fieldOf(form, label);
    if (value === true) found[label] = (await field.isChecked()) || 'not checked';
    else if ((await field.evaluate((element) => element.nodeName)) === 'SELECT')
      found[label] = await field.locator('option:checked').innerText();
    else found[label] = await field.inputValue();
  }
  return found;
}

it('a table of prices says line by line what is wrong with it, and is taken when it is right', async () => {
  const { page } = window;
  await page.goto('/settings/spending');
  const file = page.getByLabel('A file');
  const bring = (...lines: string[]) =>
    file.setInputFiles({
      ...{ name: 'prices.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(['currency,country,kind,per_part', ...lines].join('\n')),
    });
  await bring('USD,,sms,0.01', 'USD,US,sms,abc');
  await page.getByText('abc is no price. Write it as 0.0079, with six decimals at the most.').waitFor();
  const take = page.getByRole('button', { name: 'Take these prices' });
  expect(await take.isDisabled()).toBe(true);
  await bring('USD,,sms,0.01', 'USD,US,sms,0.0079');
  await take.click();
  await take.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('cell', { name: '0.0079 USD' }).waitFor();
});

it('a survey that is half written is there again in a new window, its questions as well', async () => {
  const { page } = window;
  await page.goto('/content/surveys/new');
  await page.getByLabel('Name of the survey').fill('Half a survey');
  const asked = page.getByLabel('What is asked', { exact: true });
  await asked.fill('White or');
  await page.reload();
  await page.getByText('This is what you typed here before').waitFor();
  expect(await asked.inputValue()).toBe('White or');
  await page.getByRole('button', { name: 'Begin anew' }).click();
  expect(await asked.inputValue()).toBe('');
});

describe('a form whose answer does not come as it should', () => {
  it('keeps what was typed, says what came instead, and goes through by the next press', async () => {
    const { page } = window;
    await page.goto('/audience/suppression');
    await page.getByRole('button', { name: 'Suppress numbers' }).click();
    const form = page.getByRole('dialog');
    await form.locator('textarea').first().fill('+12025550178');
    const press = form.locator('button[type="submit"]');
    const whenPosted = (answer: (route: Route) => Promise<void>) =>
      page.route('**/v1/suppressions', (route) =>
        route.request().method() === 'POST' ? answer(route) : route.continue(),
      );
    const problem = (status: number, code: string, detail: string) => ({
      ...{ status, contentType: 'application/problem+json' },
      body: JSON.stringify({ code, detail, request_id: 'req_7f3a' }),
    });
    const garbage = { status: 200, contentType: 'text/html', body: '<html>Please accept our terms</html>' };
    const answers: [(route: Route) => Promise<void>, string][] = [
      [
        (route) => route.fulfill(problem(409, 'list.busy', 'Somebody else is at it.')),
        'Somebody else is at it.',
      ],
      [(route) => route.fulfill(problem(429, 'limit.reached', 'Too much at once.')), 'Too much at once.'],
      [
        (route) => route.fulfill(problem(500, 'server.failed', 'Nothing was half done.')),
        'Nothing was half done.',
      ],
      [(route) => route.fulfill(garbage), 'What came back is not from Tidings'],
      [(route) => route.abort(), 'The server does not answer.'],
    ];
    for (const [answer, sentence] of answers) {
      await whenPosted(answer);
      await press.click();
      await form.getByRole('alert').getByText(sentence).waitFor();
      expect(await form.locator('textarea').first().inputValue()).toBe('+12025550178');
      await page.unroute('**/v1/suppressions');
    }
    // While it is slow, whoever presses again sends nothing twice.
    const held = Promise.withResolvers<void>();
    let posts = 0;
    await whenPosted(async (route) => {
      posts += 1;
      await held.promise;
      await route.continue();
    });
    await press.click();
    await form
      .locator('form')
      .evaluate((element) => (element as unknown as { requestSubmit(): void }).requestSubmit());
    held.resolve();
    await form.waitFor({ state: 'detached' });
    await page.getByText('(202) 555-0178').first().waitFor();
    expect(posts).toBe(1);
  });
});

it('asks once more who it is before a file with people in it, says what was wrong, and hands it over', async () => {
  const { page } = window;
  await page.goto('/reports/exports');
  // As the service answers whoever signed in more than a quarter of an hour ago; its own tests have the rest.
  await page.route(
    '**/v1/exports/texts*',
    (route) =>
      route.request().method() === 'HEAD'
        ? route.fulfill({ status: 403, headers: { 'x-problem-code': 'sign_in.not_fresh' }, body: '' })
        : route.continue(),
    { times: 1 },
  );
  await page.getByRole('link', { name: 'Download Texts' }).click();
  const question = page.getByRole('dialog');
  const field = question.getByLabel('Your password, or the code that your app shows');
  await field.fill('not this one');
  await question.getByRole('button', { name: 'It is me' }).click();
  await question.getByText('This is not your password.').waitFor();
  await field.fill('a long password for stories');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    question.getByRole('button', { name: 'It is me' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('texts.csv');
});

describe('a text with a column of one’s own that most people lack', () => {
  let path: { id: string };
  beforeAll(async () => {
    const { tidings } = stage.owner;
    const { data: people } = await tidings.call('get', '/v1/contacts', {
      query: { search: 'Person', limit: 50 },
    });
    for (const { id } of people.slice(-4, -2))
      await tidings.call('patch', '/v1/contacts/{id}', {
        path: { id },
        body: { fields: { nickname: 'Bo' } },
      });
    const body = 'Corner Bakery: fresh rolls, {{ nickname }}. Reply STOP to opt out';
    path = { id: (await writeCampaign(tidings, { name: 'By nickname', body, lists: ['Guests'] })).id };
  });

  it('takes off in the review whom it cannot be written to, and says why', async () => {
    const { page } = window;
    const check = await stage.owner.tidings.call('get', '/v1/campaigns/{id}/check', { path });
    const written = check.texts.by_parts.reduce((sum, { people }) => sum + people, 0);
    const unwritten = check.will_receive - written;
    expect(written).toBe(2);
    await page.goto(`/campaigns/${path.id}/review`);
    const card = page.getByRole('region', { name: 'Who gets it, and who does not' });
    await card.getByText(`− ${unwritten} = ${written}`).waitFor();
    await card.getByText('adds up', { exact: true }).waitFor();
    await card.getByText(`${unwritten} people in this audience have no nickname`).waitFor();
    await page.getByText(`${written} people, ${written} parts in all`).waitFor();
  });

  it('asks what people read without it, and holds it whatever its quotes', async () => {
    const { page } = window;
    await page.goto(`/campaigns/${path.id}/edit`);
    const words = page.getByLabel('Words', { exact: true });
    await words.fill('Corner Bakery: fresh rolls, ');
    await page.getByRole('button', { name: 'Personal field' }).click();
    await page.getByRole('menuitem', { name: 'nickname' }).click();
    const question = page.getByRole('dialog', { name: 'Put in: nickname' });
    expect(await question.getByRole('button', { name: 'Put it in' }).isDisabled()).toBe(true);
    await question.getByLabel('Whoever has none reads').fill('the "boss"');
    await question.getByRole('button', { name: 'Put it in' }).click();
    await question.waitFor({ state: 'detached' });
    // It goes on behind what was put in.
    await page.getByRole('button', { name: 'Opt-out line' }).click();
    expect(await words.inputValue()).toBe(
      `Corner Bakery: fresh rolls, {{ nickname | default: 'the "boss"' }} Reply STOP to opt out.`,
    );
    await page.getByText('fresh rolls, the "boss"').first().waitFor();
    await page.getByRole('button', { name: 'Check and review' }).click();
    await page.getByRole('button', { name: /^Send to/, disabled: false }).waitFor();
  });

  it('waits for its hour below a button that moves the clock there, and goes', async () => {
    const { page } = window;
    const { tidings } = stage.owner;
    // At noon of the stories it is too early by the hours of the business.
    const afternoon: [string, string] = ['14:00', '20:00'];
    await tidings.call('post', '/v1/policy/rules', {
      body: {
        ...{ kind: 'hours', jurisdiction: '*', reason: 'No texts before lunch' },
        week: { mon_fri: afternoon, sat: afternoon, sun: afternoon },
      },
    });
    await tidings.call('post', '/v1/campaigns/{id}/check', { path });
    await tidings.call('post', '/v1/campaigns/{id}/launch', { path });
    await page.goto(`/campaigns/${path.id}`);
    const move = page.getByRole('button', { name: 'Move the clock to the next hour' });
    await move.waitFor();
    const first = page.locator('main').getByRole('region').first();
    expect(await first.getByRole('heading').innerText()).toBe('Held until later');
    await first.getByRole('button', { name: 'Move the clock to the next hour' }).click();
    await page.getByText('Finished', { exact: true }).waitFor();
    const { progress } = await tidings.call('get', '/v1/campaigns/{id}/report', { path });
    expect(progress).toMatchObject({ held: 0, delivered: progress.recipients });
  });
});
