import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { campaignId } from '../../console/test/fake-people.ts';
import type { FakeOptions } from '../../console/test/fake-world.ts';
import { type ConsoleStage, type ConsoleWindow, openConsoleStage } from './console-stage.ts';

let stage: ConsoleStage;
beforeAll(async () => {
  stage = await openConsoleStage();
});
afterAll(() => stage?.close());

async function openWindow(options?: FakeOptions): Promise<ConsoleWindow> {
  const window = await stage.openWindow(options);
  onTestFinished(() => window.close());
  return window;
}

const report = `/campaigns/${campaignId}`;

describe('the door', () => {
  it('brings people back to where they wanted to go', async () => {
    const { page, open } = await openWindow({ isSignedIn: false });
    await open(`${report}?line=opted_out`, 'Sign in');
    await page.getByRole('button', { name: 'Forgot your password?' }).click();
    await page.getByLabel('E-mail').fill('dana@example.com');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('the link is on its way').waitFor();
    await page.getByRole('button', { name: 'Back to signing in' }).click();
    await page.getByLabel('E-mail').fill('dana@example.com');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('do not belong together').waitFor();
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Spring opening' }).waitFor();
    expect(new URL(page.url()).search).toBe('?line=opted_out');
  });

  it('asks for the code after the password, where there is a second factor', async () => {
    const { page, open } = await openWindow({ isSignedIn: false });
    await open(report, 'Sign in');
    await page.getByLabel('E-mail').fill('strong@example.com');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('This code is wrong').waitFor();
    await page.getByLabel('Code').fill('123456');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Spring opening' }).waitFor();
  });

  it('takes an invitation up, and leaves no token in the address', async () => {
    const { page, open } = await openWindow({ isSignedIn: false });
    await open('/invitation#new', 'Join Corner bakery');
    expect(page.url()).not.toContain('#');
    await page.getByLabel('Your name').fill('Dana');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.keyboard.press('Enter');
    await page.getByText('Bread club').first().waitFor();
  });

  it('sets a new password by a link', async () => {
    const { page, open } = await openWindow({ isSignedIn: false });
    await open('/new-password#new', 'Choose a new password');
    await page.getByLabel('New password', { exact: true }).fill('correct horse battery');
    await page.keyboard.press('Enter');
    await page.getByText('Bread club').first().waitFor();
  });

  it('opens by the link of a demo, which leaves no token in the address', async () => {
    const { page, open } = await openWindow({ isSignedIn: false });
    await open(`/enter#token=demo&next=${encodeURIComponent(report)}`, 'Spring opening');
    expect(page.url().endsWith(report)).toBe(true);
    await page.goBack();
    expect(page.url()).not.toContain('demo');
  });

  it('never leads to another site', async () => {
    const { page, open, api } = await openWindow({ isSignedIn: false });
    await open('/enter?next=//evil.example#token=demo', 'Needs you');
    expect(page.url()).toBe(`${api.url}/`);
  });

  it('is the set-up while there is no owner, and names the field that is wrong', async () => {
    const { page, open } = await openWindow({ isSignedIn: false, isSetUp: false });
    await open('/', 'Set up Tidings');
    await page.getByLabel('Setup token').fill('guess');
    const [owner, business] = [
      page.getByRole('group', { name: 'You, the owner' }),
      page.getByRole('group', { name: 'Your business' }),
    ];
    await owner.getByLabel('Name').fill('Dana Whitfield');
    await owner.getByLabel('E-mail').fill('dana@example.com');
    await owner.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await business.getByLabel('Name').fill('Bluebird Bakery');
    await page.getByRole('button', { name: 'Set up Tidings' }).click();
    await page.getByText('Is not the token from the log.').waitFor();
    expect(await page.getByLabel('Setup token').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Setup token').fill('right');
    await page.getByRole('button', { name: 'Set up Tidings' }).click();
    await page.getByRole('heading', { name: 'Needs you' }).waitFor();
  });

  it('shows itself when the session ends while a page is open', async () => {
    const { page, open, api } = await openWindow();
    await open('/campaigns', 'Bread club');
    api.options.isSignedIn = false;
    // Without a pointer above it first: that asks for the page already, and the door comes before the press.
    await page.getByRole('link', { name: 'Audience' }).evaluate('(link) => link.click()');
    await page.getByLabel('Password', { exact: true }).waitFor();
    // Either may ask first: the page that is gone to, or the one that is left and keeps its figures fresh.
    expect(['/people', '/campaigns']).toContain(new URL(page.url()).searchParams.get('next'));
  });
});

describe('a report', () => {
  it('moves with the stream, and nothing on the page jumps', async () => {
    const { page, open, api } = await openWindow({ share: 0.1 });
    await open(report, 'adds up');
    const places = () =>
      page
        .locator('main h1, main h2, main dl, main li')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    const before = await places();
    api.tick(0.999);
    await page.getByText('86.4 %').waitFor();
    expect(await places()).toEqual(before);
  });

  it('goes on by asking when there is no stream', async () => {
    const { page, open, api } = await openWindow({ share: 0.1, failing: /stream$/ });
    await page.clock.install();
    await open(report, 'asking every few seconds');
    api.options.share = 0.999;
    await page.clock.fastForward(6_000);
    await page.getByText('86.4 %').waitFor();
  });

  it('keeps what it knows when the server goes away, and says how old it is', async () => {
    const { page, open, api } = await openWindow();
    await open(report, 'adds up');
    await api.close();
    await page.getByText(/Updated \d\d:\d\d:\d\d · reconnecting/).waitFor();
    expect(await page.getByText('adds up').isVisible()).toBe(true);
  });

  it('opens the people behind a line by keyboard and gives the focus back', async () => {
    const { page, open } = await openWindow();
    await open(report, 'adds up');
    const line = page.getByRole('link', { name: /No recorded consent/ });
    await line.focus();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'No recorded consent: 1,204' });
    await sheet.getByText('Ada Obi').waitFor();
    expect(new URL(page.url()).search).toBe('?line=no_consent');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await page.waitForFunction("document.activeElement.textContent.startsWith('No recorded consent')");
    expect(new URL(page.url()).search).toBe('');
  });

  it('pauses and resumes at once, and stops only when its name is typed', async () => {
    const { page, open } = await openWindow();
    await open(report, 'adds up');
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByText('until you resume').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Stop …' }).click();
    const question = page.getByRole('dialog', { name: 'Stop this campaign?' });
    const stop = question.getByRole('button', { name: 'Stop for good' });
    expect(await stop.isDisabled()).toBe(true);
    await question.getByLabel(/Type/).fill('Spring opening');
    await stop.click();
    await page.getByText('Stopped for good.').waitFor();
    expect(await page.getByRole('button', { name: 'Pause', exact: true }).count()).toBe(0);
  });
});

describe('a handset', () => {
  it('answers STOP: the confirmation comes, the status changes, the next text is stopped', async () => {
    const { page, open } = await openWindow();
    await open('/handsets/%2B12125550100', 'Opted in');
    const phone = page.getByRole('region', { name: 'Pretend phone' });
    await phone.getByLabel('Reply').fill('STOP');
    await page.keyboard.press('Enter');
    await phone.getByText('you will get no more texts').waitFor();
    await page.getByText('Opted out', { exact: true }).first().waitFor();
    await page.getByText('Text stopped').waitFor();
    expect(await phone.locator('[data-bubble]').count()).toBe(3);
  });
});

describe('without a mouse', () => {
  it('the content is one key away, and each new page is announced', async () => {
    const { page, open } = await openWindow();
    await open('/campaigns', 'Bread club');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Spring opening' }).waitFor();
    await page.getByRole('status').getByText('Spring opening · Tidings').waitFor();
    await page.waitForFunction("document.activeElement.matches('main h1')");
  });

  it('letters go places, the palette finds what can be done, and a sheet lists the keys', async () => {
    const { page, open } = await openWindow();
    await open('/campaigns', 'Bread club');
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('Ada');
    await page.getByText('Ada Obi').waitFor();
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: 'Search or do something' });
    await box.fill('pretend');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Pretend phones' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).getByText('Next row').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

it('searches people by an address that can be passed on', async () => {
  const { page, open } = await openWindow();
  await open('/people', 'Kofi Eriksen');
  await page.getByRole('searchbox', { name: 'Find people' }).fill('ada');
  await page.getByText('Kofi Eriksen').waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe('?search=ada');
  await page.reload();
  expect(await page.getByRole('searchbox').inputValue()).toBe('ada');
});

describe('a long listing', () => {
  it('goes on as one scrolls, draws only what is in view, and finds its way back', async () => {
    const { page, open, complaints } = await openWindow({ people: 3_000 });
    await open('/people', 'Ada Obi');
    // Two hundred come at a time; the row of the headings is counted too.
    for (const rows of [401, 601, 801, 1_001]) {
      await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
      await page.locator(`table[aria-rowcount="${rows}"]`).waitFor();
    }
    expect(await page.locator('tr[data-row]').count()).toBeLessThan(200);
    await page.evaluate('window.scrollTo(0, 0)');
    await page.getByText('Ada Obi').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows the columns that somebody has chosen, and goes back to a view that was kept', async () => {
    const { page, open } = await openWindow();
    await open('/people', 'Ada Obi');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByLabel('E-mail').uncheck();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByText('Ada Obi').first().waitFor();
    expect(await page.getByRole('columnheader', { name: 'E-mail' }).count()).toBe(0);
    await page.goto(`${new URL(page.url()).origin}/people?search=ada`);
    await page.getByText('Ada Obi').first().waitFor();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save this view' }).click();
    // On the field itself: a dialog that still opens may move the focus meanwhile.
    await page.getByLabel('Name', { exact: true }).fill('Adas');
    await page.getByLabel('Name', { exact: true }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goto(`${new URL(page.url()).origin}/people`);
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Adas', exact: true }).click();
    await page.waitForURL(/search=ada/);
  });
});
