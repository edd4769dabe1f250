import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch, stage as stageIn, workAll } from '../../test/dispatching.ts';
import { systemScope } from '../accounts/index.ts';
import { type PersonWishes, readPreferencesToken, setWishes } from '../contacts/index.ts';
import { countRun } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const dayMs = 86_400_000;

async function stage(wishes: Partial<PersonWishes>) {
  const on = await stageIn(database, 2);
  const [person] = on.fixture.people;
  if (!person) throw new Error('nobody');
  const scope = systemScope(on.fixture.workspaceId, 'test');
  await on.in((tx) => setWishes(tx, on.ctx, scope, person.id, { frequency: null, hours: null, ...wishes }));
  const got = () => on.carrier.accepted.filter(({ to }) => to === person.number).length;
  const campaign = async () => {
    const runId = await launch(on);
    await workAll(on);
    return runId;
  };
  return { ...on, person, got, campaign };
}

describe('somebody who wants few texts', () => {
  test('gets so many in so many days, and others get all', async () => {
    const on = await stage({ frequency: { most: 2, days: 7 } });
    for (let at = 0; at < 3; at += 1) await on.campaign();
    expect([on.got(), on.carrier.accepted.length]).toEqual([2, 5]);
    const { rows } = await on.in((tx) =>
      tx.query('select reason, reason_detail from message where contact_id = $1 and status = $2', [
        on.person.id,
        'suppressed',
      ]),
    );
    expect(rows).toEqual([
      { reason: 'frequency.too_long', reason_detail: expect.stringContaining('the person wants') },
    ]);
    on.ctx.clock.forward(7 * dayMs);
    await on.campaign();
    expect(on.got()).toBe(3);
  });

  test('is not texted twice by two campaigns that leave at the same moment', async () => {
    const on = await stage({ frequency: { most: 1, days: 30 } });
    const runs = [await launch(on), await launch(on)];
    await Promise.all([workAll(on), workAll(on)]);
    await workAll(on);
    expect(on.got()).toBe(1);
    const settled = await Promise.all(runs.map((id) => counts(on, id)));
    expect(settled.map((one) => one.suppressed ?? 0).sort()).toEqual([0, 1]);
  });
});

describe('somebody who wants texts at some hours', () => {
  test('waits for them, and others do not', async () => {
    // It is noon where these people are.
    const on = await stage({ hours: { from: 15, until: 20 } });
    const runId = await on.campaign();
    expect([on.got(), await counts(on, runId)]).toEqual([0, { accepted: 1 }]);
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toMatchObject({
      held: [{ reason: 'person_hours', count: 1 }],
    });
    on.ctx.clock.forward(4 * 3_600_000);
    await workAll(on);
    expect(on.got()).toBe(1);
  });
});

describe('the link to a person’s own page', () => {
  const body = 'Bakery: fresh bread. Yours: {{ preferences_link }} Reply STOP to end';

  test('is each person’s own in a campaign, and opens their page and no other', async () => {
    const on = await stageIn(database, 2);
    const ctx = { ...on.ctx, origin: 'https://texts.example.com' };
    await launch(on, body);
    await workAll({ ...on, tools: { ...on.tools, ctx } });
    const opened = on.carrier.accepted.map(({ to, body: said }) => {
      const token = /https:\/\/texts\.example\.com\/my\?link=(\S+) Reply/.exec(said)?.[1] ?? '';
      const reading = readPreferencesToken(ctx, token);
      return [to, reading.ok && reading.visitor.contactId];
    });
    expect(new Map(opened as [string, number][])).toEqual(
      new Map(on.fixture.people.map((one) => [one.number, one.id])),
    );
  });

  test('drops a text that would have a hole in it while nobody has said where that page is', async () => {
    const on = await stageIn(database, 2);
    const runId = await launch(on, body);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ suppressed: 2 });
    expect(on.carrier.accepted).toEqual([]);
  });
});
