import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeToInbox } from '../stage/conversations.ts';
import { textsOn, typeOn } from '../stage/handsets.ts';
import { until } from '../stage/until.ts';
import { coloursAlone, everything, faultsOf, takePicture } from './page-faults.ts';
import { openRealStage, type RealStage, type RealWindow } from './real-stage.ts';

/** Two colleagues at one inbox, and somebody with a phone of the rehearsal. What was sent is asked of the phone. */
const phone = '+12125550142';
let stage: RealStage;
let ola: RealWindow;
let ana: RealWindow;
beforeAll(async () => {
  stage = await openRealStage();
  ola = await stage.openWindow();
  const headers = { origin: stage.url, 'x-tidings-csrf': '1' };
  const invited = await ola.page.context().request.post('/v1/invitations', {
    data: { email: 'ana@example.com', role: 'agent' },
    headers,
  });
  const { link } = (await invited.json()) as { link: string };
  ana = await stage.openWindow();
  const joined = await ana.page.context().request.post('/v1/invitation/accept', {
    data: {
      token: link.split('#')[1]?.replace(/^token=/, ''),
      name: 'Ana Reyes',
      password: 'violet kettle harbour',
    },
    headers,
  });
  if (!joined.ok()) throw new Error(`Ana could not join: ${await joined.text()}`);
});
afterAll(async () => {
  await ola?.close();
  await ana?.close();
  await stage?.close();
});

const answerOf = ({ page }: RealWindow) => page.getByRole('textbox', { name: 'Answer' });

it('what somebody writes appears by itself, one of two colleagues answers it, and the other is told', async () => {
  await ola.page.goto('/inbox');
  await ola.page.getByText('New texts appear by themselves').waitFor();
  const id = await writeToInbox(stage.owner, phone, 'Do you have rye bread?');
  await ola.page.getByRole('button', { name: /rye bread/ }).click();
  await ana.page.goto(`/inbox?open=${id}`);

  await answerOf(ana).fill('I will have a look');
  await ola.page.getByText('Ana Reyes is writing an answer here').waitFor();
  await answerOf(ola).fill('Yes, {{ agent }} will keep one for you.');
  await ola.page.getByText(/1 part · from/).waitFor();
  await ola.page.getByRole('button', { name: 'Send', exact: true }).click();
  const texts = await until('the answer is on the phone', async () => {
    const found = await textsOn(stage.owner.tidings, phone);
    return found.length > 0 ? found : null;
  });
  expect(texts).toEqual([expect.stringMatching(/^Yes, \w+ will keep one for you\.$/)]);

  // Ana has not read it yet, so her answer waits until she has.
  await ana.page.getByText('Somebody has said something since you began').waitFor();
  await ana.page.getByRole('button', { name: 'Send', exact: true }).click();
  await ana.page.getByText('Read it again, and send your answer if it still fits').waitFor();
  expect(await textsOn(stage.owner.tidings, phone)).toHaveLength(1);
  await ana.page.getByRole('button', { name: 'I have read it' }).click();
  await ana.page.getByRole('button', { name: 'Send', exact: true }).click();
  await until('the second answer is on the phone', async () => {
    const found = await textsOn(stage.owner.tidings, phone);
    return found.length === 2 ? found : null;
  });
});

it('whoever has left cannot be answered any more, while it stands open', async () => {
  await typeOn(stage.owner.tidings, phone, 'STOP');
  await ola.page.getByText('Nobody can answer here').waitFor();
  await ola.page
    .getByText(/has opted out of/)
    .first()
    .waitFor();
  await ola.page.getByText('They have left').waitFor();
  expect(await answerOf(ola).count()).toBe(0);
});

it('shows beside it who it is, where there is room, and can be read by everybody there', async () => {
  const { page } = ola;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('complementary', { name: 'The person' }).waitFor();
  const pictures = process.env.SCREENSHOTS
    ? fileURLToPath(new URL('../screenshots/', import.meta.url))
    : null;
  await takePicture(page, pictures, 'inbox-wide-light');
  const faults = await faultsOf(page, everything);
  await page.emulateMedia({ colorScheme: 'dark' });
  await takePicture(page, pictures, 'inbox-wide-dark');
  faults.push(...(await faultsOf(page, coloursAlone)));
  expect(faults).toEqual([]);
});

it('notes, canned words, snoozing and closing are at hand by keys and buttons', async () => {
  const { page } = ola;
  const third = '+12125550144';
  await stage.owner.tidings.call('post', '/v1/canned-replies', {
    body: { name: 'hours', body: 'We are open from eight. {{ agent }}' },
  });
  const id = await writeToInbox(stage.owner, third, 'When do you open?');
  await page.goto(`/inbox?open=${id}`);
  // What is half written is all there after a look elsewhere: its words, and that it is for later.
  await answerOf(ola).fill('From eight');
  await page.getByRole('button', { name: 'Later', exact: true }).click();
  await page.getByLabel('Send at').fill('2099-12-01T09:00');
  await page.getByText('By the clock of').waitFor();
  await page.getByRole('link', { name: 'Campaigns' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Campaigns' }).waitFor();
  await page.goBack();
  expect(await page.getByLabel('Send at').inputValue()).toBe('2099-12-01T09:00');
  expect(await answerOf(ola).inputValue()).toBe('From eight');
  await page.getByRole('button', { name: 'Send now instead' }).click();
  await answerOf(ola).fill('/ho');
  await page.getByRole('button', { name: '/hours' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await until('the canned words are on the phone', async () =>
    (await textsOn(stage.owner.tidings, third)).find((body) =>
      body.startsWith('We are open from eight. Ola'),
    ),
  );
  await page.getByText('Note', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('@Ana Reyes knows more');
  await page.getByText('Tells Ana Reyes').waitFor();
  await page.getByRole('button', { name: 'Leave the note' }).click();
  await page.getByText('Note of Ola Owner').waitFor();
  await page.getByRole('combobox', { name: 'Whose it is' }).selectOption({ label: 'Ana Reyes' });
  await page.getByText('It is Ana Reyes’s now.').waitFor();
  await page.getByRole('log').click();
  await page.keyboard.press('e');
  await page.getByText('Ola Owner closed it').waitFor();
  expect((await stage.owner.tidings.call('get', '/v1/conversations/{id}', { path: { id } })).state).toBe(
    'closed',
  );
  expect(ola.complaints).toEqual([]);
});

it('is read and answered on a phone, one thing at a time', async () => {
  await ana.page.setViewportSize({ width: 390, height: 844 });
  const other = '+12125550143';
  await writeToInbox(stage.owner, other, 'Are you open on Sunday?');
  await ana.page.goto('/inbox');
  await ana.page.getByRole('button', { name: /open on Sunday/ }).click();
  expect(await ana.page.getByRole('button', { name: /open on Sunday/ }).isVisible()).toBe(false);
  await answerOf(ana).fill('From eight to noon.');
  await ana.page.getByRole('button', { name: 'Send', exact: true }).click();
  await until('the answer is on the phone', async () => {
    const found = await textsOn(stage.owner.tidings, other);
    return found.includes('From eight to noon.');
  });
  await ana.page.getByRole('link', { name: 'All conversations' }).click();
  await ana.page.getByRole('combobox', { name: 'Which conversations' }).waitFor();
});
