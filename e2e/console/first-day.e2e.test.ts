import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningCarrier, startCarrier } from '@tidings/carrier';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { tidingsCommand } from '../stage/command-line.ts';
import { textsOn } from '../stage/handsets.ts';
import { tabbedList } from '../stage/messy-lists.ts';
import { americanNumber } from '../stage/people.ts';
import { type Owner, setupToken } from '../stage/start-tidings.ts';
import { until } from '../stage/until.ts';
import { acceptedTexts, numbersTexted } from '../stage/witness.ts';
import { clientOf, type FreshStage, openFreshStage } from './fresh-stage.ts';
import {
  changeHelp,
  downloadBackup,
  fillGoodCampaign,
  inviteAnew,
  inviteColleague,
  makeSegmentOfDelivered,
  setPace,
} from './hands.ts';
import type { RealWindow } from './real-stage.ts';
import { countSteps, expectSteps } from './steps.ts';

/**
 * One business from its first minute to the worst one: set-up, a list as people keep it, a campaign that a second person
 * approves, what comes back, the officer's desk, a carrier, and a restore. What was sent is asked of the carrier's ledger.
 */
const password = 'a long password for stories';
const list = tabbedList();
const slow = 12;

let stage: FreshStage;
let ola: RealWindow;
let owner: Owner;
let campaignId = '';
let backup = '';
const folder = mkdtempSync(join(tmpdir(), 'tidings-first-day-'));
beforeAll(async () => {
  stage = await openFreshStage();
  ola = await stage.openWindow();
});
afterAll(async () => {
  await ola?.close();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ledger = () => stage.service().ledger();
const sent = () => numbersTexted(ledger(), campaignId);

async function newWindow(): Promise<{ page: Page; steps: Awaited<ReturnType<typeof countSteps>> }> {
  const page = await ola.page.context().newPage();
  onTestFinished(() => page.close());
  return { page, steps: await countSteps(page) };
}

describe('the first five minutes', () => {
  it('a page sets everything up, and closes behind itself', async () => {
    const { page } = ola;
    const steps = await countSteps(page);
    await page.goto('/');
    await page.getByLabel('Setup token').fill(setupToken);
    const you = page.getByRole('group', { name: 'You, the owner' });
    await you.getByLabel('Name').fill('Ola Owner');
    await you.getByLabel('E-mail').fill('ola@example.com');
    await you.getByLabel('Password', { exact: true }).fill(password);
    const business = page.getByRole('group', { name: 'Your business' });
    await business.getByLabel('Name').fill('Corner Bakery');
    await business.getByLabel('Country').selectOption('US');
    await page.getByRole('button', { name: 'Set up Tidings' }).click();
    await page.getByText('Getting started').waitFor();
    expectSteps('set up', steps());
    owner = await clientOf(page);
    await page.goto('/setup');
    await page.getByText('Tidings is set up already').waitFor();
  });

  it('a list as it was kept comes in, to the last row, and everybody who agreed may be texted', async () => {
    const { page, steps } = await newWindow();
    await page.goto('/audience/imports/new');
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: list.name, mimeType: 'text/plain', buffer: Buffer.from(list.bytes) });
    await page.getByRole('heading', { name: 'What the columns hold' }).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.getByLabel('The file says so, row by row').isChecked()).toBe(true);
    await page.getByLabel(/^What shows that they agreed/).fill('Forms, in the office');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('List they come on').fill('Guests');
    await page.getByRole('button', { name: 'Check the whole file' }).click();
    const people = list.agreed.length + list.silent.length;
    await page.getByRole('button', { name: `Import ${people} people` }).click();
    await page.getByText('They are on the list “Guests”').waitFor();
    expectSteps('bring a list in', steps());
    const { counts } = await owner.tidings.call('get', '/v1/imports/{id}', {
      path: { id: new URL(page.url()).pathname.split('/').at(-1) ?? '' },
    });
    expect(counts).toMatchObject({ rows: list.rows, invalid: list.invalid });
  });

  it('a second person approves the campaign, and nobody else can', async () => {
    const approver = await inviteAnew(stage, ola.page, 'compliance', 'Carla');
    const rules = ola.page;
    await rules.goto('/settings/rules');
    await rules.getByLabel('So many people must approve').fill('1');
    await rules.getByRole('region', { name: 'Approvals' }).getByRole('button', { name: 'Save' }).click();
    await rules.getByText('Saved', { exact: true }).waitFor();
    await setPace(owner, slow);

    const { page, steps } = await newWindow();
    await page.goto('/campaigns/new');
    await page.getByLabel('Name of the campaign').fill('Spring opening');
    await page
      .getByLabel('Words')
      .fill('Corner Bakery: “fresh” rolls, {{ first_name | default: "you" }}. Reply STOP to opt out');
    await page.getByText('Unicode', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Replace all' }).click();
    await page.getByText('GSM-7', { exact: true }).waitFor();
    await page
      .getByRole('group', { name: 'Send to' })
      .getByLabel(/Guests/)
      .check();
    await page.getByRole('button', { name: 'Check and review' }).click();
    await page.getByRole('heading', { name: 'Review: Spring opening' }).waitFor();
    const send = page.getByRole('button', { name: `Send to ${list.agreed.length} people` });
    expect(await send.isDisabled()).toBe(true);

    await approver.page.goto(new URL(page.url()).pathname);
    await approver.page.getByRole('button', { name: 'Approve' }).click();
    await approver.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await approver.page.getByText('Approved', { exact: true }).waitFor();
    expect(approver.failures).toEqual([]);

    await page.reload();
    await send.click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Send to/ })
      .click();
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    expectSteps('write, check and send a campaign', steps());
    campaignId = new URL(page.url()).pathname.split('/')[2] ?? '';
  });

  it('it is paused in the middle and keeps still, is backed up so, goes on, and reports what came of it', async () => {
    const { page, steps } = await newWindow();
    await page.goto(`/campaigns/${campaignId}`);
    await until('some have got it', async () => (await sent()).length > 3);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    expectSteps('pause what is sending', steps());
    await until('what was with the carrier is settled', async () => {
      const before = (await sent()).length;
      await page.waitForTimeout(400);
      return (await sent()).length === before;
    });
    expect((await sent()).length).toBeLessThan(list.agreed.length);
    backup = await downloadBackup(ola.page, join(folder, 'monday.backup'));

    await setPace(owner, 1_000);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Finished', { exact: true }).waitFor();
    expect(await sent()).toEqual([...list.agreed].sort());
    await page.getByRole('link', { name: 'Results' }).click();
    await page.getByRole('heading', { name: 'Results: Spring opening' }).waitFor();
    await page
      .getByText(/Handed over/)
      .filter({ visible: true })
      .first()
      .waitFor();
    const path = { id: campaignId };
    const { figures } = await owner.tidings.call('get', '/v1/campaigns/{id}/results', { path });
    expect(figures.handed_over).toBe(list.agreed.length);
    await makeSegmentOfDelivered(page, campaignId, list.agreed.length);
  });
});

describe('what comes back', () => {
  const [leaver = ''] = list.agreed;

  it('a STOP on a phone is seen in the inbox, in the ledger and in the report', async () => {
    const { page, steps } = await newWindow();
    await page.goto(`/handsets/${encodeURIComponent(leaver)}`);
    const phone = page.getByRole('region', { name: 'Pretend phone' });
    await phone.getByText('fresh').waitFor();
    const reply = phone.getByLabel('Reply');
    await reply.fill('half a sen');
    await phone.getByRole('group', { name: 'Quick answers' }).getByRole('button', { name: 'STOP' }).click();
    await phone.getByText(/unsubscribed/).waitFor();
    await page.getByText('Opted out', { exact: true }).first().waitFor();
    expect(await reply.inputValue()).toBe('half a sen');

    await page.goto('/inbox?view=all');
    await page.getByRole('button', { name: /STOP/ }).click();
    await page.getByText('Nobody can answer here').waitFor();
    await page.goto(`/campaigns/${campaignId}`);
    await page.getByRole('link', { name: '1 opt-outs: show the people' }).waitFor();
    const before = steps();
    await page.goto(`/compliance/ledger?number=${encodeURIComponent(leaver)}`);
    await page.getByRole('row', { name: /^Opted out/ }).waitFor();
    const after = steps();
    expectSteps('show how somebody left', {
      clicks: after.clicks - before.clicks,
      fields: after.fields - before.fields,
      pages: after.pages - before.pages,
    });
  });

  it('an officer follows a complaint to the proof, which holds, and takes it along as PDF', async () => {
    const { page, complaints, failures } = await inviteColleague(stage, ola.page, 'compliance', 'Cora');
    const steps = await countSteps(page);
    await page.goto('/compliance/cases');
    await page.getByRole('button', { name: 'Open a case' }).click();
    const question = page.getByRole('dialog');
    await question.getByLabel('In a few words').fill('Says that nobody asked her');
    await question.getByLabel(/^Number/).fill(leaver);
    await question.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('link', { name: leaver }).click();
    await page.getByRole('heading', { name: /^Proof pack of/ }).waitFor();
    expect(await page.getByText('Does not hold', { exact: true }).count()).toBe(0);
    expect(await page.getByText('Holds', { exact: true }).count()).toBeGreaterThan(0);
    await page.getByRole('cell', { name: /^Corner Bakery: "fresh" rolls/ }).waitFor();
    expectSteps('prove a consent to whoever complains', steps());
    const href = await page.getByRole('link', { name: 'PDF' }).getAttribute('href');
    const pdf = await (await page.context().request.get(href ?? '')).body();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect({ complaints, failures }).toEqual({ complaints: [], failures: [] });
  });

  it('people are chosen by what they did, and the count says so while the rule is made', async () => {
    const { page, steps } = await newWindow();
    await page.goto('/audience/segments/new');
    await page.getByLabel('Name', { exact: true }).fill('Stayed after spring');
    await page.getByRole('button', { name: 'Add a condition' }).click();
    const about = page.getByLabel('What the condition asks about');
    await about.selectOption('act:delivered');
    await page.getByRole('status').getByText(`${list.agreed.length} people`).waitFor();
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await about.nth(1).selectOption('act:opted_out');
    await page.getByRole('status').getByText('1 person').waitFor();
    await page.getByLabel('Whether it holds or not').nth(1).selectOption('not');
    await page
      .getByRole('status')
      .getByText(`${list.agreed.length - 1} people`)
      .waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Stayed after spring' }).waitFor();
    expectSteps('choose people by what they did', steps());
    await page.getByRole('button', { name: 'Write a campaign to these people' }).click();
    const chosen = { name: 'Segment Stayed after spring', checked: true };
    await page.getByRole('group', { name: 'Send to' }).getByRole('checkbox', chosen).waitFor();
  });
});

it('somebody joins by a page of ours without a script, says YES on the phone, and is in', async () => {
  const joiner = americanNumber(500);
  const { page, steps } = await newWindow();
  await page.goto('/audience/sign-up');
  await page.getByRole('link', { name: 'New form' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Counter');
  await page.getByRole('button', { name: 'Publish the form' }).click();
  await page.getByRole('heading', { name: 'Counter' }).waitFor();
  expectSteps('put up a page to join', steps());
  // The page itself, in a frame that the policy of the console lets in.
  await page.getByRole('button', { name: 'Show the page itself' }).click();
  const frame = page.locator('iframe');
  await frame.contentFrame().locator('#number').waitFor();
  const address = await frame.getAttribute('src');
  await changeHelp(page, 'hello@corner-bakery.example');

  const visitor = await stage.browser.newContext({ javaScriptEnabled: false, baseURL: stage.service().url });
  onTestFinished(() => visitor.close());
  const form = await visitor.newPage();
  await form.goto(new URL(address ?? '', stage.service().url).pathname);
  await form.getByText('Help: hello@corner-bakery.example').waitFor();
  await form.locator('#number').fill(joiner);
  await form.getByRole('button').click();
  await form.getByRole('alert').waitFor();
  await form.getByRole('checkbox', { name: /agree/ }).check();
  await form.getByRole('button').click();
  await form.getByRole('status').waitFor();

  await page.goto(`/handsets/${encodeURIComponent(joiner)}`);
  const phone = page.getByRole('region', { name: 'Pretend phone' });
  await phone.getByText(/Reply YES/).waitFor();
  expect(await page.getByText('Opted in', { exact: true }).count()).toBe(0);
  await phone.getByLabel('Reply').fill('YES');
  await page.keyboard.press('Enter');
  await page.getByText('Opted in', { exact: true }).first().waitFor();
  await until('the phone is welcomed', async () => (await textsOn(owner.tidings, joiner)).length === 2);
});

describe('carriers', () => {
  let carrier: RunningCarrier;
  const accountSid = `AC${'0'.repeat(31)}1`;
  beforeAll(async () => {
    carrier = await startCarrier({
      key: 'key',
      callbackUrl: 'http://127.0.0.1:9/',
      callbackSecret: 'secret',
      seed: 7,
      profile: 'plain',
      ledger: join(folder, 'twilio.ndjson'),
      providers: {
        twilio: { account_sid: accountSid, auth_token: 'the right token', numbers: ['+12025550111'] },
      },
    });
  });
  afterAll(() => carrier?.stop());

  it('an account with a wrong secret is refused before it is kept; the right one is kept and tested', async () => {
    const { page, steps } = await newWindow();
    await page.goto('/senders/gateways');
    await page.getByRole('button', { name: 'Connect a carrier' }).click();
    const question = page.getByRole('dialog');
    await question.getByRole('button', { name: /^Twilio, rehearsed/ }).click();
    await question.getByLabel('Address of the pretend carrier').fill(carrier.providers.twilio ?? '');
    await question.getByLabel('Account SID').fill(accountSid);
    await question.getByLabel('Auth Token').fill('a wrong token');
    await question.getByRole('button', { name: 'Ask the carrier and connect' }).click();
    await question.getByRole('alert').waitFor();
    expect((await owner.tidings.call('get', '/v1/gateways')).data).toHaveLength(1);
    await question.getByLabel('Auth Token').fill('the right token');
    await question.getByRole('button', { name: 'Ask the carrier and connect' }).click();
    await page.getByRole('link', { name: 'Twilio, rehearsed' }).click();
    expectSteps('connect a carrier, with one mistake', steps());
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByText('Accepted', { exact: true }).waitFor();
    expect(await page.getByText('the right token').count()).toBe(0);
  });

  it('a registration is read as a reviewer would, and nothing stands against it once it is mended', async () => {
    const { page, steps } = await newWindow();
    await page.goto('/compliance/registrations');
    await page.getByRole('button', { name: 'Begin a registration' }).click();
    const question = page.getByRole('dialog');
    await question.getByLabel('What is registered').selectOption('campaign');
    await question.getByLabel('Name', { exact: true }).fill('Offers');
    await question.getByRole('button', { name: 'Begin' }).click();
    const form = page.locator('form');
    const save = form.getByRole('button', { name: 'Save' });
    const bad = 'Customers tick a pre-checked box at our till and get texts from us about what we have.';
    await form.getByLabel(/^How people join/).fill(bad);
    await form.getByLabel(/^Sample texts/).fill('20% off all beans this weekend with code FALL20');
    await save.click();
    const findings = page.getByRole('region', { name: 'What a reviewer would object to' });
    await findings
      .getByText(/pre-checked|ticked/)
      .first()
      .waitFor();
    const before = await findings.getByRole('listitem').count();
    expect(before).toBeGreaterThan(5);
    await fillGoodCampaign(form);
    await save.click();
    await until(
      'there is less to object to',
      async () => (await findings.getByRole('listitem').count()) < before,
    );
    expect(await findings.getByText(/pre-checked/).count()).toBe(0);
    expectSteps('begin a registration and mend it', steps());
  });
});

it('after a restore nothing leaves until somebody has chosen, and then nobody gets a text twice', async () => {
  const before = await acceptedTexts(ledger());
  await stage.restart(async () => {
    const restored = await tidingsCommand(['restore', backup, '--replace', '--yes'], {
      TIDINGS_DATA_DIR: stage.dataDir,
    });
    expect(restored, restored.err).toMatchObject({ code: 0 });
  });
  const { page, steps } = await newWindow();
  // Sessions are in no backup: whoever was signed in signs in again.
  await page.goto('/');
  await page.getByLabel('E-mail').fill('ola@example.com');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByText('This installation is on hold and sends nothing.').waitFor();
  await page.getByRole('link', { name: 'Choose what becomes of the texts' }).click();
  await page.getByRole('button', { name: 'Choose for all …' }).click();
  const question = page.getByRole('dialog');
  await question.getByLabel('Choice').selectOption('skip');
  await question.getByRole('button', { name: 'Choose', exact: true }).click();
  await page.getByText('Nothing is on hold').waitFor();
  expectSteps('let sending go on after a restore', steps());
  await page.getByText('This installation is on hold and sends nothing.').waitFor({ state: 'detached' });

  await page.goto(`/campaigns/${campaignId}`);
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByText('Finished', { exact: true }).waitFor();
  const texts = await acceptedTexts(ledger());
  expect(texts.filter(({ tag }) => tag === campaignId)).toHaveLength(
    before.filter(({ tag }) => tag === campaignId).length,
  );
  expect(new Set(await sent()).size).toBe(list.agreed.length);
});
