import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import {
  counts,
  dieAfterIntent,
  launch,
  leaseOwn,
  type Stage,
  stage as stageIn,
  workAll,
} from '../../../test/dispatching.ts';
import { type FakeCarrier, fakeCarrier } from '../../../test/fake-gateway.ts';
import { systemScope } from '../../accounts/index.ts';
import { optOut } from '../../contacts/index.ts';
import { referenceOf } from '../../gateways/index.ts';
import { listMessagesOfContact } from '../../messages/index.ts';
import { endHold, findHold, startHold } from '../../platform/installation.queries.ts';
import { findRun, queueText, setRunState, stopQueuedFor } from '../index.ts';
import { reconcileUnknown } from '../reconcile.ts';
import { isRunDrained } from '../run.queries.ts';
import { workChunk } from '../work-chunk.ts';
import { type Choosing, chooseForHeld } from './choose-for-held.ts';
import { isAllDecided, listHeldFlows, listHeldTexts } from './open-texts.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
// A hold is the whole installation's: no test leaves one to the next.
afterEach(() => release());

const stage = (people?: number, carrier?: FakeCarrier) => stageIn(database, people, carrier);
const cause = { reason: 'restored', detail: 'A test went back in time.' };
const hold = (seenTo: string | null = null) => database.db.system((tx) => startHold(tx, cause, seenTo));
const release = () => database.db.system(async (tx) => endHold(tx, (await findHold(tx)).epoch));
const choose = (on: Stage, choosing: Partial<Choosing> & Pick<Choosing, 'choice'>) =>
  chooseForHeld({ ...on.ctx, db: database.db }, on.gateways, systemScope(on.fixture.workspaceId, 'test'), {
    flowId: null,
    confirmCount: null,
    ...choosing,
  });
const flows = (on: Stage) => on.in((tx) => listHeldFlows(tx));
const texts = (on: Stage, after = 0, limit = 100) =>
  on.in((tx) => listHeldTexts(tx, { flowId: null, after, limit }));
const refusal = (code: string) => expect.objectContaining({ code });

/** The lost time: somebody has handed these over, and the database that knows of it is gone. */
async function wasSent(on: Stage, positions: readonly number[]): Promise<void> {
  const open = await texts(on);
  for (const position of positions) {
    const text = open[position];
    if (!text) throw new Error('There is no such text.');
    const reference = referenceOf('test', text.id);
    on.carrier.accepted.push({ reference, tag: '', from: '', to: text.number, body: '', validForMs: null });
  }
}

const reached = (on: Stage) => on.carrier.accepted.map((one) => one.to).sort();

describe('while the installation is on hold', () => {
  test('nothing is leased, and a worker that has a chunk in hand announces nothing', async () => {
    const on = await stage(3);
    await launch(on);
    const [lease] = await leaseOwn(on);
    if (!lease) throw new Error('There is nothing to lease.');
    await hold();
    await workChunk(on.tools, on.gateways, lease);
    expect(await leaseOwn(on)).toEqual([]);
    expect(on.carrier.accepted).toEqual([]);
    await release();
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(3);
  });

  test('no carrier is asked, since its answer could put a text back into the queue', async () => {
    const on = await stage(1);
    await launch(on);
    await dieAfterIntent(on, [0]);
    await workAll(on);
    const asked: string[] = [];
    on.carrier.lookUp = (reference) => {
      asked.push(reference);
      return { kind: 'absent' };
    };
    await hold();
    expect(await reconcileUnknown(on.tools, on.gateways)).toBe(0);
    expect(asked).toEqual([]);
    await release();
    await reconcileUnknown(on.tools, on.gateways);
    expect(asked).toHaveLength(1);
  });

  test('a second hold changes nothing about the first', async () => {
    await stage(1);
    const { epoch } = await database.db.system(findHold);
    expect([await hold(), await hold()]).toEqual([true, false]);
    expect(await database.db.system(findHold)).toMatchObject({ epoch: epoch + 1, hold: cause });
  });
});

describe('the texts whose fate nobody can know', () => {
  test('are listed by run and person by person: without those settled, announced, or queued since', async () => {
    const on = await stage(5);
    const runId = await launch(on);
    const [, second] = on.fixture.people;
    await on.in(async (tx) => {
      const wish = { number: second?.number ?? '', brandId: on.fixture.program.brandId };
      await optOut(tx, on.ctx, {
        ...wish,
        method: 'reply',
        occurredAt: on.ctx.clock.now(),
        evidence: {},
        actor: 'system:test',
      });
      await stopQueuedFor(tx, on.ctx, { contactId: second?.id ?? 0, brandId: wish.brandId });
    });
    await dieAfterIntent(on, [0]);
    await hold();
    const later = await launch(on);
    expect(await flows(on)).toEqual([
      expect.objectContaining({ flowId: runId, kind: 'campaign', texts: 3, choice: null }),
    ]);
    expect((await flows(on)).map((flow) => flow.flowId)).not.toContain(later);
    const people = on.fixture.people.slice(2);
    expect(await texts(on)).toEqual(
      people.map(({ id, number }) => expect.objectContaining({ contactId: id, number, flowId: runId })),
    );
  });

  test('come in pages, none twice and none left out, whatever chunks share their ids', async () => {
    const on = await stage(5);
    await launch(on);
    const [lease] = await leaseOwn(on);
    // A chunk in the middle of another's ids, as a text that is sent again has one.
    await on.in((tx) =>
      tx.query(
        `insert into send_chunk (workspace_id, run_id, flow_id, lane, sender_id, base_id, recipients, not_before)
         select workspace_id, run_id, flow_id, lane, sender_id, base_id + 2, array[recipients[3]], not_before from send_chunk where id = $1`,
        [lease?.id],
      ),
    );
    await on.in((tx) => tx.query('update send_chunk set recipients[3] = 0 where id = $1', [lease?.id]));
    await hold();
    const found: number[] = [];
    for (let page = await texts(on, 0, 2); page.length > 0; page = await texts(on, found.at(-1), 2))
      found.push(...page.map((text) => text.id));
    const all = (await texts(on)).map((text) => text.id);
    expect(found).toEqual(all);
    expect(new Set(found).size).toBe(5);
  });

  test('are answers to replies too, which belong to a number and to no run', async () => {
    const on = await stage(1);
    await on.in((tx) =>
      queueText(tx, on.ctx, {
        contactId: null,
        number: '+12125550199',
        senderId: on.fixture.sender.id,
        body: 'Help is near.',
        kind: 'auto',
        purpose: 'conversational',
        lane: 'conversational',
        reason: 'help',
      }),
    );
    await hold();
    expect(await flows(on)).toMatchObject([{ flowId: on.fixture.sender.id, kind: 'answers', texts: 1 }]);
    expect(await texts(on)).toMatchObject([{ contactId: null, number: '+12125550199', isRecorded: true }]);
    await choose(on, { choice: 'skip' });
    await release();
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
  });

  test('are those of the workspace alone', async () => {
    const on = await stage(2);
    await launch(on);
    await hold();
    const other = await newWorkspace(database.db);
    expect(await database.db.tx(other, (tx) => listHeldFlows(tx))).toEqual([]);
    expect(await database.db.tx(other, isAllDecided)).toBe(true);
    expect(await on.in(isAllDecided)).toBe(false);
  });
});

describe('a person chooses', () => {
  test('skip: nobody gets the text, everybody has a line that says why, and the run ends', async () => {
    const on = await stage(3);
    const runId = await launch(on);
    await hold();
    await wasSent(on, [0]);
    expect(await choose(on, { choice: 'skip' })).toMatchObject({ flows: 1, texts: 3 });
    await release();
    await workAll(on);
    expect(reached(on)).toEqual(['+12125550100']);
    expect(await counts(on, runId)).toEqual({ suppressed: 3 });
    const [text] = await on.in((tx) => listMessagesOfContact(tx, on.fixture.people[0]?.id ?? 0));
    expect(text).toMatchObject({ reason: 'hold.skipped', status: 'suppressed' });
    expect(await on.in((tx) => isRunDrained(tx, runId))).toBe(true);
  });

  test('ask: what the carrier had counts as accepted, what it never had goes out, and everybody has it once', async () => {
    const on = await stage(4);
    const runId = await launch(on);
    await hold();
    await wasSent(on, [1, 3]);
    expect(await choose(on, { choice: 'ask' })).toMatchObject({ flows: 1, texts: 4 });
    expect(await texts(on)).toEqual([]);
    await release();
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ unknown: 4 });
    expect(on.carrier.accepted).toHaveLength(2);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(reached(on)).toEqual(on.fixture.people.map(({ number }) => number));
    expect(await counts(on, runId)).toEqual({ accepted: 4 });
    const [text] = await on.in((tx) => listMessagesOfContact(tx, on.fixture.people[0]?.id ?? 0));
    expect(text?.body).toMatch(/fresh bread, Person 0/);
  });

  test('ask: a STOP that came while held keeps the text from whoever had not got it', async () => {
    const on = await stage(2);
    await launch(on);
    await hold();
    await choose(on, { choice: 'ask' });
    const [first] = on.fixture.people;
    await on.in((tx) =>
      optOut(tx, on.ctx, {
        number: first?.number ?? '',
        brandId: on.fixture.program.brandId,
        method: 'reply',
        occurredAt: on.ctx.clock.now(),
        evidence: {},
        actor: 'system:test',
      }),
    );
    await release();
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(reached(on)).toEqual(['+12125550101']);
  });

  test('nothing yet: a STOP meanwhile is the last word, and whether the text had left is left open', async () => {
    const on = await stage(2);
    await launch(on);
    await hold();
    await launch(on);
    const [person] = on.fixture.people;
    const wish = { contactId: person?.id ?? 0, brandId: on.fixture.program.brandId };
    expect(await on.in((tx) => stopQueuedFor(tx, on.ctx, wish))).toBe(2);
    expect((await texts(on)).map((text) => text.number)).toEqual(['+12125550101']);
    const reasons = (await on.in((tx) => listMessagesOfContact(tx, wish.contactId))).map(
      (text) => text.reason,
    );
    expect(reasons.sort()).toEqual(['contact.opted_out', 'hold.opted_out']);
  });

  test('ask is refused where the carrier cannot say, and nothing is chosen', async () => {
    const on = await stage(2, fakeCarrier('D'));
    await launch(on);
    await hold();
    await expect(choose(on, { choice: 'ask' })).rejects.toEqual(refusal('hold.cannot_ask'));
    expect(await flows(on)).toMatchObject([{ texts: 2, choice: null }]);
  });

  test('resend: only with the number of texts that go out, and then they do', async () => {
    const on = await stage(3);
    await launch(on);
    await hold();
    for (const confirmCount of [null, 2])
      await expect(choose(on, { choice: 'resend', confirmCount })).rejects.toEqual(
        refusal('hold.count_not_confirmed'),
      );
    await choose(on, { choice: 'resend', confirmCount: 3 });
    expect(await flows(on)).toMatchObject([{ choice: 'resend', chosenTexts: 3 }]);
    expect(await on.in(isAllDecided)).toBe(true);
    expect(await leaseOwn(on)).toEqual([]);
    await release();
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(3);
  });

  test('for one run, and later for all that are left', async () => {
    const on = await stage(2);
    const [one, other] = [await launch(on), await launch(on)];
    await hold();
    await choose(on, { choice: 'skip', flowId: one });
    expect(await on.in(isAllDecided)).toBe(false);
    await expect(choose(on, { choice: 'ask', flowId: one })).rejects.toEqual(refusal('hold.no_such_run'));
    expect(await choose(on, { choice: 'ask' })).toMatchObject({ flows: 1, texts: 2 });
    expect(await on.in(isAllDecided)).toBe(true);
    expect((await flows(on)).map(({ flowId, choice }) => [flowId, choice]).sort()).toEqual(
      [
        [one, 'skip'],
        [other, 'ask'],
      ].sort(),
    );
  });

  test('and it is written down who did, and for how many', async () => {
    const on = await stage(2);
    await launch(on);
    await hold();
    await choose(on, { choice: 'skip' });
    const { rows } = await on.in((tx) =>
      tx.query(`select actor, after from audit_entry where act = 'hold.chosen'`),
    );
    expect(rows).toMatchObject([
      { actor: 'system:test', after: { choice: 'skip', texts: 2, reason: 'restored' } },
    ]);
  });

  test('only while there is a hold, and a choice of one hold is none for the next', async () => {
    const on = await stage(2);
    await launch(on);
    await expect(choose(on, { choice: 'skip' })).rejects.toEqual(refusal('hold.none'));
    await hold();
    await choose(on, { choice: 'resend', confirmCount: 2 });
    await release();
    await hold();
    expect(await flows(on)).toMatchObject([{ texts: 2, choice: null }]);
  });

  test('for a paused run as well: it is asked for when it goes on', async () => {
    const on = await stage(2);
    const runId = await launch(on);
    await on.in((tx) => setRunState(tx, runId, 'paused'));
    await hold();
    await wasSent(on, [0]);
    await choose(on, { choice: 'ask' });
    await release();
    await workAll(on);
    expect((await on.in((tx) => findRun(tx, runId)))?.state).toBe('paused');
    await on.in((tx) => setRunState(tx, runId, 'running'));
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(reached(on)).toEqual(['+12125550100', '+12125550101']);
  });
});

describe('a text that waits for another hour', () => {
  test('keeps its id, so that a database that has forgotten the move still asks for the right one', async () => {
    const on = await stage(2);
    await on.in((tx) =>
      tx.query(`update contact set time_zone = 'Pacific/Honolulu' where number = '+12125550101'`),
    );
    on.ctx.clock.moveTo('2026-11-24T15:00:00Z');
    const runId = await launch(on);
    const before = await on.in(
      async (tx) => (await tx.query('select base_id from send_chunk where run_id = $1', [runId])).rows,
    );
    await workAll(on);
    expect(reached(on)).toEqual(['+12125550100']);
    on.ctx.clock.moveTo('2026-11-24T20:00:00Z');
    await workAll(on);
    const [first, second] = on.carrier.accepted;
    expect(reached(on)).toEqual(['+12125550100', '+12125550101']);
    const base = Number((before[0] as { base_id: number }).base_id);
    expect([first?.reference, second?.reference]).toEqual([0, 1].map((at) => referenceOf('test', base + at)));
    expect(await counts(on, runId)).toEqual({ accepted: 2 });
    expect(await on.in((tx) => isRunDrained(tx, runId))).toBe(true);
  });
});
