import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ids, makeFolder, page, refusal, runCli } from '../../test/run-cli.ts';

const run = {
  id: ids.campaign,
  kind: 'campaign',
  name: 'Spring',
  texts: 1_204,
  can_be_asked: true,
  choice: null,
  chosen_texts: 0,
  chosen_at: null,
};
const held = {
  object: 'hold',
  epoch: 2,
  hold: { reason: 'restored', detail: 'Restored from a backup.', since: '2026-11-24T15:04:00Z' },
  runs: [run],
  texts: 1_204,
  undecided_workspaces: 2,
  unlaunched_campaigns: 1,
};
const released = {
  object: 'hold_release',
  choice: 'ask',
  texts: 1_204,
  is_released: true,
  undecided_workspaces: 0,
  texts_left: 0,
};
const release = 'POST /v1/installation/hold/release';
const routes = {
  'GET /v1/installation/hold': () => held,
  [release]: () => released,
};

describe('tidings hold show', () => {
  test('says why, which texts, what may be chosen, and what else to think of', async () => {
    const { code, out } = await runCli(['hold', 'show'], { routes });
    expect(code).toBe(0);
    expect(out).toContain('On hold since 2026-11-24 15:04 UTC (restored): nothing leaves.');
    expect(out).toMatch(/Spring +1204 +skip, ask or resend/);
    expect(out).toContain('1,204 texts wait for a choice here.');
    expect(out).toContain('2 workspaces have yet to choose');
    expect(out).toContain('launching it again texts people twice');
  });

  test('offers no question to a carrier that cannot answer it', async () => {
    const deaf = { ...held, runs: [{ ...run, can_be_asked: false }] };
    const ran = await runCli(['hold', 'show'], { routes: { 'GET /v1/installation/hold': () => deaf } });
    expect(ran.out).toMatch(/skip or resend/);
  });

  test('says that nothing is held', async () => {
    const free = { ...held, hold: null, runs: [], texts: 0 };
    const ran = await runCli(['hold', 'show'], { routes: { 'GET /v1/installation/hold': () => free } });
    expect(ran.out).toBe('The installation is not on hold: texts may leave.\n');
  });
});

test('tidings hold texts lists them person by person, of one run if told', async () => {
  const text = {
    object: 'held_text',
    id: 'msg_7',
    reference: 'tdx-7',
    run: ids.campaign,
    contact: 'con_1',
    number: '+12125550142',
    queued_at: '2026-11-24T15:00:00Z',
  };
  const ran = await runCli(['hold', 'texts', '--run', ids.campaign], {
    routes: { 'GET /v1/installation/hold/texts': () => page([text]) },
  });
  expect(ran.out).toMatch(/msg_7 +\+12125550142 .*tdx-7/);
  expect(ran.asked[0]?.query.get('run')).toBe(ids.campaign);
});

describe('tidings hold release', () => {
  test('asks whoever is there, and says that sending goes on', async () => {
    const given = { routes, stdin: null, typed: ['y'] };
    const ran = await runCli(['hold', 'release', '--choice', 'ask'], given);
    expect(ran.questions[0]).toContain('1,204 texts are asked for at the carrier');
    expect(ran.asked.at(-1)?.body).toEqual({ choice: 'ask' });
    expect(ran.out).toContain('sending goes on');
  });

  test('takes a no for a no', async () => {
    const given = { routes, stdin: null, typed: ['n'] };
    const ran = await runCli(['hold', 'release', '--choice', 'skip'], given);
    expect([ran.code, ran.requests]).toEqual([1, ['GET /v1/installation/hold']]);
  });

  test('has the number of texts typed before they go out again', async () => {
    const given = { routes, stdin: null, typed: ['1,204'] };
    const ran = await runCli(['hold', 'release', '--choice', 'resend'], given);
    expect(ran.questions[0]).toContain('WHETHER OR NOT THEY HAVE BEEN SENT BEFORE');
    expect(ran.asked.at(-1)?.body).toEqual({ choice: 'resend', confirm_count: 1_204 });
    const hasty = await runCli(['hold', 'release', '--choice', 'resend'], { ...given, typed: ['y'] });
    expect([hasty.code, hasty.requests]).toEqual([1, ['GET /v1/installation/hold']]);
  });

  test.each([
    [['--choice', 'ask']],
    [['--choice', 'resend', '--yes']],
    [['--choice', 'perhaps', '--yes']],
    [[]],
  ])('where nobody can be asked, %j is refused before anything is done', async (words) => {
    const ran = await runCli(['hold', 'release', ...words], { routes });
    expect([ran.code, ran.requests]).toEqual([2, []]);
  });

  test('goes through in a script for one run, and says what is left', async () => {
    const rest = { ...released, choice: 'skip', is_released: false, undecided_workspaces: 2, texts_left: 9 };
    const words = ['hold', 'release', '--choice', 'skip', '--run', ids.campaign, '--yes'];
    const ran = await runCli(words, { routes: { [release]: () => rest } });
    expect(ran.asked[0]?.body).toEqual({ choice: 'skip', run: ids.campaign });
    expect(ran.out).toContain('Still on hold: 9 texts here and 2 workspaces in all wait for a choice.');
  });
});

describe('tidings backup', () => {
  const download = 'GET /v1/installation/backup';

  test('writes what comes, for the owner alone, under its name when it is whole', async () => {
    const file = join(makeFolder(), 'monday.backup');
    const ran = await runCli(['backup', file, '--json'], {
      routes: { [download]: () => new Response('bytes') },
    });
    expect(ran.json()).toEqual({ file, bytes: 5 });
    expect(readFileSync(file, 'utf8')).toBe('bytes');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('leaves nothing of one that was cut off', async () => {
    const file = join(makeFolder(), 'monday.backup');
    const cut = new ReadableStream({
      pull(controller) {
        controller.error(new Error('The wire broke'));
      },
    });
    const ran = await runCli(['backup', file], { routes: { [download]: () => new Response(cut) } });
    expect([ran.code, existsSync(file), existsSync(`${file}.part`)]).toEqual([1, false, false]);
    expect(ran.err).toContain('nothing is left of it');
  });

  test('writes over nothing, and passes on a refusal', async () => {
    const file = join(makeFolder(), 'monday.backup');
    const no = () => refusal(403, 'backup.others_workspaces', 'You do not own all of them.');
    expect((await runCli(['backup', file], { routes: { [download]: no } })).code).toBe(3);
    writeFileSync(file, 'Sunday');
    const ran = await runCli(['backup', file]);
    expect([ran.code, ran.requests, readFileSync(file, 'utf8')]).toEqual([1, [], 'Sunday']);
  });

  test('is taken by the service of this machine without a key', async () => {
    const ran = await runCli(['backup', '/x/a.backup', '--here'], { service: 0, env: { TIDINGS_KEY: '' } });
    expect([ran.code, ran.served]).toEqual([0, [['answers', 'backup', '/x/a.backup']]]);
  });
});

describe('tidings restore', () => {
  test('is done by the service of this machine, with the words that were given', async () => {
    const words = ['restore', '/x/a.backup', '--replace', '--yes', '--json'];
    const ran = await runCli(words, { service: 0 });
    expect(ran.served).toEqual([['tells', 'restore', '/x/a.backup', '--replace', '--yes']]);
    expect(ran.json()).toEqual({ file: '/x/a.backup', is_restored: true });
  });

  test.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [null, 1],
  ])('ends with what the service ended with: %j', async (service, code) => {
    const ran = await runCli(['restore', '/x/a.backup', '--dry-run'], { service });
    expect(ran.code).toBe(code);
    if (service === null) expect(ran.err).toContain('on the machine of the service');
  });
});
