import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { addList, addPerson, openShop, type Shop } from '../../test/shop.ts';
import { nobody } from '../audiences/index.ts';
import {
  checkCampaign,
  createCampaign,
  findFlaw,
  launchCampaign,
  pauseCampaign,
  stopCampaign,
} from '../campaigns/index.ts';
import { type MessageStatus, recordOutcomes } from '../messages/index.ts';
import { fixedClock } from '../platform/clock.ts';
import type { Tx } from '../platform/db/pool.ts';
import { type LineEntry, openReports, peopleBehindLine, unaccountedOf } from './index.ts';

let database: TestDatabase;
let shop: Shop;
let clock: ReturnType<typeof fixedClock>;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  clock = fixedClock('2026-11-24T17:00:00Z');
  shop = await openShop(database.db, clock);
});

const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);

async function importOf(
  name: string,
  counts: { rows: number; invalid: number; duplicates: number },
): Promise<string> {
  const id = randomUUID();
  await inShop(async (tx) => {
    await tx.query(
      `insert into import (workspace_id, id, file_name, file_path, status, counts, created_by, imported_at)
       values ($1, $2, $3, '/dev/null', 'imported', $4, 'test', now())`,
      [tx.workspaceId, id, name, counts],
    );
    const reject = (line: number, code: string) =>
      tx.query('insert into import_reject values ($1, $2, $3, 0, $4, $5, $6)', [
        tx.workspaceId,
        id,
        line,
        code,
        `Row ${line} of ${name}`,
        ['a', 'b'],
      ]);
    for (let n = 0; n < counts.invalid; n += 1) await reject(n + 1, 'number.missing');
    for (let n = 0; n < counts.duplicates; n += 1) await reject(100 + n, 'row.repeated');
  });
  return id;
}

async function campaignOver(tags: { exclude?: string[] } = {}): Promise<string> {
  const { id } = await createCampaign(shop.ctx, shop.scope, {
    name: 'Spring',
    programId: shop.programId,
    senderId: shop.senderId,
    body: 'Harbor Coffee: hello. Reply STOP to opt out',
    include: { lists: [shop.listId], tags: [] },
    exclude: { ...nobody, tags: tags.exclude ?? [] },
  });
  return id;
}

const report = (id: string) => inShop((tx) => openReports(shop.ctx).campaignReport(tx, id));

/** Everybody behind a line, two at a time, so that every place of the cursor is used. */
async function everybody(id: string, line: string): Promise<LineEntry[]> {
  const entries: LineEntry[] = [];
  let after: Awaited<ReturnType<typeof peopleBehindLine>>['next'] = null;
  do {
    const page: Awaited<ReturnType<typeof peopleBehindLine>> = await inShop((tx) =>
      peopleBehindLine(shop.ctx, tx, id, line, { after, limit: 2 }),
    );
    entries.push(...page.entries);
    after = page.next;
  } while (after !== null);
  return entries;
}

async function expectLinesToHold(id: string): Promise<void> {
  const { waterfall, progress } = await report(id);
  expect(findFlaw(waterfall)).toBeUndefined();
  expect(unaccountedOf(progress)).toBe(0);
  for (const { line, count } of waterfall) {
    const entries = await everybody(id, line);
    expect(entries.length, line).toBe(count);
    const keys = entries.map((one) => JSON.stringify(one));
    expect(new Set(keys).size, line).toBe(count);
    for (const one of entries) expect(one.sentence.length, line).toBeGreaterThan(10);
  }
  const live = [
    'queued',
    'held',
    'suppressed',
    'unknown',
    'handed_over',
    'failed_before',
    'delivered',
    'stopped',
  ] as const;
  for (const line of live) expect((await everybody(id, line)).length, line).toBe(progress[line]);
  expect((await everybody(id, 'accepted')).length).toBe(progress.accepted + progress.sent);
}

/** Twelve people of two files, one besides, with all that can be said about them. */
async function settle(): Promise<void> {
  const first = await importOf('first.csv', { rows: 12, invalid: 2, duplicates: 3 });
  const second = await importOf('second.csv', { rows: 5, invalid: 1, duplicates: 0 });
  const elsewhere = randomUUID();
  await inShop(async (tx) => {
    await addList(tx, elsewhere, 'Elsewhere');
    for (const n of [1, 2, 3]) await addPerson(tx, shop, { n, importId: first });
    await addPerson(tx, shop, { n: 4, importId: first, consent: 'none' });
    await addPerson(tx, shop, { n: 5, importId: first, consent: 'out' });
    await addPerson(tx, shop, { n: 6, importId: first, tags: ['staff'] });
    const both = await addPerson(tx, shop, { n: 7, importId: first, lists: [elsewhere] });
    await tx.query(`insert into import_change values ($1, $2, $3, '{}')`, [tx.workspaceId, second, both]);
    for (const n of [8, 9, 10]) await addPerson(tx, shop, { n, importId: second });
    await addPerson(tx, shop, { n: 11 });
  });
}

describe('a report', () => {
  test('adds up before the launch, line by line and person by person', async () => {
    await settle();
    const id = await campaignOver({ exclude: ['staff'] });
    const { waterfall, progress } = await report(id);
    expect(waterfall.map((one) => `${one.sign}${one.count} ${one.line}`)).toEqual([
      '+17 in_file',
      '-3 invalid',
      '-3 duplicates',
      '-1 repeated_files',
      '-1 not_in_audience',
      '+1 not_from_file',
      '=10 audience',
      '-1 excluded',
      '-1 no_consent',
      '-1 opted_out',
      '=7 will_receive',
    ]);
    expect(progress.will_receive).toBe(0);
    for (const { line, count } of waterfall) expect((await everybody(id, line)).length, line).toBe(count);
  });

  test('adds up after the launch, whatever has become of the texts', async () => {
    await settle();
    const id = await campaignOver({ exclude: ['staff'] });
    await checkCampaign(shop.ctx, shop.scope, id);
    await launchCampaign(shop.ctx, shop.scope, id, {});
    await expectLinesToHold(id);
    expect((await report(id)).progress).toMatchObject({ will_receive: 7, recipients: 7, queued: 7 });
    const fates: [MessageStatus, string | null, boolean][] = [
      ['accepted', null, true],
      ['delivered', null, true],
      ['undelivered', 'carrier.handset_off', true],
      ['failed', 'carrier.invalid_number', false],
      ['suppressed', 'contact.opted_out', false],
      ['unknown', 'carrier.answer_lost', false],
    ];
    await settleTexts(id, fates);
    const { progress, failures } = await report(id);
    expect(progress).toMatchObject({
      queued: 1,
      accepted: 1,
      delivered: 1,
      undelivered: 1,
      failed: 1,
      suppressed: 1,
      unknown: 1,
      handed_over: 3,
      failed_before: 1,
    });
    expect(failures.map((one) => [one.reason, one.count])).toEqual([
      ['carrier.answer_lost', 1],
      ['carrier.handset_off', 1],
      ['carrier.invalid_number', 1],
      ['contact.opted_out', 1],
    ]);
    await expectLinesToHold(id);
  });

  /** Gives the first texts of the only chunk these fates. */
  async function settleTexts(
    id: string,
    fates: readonly [MessageStatus, string | null, boolean][],
  ): Promise<void> {
    await inShop(async (tx) => {
      const { rows } = await tx.query<{ base_id: number; recipients: number[] }>(
        'select base_id, recipients from send_chunk where run_id = $1',
        [id],
      );
      const chunk = rows[0] ?? { base_id: 0, recipients: [] };
      for (const [place, [status, reason, isAccepted]] of fates.entries()) {
        const text = chunk.base_id + place;
        await recordOutcomes(tx, [
          {
            id: text,
            campaignId: id,
            contactId: chunk.recipients[place] ?? 0,
            senderId: shop.senderId,
            number: '+12035550101',
            purpose: 'marketing',
            kind: 'campaign',
            body: 'Hi',
            parts: 1,
            status: isAccepted ? 'accepted' : (status as 'failed'),
            reason,
            reasonDetail: null,
            heldReason: null,
            providerId: `p${text}`,
            consentEventId: null,
            queuedAt: clock.now(),
            submittedAt: clock.now(),
          },
        ]);
        await tx.query('update message set status = $2 where id = $1', [text, status]);
      }
    });
  }

  test('tells who is held until when and why, and counts them as queued once the hour has come', async () => {
    await settle();
    const id = await campaignOver();
    await checkCampaign(shop.ctx, shop.scope, id);
    await launchCampaign(shop.ctx, shop.scope, id, {});
    await inShop((tx) =>
      tx.query(
        `update send_chunk set not_before = '2026-11-25T15:00:00Z', held_reason = 'quiet_hours: 21:10 in America/Denver' where run_id = $1`,
        [id],
      ),
    );
    const { held, progress } = await report(id);
    expect(progress).toMatchObject({ held: 8, queued: 0 });
    expect(held).toEqual([
      {
        until: '2026-11-25T15:00:00.000Z',
        reason: 'quiet_hours',
        count: 8,
        sentence: 'Texts have to wait for the hours that are allowed where the person is: Denver.',
      },
    ]);
    const [first] = await everybody(id, 'held');
    expect(first?.sentence).toMatch(
      /^Held until Wed,? 25 Nov 2026, 10:00 in New York: it was 21:10 in Denver/,
    );
    await expectLinesToHold(id);
    clock.moveTo('2026-11-25T15:00:00Z');
    expect((await report(id)).progress).toMatchObject({ held: 0, queued: 8 });
    await expectLinesToHold(id);
  });

  test('counts whom a stop has kept from getting the text, by name', async () => {
    await settle();
    const id = await campaignOver();
    await checkCampaign(shop.ctx, shop.scope, id);
    await launchCampaign(shop.ctx, shop.scope, id, {});
    await settleTexts(id, [
      ['delivered', null, true],
      ['suppressed', 'contact.opted_out', false],
    ]);
    await stopCampaign(shop.ctx, shop.scope, id);
    const { progress, failures } = await report(id);
    expect(progress).toMatchObject({ queued: 0, suppressed: 7, stopped: 6, handed_over: 1 });
    expect(failures[0]).toMatchObject({ reason: 'campaign.stopped', count: 6 });
    await expectLinesToHold(id);
    const notSent = await everybody(id, 'not_sent');
    expect(notSent).toHaveLength(9);
    expect(new Set(notSent.map((one) => one.kind === 'person' && one.reason))).toEqual(
      new Set(['campaign.stopped', 'contact.opted_out', 'opted_out', 'no_consent']),
    );
    const audience = await everybody(id, 'audience');
    expect(audience).toHaveLength(10);
    expect(audience.filter(({ sentence }) => sentence.startsWith('Delivered on'))).toHaveLength(1);
    expect(audience.filter(({ sentence }) => sentence.startsWith('Has consented'))).toEqual([]);
  });

  test('knows at once that somebody has paused, whatever is cached', async () => {
    await settle();
    const id = await campaignOver();
    await checkCampaign(shop.ctx, shop.scope, id);
    await launchCampaign(shop.ctx, shop.scope, id, {});
    const reports = openReports(shop.ctx);
    const read = () => inShop((tx) => reports.campaignReport(tx, id));
    expect((await read()).campaign.status).toBe('sending');
    await pauseCampaign(shop.ctx, shop.scope, id);
    expect((await read()).campaign.status).toBe('paused');
  });

  test('of a draft whose list is gone has no waterfall instead of an error', async () => {
    await settle();
    const id = await campaignOver();
    await inShop((tx) => tx.query('delete from contact_list where id = $1', [shop.listId]));
    expect((await report(id)).waterfall).toEqual([]);
  });

  test('of an unknown line is refused with the lines there are', async () => {
    const id = await campaignOver();
    const asking = inShop((tx) => peopleBehindLine(shop.ctx, tx, id, 'nonsense', { after: null, limit: 2 }));
    await expect(asking).rejects.toThrow(/The lines are in_file/);
  });
});
