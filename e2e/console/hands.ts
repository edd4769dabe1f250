import type { Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { goodForms } from '../../policy/src/registrations/example-forms.ts';
import type { Owner } from '../stage/start-tidings.ts';
import type { FreshStage } from './fresh-stage.ts';
import type { RealWindow } from './real-stage.ts';

/** Somebody else at the same desk, by an invitation that the owner gives out on the page of members. */
export async function inviteColleague(
  stage: FreshStage,
  page: Page,
  role: string,
  name: string,
): Promise<RealWindow> {
  const link = await invite(page, role, name);
  return accept(await openColleague(stage), link, name);
}

/** The same where the first link was lost: one is made anew, and whoever has the old one finds it dead. */
export async function inviteAnew(
  stage: FreshStage,
  page: Page,
  role: string,
  name: string,
): Promise<RealWindow> {
  const lost = await invite(page, role, name);
  await page.getByRole('button', { name: `Actions of ${mailOf(name)}` }).click();
  await page.getByRole('menuitem', { name: 'Make a new link …' }).click();
  const link = await linkOf(page, '/renew', () =>
    page.getByRole('dialog').getByRole('button', { name: 'Make a new link' }).click(),
  );
  await page.getByText(link).waitFor();
  expect(await page.getByText(lost).count()).toBe(0);
  const colleague = await openColleague(stage);
  await colleague.page.goto(lost);
  await colleague.page.getByText('This invitation cannot be opened').waitFor();
  // That the old one is refused was meant.
  colleague.failures.length = 0;
  return accept(colleague, link, name);
}

const mailOf = (name: string) => `${name.toLowerCase()}@example.com`;

async function invite(page: Page, role: string, name: string): Promise<string> {
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const question = page.getByRole('dialog');
  await question.getByLabel('E-mail').fill(mailOf(name));
  await question.getByLabel('Role').selectOption(role);
  return linkOf(page, '/v1/invitations', () => question.getByRole('button', { name: 'Invite' }).click());
}

/** The link that the service answers with to what is pressed. */
async function linkOf(page: Page, path: string, press: () => Promise<void>): Promise<string> {
  const [answered] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST' && one.url().endsWith(path)),
    press(),
  ]);
  return ((await answered.json()) as { link: string }).link;
}

async function openColleague(stage: FreshStage): Promise<RealWindow> {
  const colleague = await stage.openWindow();
  onTestFinished(() => colleague.close());
  return colleague;
}

async function accept(colleague: RealWindow, link: string, name: string): Promise<RealWindow> {
  const { page } = colleague;
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill('a long password for stories');
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  return colleague;
}

/** Changes where there is help, at the program that the page of sign-up names first. */
export async function changeHelp(page: Page, help: string): Promise<void> {
  await page.goto('/audience/sign-up');
  await page
    .getByRole('region', { name: 'Programs' })
    .getByRole('button', { name: /^Actions of/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Show it' }).click();
  await page.getByRole('button', { name: 'Change where there is help …' }).click();
  const question = page.getByRole('dialog', { name: 'Where there is help' });
  await question.getByLabel('Where there is help').fill(help);
  await question.getByRole('button', { name: 'Save' }).click();
  await question.waitFor({ state: 'detached' });
  await page.getByRole('definition').filter({ hasText: help }).waitFor();
}

/** From the people behind a line of the report to a segment of them, as its editor counts them. */
export async function makeSegmentOfDelivered(page: Page, campaignId: string, people: number): Promise<void> {
  await page.goto(`/campaigns/${campaignId}?line=delivered`);
  await page.getByRole('link', { name: 'Make a segment of these people' }).click();
  await page.getByRole('heading', { name: 'New segment' }).waitFor();
  await page.getByRole('status').getByText(`${people} people`).waitFor();
  expect(await page.getByLabel('Rule').inputValue()).toBe(`delivered campaign ${campaignId}`);
}

/** The pace of the one number there is, so that there is a middle to pause in. */
export async function setPace({ tidings }: Owner, partsPerSecond: number): Promise<void> {
  const { data } = await tidings.call('get', '/v1/senders');
  const path = { id: data[0]?.id ?? '' };
  await tidings.call('put', '/v1/senders/{id}/pace', { path, body: { parts_per_second: partsPerSecond } });
}

/** A backup of everything, as the page of data gives it out. */
export async function downloadBackup(page: Page, file: string): Promise<string> {
  await page.goto('/settings/data');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download a backup' }).click(),
  ]);
  await download.saveAs(file);
  return file;
}

/** A registration of a campaign to which no reviewer objects. */
export async function fillGoodCampaign(form: Locator): Promise<void> {
  const good = goodForms.campaign;
  const answers = {
    'Name that people know': good.display_name,
    Website: good.website,
    Description: good.description,
    'Privacy policy': good.privacy_policy_url,
    Terms: good.terms_url,
  };
  for (const [label, answer] of Object.entries(answers))
    await form.getByLabel(new RegExp(`^${label}( \\(|$)`)).fill(String(answer));
  await form.getByLabel(/^How people join/).fill(String(good.message_flow));
  await form.getByLabel(/^Sample texts/).fill((good.samples as string[]).join('\n'));
}

/** Brings a file in up to its check, of people who have all agreed. */
export async function bringFile(page: Page, name: string, text: string): Promise<void> {
  await page.goto('/audience/imports/new');
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('heading', { name: 'What the columns hold' }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('All of them agreed, and I can show it').check();
  await page.getByLabel('What shows it, and where it is kept').fill('Signed cards, box 12');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Check the whole file' }).click();
}
