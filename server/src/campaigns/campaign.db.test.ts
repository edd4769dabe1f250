import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { addList, addPerson, openShop, type Shop } from '../../test/shop.ts';
import { nobody } from '../audiences/index.ts';
import { linksOfRun } from '../links/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import {
  type CampaignContent,
  type CampaignWish,
  checkCampaign,
  createCampaign,
  finishCampaign,
  getCampaign,
  launchCampaign,
  pauseCampaign,
  previewCampaign,
  resumeCampaign,
  stopCampaign,
  updateCampaign,
} from './index.ts';

let database: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openShop(database.db);
});

const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const content = (change: Partial<CampaignContent> = {}): CampaignWish => ({
  name: 'Spring',
  programId: shop.programId,
  senderId: shop.senderId,
  body: 'Harbor Coffee: hello {{ first_name | default: "there" }}. Reply STOP to opt out',
  include: { lists: [shop.listId], tags: [] },
  exclude: nobody,
  ...change,
});
const create = (change?: Partial<CampaignContent>) => createCampaign(shop.ctx, shop.scope, content(change));
const check = (id: string) => checkCampaign(shop.ctx, shop.scope, id);
const launch = (id: string, confirmCount?: number) =>
  launchCampaign(shop.ctx, shop.scope, id, { confirmCount });
const statusOf = async (id: string) => (await inShop((tx) => getCampaign(tx, id))).status;

async function ready(people = 3): Promise<string> {
  await inShop(async (tx) => {
    for (let n = 0; n < people; n += 1) await addPerson(tx, shop, { n, firstName: `P${n}` });
  });
  const { id } = await create();
  await check(id);
  return id;
}

describe('a draft', () => {
  test('of whom two change the same is changed by the first, and the second is told', async () => {
    const { id, version } = await create();
    const change = (name: string, of: number | null) =>
      updateCampaign(shop.ctx, shop.scope, id, { name }, undefined, of);
    expect((await change('Summer', version)).version).toBe(version + 1);
    await expect(change('Autumn', version)).rejects.toMatchObject({ code: 'campaign.changed_meanwhile' });
    expect((await inShop((tx) => getCampaign(tx, id))).name).toBe('Summer');
    // Whoever does not say what they changed changes whatever there is, as ever.
    expect((await change('Winter', null)).name).toBe('Winter');
  });

  test('for no list and no tag is refused with a sentence', async () => {
    await expect(create({ include: nobody })).rejects.toThrow(/at least one list or tag/);
  });

  test('with the link to each person’s page is counted with it, and refused while nobody knows where that is', async () => {
    await inShop((tx) => addPerson(tx, shop, { n: 1 }));
    const { id } = await create({ body: 'Harbor Coffee: {{ preferences_link }} Reply STOP to opt out' });
    const homeless = await previewCampaign(shop.ctx, shop.scope, id);
    expect(homeless.problems).toMatchObject([{ code: 'merge.no_address' }]);
    const ctx = { ...shop.ctx, origin: 'https://texts.example.com' };
    const preview = await previewCampaign(ctx, shop.scope, id);
    expect(preview.problems).toEqual([]);
    expect(preview.samples[0]?.text).toContain('Harbor Coffee: https://texts.example.com/my?link=2.');
    expect(preview.estimate.parts.total).toBe(preview.samples[0]?.parts);
    expect((await checkCampaign(ctx, shop.scope, id)).campaign.status).toBe('checked');
  });

  test('whose addresses become short links is counted with them, and they lead there from the launch on', async () => {
    await inShop((tx) => addPerson(tx, shop, { n: 1 }));
    const address = `https://harbor.example/${'long/'.repeat(30)}`;
    const body = `Harbor Coffee: see ${address} Reply STOP to opt out`;
    const { id } = await create({ body, shortensLinks: true });
    const homeless = await previewCampaign(shop.ctx, shop.scope, id);
    expect(homeless.problems).toMatchObject([{ code: 'link.no_address' }]);
    const ctx = { ...shop.ctx, origin: 'https://texts.example.com' };
    const preview = await previewCampaign(ctx, shop.scope, id);
    expect([preview.problems, preview.estimate.parts.total]).toEqual([[], 1]);
    expect(preview.samples[0]?.text).toContain('https://texts.example.com/l/xxxxxxx Reply');
    expect((await previewCampaign(ctx, shop.scope, (await create({ body })).id)).estimate.parts.total).toBe(
      2,
    );
    await checkCampaign(ctx, shop.scope, id);
    expect(await inShop((tx) => linksOfRun(tx, id))).toEqual([]);
    await launchCampaign(ctx, shop.scope, id, { confirmCount: 1 });
    expect(await inShop((tx) => linksOfRun(tx, id))).toMatchObject([
      { url: address, campaignId: id, state: 'on' },
    ]);
  });

  test('for a list of nobody knows where is refused', async () => {
    const refused = create({ include: { lists: [randomUUID()], tags: [] } });
    await expect(refused).rejects.toMatchObject({ code: 'audience.unknown_list' });
  });

  test('that was checked is a draft again after any edit, and cannot be launched then', async () => {
    const id = await ready();
    expect(await statusOf(id)).toBe('checked');
    const edited = await updateCampaign(shop.ctx, shop.scope, id, { name: 'Spring again' });
    expect([edited.status, edited.contentHash, edited.estimate]).toEqual(['draft', null, null]);
    await expect(launch(id)).rejects.toMatchObject({ code: 'campaign.not_checked' });
  });

  test('is invisible from another workspace', async () => {
    const { id } = await create();
    const other = await openShop(database.db);
    await expect(checkCampaign(other.ctx, other.scope, id)).rejects.toMatchObject({
      code: 'campaign.not_found',
    });
  });
});

describe('a check', () => {
  test('refuses with every problem at once, by pointer and code', async () => {
    await inShop((tx) => addPerson(tx, shop, { n: 1 }));
    const { id } = await create({
      body: 'Hi {{ frist_name }} from {{ citty }} at bit.ly/x. Reply STOP to end',
    });
    await expect(check(id)).rejects.toMatchObject({
      code: 'campaign.not_ready',
      details: [
        { code: 'merge.unknown_field', pointer: '/body', position: 6 },
        { code: 'merge.unknown_field', pointer: '/body' },
        { code: 'identity.missing', position: 0, end: 0, suggestion: 'Harbor Coffee: ' },
        { code: 'link.shortener', position: 40, end: 48 },
      ],
    });
    expect(await statusOf(id)).toBe('draft');
  });

  test('refuses a value that one person lacks, and counts only people who would be texted', async () => {
    await inShop(async (tx) => {
      await addPerson(tx, shop, { n: 1, firstName: 'Ana' });
      await addPerson(tx, shop, { n: 2 });
      await addPerson(tx, shop, { n: 3, consent: 'none' });
    });
    const { id } = await create({ body: 'Harbor Coffee: hi {{ first_name }}. STOP to end' });
    await expect(check(id)).rejects.toThrow(/^1 person in this audience has no first_name/);
  });

  test('of an audience in which nobody may be texted is refused', async () => {
    await inShop((tx) => addPerson(tx, shop, { n: 1, consent: 'none' }));
    const { id } = await create();
    await expect(check(id)).rejects.toMatchObject({ code: 'audience.nobody' });
  });

  test('can be asked again, and a launched campaign cannot', async () => {
    const id = await ready();
    expect((await check(id)).campaign.status).toBe('checked');
    await launch(id);
    await expect(check(id)).rejects.toMatchObject({ code: 'campaign.already_launched' });
  });
});

describe('a preview', () => {
  test('shows real people, the parts each costs, and the waterfall, also of a column called like one of ours', async () => {
    await inShop(async (tx) => {
      await tx.query(`insert into contact_field values ($1, 'reason', 'Reason')`, [tx.workspaceId]);
      await addPerson(tx, shop, { n: 1, firstName: 'Bo', fields: { reason: 'coffee' } });
      await addPerson(tx, shop, { n: 2, firstName: 'Maximiliana', fields: { reason: 'x'.repeat(150) } });
      await addPerson(tx, shop, { n: 3, consent: 'none', fields: { reason: 'y' } });
      await addPerson(tx, shop, { n: 4, consent: 'out', fields: { reason: 'z' } });
    });
    const { id } = await create({ body: 'Harbor Coffee for {{ first_name }}: {{ reason }}. Reply STOP' });
    const preview = await previewCampaign(shop.ctx, shop.scope, id);
    expect(preview.problems).toEqual([]);
    expect(preview.samples.map((one) => [one.why, one.contact.firstName, one.parts])).toEqual([
      ['first', 'Bo', 1],
      ['longest', 'Maximiliana', 2],
    ]);
    expect(preview.samples[0]?.text).toBe('Harbor Coffee for Bo: coffee. Reply STOP');
    expect(preview.estimate.parts).toEqual({ min: 1, average: 1.5, max: 2, total: 3 });
    expect(preview.waterfall.map((one) => `${one.sign}${one.count} ${one.line}`)).toEqual([
      '+4 audience',
      '-1 no_consent',
      '-1 opted_out',
      '=2 will_receive',
    ]);
    expect(preview.audience).toBe('Everybody on the list “Spring”.');
  });

  test('of people without consent still shows what the text would be', async () => {
    await inShop((tx) => addPerson(tx, shop, { n: 1, firstName: 'Ana', consent: 'none' }));
    const { id } = await create();
    const preview = await previewCampaign(shop.ctx, shop.scope, id);
    expect(preview.samples.map((one) => one.why)).toEqual(['without_consent']);
    expect(preview.problems.map((one) => one.code)).toEqual(['audience.nobody']);
  });
});

describe('a launch', () => {
  test('queues each person with consent once and writes down everybody else with the reason', async () => {
    const vips = randomUUID();
    const ids = await inShop(async (tx) => {
      await addList(tx, vips, 'Vips');
      return [
        await addPerson(tx, shop, { n: 1, lists: [shop.listId, vips], tags: ['a', 'b'] }),
        await addPerson(tx, shop, { n: 2, consent: 'none' }),
        await addPerson(tx, shop, { n: 3, consent: 'out' }),
        await addPerson(tx, shop, { n: 4, consent: 'out', tags: ['staff'] }),
        await addPerson(tx, shop, { n: 5, lists: [], tags: ['a'] }),
      ];
    });
    const { id } = await create({
      include: { lists: [shop.listId, vips], tags: ['a', 'b'] },
      exclude: { lists: [], tags: ['staff'] },
    });
    await check(id);
    const launched = await launch(id, 2);
    expect(launched.status).toBe('sending');
    expect(launched.audience?.waterfall.map((one) => `${one.sign}${one.count} ${one.line}`)).toEqual([
      '+5 audience',
      '-1 excluded',
      '-1 no_consent',
      '-1 opted_out',
      '=2 will_receive',
    ]);
    await inShop(async (tx) => {
      const chunks = await tx.query('select recipients, lane from send_chunk where run_id = $1', [id]);
      expect(chunks.rows).toEqual([{ recipients: [ids[0], ids[4]], lane: 'marketing' }]);
      const left = await tx.query(
        'select contact_id, reason from campaign_exclusion where campaign_id = $1 order by 1',
        [id],
      );
      expect(left.rows).toEqual([
        { contact_id: ids[1], reason: 'no_consent' },
        { contact_id: ids[2], reason: 'opted_out' },
        { contact_id: ids[3], reason: 'excluded' },
      ]);
    });
  });

  test('with another number of people than confirmed is refused and leaves nothing behind', async () => {
    const id = await ready(3);
    await expect(launch(id, 4)).rejects.toThrow(/You confirmed 4 people, but 3 would receive/);
    await inShop(async (tx) => {
      expect((await tx.query('select 1 from send_run')).rows).toEqual([]);
      expect((await tx.query('select 1 from send_chunk')).rows).toEqual([]);
    });
    expect(await statusOf(id)).toBe('checked');
  });

  test('without a number takes the one of the check, and is refused when somebody joined since', async () => {
    const id = await ready(3);
    await inShop((tx) => addPerson(tx, shop, { n: 77 }));
    await expect(launch(id)).rejects.toMatchObject({ code: 'campaign.count_changed' });
    expect((await launch(id, 4)).audience?.willReceive).toBe(4);
  });

  test('of a campaign whose program changed its purpose since the check is refused', async () => {
    const id = await ready();
    await inShop((tx) =>
      tx.query(`update program set purpose = 'transactional' where id = $1`, [shop.programId]),
    );
    await expect(launch(id)).rejects.toMatchObject({ code: 'campaign.changed_since_check' });
  });

  test('twice at once succeeds once; the other hears that nobody was texted twice', async () => {
    const id = await ready(3);
    const results = await Promise.allSettled([launch(id), launch(id), launch(id)]);
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of results) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'campaign.already_launched' });
    }
    const { rows } = await inShop((tx) =>
      tx.query('select cardinality(recipients) as people from send_chunk'),
    );
    expect(rows).toEqual([{ people: 3 }]);
  });
});

describe('the file behind an audience', () => {
  async function importOf(counts: object): Promise<string> {
    const id = randomUUID();
    await inShop((tx) =>
      tx.query(
        `insert into import (workspace_id, id, file_name, file_path, status, counts, created_by, imported_at)
         values ($1, $2, 'people.csv', '/dev/null', 'imported', $3, 'test', now())`,
        [tx.workspaceId, id, counts],
      ),
    );
    return id;
  }

  test('opens the waterfall with its rows, down to the people who will receive the text', async () => {
    const importId = await importOf({ rows: 11, invalid: 3, duplicates: 3, people: 5 });
    const elsewhere = randomUUID();
    await inShop(async (tx) => {
      await addList(tx, elsewhere, 'Elsewhere');
      for (const n of [1, 2, 3]) await addPerson(tx, shop, { n, importId });
      await addPerson(tx, shop, { n: 4, importId, consent: 'none' });
      await addPerson(tx, shop, { n: 5, importId, lists: [elsewhere] });
      await addPerson(tx, shop, { n: 6 });
    });
    const { id } = await create();
    await check(id);
    const { audience } = await launch(id);
    expect(audience?.waterfall.map((one) => `${one.sign}${one.count} ${one.line}`)).toEqual([
      '+11 in_file',
      '-3 invalid',
      '-3 duplicates',
      '-1 not_in_audience',
      '+1 not_from_file',
      '=5 audience',
      '-1 no_consent',
      '-0 opted_out',
      '=4 will_receive',
    ]);
    expect(audience?.importIds).toEqual([importId]);
  });

  test('whose counts contradict the people on record is left out rather than shown wrong', async () => {
    const importId = await importOf({ rows: 1, invalid: 1, duplicates: 0, people: 0 });
    await inShop((tx) => addPerson(tx, shop, { n: 1, importId }));
    const { id } = await create();
    const preview = await previewCampaign(shop.ctx, shop.scope, id);
    expect(preview.waterfall[0]?.line).toBe('audience');
  });
});

describe('pause, resume and stop', () => {
  const runState = async (id: string) => {
    const { rows } = await inShop((tx) => tx.query('select state from send_run where id = $1', [id]));
    return rows[0]?.state;
  };

  test('reach dispatch with the same transaction', async () => {
    const id = await ready();
    await launch(id);
    await pauseCampaign(shop.ctx, shop.scope, id);
    expect([await statusOf(id), await runState(id)]).toEqual(['paused', 'paused']);
    await resumeCampaign(shop.ctx, shop.scope, id);
    expect([await statusOf(id), await runState(id)]).toEqual(['sending', 'running']);
    await stopCampaign(shop.ctx, shop.scope, id);
    expect([await statusOf(id), await runState(id)]).toEqual(['stopped', 'stopped']);
    await expect(resumeCampaign(shop.ctx, shop.scope, id)).rejects.toMatchObject({
      code: 'campaign.stopped',
    });
  });

  test('asked twice do it once, and say so once in the audit', async () => {
    const id = await ready();
    await launch(id);
    await pauseCampaign(shop.ctx, shop.scope, id);
    expect((await pauseCampaign(shop.ctx, shop.scope, id)).status).toBe('paused');
    const { rows } = await inShop((tx) =>
      tx.query(`select act from audit_entry where act = 'campaign.paused'`),
    );
    expect(rows).toHaveLength(1);
  });

  test('the news that nobody waits any more finishes it, once, and not while somebody waits', async () => {
    const id = await ready();
    await launch(id);
    await finishCampaign(shop.ctx, shop.workspaceId, id);
    expect(await statusOf(id)).toBe('sending');
    await inShop((tx) => tx.query(`update send_chunk set state = 'done' where run_id = $1`, [id]));
    await finishCampaign(shop.ctx, shop.workspaceId, id);
    await finishCampaign(shop.ctx, shop.workspaceId, id);
    expect(await statusOf(id)).toBe('finished');
    const { rows } = await inShop((tx) =>
      tx.query(`select act from audit_entry where act = 'campaign.finished'`),
    );
    expect(rows).toHaveLength(1);
  });
});
