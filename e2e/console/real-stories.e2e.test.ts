import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { writeCampaign } from '../stage/campaigns.ts';
import { plainList } from '../stage/people.ts';
import { until } from '../stage/until.ts';
import { numbersTexted } from '../stage/witness.ts';
import { bringFile } from './hands.ts';
import { openRealStage, type RealStage, type RealWindow } from './real-stage.ts';

// What people do at the console, from the mouse to the carrier: its ledger is the judge, not our own pages.
let stage: RealStage;
beforeAll(async () => {
  stage = await openRealStage();
});
afterAll(() => stage?.close());

async function openWindow(): Promise<RealWindow> {
  const window = await stage.openWindow();
  onTestFinished(() => window.close());
  return window;
}

const list = plainList(6);
const untouched = '+12025550190';

it('brings a file in by its five steps, and takes it back by its name', async () => {
  const { page } = await openWindow();
  await bringFile(page, 'guests.csv', `${Buffer.from(list.bytes)}\nNobody,12,2026-05-01`);
  await page.getByRole('button', { name: 'Import 6 people' }).click();
  await page.getByText('They are on the list “guests”').waitFor();
  await page.getByText('this is too short to be one').waitFor();

  await bringFile(page, 'mistake.csv', `Name,Mobile\nMistake,${untouched}`);
  await page.getByRole('button', { name: 'Import 1 person' }).click();
  await page.getByRole('button', { name: 'Take it back …' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: 'Take it back' }).isDisabled()).toBe(true);
  await dialog.getByLabel(/^Type/).fill('mistake.csv');
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('This import was taken back').waitFor();
});

it('chooses people by conditions, counts them while they are made, and says why somebody is in', async () => {
  const { page } = await openWindow();
  await page.goto('/audience/segments/new');
  await page.getByLabel('Name', { exact: true }).fill('On the list');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByLabel('What the condition asks about').selectOption('list');
  await page.getByRole('status').getByText('6 people').waitFor();
  await page.getByLabel('Name or number').fill('Person 3');
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.getByText('Person 3: is in').waitFor();
  await page.getByText('Text', { exact: true }).click();
  expect(await page.getByLabel('Rule').inputValue()).toContain('in list "guests"');
  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { name: 'On the list' }).waitFor();
});

it('does something to everybody who matches: counted first, done by the server, and still told after a reload', async () => {
  const { page } = await openWindow();
  await page.goto('/people');
  await page.getByLabel('Choose this row').first().check();
  await page.getByRole('button', { name: 'Choose all that match' }).click();
  await page.getByText('Everybody who matches').waitFor();
  await page.getByRole('button', { name: 'Tag …' }).click();
  await page.getByRole('dialog').getByLabel('Tag').fill('spring');
  await page.getByRole('dialog').getByRole('button', { name: 'Find them' }).click();
  await page.getByText('Tag 6 people “spring”?').waitFor();
  expect((await stage.owner.tidings.call('get', '/v1/tags')).data.map(({ name }) => name)).not.toContain(
    'spring',
  );
  await page.reload();
  await page.getByRole('button', { name: 'Yes, do it' }).click();
  await page.getByText('6 changed').waitFor();
  await page.getByText('Done. 6 people were found.').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  expect(new URL(page.url()).search).toBe('');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('people.csv');
});

it('writes a campaign, lets a second person approve it, and sends it to exactly those people', async () => {
  const approver = await stage.openColleague('compliance');
  onTestFinished(() => approver.close());
  const { page } = await openWindow();
  await page.goto('/settings/rules');
  await page.getByLabel('So many people must approve').fill('1');
  await page.getByRole('region', { name: 'Approvals' }).getByRole('button', { name: 'Save' }).first().click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.goto('/campaigns/new');
  await page.getByRole('button', { name: 'Check and review' }).click();
  await page.getByText('Choose whom it is for.').waitFor();
  await page.keyboard.type('Spring opening');
  await page
    .getByLabel('Words')
    .fill('Corner Bakery: “fresh” rolls, {{ first_name | default: "you" }}. Reply STOP to opt out');
  await page.getByText('Unicode', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Replace all' }).click();
  await page.getByText('GSM-7', { exact: true }).waitFor();
  await page
    .getByRole('group', { name: 'Send to' })
    .getByLabel(/guests/)
    .check();
  await page.getByRole('button', { name: 'Check and review' }).click();
  await page.getByRole('heading', { name: 'Review: Spring opening' }).waitFor();
  expect(await page.getByRole('button', { name: 'Send to 6 people' }).isDisabled()).toBe(true);

  await approver.page.goto('/campaigns/approvals');
  await approver.page.getByRole('link', { name: 'Spring opening' }).click();
  await approver.page.getByText('No version of it was approved before.').waitFor();
  await approver.page.getByRole('button', { name: 'Approve', exact: true }).click();
  await approver.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await approver.page.getByText('Approved', { exact: true }).waitFor();

  await page.reload();
  await page.getByRole('button', { name: 'Send to 6 people' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send to 6 people' }).click();
  await page.getByText('Finished', { exact: true }).waitFor();
  const campaignId = new URL(page.url()).pathname.split('/')[2] ?? '';
  expect(await numbersTexted(stage.ledger(), campaignId)).toEqual([...list.numbers].sort());
});

it('writes a campaign in Spanish as well, sees it with a person’s eyes, and sends itself a test', async () => {
  const { tidings } = stage.owner;
  const [program] = (await tidings.call('get', '/v1/programs')).data;
  const [sender] = (await tidings.call('get', '/v1/senders')).data;
  const staff = await tidings.call('post', '/v1/lists', { body: { name: 'Staff' } });
  const consent = {
    program_id: program?.id ?? '',
    ...{ method: 'paper', occurred_at: '2026-05-01T12:00:00Z', evidence: { note: 'Staff, box 1' } },
  };
  await tidings.call('post', '/v1/contacts', {
    body: {
      ...{
        number: '+12025550188',
        first_name: 'Rosa',
        fields: { language: 'es-MX' },
        lists: [staff.id],
        consent,
      },
    },
  });
  await tidings.call('patch', '/v1/lists/{id}', { path: { id: staff.id }, body: { is_test_group: true } });
  const campaign = await tidings.call('post', '/v1/campaigns', {
    body: {
      ...{ name: 'Two languages', program_id: program?.id ?? '', sender_id: sender?.id ?? '' },
      ...{ body: 'Corner Bakery: we open at 7. Reply STOP to opt out', include: { lists: [staff.id] } },
    },
  });
  const { page } = await openWindow();
  await page.goto(`/campaigns/${campaign.id}/edit`);
  await page.getByLabel('Another language').selectOption('es');
  await page.getByRole('button', { name: 'Write it in Spanish' }).click();
  await page
    .getByLabel('Words in Spanish')
    .fill('Corner Bakery: hola {{ first_name }}, abrimos a las 7. Responde STOP para salir');
  await page.getByText('hola Rosa, abrimos a las 7').waitFor();
  await page.getByRole('button', { name: 'Send it to Staff' }).click();
  await page.getByText('1 test is on its way.').waitFor();
  const kept = await tidings.call('get', '/v1/campaigns/{id}', { path: { id: campaign.id } });
  expect(kept.texts).toEqual({ es: expect.stringContaining('hola {{ first_name }}') });
  const { data: sent } = await tidings.call('get', '/v1/messages', { query: { to: '+12025550188' } });
  expect(sent).toMatchObject([
    { kind: 'test', body: '[Test] Corner Bakery: hola Rosa, abrimos a las 7. Responde STOP para salir' },
  ]);
  await page.getByRole('button', { name: 'Check and review' }).click();
  await page.getByText('1 person reads Mexican Spanish: the text in Spanish').waitFor();
});

it('tells two who change the same campaign what differs, and writes nothing over unseen', async () => {
  const { tidings } = stage.owner;
  const { id } = await writeCampaign(tidings, { name: 'Summer hours', lists: ['guests'] });
  const bodyOf = async () => (await tidings.call('get', '/v1/campaigns/{id}', { path: { id } })).body;
  const theirs = 'Corner Bakery: open until 8. Reply STOP to opt out';
  const mine = 'Corner Bakery: open until 9. Reply STOP to opt out';
  const { page } = await openWindow();
  await page.goto(`/campaigns/${id}/edit`);
  await page.getByLabel('Words').waitFor();
  await tidings.call('patch', '/v1/campaigns/{id}', { path: { id }, body: { body: theirs } });
  await page.getByLabel('Words').fill(mine);
  await page.getByText('Somebody else has changed this since you began').waitFor();
  expect([await page.locator('del').innerText(), await page.locator('ins').innerText()]).toEqual(['8', '9']);
  expect(await bodyOf()).toBe(theirs);
  // What was typed survives the window, and is told apart again.
  await page.reload();
  await page.getByText('Somebody else has changed this since you began').waitFor();
  expect(await page.getByLabel('Words').inputValue()).toBe(mine);
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  expect(await bodyOf()).toBe(mine);

  // Whoever leaves before the typing has paused has it saved all the same.
  const later = mine.replace('9', '10');
  await page.getByLabel('Words').fill(later);
  await page.getByRole('link', { name: 'To the campaign' }).click();
  await until('it is saved', async () => (await bodyOf()) === later);
  // Where it could not be saved, nobody sends the old words for the new ones.
  await tidings.call('post', '/v1/campaigns/{id}/check', { path: { id } });
  await page.goto(`/campaigns/${id}/edit`);
  await page.route(`**/v1/campaigns/${id}`, (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  await page.getByLabel('Words').fill(mine);
  await page.getByRole('link', { name: 'To the campaign' }).click();
  await page.waitForURL(`**/campaigns/${id}`);
  await page.goto(`/campaigns/${id}/review`);
  await page.getByText('What was typed in this browser may not be on the server').waitFor();
  // A page that closes sends its last words past what stops them here, at times: then the campaign is a draft, and has no such button.
  expect(await page.getByRole('button', { name: /^Send to/, disabled: false }).count()).toBe(0);
});

it('tells when everybody would get a campaign before it is scheduled, and takes it back', async () => {
  const { tidings } = stage.owner;
  const { id } = await writeCampaign(tidings, { name: 'Autumn hours', lists: ['guests'] });
  await tidings.call('post', '/v1/campaigns/{id}/check', { path: { id } });
  const { page } = await openWindow();
  await page.goto(`/campaigns/${id}/review`);
  await page.getByRole('button', { name: 'Schedule …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('By which clock').selectOption('local');
  const { clock } = await tidings.call('get', '/v1/rehearsal');
  const day = new Date(Date.parse(clock.now) + 3 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Day and hour').fill(`${day}T10:00`);
  await dialog.getByRole('columnheader', { name: 'Clock' }).waitFor();
  await dialog.getByRole('button', { name: 'Schedule for 6 people' }).click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('button', { name: 'Schedule …' }).waitFor();
});

it('opens what the guide says of the page, and goes on to the whole of it', async () => {
  const { page } = await openWindow();
  await page.goto('/content/coupons');
  await page.getByRole('button', { name: 'Help about this page' }).click();
  const sheet = page.getByRole('dialog', { name: 'Help' });
  await sheet.getByText('A pool of codes').waitFor();
  await sheet.getByRole('link', { name: 'The whole guide' }).click();
  await page.getByRole('heading', { level: 1, name: 'Coupons' }).waitFor();
  await page.getByRole('heading', { level: 2, name: 'What holds' }).waitFor();
});

it('stops everything from any page, says so on every page, and lets it go on', async () => {
  const { page } = await openWindow();
  await page.goto('/audience/lists');
  await page.getByRole('button', { name: 'Sending: on' }).click();
  const dialog = page.getByRole('dialog', { name: 'What may leave?' });
  await dialog.getByLabel('What may leave?').selectOption('none');
  await dialog.getByLabel('Why').fill('A wrong price');
  await dialog.getByRole('button', { name: 'Set the switch' }).click();
  await page.getByText('Nothing leaves.').waitFor();
  await page.goto('/senders');
  await page.getByText('A wrong price').waitFor();
  expect((await stage.owner.tidings.call('get', '/v1/workspace/sending')).sending).toBe('none');
  await page.getByRole('button', { name: 'Let texts go on' }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('Put right');
  await page.getByRole('dialog').getByRole('button', { name: 'Set the switch' }).click();
  await page.getByText('Nothing leaves.').waitFor({ state: 'detached' });
});

it('shows the words of a refusal at the field that it is about', async () => {
  const { page } = await openWindow();
  await page.goto('/senders');
  await page.getByRole('button', { name: 'Add a number' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Number', { exact: true }).fill('not a number');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.getByRole('alert').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

it('speaks Spanish once it is chosen, and says so to screen readers', async () => {
  const { page } = await openWindow();
  await page.goto('/');
  await page.getByRole('button', { name: 'Account of Ola Owner' }).click();
  await page.getByRole('menuitem', { name: 'Español' }).click();
  await page.getByRole('link', { name: 'Campañas', exact: true }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('es');
});

it('does for one person what their page offers: a tag, a text, and the end of all texts', async () => {
  const { tidings } = stage.owner;
  const { data: programs } = await tidings.call('get', '/v1/programs');
  const person = await tidings.call('post', '/v1/contacts', {
    body: {
      number: '+12025550155',
      first_name: 'Nia',
      consent: {
        ...{ program_id: programs.find(({ purpose }) => purpose === 'marketing')?.id ?? '', method: 'paper' },
        ...{ occurred_at: '2026-05-01T12:00:00Z', evidence: { note: 'Card 12' } },
      },
    },
  });
  const { page, failures } = await openWindow();
  await page.goto(`/people/${person.id}`);
  await page.getByRole('button', { name: 'Tag …' }).click();
  await page.getByRole('dialog').getByLabel('Tag').fill('regular');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('region', { name: 'Lists and tags' }).getByText('regular').waitFor();
  await page.getByRole('tab', { name: 'Fields' }).click();
  await page.getByLabel('E-mail').fill('nia');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('This is no e-mail address; write it as name@example.com.').first().waitFor();
  await page.getByLabel('E-mail').fill('nia@example.com');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).first().waitFor();
  await page.getByRole('tab', { name: 'What happened' }).click();
  await page.getByText(/ changed email\.$/).waitFor();
  await page.getByRole('button', { name: 'Text them …' }).click();
  await page
    .getByRole('dialog')
    .getByLabel('Text', { exact: true })
    .fill('Corner Bakery: your cake is ready. Reply STOP to opt out');
  await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // Whether it leaves at once depends on the hour; that it was asked for does not.
  const { data: asked } = await tidings.call('get', '/v1/messages', { query: { to: person.number } });
  expect(asked.map(({ contact_id }) => contact_id)).toEqual([person.id]);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Opt out …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Opt out' }).click();
  await page.getByText('Suppressed', { exact: true }).first().waitFor();
  // The browser notes each refusal; that of the e-mail address was meant.
  expect(failures).toEqual([`422 /v1/contacts/${person.id}`]);
});

it('puts a form up from a draft, and writes over a colleague only where that is chosen', async () => {
  const { tidings } = stage.owner;
  const { page } = await openWindow();
  await page.goto('/audience/sign-up/forms/new');
  await page.getByLabel('Name', { exact: true }).fill('At the till');
  await page.getByLabel('Heading').fill('Bread and offers');
  await page.reload();
  await page.getByText('This is what you typed here before and did not save.').waitFor();
  await page.getByRole('group', { name: 'How it will look' }).getByText('Bread and offers').waitFor();
  await page.getByRole('button', { name: 'Publish the form' }).click();
  await page.getByRole('heading', { name: 'At the till' }).waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.getByLabel('Heading').fill('Mine');
  await tidings.call('patch', '/v1/forms/{id}', { path: { id }, body: { title: 'Theirs' } });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Somebody else has changed this since you began').waitFor();
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await page.getByRole('button', { name: 'Show the page itself' }).click();
  const shown = page.locator('iframe').contentFrame();
  await shown.getByRole('heading', { name: 'Mine' }).waitFor();
  await tidings.call('patch', '/v1/forms/{id}', { path: { id }, body: { title: 'Theirs again' } });
  await page.getByLabel('Heading').fill('Mine again');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Take what stands there' }).click();
  await shown.getByRole('heading', { name: 'Theirs again' }).waitFor();
  expect(await page.getByLabel('Heading').inputValue()).toBe('Theirs again');
});

it('shares a view, and takes somebody out with the keys that they made', async () => {
  const admin = await stage.openColleague('admin');
  onTestFinished(() => admin.close());
  await admin.page.goto('/people?tag=vip');
  await admin.page.getByRole('button', { name: 'Views' }).click();
  await admin.page.getByRole('menuitem', { name: 'Save this view …' }).click();
  const question = admin.page.getByRole('dialog');
  await question.getByLabel('Name', { exact: true }).fill('VIPs');
  await question.getByLabel('Share it with everybody who works here').check();
  await question.getByRole('button', { name: 'Save' }).click();
  await question.waitFor({ state: 'detached' });
  const other = await stage.openColleague('marketer');
  await other.page.goto('/people');
  await other.page.getByRole('button', { name: 'Views' }).click();
  expect(await other.page.getByRole('menuitem', { name: /“VIPs”/ }).count()).toBe(0);
  await other.page.getByRole('menuitem', { name: 'VIPs, by Carla admin' }).click();
  await other.page.getByText('vip, which is not offered any more').waitFor({ state: 'attached' });
  const { data: views } = await stage.owner.tidings.call('get', '/v1/views', { query: { place: '/people' } });
  const headers = { origin: stage.url, 'x-tidings-csrf': '1' };
  const asked = { data: { name: 'Mine' }, headers };
  const tried = await other.page.context().request.patch(`/v1/views/${views[0]?.id}`, asked);
  expect(tried.status()).toBe(403);
  await other.close();
  const made = await admin.page.context().request.post('/v1/api-keys', {
    data: { name: 'Till program', scopes: ['contacts.read'] },
    headers,
  });
  const { secret } = (await made.json()) as { secret: string };
  const statusOfKey = async () =>
    (await fetch(`${stage.url}/v1/me`, { headers: { authorization: `Bearer ${secret}` } })).status;
  expect(await statusOfKey()).toBe(200);

  const { page } = await openWindow();
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Actions of Carla admin' }).click();
  await page.getByRole('menuitem', { name: 'Take out' }).click();
  await page.getByRole('dialog').getByText('Till program').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Take out' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await statusOfKey()).toBe(401);
  await page.goto('/people');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'VIPs', exact: true }).click();
  await page.waitForURL(/tag=vip/);
});
