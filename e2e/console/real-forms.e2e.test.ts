import type { Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oddWords } from './long-words.ts';
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

/** What is entered, by label; of a choice the words that are chosen. */
type Entered = Readonly<Record<string, string | true>>;
type FormCase = {
  name: string;
  path: string | ((known: Furnished) => string);
  /** The button that opens it, or the name of a menu and what is pressed in it; a form that stands in the page has none. */
  opens?: string | readonly [menu: string, item: string];
  /** Where several forms stand in one page. */
  region?: string;
  submit: string;
  wrong: Entered;
  /** Said at these fields. */
  says: Readonly<Record<string, string>>;
  right: Entered;
  /** Stands in the page after a reload, or in this field. */
  sees: string | RegExp | { field: string; value: string };
};

const odd = oddWords.slice(0, 80);
const forms: readonly FormCase[] = [
  {
    ...{ name: 'a breach', path: '/compliance/breaches', opens: 'Take a breach down' },
    submit: 'Take it down',
    wrong: { 'In a few words': `Laptop lost ${odd}`, 'About how many people (optional)': '-3' },
    says: { 'About how many people (optional)': 'Must be 0 or more.' },
    right: { 'About how many people (optional)': '120', 'Kinds of data (optional)': 'numbers, names' },
    sees: /^Laptop lost/,
  },
  {
    ...{ name: 'telling the authority', path: '/compliance/breaches', submit: 'Record it' },
    opens: ['Actions of A list in the wrong hands', 'The authority was told …'],
    wrong: { 'Which authority': 'ICO', 'When (optional)': '2020-01-01T10:00' },
    says: { 'When (optional)': 'Nobody can have been told before you were aware of it.' },
    right: { 'When (optional)': '' },
    sees: /^the authority, /,
  },
  {
    ...{ name: 'a processor', path: '/compliance/processing', opens: 'Enter a processor', submit: 'Enter' },
    wrong: { Name: 'Mail house', 'What it does': 'Letters', 'Country (optional)': 'Germany' },
    says: { 'Country (optional)': 'Must be two capital letters, such as US.' },
    right: { 'Country (optional)': 'DE', 'Whom it uses in turn (optional)': 'Post AG, DHL' },
    sees: 'Mail house',
  },
  {
    ...{ name: 'a legal hold', path: '/compliance/holds', opens: 'Place a legal hold', submit: 'Place it' },
    wrong: { Number: '12', 'Who wants it kept, and why': `The court ${odd}` },
    says: { Number: 'Write the whole number with its area code; this is too short to be one.' },
    right: { Number: '(202) 555-0104' },
    sees: /^The court/,
  },
  {
    ...{ name: 'a pool of numbers', path: '/senders/pools', opens: 'New pool', submit: 'Make the pool' },
    wrong: { Name: 'Shop numbers', '(202) 555-0100': true },
    says: { Name: 'There is a pool called “Shop numbers” already. Choose another name.' },
    right: { Name: 'Evening' },
    sees: 'Evening',
  },
  {
    ...{ name: 'a referral scheme', path: '/content/referrals', opens: 'New referral scheme' },
    submit: 'Make the scheme',
    wrong: {
      ...{ Name: 'Bring a neighbour', 'Keyword that friends send with the code': 'FRIENDS' },
      ...{ 'spring: 10 % in spring': true, 'Text of thanks': 'Thanks!' },
    },
    says: { 'Text of thanks': 'Put {{ coupon }} into the words: that is where the code stands.' },
    right: { 'Text of thanks': 'Corner Bakery: thank you! {{ coupon }} is yours. Reply STOP to opt out' },
    sees: 'Bring a neighbour',
  },
  {
    ...{ name: 'which purchases count', path: '/settings/measuring', region: 'Which purchases count' },
    submit: 'Save',
    wrong: { 'Hours after a click': '48', 'Events that count (optional)': 'order placed!' },
    says: {
      'Events that count (optional)': '“order placed!” is no name of an event. Write it as order.placed.',
    },
    right: { 'Events that count (optional)': 'order.placed' },
    sees: { field: 'Hours after a click', value: '48' },
  },
  {
    ...{ name: 'quiet times', path: '/settings/notifications', region: 'When', submit: 'Save' },
    wrong: { 'Quiet from (optional)': '25:99', 'Quiet until (optional)': '07:00' },
    says: { 'Quiet from (optional)': 'Give times as 22:00.' },
    right: { 'Quiet from (optional)': '22:00' },
    sees: { field: 'Quiet from (optional)', value: '22:00' },
  },
  {
    ...{ name: 'a contest', path: '/content/contests/new', submit: 'Save the draft' },
    wrong: {
      ...{ 'Name of the contest': 'Rolls', 'Prize, and what it is worth': 'Rolls, worth $50' },
      'Official rules': 'NO PURCHASE NECESSARY. Enter free of charge at this page. Void where prohibited.',
      ...{ Begins: '2026-12-10T10:00', Ends: '2026-12-01T10:00' },
      'Where people must live (optional)': 'Texas',
      'What winners read': 'Corner Bakery: about Rolls, please come by. Reply STOP to opt out',
    },
    says: {
      Ends: 'Let the contest end after it starts.',
      'Where people must live (optional)': 'Name states as US-TX and countries as CA.',
    },
    right: { Ends: '2026-12-20T10:00', 'Where people must live (optional)': 'US-TX' },
    sees: 'Rolls',
  },
  {
    ...{ name: 'a survey', path: '/content/surveys/new', submit: 'Save the draft' },
    wrong: {
      ...{ 'Name of the survey': 'Bread', 'What people read who have answered everything': 'Thank you' },
      ...{ 'What is asked': 'White or rye?', 'Choices, one a line': 'White\nRye: r' },
      'Hours in which one can answer': '0',
    },
    says: { 'Hours in which one can answer': 'Must be 1 or more.' },
    right: {
      'Hours in which one can answer': '24',
      'What stands before the first question where people are texted (optional)':
        'Corner Bakery: one question. Reply STOP to opt out',
    },
    sees: 'Bread',
  },
  {
    ...{ name: 'an emergency', path: '/emergencies/new', submit: 'Declare it' },
    wrong: {
      ...{ 'What endangers people': 'Fire', 'What it is about, for the record': `Oven ${odd}` },
      ...{ 'What people are told': 'Corner Bakery: fire in hall 3. Leave by the south door.' },
      'How often whoever is silent is texted again': '99',
    },
    says: { 'How often whoever is silent is texted again': 'Must be 10 or less.' },
    right: { 'How often whoever is silent is texted again': '2', 'Guests (12)': true },
    sees: /^Oven/,
  },
  {
    ...{ name: 'a pool of coupons', path: '/content/coupons', opens: 'New coupons', submit: 'Make the pool' },
    wrong: { 'Name in texts': 'Winter Sale!', 'What it is for (optional)': 'Winter rolls' },
    says: { 'Name in texts': 'A pool is named by small letters, digits and _, as it stands in texts' },
    right: { 'Name in texts': 'winter' },
    sees: 'Winter rolls',
  },
  {
    ...{
      name: 'codes of coupons',
      path: ({ poolId }) => `/content/coupons/${poolId}`,
      opens: 'Make codes …',
    },
    submit: 'Make them',
    wrong: { 'How many': '3', 'How they look': 'ABC' },
    says: { 'How they look': 'would find a code. Write more X.' },
    right: { 'How they look': 'NEW-XXXXXXXX' },
    sees: /^NEW-/,
  },
  {
    ...{ name: 'how often people are texted', path: '/settings/rules', region: 'How often', submit: 'Save' },
    wrong: { 'At most so many texts (optional)': '0' },
    says: { 'At most so many texts (optional)': 'Must be 1 or more.' },
    right: { 'At most so many texts (optional)': '4' },
    sees: { field: 'At most so many texts (optional)', value: '4' },
  },
  {
    ...{ name: 'a registration', path: '/compliance/registrations', opens: 'Begin a registration' },
    submit: 'Begin',
    wrong: { Name: 'Bakery brand' },
    says: { Name: 'There is a registration named “Bakery brand” already.' },
    right: { Name: 'Second brand' },
    sees: 'Second brand',
  },
];

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
