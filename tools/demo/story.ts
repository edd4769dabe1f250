import { setTimeout as sleep } from 'node:timers/promises';
import type { Tidings } from '@tidings/sdk';
import { isCountryCode } from '@tidings/sms/countries';
import type { DemoList } from './people.ts';
import type { Terminal } from './terminal.ts';

const askEveryMs = 200;
const listName = 'Demo list';

// What a marketer asks first; the rest stands in the notes below the table, as sentences.
const countLines = [
  ['people', 'people'],
  ['rows without a usable number', 'invalid'],
  ['rows repeated in the file', 'duplicates'],
  ['people who have opted out', 'opted_out'],
  ['people with recorded consent', 'with_consent'],
  ['people without, kept and not texted', 'without_consent'],
] as const;

/** What stands on the phones. One part for nearly everybody; the name has a fallback, so nobody gets a hole. */
const demoBody =
  'Corner Bakery: {{ first_name | capitalize | default: "Hello" }}, fresh croissants until noon, 2 for 1 with this text. Reply STOP to end';

/**
 * A workspace texts its home country alone until somebody says otherwise. A list of one's own may be from anywhere, and no
 * real phone can be reached from here.
 */
export async function allowEveryCountry(tidings: Tidings): Promise<void> {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  const countries = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountryCode);
  await tidings.call('put', '/v1/workspace/countries', { body: { countries } });
}

/** Brings the list in: upload, check of the whole file, then the import. Returns the finished import. */
export async function importList(tidings: Tidings, terminal: Terminal, list: DemoList, programId: string) {
  const { id } = await tidings.upload('/v1/imports', { file_name: list.fileName }, list.bytes);
  const path = { id };
  const options = {
    default_country: 'US',
    list: listName,
    program_id: programId,
    consent: 'columns' as const,
    // The program is a minute old, and people of such a list have agreed over years.
    historic_consent: `The dates and sources in ${list.fileName}, as this shop has kept them`,
  };
  await tidings.call('post', '/v1/imports/{id}/check', { path, body: options });
  const checked = await waitForImport(tidings, terminal, id, 'checked', 'Checking the whole file');
  const { counts } = checked;
  terminal.step(
    `Checked ${(counts.rows ?? 0).toLocaleString('en-US')} rows of ${list.fileName}; nothing is changed yet:`,
  );
  terminal.table(countLines.map(([label, name]) => [label, counts[name] ?? 0] as const));
  for (const note of checked.notes) terminal.say(`         - ${note}`);
  await tidings.call('post', '/v1/imports/{id}/commit', { path });
  const imported = await waitForImport(tidings, terminal, id, 'imported', 'Importing');
  terminal.step('Imported. Opt-outs of the file went to the suppression list first.');
  return imported;
}

async function waitForImport(
  tidings: Tidings,
  terminal: Terminal,
  id: string,
  wanted: string,
  label: string,
) {
  for (;;) {
    const state = await tidings.call('get', '/v1/imports/{id}', { path: { id } });
    if (state.status === wanted) {
      terminal.endProgress();
      return state;
    }
    if (state.status === 'failed')
      throw new Error(`The list was not imported: ${state.problem ?? 'no reason was given'}`);
    const { bytes_done: done, bytes_total: total } = state.progress;
    terminal.progress({ label: `${label}, bytes`, done, total, perSecond: 0, etaSeconds: null, note: '' });
    await sleep(askEveryMs);
  }
}

/** Makes the campaign as a marketer would, has it checked, and launches it to exactly the people the check counted. */
export async function launchCampaign(tidings: Tidings, terminal: Terminal, programId: string) {
  const { data: lists } = await tidings.call('get', '/v1/lists');
  const list = lists.find((one) => one.name === listName);
  const { data: senders } = await tidings.call('get', '/v1/senders');
  const [sender] = senders;
  if (!list || !sender) throw new Error('The workspace lacks the demo list or a sender.');
  const campaign = await tidings.call('post', '/v1/campaigns', {
    body: {
      name: 'Two for one',
      program_id: programId,
      sender_id: sender.id,
      body: demoBody,
      include: { lists: [list.id], tags: [] },
      exclude: { lists: [], tags: [] },
    },
  });
  const path = { id: campaign.id };
  await tidings.call('post', '/v1/campaigns/{id}/check', { path });
  const preview = await tidings.call('post', '/v1/campaigns/{id}/preview', { path, body: {} });
  const willReceive = preview.waterfall.find((line) => line.line === 'will_receive')?.count ?? 0;
  terminal.step(
    `The campaign is checked: ${willReceive.toLocaleString('en-US')} people may be texted, in ${preview.parts.total.toLocaleString('en-US')} parts.`,
  );
  await tidings.call('post', '/v1/campaigns/{id}/launch', { path, body: { confirm_count: willReceive } });
  return campaign.id;
}
