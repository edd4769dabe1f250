import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ids, page, runCli } from '../../test/run-cli.ts';

const id = ids.list.replace('lst', 'emg');
const counts = { needs_help: 1, silent: 4, undelivered: 2, not_texted: 0, waiting: 0, unclear: 0, safe: 3 };
const emergency = {
  ...{
    object: 'emergency',
    id,
    state: 'active',
    reason: 'power_or_water',
    note: 'Main broken',
    is_drill: true,
    reach: 'joined',
  },
  ...{
    program_id: ids.program,
    sender_id: null,
    body: 'DRILL … Reply 1',
    repeat_body: 'DRILL … again',
    ask: true,
  },
  ...{ include: { lists: [], tags: [], segments: [] }, exclude: { lists: [], tags: [], segments: [] } },
  ...{
    words_sha256: 'ab'.repeat(32),
    safe_message: null,
    help_message: null,
    repeat_minutes: 15,
    repeats: 2,
    round: 1,
  },
  ...{ next_round_at: '2026-11-24T17:15:00.000Z', people: 10, counts, is_own: true, declared_by: 'member:1' },
  ...{
    declared_at: '2026-11-24T17:00:00.000Z',
    confirmed_by: 'member:2',
    confirmed_at: '2026-11-24T17:00:00.000Z',
  },
  ...{ ended_by: null, ended_at: null, ended_reason: null },
};
const folder = mkdtempSync(join(tmpdir(), 'tidings-cli-emergency-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('tells where people stand, and that it is a drill', async () => {
  const ran = await runCli(['emergency', 'show', id], {
    routes: { [`GET /v1/emergencies/${id}`]: () => emergency },
  });
  expect(ran.out).toContain('(active, a drill) power or water');
  expect(ran.out).toContain('Of 10 people: 1 need help, 3 safe, 4 silent, 2 undelivered');
  expect(ran.out).toContain('every 15 minutes, 2 times');
});

test('declares, and says that somebody else confirms', async () => {
  const program = { id: ids.program, name: 'Alarms' };
  const list = { id: ids.list, name: 'Staff' };
  const declared = { ...emergency, state: 'declared', counts: null, round: 0, next_round_at: null };
  const ran = await runCli(
    [
      ...['emergency', 'declare', '--reason', 'fire', '--note', 'Alarm', '--program', 'Alarms'],
      ...['--to-list', 'Staff', '--message', 'Acme: leave', '--every', '15', '--drill'],
    ],
    {
      routes: {
        'GET /v1/programs': () => page([program]),
        'GET /v1/lists': () => page([list]),
        'POST /v1/emergencies': () => declared,
      },
    },
  );
  expect(ran.out).toContain('Nothing has left. Somebody else, signed in, confirms it');
  expect(ran.asked.at(-1)?.body).toMatchObject({
    ...{ reason: 'fire', program_id: ids.program, include: { lists: [ids.list] } },
    ...{ is_drill: true, repeat_minutes: 15, ask: true },
  });
});

test('takes a reason of the list only', async () => {
  const wish = ['--note', 'x', '--program', 'Alarms', '--message', 'x'];
  const ran = await runCli(['emergency', 'declare', '--reason', 'sale', ...wish], { routes: {} });
  expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('severe_weather')]);
});

test('writes the roster to a file', async () => {
  const file = join(folder, 'roster.csv');
  const ran = await runCli(['emergency', 'roster', id, '--state', 'silent', '--csv', file], {
    routes: { [`GET /v1/emergencies/${id}/roster/file`]: () => new Response('"state"\r\n') },
  });
  expect(ran.asked[0]?.query.get('state')).toBe('silent');
  expect([ran.code, readFileSync(file, 'utf8')]).toEqual([0, '"state"\r\n']);
});
