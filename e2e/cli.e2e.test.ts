import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerOf } from '@tidings/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSender, historicConsent } from './stage/campaigns.ts';
import { americanNumber, plainList } from './stage/people.ts';
import { type Owner, type Running, startTidings } from './stage/start-tidings.ts';
import { numbersTexted } from './stage/witness.ts';

type Campaign = AnswerOf<'/v1/campaigns/{id}', 'get'>;

let service: Running;
let owner: Owner;
/** Where the terminal of this story is; file names on its command lines are meant from here. */
let folder: string;

beforeAll(async () => {
  service = await startTidings();
  owner = await service.setUp();
  folder = mkdtempSync(join(tmpdir(), 'tidings-cli-story-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await service.stop();
});

const launcher = join(import.meta.dirname, '../cli/bin/tidings');

function start(argv: readonly string[], { program = launcher, env = {} } = {}): ChildProcess {
  return spawn(program, argv, {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder, ...env },
  });
}

/** Runs the real command to its end, as a shell would, with this on its standard input. */
async function tidings(argv: readonly string[], input: string | Uint8Array = '', given = {}) {
  const child = start(argv, given);
  // A command that refuses before it reads is gone before all of this is written.
  child.stdin?.on('error', () => {}).end(input);
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => (said.out += chunk));
  child.stderr?.on('data', (chunk) => (said.err += chunk));
  const [code] = await once(child, 'close');
  return { code: code as number, ...said };
}

async function answer<T>(argv: readonly string[], input?: string): Promise<{ code: number; answer: T }> {
  const { code, out, err } = await tidings([...argv, '--json'], input);
  expect(out.trim().split('\n'), err).toHaveLength(1);
  return { code, answer: JSON.parse(out) as T };
}

const write = (name: string, bytes: string | Uint8Array) => writeFileSync(join(folder, name), bytes);
const agreed = [0, 1, 2, 3, 4].map(americanNumber);
const left = americanNumber(5);
const silent = americanNumber(6);

/** Semicolons, a number in words, one person twice, one who has left and one who never said yes. */
const messyList = [
  'Name;Mobile;Status;SMS opt-in date',
  ...agreed.map((number, at) => `Person ${at};${number};subscribed;2026-05-0${at + 1}`),
  `Person 0;${agreed[0]};subscribed;2026-05-01`,
  `Lea Left;${left};unsubscribed;2026-05-01`,
  `Sil Silent;${silent};;`,
  'Nora Nobody;ask her brother;subscribed;2026-05-01',
].join('\r\n');

// The program was made by the setup, and the dates of the lists are older.
const attested = ['--historic-consent', historicConsent];

describe('from an empty installation to a campaign, on the command line alone', () => {
  test('a login is kept for its owner, and doctor finds everything well', async () => {
    const login = await answer<{ config_file: string }>(['login', service.url], `${owner.key}\n`);
    expect(login.code).toBe(0);
    expect(statSync(login.answer.config_file).mode & 0o777).toBe(0o600);
    const doctor = await answer<{ is_well: boolean; checks: { name: string }[] }>(['doctor']);
    expect(doctor).toMatchObject({ code: 0, answer: { is_well: true } });
    expect(doctor.answer.checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['reachable', 'service', 'setup', 'key', 'gateway']),
    );
  });

  test('a dry run counts everybody, keeps the rejected rows, and imports nobody', async () => {
    write('guests.csv', messyList);
    const dry = [
      'import',
      'guests.csv',
      '--list',
      'Guests',
      '--dry-run',
      '--errors',
      'rejected.csv',
      ...attested,
    ];
    const { code, answer: checked } = await answer<{ counts: object }>(dry);
    expect(code).toBe(0);
    expect(checked.counts).toMatchObject({ rows: 9, invalid: 1, duplicates: 1, people: 7, created: 7 });
    expect(checked.counts).toMatchObject({ with_consent: 5, without_consent: 1, opted_out: 1 });
    expect(readFileSync(join(folder, 'rejected.csv'), 'utf8')).toContain('Nora Nobody');
    expect((await answer<{ data: unknown[] }>(['people'])).answer.data).toEqual([]);
  });

  test('the import ends with 5, because a row was left out, and its bills add up', async () => {
    const { code, out, err } = await tidings([
      'import',
      'guests.csv',
      '--list',
      'Guests',
      '--tag',
      'vip',
      '--yes',
      ...attested,
    ]);
    expect(code, err).toBe(5);
    expect(out.match(/= 7 {2}people/g)).toHaveLength(3);
    expect(out).toContain('5 may be texted');
    expect((await answer<{ data: unknown[] }>(['people', '--list', 'Guests'])).answer.data).toHaveLength(7);
  });

  test('a campaign is written, shown, refused with 6 for another number of people, and sent', async () => {
    const text = 'Corner Bakery: Hi {{ first_name | default: "there" }}, rolls from 7. Reply STOP to opt out';
    const create = ['campaign', 'create', '--name', 'Rolls', '--to-list', 'Guests', '--body', text];
    const { answer: campaign } = await answer<Campaign>(create);
    expect(campaign.status).toBe('draft');
    const { code, out } = await tidings(['campaign', 'preview', 'Rolls']);
    expect(code).toBe(0);
    expect(out).toContain('Hi Person, rolls from 7.');
    expect(out).toMatch(/= +5 {2}Will receive/);
    // Whether anybody has to wait depends on the hour at which this runs.
    const flight = await tidings(['campaign', 'check', 'Rolls']);
    expect([0, 7], flight.err).toContain(flight.code);
    expect(flight.out).toMatch(/^GO/);
    expect(flight.out).toMatch(/= +\d {2}Go at once/);
    expect(flight.out).toContain('Hi Person, rolls from 7.');
    expect(flight.out).toMatch(/Checked in \d+\.\d s\./);
    const rows = (await answer<{ rows: object[] }>(['policy', 'pack', 'export'])).answer.rows;
    write('rows.json', JSON.stringify({ version: 'as it is', rows }));
    expect((await tidings(['policy', 'pack', 'import', 'rows.json'])).err).toContain(
      'says what holds already',
    );
    const refused = await answer<{ error: object }>(['campaign', 'launch', 'Rolls', '--confirm-count', '7']);
    expect(refused).toMatchObject({ code: 6, answer: { error: { code: 'campaign.count_changed' } } });
    const launched = await answer<Campaign>(['campaign', 'launch', 'Rolls', '--confirm-count', '5']);
    expect(launched).toMatchObject({ code: 0, answer: { id: campaign.id, will_receive: 5 } });

    const watched = await answer<AnswerOf<'/v1/campaigns/{id}/report', 'get'>>([
      'campaign',
      'status',
      'Rolls',
      '--watch',
    ]);
    expect(watched.code).toBe(0);
    expect(watched.answer.progress).toMatchObject({ recipients: 5, handed_over: 5, unknown: 0 });
    expect(await numbersTexted(service.ledger(), campaign.id)).toEqual([...agreed].sort());
  });

  test('a second launch is a failure and texts nobody', async () => {
    const again = await answer<{ error: object }>(['campaign', 'launch', 'Rolls', '--confirm-count', '5']);
    expect(again).toMatchObject({ code: 1, answer: { error: { code: 'campaign.already_launched' } } });
  });

  test('what became of each person is told, by number and by line', async () => {
    const { code, out, err } = await tidings(['people', 'show', agreed[1] ?? '']);
    expect(code, err).toBe(0);
    expect(out).toContain('News and offers: agreed');
    expect(out).toContain('> Corner Bakery: Hi Person, rolls from 7.');
    const behind = await tidings(['campaign', 'people', 'Rolls', 'no_consent']);
    expect(behind.out).toContain(silent);
    expect(behind.out).not.toContain(left);
  });

  test('an import is taken back, and whoever was texted is kept', async () => {
    const { answer: imports } = await answer<{ data: { id: string; status: string }[] }>(['import', 'list']);
    const { id } = imports.data.find(({ status }) => status === 'imported') ?? { id: '' };
    const undone = await answer<{ counts: object }>(['import', 'undo', id, '--yes']);
    expect(undone).toMatchObject({ code: 0, answer: { counts: { undo_kept: 5 } } });
  });
});

describe('a campaign that is watched', () => {
  test('goes on after Ctrl-C, and is held and stopped by name', async () => {
    write('crowd.csv', plainList(300, 1_000).bytes);
    expect((await tidings(['import', 'crowd.csv', '--list', 'Crowd', '--yes', ...attested])).code).toBe(0);
    const sender = await addSender(owner.tidings, 5, '+12025550199');
    const create = ['campaign', 'create', '--name', 'Slow', '--to-list', 'Crowd', '--sender', sender];
    await tidings([...create, '--body', 'Corner Bakery: rolls. Reply STOP to opt out']);
    expect((await tidings(['campaign', 'launch', 'Slow', '--confirm-count', '300'])).code).toBe(0);

    const watcher = start(['campaign', 'status', 'Slow', '--watch']);
    let said = '';
    watcher.stderr?.on('data', (chunk) => (said += chunk));
    await once(watcher.stderr ?? watcher, 'data');
    watcher.kill('SIGINT');
    const [code] = await once(watcher, 'close');
    expect(code).toBe(130);
    expect(said).toContain('The campaign goes on without you watching.');

    expect((await answer<Campaign>(['campaign', 'pause', 'slow'])).answer.status).toBe('paused');
    expect((await answer<Campaign>(['campaign', 'stop', 'Slow'])).answer.status).toBe('stopped');
    expect((await tidings(['campaign', 'status', 'Slow', '--watch'])).code).toBe(5);
  });
});

describe('an import that goes wrong', () => {
  test.each([
    ['no list at all', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /PNG image/],
    ['empty', '', /The file is empty/],
  ])('because the file is %s ends with 1 and one sentence', async (_what, bytes, sentence) => {
    write('bad.csv', bytes);
    const { code, err } = await tidings(['import', 'bad.csv', '--yes', '--quiet']);
    expect(code).toBe(1);
    expect(err).toMatch(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('because the key is unknown ends with 3, however large the file is', async () => {
    const env = { TIDINGS_URL: service.url, TIDINGS_KEY: 'tk_live_nobody' };
    const { code, err } = await tidings(['import', '-', '--yes'], Buffer.alloc(30_000_000, 'x\n'), { env });
    expect(err).toContain('This API key is not known here');
    expect(code).toBe(3);
  });
});

test('the command works through a link, from any folder, and reads from a pipe', async () => {
  const program = join(folder, 'tidings-link');
  symlinkSync(launcher, program);
  const { code, out } = await tidings(['import', '-', '--dry-run'], `phone\n${americanNumber(9)}\n`, {
    program,
  });
  expect([code, out.includes('stdin.csv')]).toEqual([0, true]);
  expect(existsSync(join(folder, 'stdin.csv'))).toBe(false);
});
