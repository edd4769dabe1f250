import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { newContacts, newMembers, newProgram } from '../../test/people.ts';
import { fixedClock } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { appendConsentEvents } from './append-consent-events.ts';
import { listEventsOfNumber } from './consent-event.queries.ts';
import { getConsentRecord } from './consent-record.ts';
import { type OptOut, optOut, optOutMany } from './opt-out.ts';
import type { Program } from './program.ts';
import { recordConsents } from './record-consent.ts';
import { rejoin } from './rejoin.ts';
import { loadConsents, lockConsents } from './standing.queries.ts';
import { verifyConsentChain } from './verify-consent-chain.ts';

const number = '+12025550101';
const clock = fixedClock('2026-11-24T17:00:00.250Z');
let database: TestDatabase;
let ctx: Context;
let workspaceId: string;
let offers: Program;

beforeAll(async () => {
  database = await cloneDatabase();
  ctx = testContext(database.db, clock);
});
afterAll(() => database.drop());

async function startAfresh(): Promise<void> {
  workspaceId = await newWorkspace(database.db);
  offers = await newProgram(ctx, workspaceId);
}

const stop = (change: Partial<OptOut> = {}): OptOut => ({
  number,
  brandId: offers.brandId,
  method: 'reply',
  occurredAt: new Date('2026-11-24T16:59:59.999Z'),
  evidence: { raw_text: 'Please STOP', provider_id: 'in-1' },
  actor: 'system:inbound',
  ...change,
});
const inTx = <T>(work: Parameters<typeof database.db.tx<T>>[1]) => database.db.tx(workspaceId, work);
const join = (program: Program, numbers = [number]) => inTx((tx) => newMembers(tx, ctx, program, numbers));
const leave = (change: Partial<OptOut> = {}) => inTx((tx) => optOut(tx, ctx, stop(change)));
const comeBack = (change: Partial<OptOut> = {}) =>
  inTx((tx) => rejoin(tx, ctx, stop({ evidence: { raw_text: 'START' }, ...change })));
const standing = (program: Program, numbers = [number]) =>
  inTx((tx) => loadConsents(tx, { programId: program.id, brandId: program.brandId, numbers }));
const ledger = (of = number) => inTx(async (tx) => (await listEventsOfNumber(tx, of, 50)).reverse());
const brandMates = async () =>
  [
    await newProgram(ctx, workspaceId, { name: 'Orders', purpose: 'transactional' }),
    await newProgram(ctx, workspaceId, { name: 'Club' }),
  ] as const;

describe('recording consent', () => {
  test('opens the program to the number and says in which words', async () => {
    await startAfresh();
    await join(offers);
    expect(await standing(offers)).toEqual(
      new Map([
        [
          number,
          {
            status: 'opted_in',
            eventId: 1,
            level: 'pewc_attested',
            levelExpiresAt: null,
            isSuppressed: false,
          },
        ],
      ]),
    );
    const [event] = await ledger();
    expect(event).toMatchObject({
      id: 1,
      type: 'opt_in',
      programId: offers.id,
      wordsShown: offers.disclosure,
      actor: 'system:test',
    });
  });

  test('knows nothing of numbers that never agreed', async () => {
    await startAfresh();
    await inTx((tx) => newContacts(tx, [number]));
    expect(await standing(offers)).toEqual(new Map());
  });

  test('adds nothing when the number is in already, and keeps out who left', async () => {
    await startAfresh();
    const [id = 0] = await join(offers);
    await leave({ number: '+12025550102' });
    const grant = { contactId: id, method: 'import', occurredAt: new Date(), wordsShown: null, evidence: {} };
    const decisions = await inTx((tx) =>
      recordConsents(tx, ctx, {
        programId: offers.id,
        brandId: offers.brandId,
        actor: 'system:test',
        grants: [
          { ...grant, number },
          { ...grant, number: '+12025550102' },
          { ...grant, number: '+12025550103' },
        ],
      }),
    );
    expect([...decisions.values()]).toEqual(['unchanged', 'opted_out', 'granted']);
    expect((await ledger()).length).toBe(1);
    expect(await standing(offers, ['+12025550102'])).toEqual(new Map());
  });
});

describe('an opt-out', () => {
  test('closes every program of the brand and leaves other brands alone', async () => {
    await startAfresh();
    const [orders] = await brandMates();
    const elsewhere = await newProgram(ctx, workspaceId, { name: 'Coffee', brandName: 'Pier Coffee' });
    const [id = 0] = await join(offers);
    for (const program of [orders, elsewhere]) {
      await inTx((tx) =>
        recordConsents(tx, ctx, {
          programId: program.id,
          brandId: program.brandId,
          actor: 'system:test',
          grants: [
            {
              number,
              contactId: id,
              method: 'keyword',
              occurredAt: new Date(),
              wordsShown: null,
              evidence: {},
            },
          ],
        }),
      );
    }
    const { eventId, wasOptedOut } = await leave();
    expect(wasOptedOut).toBe(false);
    const out = {
      status: 'opted_out',
      eventId,
      level: 'pewc_attested',
      levelExpiresAt: null,
      isSuppressed: true,
    };
    expect((await standing(offers)).get(number)).toEqual(out);
    expect((await standing(orders)).get(number)).toEqual(out);
    expect((await standing(elsewhere)).get(number)).toMatchObject({
      status: 'opted_in',
      isSuppressed: false,
    });
  });

  test('keeps what was said, when, by which way and in whose name', async () => {
    await startAfresh();
    await leave();
    expect((await ledger())[0]).toMatchObject({
      type: 'opt_out',
      method: 'reply',
      occurredAt: new Date('2026-11-24T16:59:59.999Z'),
      recordedAt: new Date('2026-11-24T17:00:00.250Z'),
      evidence: { raw_text: 'Please STOP', provider_id: 'in-1' },
      actor: 'system:inbound',
    });
  });

  test('said twice is recorded once', async () => {
    await startAfresh();
    await join(offers);
    const first = await leave();
    const second = await leave({ evidence: { raw_text: 'STOP!!' } });
    expect(second).toEqual({ eventId: first.eventId, wasOptedOut: true });
    expect((await ledger()).map((event) => event.type)).toEqual(['opt_in', 'opt_out']);
  });

  test('holds for a number that is nobody’s contact, and for the one who becomes it later', async () => {
    await startAfresh();
    expect((await leave()).wasOptedOut).toBe(false);
    await join(offers);
    expect(await standing(offers)).toEqual(new Map());
  });

  test('of many numbers at once answers for each', async () => {
    await startAfresh();
    await join(offers);
    await leave({ number: '+12025550102' });
    const numbers = [number, '+12025550102', '+12025550103'];
    const results = await inTx((tx) =>
      optOutMany(tx, ctx, {
        brandId: offers.brandId,
        actor: 'system:test',
        optOuts: numbers.map((one) => ({
          number: one,
          contactId: null,
          method: 'import',
          occurredAt: new Date(),
          evidence: {},
        })),
      }),
    );
    expect(numbers.map((one) => results.get(one)?.wasOptedOut)).toEqual([false, true, false]);
    expect((await standing(offers)).get(number)).toMatchObject({ status: 'opted_out', isSuppressed: true });
  });

  test('undoes itself with the caller’s transaction', async () => {
    await startAfresh();
    await join(offers);
    const failing = inTx(async (tx) => {
      await optOut(tx, ctx, stop());
      throw new Error('the rest failed');
    });
    await expect(failing).rejects.toThrow('the rest failed');
    expect((await standing(offers)).get(number)).toMatchObject({ status: 'opted_in', isSuppressed: false });
    expect(await inTx(verifyConsentChain)).toMatchObject({ events: 1, isIntact: true });
  });

  test('stays in its workspace', async () => {
    await startAfresh();
    await leave();
    const [mine, brandId] = [workspaceId, offers.brandId];
    await startAfresh();
    expect(
      await database.db.tx(workspaceId, (tx) =>
        loadConsents(tx, { programId: offers.id, brandId, numbers: [number] }),
      ),
    ).toEqual(new Map());
    expect(mine).not.toBe(workspaceId);
    expect(await ledger()).toEqual([]);
  });
});

describe('coming back', () => {
  test('restores exactly what the number had joined, and names the consent it rests on', async () => {
    await startAfresh();
    const [orders] = await brandMates();
    await join(offers);
    await leave();
    expect(await comeBack()).toEqual({ restored: [offers.id], wasSuppressed: true });
    expect((await standing(offers)).get(number)).toEqual({
      status: 'opted_in',
      eventId: 3,
      ...{ level: 'rejoined', levelExpiresAt: null },
      isSuppressed: false,
    });
    expect(await standing(orders)).toEqual(new Map());
    expect((await ledger()).at(-1)).toMatchObject({
      type: 'rejoin',
      evidence: { raw_text: 'START', restores: [{ program_id: offers.id, opt_in_event_id: 1 }] },
    });
  });

  test('is no consent for a number that never joined', async () => {
    await startAfresh();
    await leave();
    expect(await comeBack()).toEqual({ restored: [], wasSuppressed: true });
    expect(await standing(offers)).toEqual(new Map());
  });

  test('does not open a row that no consent stands behind', async () => {
    await startAfresh();
    const [id = 0] = await inTx((tx) => newContacts(tx, [number]));
    const { eventId } = await leave();
    await inTx((tx) =>
      tx.query(
        `insert into consent (workspace_id, program_id, number, contact_id, status, event_id, event_at) values ($1, $2, $3, $4, 'opted_out', $5, now())`,
        [workspaceId, offers.id, number, id, eventId],
      ),
    );
    expect((await comeBack()).restored).toEqual([]);
    expect((await standing(offers)).get(number)).toMatchObject({ status: 'opted_out' });
    await leave();
    expect((await standing(offers)).get(number)).toMatchObject({ eventId, isSuppressed: true });
  });

  test('without a STOP to take back does nothing', async () => {
    await startAfresh();
    await join(offers);
    expect(await comeBack()).toEqual({ restored: [], wasSuppressed: false });
    expect((await ledger()).length).toBe(1);
  });

  test('can be followed by STOP again, and START again', async () => {
    await startAfresh();
    await join(offers);
    await leave();
    await comeBack();
    expect(await leave()).toEqual({ eventId: 4, wasOptedOut: false });
    expect((await standing(offers)).get(number)).toEqual({
      status: 'opted_out',
      eventId: 4,
      ...{ level: 'rejoined', levelExpiresAt: null },
      isSuppressed: true,
    });
    expect((await comeBack()).restored).toEqual([offers.id]);
    expect(await inTx(verifyConsentChain)).toMatchObject({ events: 5, isIntact: true });
  });
});

describe('locking consents', () => {
  test('gives the same answer as loading them, in the order of numbers', async () => {
    await startAfresh();
    await join(offers, ['+12025550103', '+12025550101', '+12025550102']);
    await leave({ number: '+12025550102' });
    const asked = {
      programId: offers.id,
      brandId: offers.brandId,
      numbers: ['+12025550102', '+12025550109', '+12025550101'],
    };
    const locked = await inTx((tx) => lockConsents(tx, asked));
    expect([...locked.keys()]).toEqual(['+12025550101', '+12025550102']);
    expect(locked).toEqual(await inTx((tx) => loadConsents(tx, asked)));
  });
});

describe('the record of a number', () => {
  test('tells of every program, of each brand that may not text it, and how that came', async () => {
    await startAfresh();
    await brandMates();
    await newProgram(ctx, workspaceId, { name: 'Coffee', brandName: 'Pier Coffee' });
    await join(offers);
    await leave();
    await comeBack();
    const record = await inTx((tx) => getConsentRecord(tx, number, ctx.clock.now()));
    expect(record.programs.map((one) => [one.programName, one.status, one.eventId])).toEqual([
      ['Club', null, null],
      ['Coffee', null, null],
      ['Offers', 'opted_in', 3],
      ['Orders', null, null],
    ]);
    expect(record.suppressions).toMatchObject([{ brandName: 'Harbor Books', liftedAt: clock.now() }]);
    expect(record.events.map((event) => event.type)).toEqual(['rejoin', 'opt_out', 'opt_in']);
  });

  test('of nobody’s number still shows that it left', async () => {
    await startAfresh();
    await leave({ number: '+12025550199' });
    const record = await inTx((tx) => getConsentRecord(tx, '+12025550199', ctx.clock.now()));
    expect(record.suppressions).toMatchObject([{ reason: 'reply', liftedAt: null }]);
    expect(record.events).toHaveLength(1);
  });

  test('says when there is more than it shows', async () => {
    await startAfresh();
    const event = {
      ...stop(),
      contactId: null,
      programId: null,
      type: 'opt_out',
      wordsShown: null,
      importId: null,
    } as const;
    await inTx((tx) =>
      appendConsentEvents(
        tx,
        ctx,
        Array.from({ length: 201 }, () => event),
      ),
    );
    const record = await inTx((tx) => getConsentRecord(tx, number, ctx.clock.now()));
    expect([record.events.length, record.events[0]?.id, record.hasMoreEvents]).toEqual([200, 201, true]);
  });
});
