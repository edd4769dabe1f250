import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { stage as stageIn, workAll } from '../../test/dispatching.ts';
import { liveProgram } from '../../test/joining.ts';
import { testContext } from '../../test/sending.ts';
import { systemScope } from '../accounts/index.ts';
import { optOut } from '../contacts/index.ts';
import { createForm } from './create-form.ts';
import { joiningJobs } from './joining.jobs.ts';
import { showForm, submitForm } from './submit-form.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const ada = '+13125550142';
const minuteMs = 60_000;

/** A form that asks for a code, of a program that asks everybody for a YES. */
async function open(more: { isFramed?: boolean; language?: 'en' | 'es' } = {}) {
  const on = await stageIn(database, 1);
  const ctx = testContext(database.db);
  const { workspaceId, program, people } = on.fixture;
  const scope = systemScope(workspaceId, 'test');
  await liveProgram(ctx, workspaceId, program.id, ['en', 'es']);
  const form = await createForm(ctx, scope, {
    ...{ programId: program.id, name: 'Counter', locale: 'en', title: null, intro: null },
    ...{ asks: ['first_name'], tags: ['Counter'], isCodeAsked: true, isTrackingAsked: true },
  });
  const visit = { workspaceId, formId: form.id, language: 'en', isFramed: false, ...more } as const;
  const shown = (await showForm(ctx, visit))?.body.text ?? '';
  let at = 0;
  /** As a browser sends the form that is on the page: every field of it, with what was typed laid over. */
  const post = async (page: string, typed: Record<string, string>, ip = `192.0.2.${++at % 200}`) => {
    const fields = Object.fromEntries(
      [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    const visitor = { ip, userAgent: 'A browser', referrer: null };
    return (await submitForm(ctx, visit, visitor, { ...fields, ...typed }))?.body.text ?? 'closed';
  };
  const ask = (number = ada, ip?: string) =>
    post(shown, { number, agree: 'yes', first_name: 'Ada', website: '' }, ip);
  const rows = async <T extends object>(sql: string) =>
    (await ctx.db.tx(workspaceId, (tx) => tx.query<T>(sql))).rows;
  const codeSent = async () => {
    const [text] = await rows<{ body: string }>(
      `select body from message where purpose = 'otp' order by id desc limit 1`,
    );
    return /\b\d{6}\b/.exec(text?.body ?? '')?.[0] ?? '';
  };
  const nothingGained = async () => {
    expect(await rows(`select from consent where number <> '${people[0]?.number}'`)).toEqual([]);
    expect(await rows(`select from contact where number <> '${people[0]?.number}'`)).toEqual([]);
  };
  const stop = (number: string) =>
    ctx.db.tx(workspaceId, (tx) =>
      optOut(tx, ctx, {
        ...{ number, brandId: program.brandId, method: 'verbal', evidence: {}, actor: 'test' },
        occurredAt: ctx.clock.now(),
      }),
    );
  return { on, ctx, form, shown, post, ask, rows, codeSent, nothingGained, stop };
}

/** Without what differs from one page to the next by itself. */
const without = (page: string, ...numbers: string[]) =>
  numbers.reduce(
    (text, number) => text.replaceAll(number, '#'),
    page.replace(/name="code_id" value="[^"]+"/, ''),
  );

const otherThan = (code: string) => (code === '000000' ? '000001' : '000000');

describe('a form that asks for a code', () => {
  test('texts it, takes it, and has it on record in place of the YES', async () => {
    const at = await open({ isFramed: true });
    expect(at.shown).toContain('We text a code to this number first');
    const page = await at.ask();
    expect(page).toContain('autocomplete="one-time-code"');
    expect(page).toContain('<label for="code">');
    expect(page).toContain('frame=1');
    expect(page).not.toContain('<script');
    expect(Buffer.byteLength(page)).toBeLessThan(10_000);
    await at.nothingGained();
    await workAll(at.on);
    const [text] = at.on.carrier.accepted;
    expect(text).toMatchObject({ to: ada, from: '+12025550100' });
    const code = await at.codeSent();
    expect(text?.body).toContain(`Bakery: ${code} is your code to join Offers`);
    // What is kept of it is a hash.
    expect(JSON.stringify(await at.rows('select * from join_code'))).not.toMatch(
      new RegExp(`"${code}"|${ada.slice(1)}`),
    );

    at.ctx.clock.forward(minuteMs);
    const joined = await at.post(page, { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
    expect(joined).toContain('You have joined Offers');
    const [event] = await at.rows(
      `select type, method, evidence, words_shown from consent_event where number = '${ada}'`,
    );
    const [asked] = await at.rows<{ id: number }>(`select id from message where purpose = 'otp'`);
    expect(event).toMatchObject({
      ...{ type: 'opt_in', method: 'web_form' },
      words_shown: expect.stringContaining('not a condition of purchase'),
      evidence: {
        act: expect.stringContaining('entered the code that was texted to the number'),
        code_message: asked?.id,
        code_sent_at: '2026-11-24T17:00:00.000Z',
        code_entered_at: '2026-11-24T17:01:00.000Z',
        page_sha256: expect.any(String),
        checkbox_default: false,
        form_id: at.form.id,
      },
    });
    expect(await at.rows(`select first_name from contact where number = '${ada}'`)).toEqual([
      { first_name: 'Ada' },
    ]);
    expect(await at.rows('select kind, purpose, body from message order by id')).toMatchObject([
      { kind: 'auto', purpose: 'otp' },
      { kind: 'auto', purpose: 'conversational', body: expect.stringContaining('Thanks for joining Offers') },
    ]);

    // Whoever presses twice is told the same, and joins once.
    expect(await at.post(page, { code })).toBe(joined);
    expect(await at.rows(`select from consent_event where number = '${ada}'`)).toHaveLength(1);
  });

  test('speaks the visitor’s language, in the text as well', async () => {
    const at = await open({ language: 'es' });
    expect(await at.ask()).toContain('Escriba el código');
    expect(await at.rows('select body from message')).toMatchObject([
      { body: expect.stringContaining('es su clave para unirse a Offers') },
    ]);
  });

  test('takes no wrong code, and after five not the right one either; a new one is', async () => {
    const at = await open();
    const page = await at.ask();
    const code = await at.codeSent();
    for (let n = 0; n < 5; n += 1)
      expect(await at.post(page, { code: otherThan(code) })).toContain('This is not the code that we sent');
    expect(await at.post(page, { code })).toContain('There were five wrong codes');
    await at.nothingGained();
    const again = await at.post(page, { again: 'yes' });
    expect(await at.post(again, { code: await at.codeSent() })).toContain('You are in');
  });

  test('takes no code after ten minutes, none that was never sent, and none for another number', async () => {
    const at = await open();
    const page = await at.ask();
    const code = await at.codeSent();
    expect(await at.post(page, { code, number: '+13125550143' })).toContain('not the code that we sent');
    expect(await at.post(page, { code, code_id: 'x' })).toContain('was never sent');
    const other = await open();
    expect(
      await other.post(other.shown, {
        ...{ number: ada, agree: 'yes', code },
        code_id: /name="code_id" value="([^"]+)"/.exec(page)?.[1] ?? '',
      }),
    ).toContain('was never sent');
    expect(await at.post(page, { code, agree: '' })).toContain('Tick the box');
    at.ctx.clock.forward(10 * minuteMs);
    expect(await at.post(page, { code })).toContain('older than ten minutes');
    await at.nothingGained();
    await other.nothingGained();
  });

  test('says the same whoever the number is, and texts neither who is in nor who has left', async () => {
    const at = await open();
    const [member] = at.on.fixture.people;
    const [inside, left] = [member?.number ?? '', '+13125550144'];
    await at.stop(left);
    const unknown = await at.ask();
    const [known, gone] = [await at.ask(inside), await at.ask(left)];
    expect(without(known, inside)).toBe(without(unknown, ada));
    expect(without(gone, left)).toBe(without(unknown, ada));
    const robot = await at.post(at.shown, { number: ada, agree: 'yes', first_name: 'Ada', website: 'x' });
    expect(without(robot, ada)).toBe(without(unknown, ada));
    expect(await at.rows('select number from message')).toEqual([{ number: ada }]);
    for (const [page, answer] of [
      ...Array.from({ length: 5 }, () => [gone, 'not the code that we sent'] as const),
      [gone, 'five wrong codes'] as const,
    ])
      expect(await at.post(page, { code: '000000' })).toContain(answer);
  });

  test('brings nobody back who has sent STOP meanwhile', async () => {
    const at = await open();
    const page = await at.ask();
    const code = await at.codeSent();
    await at.stop(ada);
    const answer = await at.post(page, { code });
    expect(answer).toContain('This number cannot join Offers here');
    expect(answer).toContain('text START to +12025550100');
    await at.nothingGained();
    // Nor does the code leave that was still waiting.
    await workAll(at.on);
    expect(at.on.carrier.accepted).toEqual([]);
  });
});

describe('asking for codes is bounded', () => {
  const countOf = async (at: Awaited<ReturnType<typeof open>>) =>
    (await at.rows(`select from message where purpose = 'otp'`)).length;

  test('for a number', async () => {
    const at = await open();
    for (let n = 0; n < 8; n += 1) expect(await at.ask()).toContain('Enter the code');
    // Three a day; the day may turn once meanwhile.
    expect(await countOf(at)).toBeGreaterThanOrEqual(3);
    expect(await countOf(at)).toBeLessThanOrEqual(6);
  });

  test('for a network', async () => {
    const at = await open();
    await fillUp(at, 'join.codes');
    await expect(at.ask(ada, '198.51.100.1')).rejects.toMatchObject({ code: 'request.too_many' });
    expect(await at.ask('+13125550145', '198.51.100.2')).toContain('Enter the code');
    expect(await countOf(at)).toBe(2);
  });

  test('for a form', async () => {
    const at = await open();
    await fillUp(at, 'join.form_codes');
    await expect(at.ask(ada, '198.51.100.2')).rejects.toMatchObject({ code: 'request.too_many' });
    expect(await countOf(at)).toBe(1);
  });

  test('by the limits of passwords', async () => {
    const at = await open();
    await at.rows('insert into velocity_limit (workspace_id, per_number) values (current_workspace(), 1)');
    for (let n = 0; n < 2; n += 1) {
      await at.ask();
      await workAll(at.on);
    }
    expect(at.on.carrier.accepted.map(({ to }) => to)).toEqual([ada]);
    expect(await at.rows(`select from message where reason = 'velocity.number'`)).toHaveLength(1);
  });

  /** One request, and then the limit as it stands after thousands. */
  async function fillUp(at: Awaited<ReturnType<typeof open>>, purpose: string) {
    await at.ask('+13125550146', '198.51.100.1');
    await at.rows(
      `insert into request_count (workspace_id, purpose, subject, window_start, count)
       select workspace_id, purpose, subject, window_start + step * interval '1 hour', 10000
       from request_count, generate_series(0, 1) step where purpose = '${purpose}'
       on conflict (workspace_id, purpose, subject, window_start) do update set count = excluded.count`,
    );
  }
});

test('codes are forgotten a day after they ran out', async () => {
  const at = await open();
  await at.ask();
  const count = async () => (await at.rows('select from join_code')).length;
  at.ctx.clock.forward(24 * 60 * minuteMs);
  await joiningJobs['joining.sweep']({ ...at.ctx, db: database.worker });
  expect(await count()).toBe(1);
  at.ctx.clock.forward(11 * minuteMs);
  await joiningJobs['joining.sweep']({ ...at.ctx, db: database.worker });
  expect(await count()).toBe(0);
});
