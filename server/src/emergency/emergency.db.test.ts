import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type Stage, stage, workAll } from '../../test/dispatching.ts';
import { writeAsPerson } from '../../test/extras.ts';
import { optOut } from '../contacts/index.ts';
import { publicId } from '../platform/ids.ts';
import { tendEmergencies } from './send-round.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());

type Answer = { http: number; id: string; words_sha256: string; [key: string]: unknown };

/** A workspace whose people have joined a program for emergencies, and two who may declare and confirm. */
async function alarm(people = 4, purpose = 'emergency') {
  const on: Stage = await stage(database, people);
  const { workspaceId, program } = on.fixture;
  await on.in((tx) =>
    tx.query(`update program set purpose = $1 where workspace_id = current_workspace()`, [purpose]),
  );
  await on.in((tx) =>
    tx.query(`insert into contact_tag (workspace_id, contact_id, tag) select workspace_id, id, 'staff' from contact
      where workspace_id = current_workspace()`),
  );
  const app: TestApp = await testApp(database, {}, { ...on.ctx, db: database.db });
  const [one, other, key] = [
    await app.signedIn(workspaceId),
    await app.signedIn(workspaceId),
    await app.withKey(workspaceId, ['messages.send', 'messages.read']),
  ];
  const post = async (as: Ask, url: string, payload: object): Promise<Answer> => {
    const answer = await as({ method: 'POST', url, payload });
    return Object.assign(answer.json() as Answer, { http: answer.statusCode });
  };
  const wish = {
    ...{ reason: 'fire', note: 'Alarm in the hall', program_id: publicId('prg', program.id) },
    ...{ include: { tags: ['staff'] }, message: 'Bakery: fire in the hall, leave now. Reply STOP to end.' },
    ...{ repeat_minutes: 30, repeats: 2 },
  };
  return {
    ...{ on, app, one, other, key, post, wish },
    declare: (more: object = {}, as: Ask = one) => post(as, '/v1/emergencies', { ...wish, ...more }),
    confirm: ({ id, words_sha256 }: Answer, as: Ask = other) =>
      post(as, `/v1/emergencies/${id}/confirm`, { words_sha256 }),
    /** What the jobs do. */
    async tend(minutes = 0) {
      on.ctx.clock.forward(minutes * 60_000);
      await tendEmergencies(on.ctx, workspaceId);
      await workAll(on);
    },
    write: (from: string, body: string) => writeAsPerson(on, from, body),
    read: async (id: string) => (await one({ url: `/v1/emergencies/${id}` })).json(),
    sentTo: (number: string) => on.carrier.accepted.filter(({ to }) => to === number).map(({ body }) => body),
    number: (at: number) => on.fixture.people[at]?.number ?? '',
  };
}

describe('an emergency', () => {
  test('leaves only when a second person has confirmed its very words, and then at night', async () => {
    const at = await alarm(2);
    at.on.ctx.clock.moveTo('2026-11-24T08:00:00Z');
    const declared = await at.declare();
    expect(declared).toMatchObject({ http: 201, state: 'declared', people: 2, counts: null });
    await at.tend();
    expect(at.on.carrier.accepted).toEqual([]);
    const seenBy = async (as: Ask) => (await as({ url: `/v1/emergencies/${declared.id}` })).json();
    expect([declared.is_own, (await seenBy(at.one)).is_own, (await seenBy(at.other)).is_own]).toEqual([
      ...[true, true, false],
    ]);
    expect(await seenBy(at.other)).toMatchObject({
      declared_by_name: expect.any(String),
      confirmed_by_name: null,
    });
    expect(await at.confirm(declared, at.one)).toMatchObject({ http: 403, code: 'emergency.own' });
    expect(await at.confirm(declared, at.key)).toMatchObject({ http: 403 });
    const wrong = { ...declared, words_sha256: 'ab'.repeat(32) };
    expect(await at.confirm(wrong)).toMatchObject({ http: 409, code: 'emergency.other_words' });
    expect(await at.confirm(declared)).toMatchObject({ http: 200, state: 'active', round: 1, people: 2 });
    await at.tend();
    expect(at.sentTo(at.number(0))).toEqual([
      'Bakery: fire in the hall, leave now. Reply STOP to end. Reply 1 if you are safe, 2 if you need help.',
    ]);
    const { rows } = await at.on.in((tx) =>
      tx.query(`select distinct lane from send_chunk where workspace_id = current_workspace()`),
    );
    expect(rows).toEqual([{ lane: 'emergency' }]);
    expect(await at.confirm(declared)).toMatchObject({ http: 409, code: 'emergency.decided' });
    await at.app.close();
  });

  test('counts answers, asks whoever is silent again, and never whoever has answered or left', async () => {
    const at = await alarm(5);
    const [safe, help, silent, gone, odd] = [0, 1, 2, 3, 4].map(at.number);
    const declared = await at.declare();
    await at.confirm(declared);
    await at.tend();
    expect(at.on.carrier.accepted).toHaveLength(5);
    await at.write(safe ?? '', '1');
    await at.write(help ?? '', '2 the stairs are on fire');
    await at.write(gone ?? '', 'STOP');
    await at.write(odd ?? '', 'blue door');
    expect((await at.read(declared.id)).counts).toMatchObject({
      safe: 1,
      needs_help: 1,
      unclear: 1,
      silent: 2,
    });
    expect(at.sentTo(safe ?? '')[1]).toBe('Bakery: Thank you. We have noted that you are safe.');
    expect(at.sentTo(odd ?? '')[1]).toContain('1 if you are safe');
    await at.tend(29);
    expect(at.sentTo(silent ?? '')).toHaveLength(1);
    await at.tend(1);
    await at.tend(30);
    await at.tend(30);
    expect(at.sentTo(silent ?? '')).toHaveLength(3);
    expect(at.sentTo(silent ?? '')[1]).toMatch(/^We have not heard from you\. Bakery: fire/);
    for (const number of [safe, help, odd]) expect(at.sentTo(number ?? '')).toHaveLength(2);
    expect(at.sentTo(gone ?? '').filter((body) => body.includes('fire'))).toHaveLength(1);
    await at.write(safe ?? '', '2');
    expect((await at.read(declared.id)).counts).toMatchObject({ safe: 0, needs_help: 2 });
    await at.write(safe ?? '', 'thanks');
    expect((await at.read(declared.id)).counts).toMatchObject({ needs_help: 2 });
    // Nobody understood them while it lasted; what they say after its end is still about it.
    await at.post(at.one, `/v1/emergencies/${declared.id}/end`, { reason: 'It is over' });
    await at.write(odd ?? '', '2');
    expect((await at.read(declared.id)).counts).toMatchObject({ needs_help: 3, unclear: 0 });
    const { rows } = await at.on.in((tx) =>
      tx.query(
        `select waits_reason as reason from conversation where waits_since is not null order by number`,
      ),
    );
    expect(rows.map(({ reason }) => reason)).toContain('needs_help');
    await at.app.close();
  });

  test('asks whoever has had no text in the first words, however late their turn comes', async () => {
    const at = await alarm(2);
    await at.confirm(await at.declare());
    // The first round takes longer than the time to the second.
    await at.tend(31);
    expect(at.sentTo(at.number(0))).toEqual([expect.stringMatching(/^Bakery: fire/)]);
    await at.tend(30);
    expect(at.sentTo(at.number(0))[1]).toMatch(/^We have not heard from you/);
    await at.app.close();
  });

  test('reaches whoever is known once the workspace says so, but not who has left, and no drill does', async () => {
    const at = await alarm(1);
    const [known, gone] = ['+12125550198', '+12125550199'];
    await at.on.in((tx) =>
      tx.query(
        `with made as (insert into contact (workspace_id, number, country)
           select current_workspace(), n, 'US' from unnest($1::text[]) n returning id)
         insert into contact_tag (workspace_id, contact_id, tag) select current_workspace(), id, 'staff' from made`,
        [[known, gone]],
      ),
    );
    await at.on.in((tx) =>
      optOut(tx, at.on.ctx, {
        ...{ number: gone, brandId: at.on.fixture.program.brandId, method: 'verbal', evidence: {} },
        ...{ actor: 'test', occurredAt: at.on.ctx.clock.now() },
      }),
    );
    const owner = await at.app.signedIn(at.on.fixture.workspaceId, 'owner');
    const policy = { profile: 'strict', urgent_purposes: ['transactional'], emergency_reach: 'known' };
    await owner({ method: 'PUT', url: '/v1/policy', payload: policy });
    const drill = await at.declare({ is_drill: true });
    expect(drill.reach).toBe('joined');
    await at.confirm(drill);
    await at.tend();
    expect([at.sentTo(known), at.sentTo(gone)]).toEqual([[], []]);
    const declared = await at.declare();
    expect(declared.reach).toBe('known');
    await at.confirm(declared);
    await at.tend();
    expect(at.sentTo(known)).toEqual([expect.stringMatching(/^Bakery: fire/)]);
    expect(at.sentTo(gone)).toEqual([]);
    const lines = (await at.one({ url: `/v1/emergencies/${declared.id}/roster` })).json().data;
    expect(lines).toMatchObject([
      { number: at.number(0), state: 'silent' },
      { number: known, state: 'silent' },
      { number: gone, state: 'not_texted', reason: expect.stringContaining('opted out') },
    ]);
    const { rows } = await at.on.in((tx) =>
      tx.query(
        `select m.consent_event_id as event, h.permission from message m join hours_answer h on h.workspace_id = m.workspace_id and h.id = m.hours_id
         where m.workspace_id = current_workspace() and m.number = $1`,
        [known],
      ),
    );
    expect(rows).toEqual([{ event: null, permission: expect.objectContaining({ rule: 'emergency.us' }) }]);
    // A word that is not the emergency's asks for consent as ever.
    await at.write(known, '1');
    const other = { to: known, program_id: at.wish.program_id, body: 'Bakery: all clear.' };
    expect(await at.post(at.key, '/v1/messages', other)).toMatchObject({ http: 422 });
    await at.app.close();
  });

  test('has a roster that says where each stands, takes what was heard by telephone, and goes along as CSV', async () => {
    const at = await alarm(2);
    await at.on.in((tx) =>
      tx.query(
        `insert into contact (workspace_id, number, country) values (current_workspace(), '+12125550199', 'US')`,
      ),
    );
    await at.on.in((tx) =>
      tx.query(
        `insert into contact_tag (workspace_id, contact_id, tag) select workspace_id, id, 'staff' from contact where number = '+12125550199' and workspace_id = current_workspace()`,
      ),
    );
    const declared = await at.declare();
    await at.confirm(declared);
    await at.tend();
    const lines = (await at.one({ url: `/v1/emergencies/${declared.id}/roster` })).json().data;
    expect(lines).toMatchObject([
      { number: at.number(0), state: 'silent', texts: 1 },
      { number: at.number(1), state: 'silent' },
      { number: '+12125550199', state: 'not_texted', reason: expect.stringContaining('no consent') },
    ]);
    const notes = `/v1/emergencies/${declared.id}/roster/notes`;
    const heard = { number: '+12125550199', state: 'needs_help', note: 'Called us' };
    expect(await at.post(at.one, notes, heard)).toMatchObject({ http: 200, counts: { needs_help: 1 } });
    expect(await at.post(at.one, notes, { ...heard, number: '+12125550777' })).toMatchObject({ http: 404 });
    const csv = await at.one({ url: `/v1/emergencies/${declared.id}/roster/file?state=needs_help` });
    expect(csv.body.split('\r\n')).toHaveLength(3);
    expect(csv.body).toContain('"needs_help","+12125550199"');
    await at.app.close();
  });

  test('that is ended texts nobody again, and takes back what has not left', async () => {
    const at = await alarm(2);
    const declared = await at.declare();
    await at.confirm(declared);
    await tendEmergencies(at.on.ctx, at.on.fixture.workspaceId);
    const ended = await at.post(at.one, `/v1/emergencies/${declared.id}/end`, { reason: 'False alarm' });
    expect(ended).toMatchObject({ http: 200, state: 'ended', next_round_at: null });
    await at.tend(60);
    expect(at.on.carrier.accepted).toEqual([]);
    expect(await at.post(at.one, `/v1/emergencies/${declared.id}/end`, { reason: 'Again' })).toMatchObject({
      http: 409,
    });
    const second = await at.declare();
    const { data: rulings } = (await at.one({ url: '/v1/word-rulings' })).json() as {
      data: { id: string; state: string }[];
    };
    const waiting = rulings.find(({ state }) => state === 'waiting');
    expect(
      await at.post(at.one, `/v1/word-rulings/${waiting?.id}/end`, { reason: 'A mistake' }),
    ).toMatchObject({ http: 200 });
    expect(await at.post(at.one, `/v1/emergencies/${second.id}/end`, { reason: 'A mistake' })).toMatchObject({
      state: 'withdrawn',
    });
    expect(await at.confirm(second)).toMatchObject({ http: 409, code: 'emergency.decided' });
    await at.app.close();
  });

  test('as a drill says so in every text, and is no way through for anything else', async () => {
    const at = await alarm(1, 'internal');
    expect(await at.declare()).toMatchObject({ http: 422, code: 'emergency.other_program' });
    const declared = await at.declare({ is_drill: true });
    await at.confirm(declared);
    await at.tend();
    expect(at.sentTo(at.number(0))[0]).toMatch(/^DRILL, this is only an exercise\. Bakery:/);
    const { rows } = await at.on.in((tx) =>
      tx.query(`select distinct lane from send_chunk where workspace_id = current_workspace()`),
    );
    expect(rows).toEqual([{ lane: 'transactional' }]);
    await at.app.close();
  });

  test.each([
    ['a reason that endangers nobody', { reason: 'sale' }, 'request.invalid'],
    ['a merge field', { message: 'Bakery: {{ first_name }}, leave' }, 'emergency.merge_field'],
    ['a question without both digits', { question: 'Are you safe?' }, 'emergency.bad_question'],
    ['repetitions beyond a day', { repeats: 10, repeat_minutes: 720 }, 'emergency.too_long'],
    ['nobody to go to', { include: {} }, 'audience.empty'],
    ['a tag that nobody has', { include: { tags: ['nobody'] } }, 'audience.unknown_tag'],
  ])('with %s is refused', async (_what, change, code) => {
    const at = await alarm(1);
    const answer = await at.declare(change);
    expect([
      answer.http >= 400 && answer.http < 500,
      answer.code === code || code === 'request.invalid',
    ]).toEqual([true, true]);
    await at.app.close();
  });
});
