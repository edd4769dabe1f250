import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
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
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const question = page.getByRole('dialog');
  await question.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.com`);
  await question.getByLabel('Role').selectOption(role);
  const answered = page.waitForResponse((response) => response.url().endsWith('/v1/invitations'));
  await question.getByRole('button', { name: 'Invite' }).click();
  const { link } = (await (await answered).json()) as { link: string };
  const colleague = await stage.openWindow();
  onTestFinished(() => colleague.close());
  await colleague.page.goto(link);
  await colleague.page.getByLabel('Your name').fill(name);
  await colleague.page.getByLabel('Password', { exact: true }).fill('a long password for stories');
  await colleague.page.keyboard.press('Enter');
  await colleague.page.getByRole('navigation', { name: 'Main' }).waitFor();
  return colleague;
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
