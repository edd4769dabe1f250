import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch, type Stage, stage, workAll } from '../../test/dispatching.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { systemScope } from '../accounts/index.ts';
import {
  approvePack,
  endRule,
  findHoursAnswer,
  importPack,
  makeOwnRule,
  revokePack,
  setPolicy,
} from '../compliance/index.ts';
import { queueDirect, queueText, releaseHeldByPolicy } from './index.ts';
import { pipeline } from './pipeline.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());

/** Everybody moves to another place, whatever their number says. */
const move = (on: Stage, region: string, timeZone: string | null = null) =>
  on.in((tx) =>
    tx.query(
      `update contact set region = $1, time_zone = $2, time_zone_source = case when $2::text is null then null else 'own' end`,
      [region, timeZone],
    ),
  );
const scopeOf = (on: Stage) => systemScope(on.fixture.workspaceId, 'test');
const heldOf = async (on: Stage) =>
  on.in(async (tx) => {
    const { rows } = await tx.query<{ until: Date; reason: string }>(
      `select not_before as until, held_reason as reason from send_chunk where workspace_id = current_workspace() and state = 'ready' order by id`,
    );
    return rows.map(({ until, reason }) => [until.toISOString(), reason]);
  });
const closure = {
  ...{ kind: 'closure' as const, jurisdiction: 'US-LA', reason: 'Emergency', week: null, onDate: null },
  ...{ startsAt: null, endsAt: null, sparesTransactional: false },
};

describe('marketing', () => {
  test('keeps the hours of the state in the address, and those of the area code', async () => {
    const on = await stage(database, 1);
    await move(on, 'RI', 'America/New_York');
    on.ctx.clock.moveTo('2026-11-24T23:00:00Z');
    await launch(on);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await heldOf(on)).toEqual([
      ['2026-11-25T14:00:00.000Z', 'quiet_hours: 18:00 in America/New_York'],
    ]);
  });

  test('that leaves says what let it go, and until when', async () => {
    const on = await stage(database, 2);
    await move(on, 'FL', 'America/New_York');
    const runId = await launch(on);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 2 });
    const ids = await on.in(async (tx) => {
      const { rows } = await tx.query<{ id: number }>(
        'select distinct hours_id as id from message where campaign_id = $1',
        [runId],
      );
      return rows.map((row) => row.id);
    });
    expect(ids).toHaveLength(1);
    expect(await on.in((tx) => findHoursAnswer(tx, ids[0] ?? 0))).toMatchObject({
      jurisdictions: ['US-FL', 'US-NY'],
      zones: ['America/New_York'],
      rules: ['hours.us', 'hours.us.fl', 'hours.us.ny'],
      profile: 'strict',
      closesAt: new Date('2026-11-25T01:00:00Z'),
    });
  });

  test('waits for the next window where the carrier cannot be told to give up before this one closes', async () => {
    const fake = fakeCarrier();
    const validitySeconds = { least: 60, most: 86_400 };
    const capabilities = { ...fake.adapter.capabilities, validitySeconds };
    Object.assign(fake, { adapter: { ...fake.adapter, capabilities } });
    const on = await stage(database, 1, fake);
    await move(on, 'FL', 'America/New_York');
    const runId = await launch(on);
    on.ctx.clock.moveTo('2026-11-25T00:58:58Z');
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await heldOf(on)).toEqual([['2026-11-25T01:00:00.000Z', 'hours_end_soon']]);

    on.ctx.clock.moveTo('2026-11-25T01:00:00Z');
    await workAll(on);
    const [[until = '', reason = ''] = []] = await heldOf(on);
    expect([until > '2026-11-25T12:00', reason.split(':')[0]]).toEqual([true, 'quiet_hours']);

    on.ctx.clock.moveTo(until);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
    expect(on.carrier.accepted[0]?.validForMs).toBeGreaterThan(60_000);
  });

  test('is held by a closure from the next chunk on, and judged again when it ends', async () => {
    const on = await stage(database, 1);
    await move(on, 'LA', 'America/Chicago');
    const rule = await makeOwnRule(on.ctx, scopeOf(on), closure);
    const runId = await launch(on);
    await workAll(on);
    expect(await heldOf(on)).toEqual([['2026-11-24T18:00:00.000Z', 'closed: US-LA']]);

    await endRule(on.ctx, scopeOf(on), rule.id);
    await releaseHeldByPolicy(on.ctx, on.fixture.workspaceId);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
  });

  test('is held by an approved pack from its first day on, says so, and is judged again when the pack is revoked', async () => {
    const on = await stage(database, 2);
    await move(on, 'GA', 'America/New_York');
    const row = {
      ...{
        id: 'hours.us.ga',
        jurisdiction: 'US-GA',
        name: 'Georgia',
        source: 'Counsel',
        confidence: 'B' as const,
      },
      ...{ valid_from: null, valid_to: null, holidays: null, zone: null, note: '' },
      ...{ mon_fri: ['14:00', '15:00'] as const, sat: null, sun: null },
      vectors: [
        { at: '2027-01-05T13:59', decision: 'hold' as const },
        { at: '2027-01-05T14:00', decision: 'allow' as const },
        { at: '2027-01-05T15:00', decision: 'hold' as const },
        { at: '2027-01-09T14:00', decision: 'hold' as const },
        { at: '2027-01-10T14:00', decision: 'hold' as const },
      ],
    };
    // Only the service writes packs; workers read them.
    const service = { ...on.ctx, db: database.db };
    const { id, contentHash } = await importPack(service, scopeOf(on), {
      version: 'counsel 1',
      note: '',
      rows: [row],
    });
    const officer = { ...scopeOf(on), actor: `member:${randomUUID()}` };
    on.ctx.clock.moveTo('2026-11-24T17:00:00Z');
    await approvePack(service, officer, id, { contentHash, activeFrom: '2026-11-24' });
    const runId = await launch(on);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await heldOf(on)).toEqual([
      ['2026-11-24T19:00:00.000Z', 'quiet_hours: 12:00 in America/New_York'],
    ]);

    await revokePack(service, officer, id, 'Read wrongly');
    await releaseHeldByPolicy(on.ctx, on.fixture.workspaceId);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 2 });
  });

  test('to an area code on no table waits for an address', async () => {
    const on = await stage(database, 1);
    await on.in((tx) =>
      tx.query(`update contact set number = '+12995550100', time_zone = null, time_zone_source = null`),
    );
    await on.in((tx) => tx.query(`update consent set number = '+12995550100'`));
    await launch(on);
    await workAll(on);
    expect(await heldOf(on)).toEqual([['2026-11-24T18:00:00.000Z', 'place_unknown']]);
  });

  test('goes by the federal window alone where the workspace has chosen it', async () => {
    const on = await stage(database, 1);
    await move(on, 'RI', 'America/New_York');
    await setPolicy(on.ctx, scopeOf(on), { profile: 'federal', urgentPurposes: [] });
    on.ctx.clock.moveTo('2026-11-24T23:00:00Z');
    const runId = await launch(on);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
  });
});

describe('every way a text can take', () => {
  const night = '2026-11-25T05:00:00Z';
  const single = (on: Stage, purpose: string) => ({
    ...{
      contactId: null,
      number: '+12125550177',
      senderId: on.fixture.sender.id,
      body: 'Bakery: bread',
      purpose,
    },
    ...{ kind: 'auto' as const, lane: 'conversational' as const, reason: 'help' },
  });

  test('passes the hours: a campaign, a text by API and an answer are held alike at night', async () => {
    const on = await stage(database, 1);
    on.ctx.clock.moveTo(night);
    const { program, sender, people } = on.fixture;
    await launch(on);
    await on.in(async (tx) => {
      await queueText(tx, on.ctx, single(on, 'survey'));
      const person = people[0];
      const words = { body: 'Bakery: bread', parts: 1, consentEventId: null, metadata: null, template: null };
      await queueDirect(tx, on.ctx, [
        {
          ...{ programId: program.id, brandId: program.brandId, purpose: 'marketing', senderId: sender.id },
          ...{ notBefore: on.ctx.clock.now(), withinMs: null },
          texts: [
            { ...words, contactId: person?.id ?? null, number: person?.number ?? '', queuedBy: 'key:1' },
          ],
        },
      ]);
    });
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    const held = await heldOf(on);
    expect(held.map(([until]) => until)).toEqual(Array(3).fill('2026-11-25T13:00:00.000Z'));
  });

  test('lets what the person waits for go at any hour', async () => {
    const on = await stage(database, 0);
    on.ctx.clock.moveTo(night);
    await on.in((tx) => queueText(tx, on.ctx, single(on, 'conversational')));
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
  });

  test('has the hours before the intent, and the intent before the carrier', () => {
    const names = pipeline.map((step) => step.name);
    const order = ['holdForQuietHours', 'recordIntent', 'submit'] as const;
    expect(order.map((name) => names.indexOf(name)).every((at, nth, all) => at > (all[nth - 1] ?? -1))).toBe(
      true,
    );
    expect(pipeline.find((step) => step.name === 'holdForQuietHours')?.phase).toBe('decide');
  });

  test('ends at the one step that speaks to carriers', () => {
    const source = join(import.meta.dirname, '..');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('gateways/'),
    );
    const saying = (words: RegExp) =>
      files.filter((file) => words.test(readFileSync(join(source, file), 'utf8')));
    expect(saying(/\.submit(Each)?\(/)).toEqual(['dispatch/submit-safely.ts']);
    expect(saying(/(?<!function )submitSafely\(/)).toEqual(['dispatch/steps/submit.ts']);
  });
});
