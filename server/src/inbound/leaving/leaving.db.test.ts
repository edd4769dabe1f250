import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { type ReplyStage, replyStage } from '../../../test/replying.ts';
import { systemScope } from '../../accounts/index.ts';
import {
  consentLevelOf,
  createProgram,
  listAllEventsOfNumber,
  listConsentsOfNumber,
  recordConsents,
  setOptOutPolicy,
} from '../../contacts/index.ts';
import { startRun } from '../../dispatch/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** Somebody who has joined two programs of one brand; the number they write to texts for the first. */
async function stage(policy: { scope: 'brand_all' | 'program'; isClarifying: boolean }) {
  const on = await replyStage(database);
  const { workspaceId, program, sender } = on.fixture;
  const scope = systemScope(workspaceId, 'test');
  const { brandName, helpContact, textsPerMonth } = program;
  const orders = await createProgram(on.ctx, scope, {
    ...{ name: 'Orders', purpose: 'transactional', brandName, helpContact, textsPerMonth },
    disclosure: `${brandName} order texts. Msg&data rates may apply. Reply HELP for help, STOP to cancel.`,
  });
  await on.in(async (tx) => {
    await recordConsents(tx, on.ctx, {
      ...{ programId: orders.id, brandId: orders.brandId, actor: 'test' },
      grants: [
        {
          ...{ number: on.person.number, contactId: on.person.id, evidence: { raw_text: 'ORDERS' } },
          ...{ method: 'keyword', wordsShown: null },
          occurredAt: on.ctx.clock.now(),
        },
      ],
    });
    await startRun(tx, {
      ...{ id: on.ctx.ids.uuid(), programId: program.id, brandId: program.brandId, purpose: 'marketing' },
      ...{ senderId: sender.id, body: 'Hi' },
    });
  });
  await setOptOutPolicy(on.ctx, scope, { ...policy, note: null, effectiveFrom: undefined });
  return { ...on, orders };
}

async function open(on: ReplyStage): Promise<string[]> {
  const rows = await on.in((tx) => listConsentsOfNumber(tx, on.person.number));
  return rows.filter((one) => one.status === 'opted_in').map((one) => one.programName);
}
const lastText = async (on: ReplyStage) => (await on.queued()).at(-1);

describe('a STOP under a policy by program', () => {
  test('ends that program and no other, says so, and START takes it back', async () => {
    const on = await stage({ scope: 'program', isClarifying: false });
    await on.reply('STOP');
    expect(await open(on)).toEqual(['Orders']);
    expect(await on.standing()).toMatchObject({ status: 'opted_out', isSuppressed: false });
    expect((await lastText(on))?.body).toContain(`unsubscribed from ${on.fixture.program.name}`);
    await on.reply('START');
    expect(await open(on)).toHaveLength(2);
  });

  test('ends everything when it says all, and is known to have been sent twice', async () => {
    const on = await stage({ scope: 'program', isClarifying: false });
    await on.reply('STOP');
    await on.reply('STOP ALL');
    expect(await open(on)).toEqual([]);
    await on.reply('STOP ALL');
    expect((await on.queued()).map((text) => text.reason)).toEqual([
      'stop_confirmation',
      'stop_confirmation',
    ]);
  });
});

describe('a STOP under a policy that asks', () => {
  test('ends everything; an answer brings back what it names, once', async () => {
    const on = await stage({ scope: 'brand_all', isClarifying: true });
    await on.reply('STOP');
    expect(await open(on)).toEqual([]);
    const place = on.fixture.program.name < 'Orders' ? 2 : 1;
    expect(await on.queued()).toHaveLength(1);
    expect((await lastText(on))?.body).toContain(`KEEP ${place} for Orders`);
    await on.reply(`keep ${place}`);
    expect(await open(on)).toEqual(['Orders']);
    expect((await lastText(on))?.body).toContain('texts of Orders again, and no others');
    await on.reply('1 2');
    expect(await open(on)).toEqual(['Orders']);
  });

  test('leaves all closed when nothing, or something else, is answered', async () => {
    const on = await stage({ scope: 'brand_all', isClarifying: true });
    await on.reply('STOP');
    await on.reply('I have 2 dogs');
    expect(await open(on)).toEqual([]);
  });

  test('that comes after five minutes asks nothing, and a number is then no answer', async () => {
    const on = await stage({ scope: 'brand_all', isClarifying: true });
    await on.reply('STOP', { ageMs: 300_001 });
    expect(await on.queued()).toEqual([]);
    await on.reply('1');
    expect(await open(on)).toEqual([]);
  });

  test('cannot be answered by somebody else, or for what was never joined', async () => {
    const on = await stage({ scope: 'brand_all', isClarifying: true });
    await on.reply('STOP');
    await on.reply('1', { from: '+12025550188' });
    const { rowCount } = await on.in((tx) =>
      tx.query(`select from consent where number = '+12025550188' and status = 'opted_in'`),
    );
    expect([rowCount, await open(on)]).toEqual([0, []]);
  });
});

describe('START', () => {
  test('after a STOP proves no written consent, and tells again what is to be read', async () => {
    const on = await stage({ scope: 'brand_all', isClarifying: false });
    await on.reply('STOP');
    await on.reply('START');
    const body = (await lastText(on))?.body ?? '';
    expect(body).toContain(on.fixture.program.disclosure);
    expect(body).not.toContain(on.orders.disclosure);
    const events = await on.in((tx) => listAllEventsOfNumber(tx, on.person.number));
    const last = events.at(-1);
    expect(last?.type).toBe('rejoin');
    expect(last && consentLevelOf({ ...last, purpose: 'marketing' })?.name).toBe('pec');
  });
});

describe('a STOP that is', () => {
  test.each([
    ['10 kB long', 'stop '.repeat(2_000), 'stop'],
    ['at the end of 10 kB', `${'lovely weather today. '.repeat(450)} please unsubscribe me`, 'hold'],
    ['in another language', 'отписаться', 'stop'],
    ['in a script that nobody here reads', 'አቁም', 'hold'],
  ])('%s stops marketing at once: %#', async (_, body, intent) => {
    const on = await stage({ scope: 'brand_all', isClarifying: false });
    await on.reply(body);
    const { rows } = await on.in((tx) => tx.query('select intent from inbound_message'));
    expect(rows).toEqual([{ intent }]);
    const standing = await on.standing();
    const isHeld = standing?.heldSince !== undefined && standing.heldSince !== null;
    expect(standing?.isSuppressed || isHeld).toBe(true);
  });
});
