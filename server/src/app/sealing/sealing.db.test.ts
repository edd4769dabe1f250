import { randomUUID } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { createGateway } from '../../gateways/index.ts';
import { readConfig } from '../../platform/config.ts';
import { roles } from '../../platform/db/roles.ts';
import { silentLog } from '../../platform/log.ts';
import { resealColumn, type SealedColumn } from '../../platform/sealed-column.ts';
import { openSecrets } from '../../platform/secrets.ts';
import { runChecks } from '../checks.ts';
import { ConfigSchema } from '../config.schema.ts';
import { askSeals } from './ask-seals.ts';
import { runReseal } from './reseal-command.ts';
import { countAllSeals, resealAll, sealedColumns, sealedSystemColumns } from './sealed-columns.ts';

const sources = resolve(import.meta.dirname, '../..');
const before = openSecrets('a key of before that is long enough to be one');
const both = openSecrets('the present key that is long enough to be one', [
  'a key of before that is long enough to be one',
]);
const after = openSecrets('the present key that is long enough to be one');
const stranger = openSecrets('a key that nobody has any more and as long');

/** Which files seal, and for which columns: whoever seals somewhere else adds a line here and a column to the list. */
const sealingFiles: Readonly<Record<string, string>> = {
  'accounts/factors/set-up-authenticator.ts': 'authenticator.secret',
  'analytics/alerts/set-alerts.ts': 'alert_setting.webhook_secret',
  'contests/save-contest.ts': 'contest.seed_sealed',
  'gateways/open-gateways.ts': 'gateway.sealed_secret',
  'inbound/keywords/save-keyword.ts': 'keyword.secret',
  'inbound/media/fetch-media.ts': 'inbound_media.link',
  'inbox/rules/save-rule.ts': 'inbox_rule.sealed_secret',
  'notifications/set-notifications.ts': 'notification_setting.webhook_secret',
};

const names = [...sealedSystemColumns, ...sealedColumns].map(({ name }) => name).sort();

const sealingCalls = /\bsecrets\s*\.\s*seal\(|\{[^}]*\bseal\b[^}]*\} = (?:ctx\.)?secrets/g;
/** Where a file seals more than once, and all for the one column. */
const callsInFile: Readonly<Record<string, number>> = { 'gateways/open-gateways.ts': 2 };

test('whatever seals has a column that is sealed anew', () => {
  const found = globSync('**/*.ts', { cwd: sources })
    .filter((file) => !file.endsWith('.test.ts') && file !== join('platform', 'secrets.ts'))
    .map((file) => [file, readFileSync(join(sources, file), 'utf8').match(sealingCalls)?.length ?? 0])
    .filter(([, calls]) => calls !== 0);
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(Object.keys(sealingFiles).map((file) => [file, callsInFile[file] ?? 1])),
  );
  expect(names).toEqual(Object.values(sealingFiles).sort());
});

let database: TestDatabase;
let superuser: pg.Client;
let workspaceId: string;
beforeAll(async () => {
  database = await cloneDatabase();
  superuser = new pg.Client({ connectionString: database.url('postgres') });
  await superuser.connect();
  // Rows with what they must have and none of what they lean on.
  await superuser.query('set session_replication_role = replica');
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});
beforeEach(async () => {
  for (const name of names) await superuser.query(`delete from ${name.split('.')[0]}`);
  workspaceId = await newWorkspace(database.db);
});

/** What a row must have besides its workspace, its id and what is sealed. */
const others: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  gateway: { kind: 'http', name: 'A gateway' },
  keyword: {
    ...{ version: 1, kind: 'webhook', program_id: randomUUID(), brand_id: randomUUID(), content: {} },
    ...{ created_at: new Date(), updated_at: new Date() },
  },
  inbound_media: {
    inbound_id: 1,
    number: '+12125550101',
    position: 0,
    state: 'waiting',
    created_at: new Date(),
  },
  notification_setting: { webhook_url: 'https://hooks.example.com/' },
  inbox_rule: {
    name: 'A rule',
    rank: 1,
    wants: {},
    does: {},
    created_at: new Date(),
    updated_at: new Date(),
  },
  alert_setting: { emails: [] },
  contest: {
    ...{ name: 'A draw', program_id: randomUUID(), prize: 'A cup', rules: 'None', won_body: 'You won' },
    ...{ starts_at: new Date(0), ends_at: new Date(1), entries: 'once', winners: 1, alternates: 0 },
    ...{ claim_hours: 24, made_by: 'system', created_at: new Date(), changed_at: new Date() },
  },
  authenticator: {},
};

const idColumns: Readonly<Record<string, string>> = {
  ...{ notification_setting: 'account_id', authenticator: 'account_id', alert_setting: 'workspace_id' },
};

async function put(column: { readonly name: string }, id: string, sealed: Buffer): Promise<void> {
  const [table = '', field = ''] = column.name.split('.');
  const row = {
    ...(table === 'authenticator' ? {} : { workspace_id: workspaceId }),
    ...{ [idColumns[table] ?? 'id']: id, ...others[table], [field]: sealed },
  };
  const fields = Object.keys(row);
  const places = fields.map((_, at) => `$${at + 1}`).join(', ');
  await superuser.query(`insert into ${table} (${fields.join(', ')}) values (${places})`, Object.values(row));
}

const placeOf = (column: (typeof sealedSystemColumns)[number] | SealedColumn, id: string) =>
  column.placeOf(id, { workspaceId } as never);

async function sealedIn({ name }: { readonly name: string }): Promise<Buffer[]> {
  const [table = '', field = ''] = name.split('.');
  const { rows } = await superuser.query(`select ${field} as sealed from ${table}`);
  return rows.map(({ sealed }) => sealed);
}

const columns = [...sealedSystemColumns, ...sealedColumns];
const idFor = (name: string) => (name.startsWith('alert_setting') ? workspaceId : randomUUID());

describe('sealing anew', () => {
  test('reaches every place with the rights of the serving role, and then the older key is needed nowhere', async () => {
    const ids = new Map(columns.map(({ name }) => [name, idFor(name)]));
    for (const column of columns) {
      const id = ids.get(column.name) ?? '';
      await put(column, id, before.seal(`secret of ${column.name}`, placeOf(column, id)));
    }
    expect(database.db.role).toBe(roles.app);
    const ctx = { db: database.db, secrets: both };
    const counted = await countAllSeals(ctx);
    expect(counted.map(({ name, older }) => [name, older]).sort()).toEqual(names.map((name) => [name, 1]));
    expect(await resealAll(ctx)).toEqual(counted);
    for (const column of columns) {
      const [sealed] = await sealedIn(column);
      const place = placeOf(column, ids.get(column.name) ?? '');
      expect(sealed && after.open(sealed, place)).toBe(`secret of ${column.name}`);
    }
    for (const one of await resealAll(ctx))
      expect(one).toMatchObject({ older: 0, present: 1, lost: 0, changed: 0 });
  });

  test('goes by the places that those who seal have bound in', async () => {
    const ctx = { ...testContext(database.db), secrets: before };
    await ctx.db.tx(workspaceId, (tx) =>
      createGateway(ctx, tx, { kind: 'http', name: 'A gateway', settings: {}, secret: 'swordfish' }),
    );
    const found = await resealAll({ db: database.db, secrets: both });
    expect(found.find(({ name }) => name === 'gateway.sealed_secret')).toMatchObject({ older: 1, lost: 0 });
  });

  test('passes over what no key opens, names it, and goes on behind it, over pages and workspaces', async () => {
    const gateways = sealedColumns.find(({ name }) => name === 'gateway.sealed_secret');
    if (!gateways) throw new Error('There is no such column.');
    for (let at = 0; at < 203; at += 1) {
      const id = randomUUID();
      await put(gateways, id, (at === 7 ? stranger : before).seal(`${at}`, placeOf(gateways, id)));
    }
    workspaceId = await newWorkspace(database.db);
    const id = randomUUID();
    await put(gateways, id, both.seal('of today', placeOf(gateways, id)));
    const stood = await sealedIn(gateways);
    const found = await resealAll({ db: database.db, secrets: both });
    expect(found.find(({ name }) => name === gateways.name)).toEqual({
      ...{ name: gateways.name, older: 202, present: 1, lost: 1, changed: 0 },
    });
    const left = (await sealedIn(gateways)).filter((one) => stood.some((old) => old.equals(one)));
    expect(left).toHaveLength(2);
  });

  test('does not overwrite what somebody has changed meanwhile', async () => {
    const gateways = sealedColumns.find(({ name }) => name === 'gateway.sealed_secret');
    if (!gateways) throw new Error('There is no such column.');
    const id = randomUUID();
    await put(gateways, id, before.seal('of before', placeOf(gateways, id)));
    const newer = after.seal('entered meanwhile', placeOf(gateways, id));
    const slow: SealedColumn = {
      ...gateways,
      async replace(tx, value, anew) {
        await superuser.query('update gateway set sealed_secret = $2 where id = $1', [id, newer]);
        return gateways.replace(tx, value, anew);
      },
    };
    const counts = await resealColumn({ secrets: both }, (work) => database.db.tx(workspaceId, work), slow);
    expect(counts).toEqual({ older: 0, present: 0, lost: 0, changed: 1 });
    expect(await sealedIn(gateways)).toEqual([newer]);
  });
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-reseal-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(env: Record<string, string>): Promise<{ isWhole: boolean; said: string }> {
    const given = {
      ...{ DATABASE_URL: database.url('postgres'), TIDINGS_DATA_DIR: folder },
      ...{ TIDINGS_SECRET_KEY: 'the present key that is long enough to be one', ...env },
    };
    const { config } = readConfig(ConfigSchema, given, 'TIDINGS_');
    if (!config) throw new Error('These settings are not understood.');
    const lines: string[] = [];
    const around = { config, log: silentLog, print: (line: string) => void lines.push(line) };
    return { isWhole: await runReseal(false, around), said: lines.join('\n') };
  }

  test('is refused where no older key is given, or only the present one over again', async () => {
    await expect(run({})).rejects.toThrow('No older key is given');
    await expect(
      run({ TIDINGS_OLD_SECRET_KEYS: 'the present key that is long enough to be one' }),
    ).rejects.toThrow('No older key is given');
  });

  test('says what is left, as doctor does, until the key that was missing is given', async () => {
    const [gateways] = sealedColumns;
    if (!gateways) throw new Error('There is no such column.');
    const [lost, old] = [randomUUID(), randomUUID()];
    await put(gateways, lost, stranger.seal('of a lost key', placeOf(gateways, lost)));
    await put(gateways, old, before.seal('of before', placeOf(gateways, old)));
    const first = await run({ TIDINGS_OLD_SECRET_KEYS: 'a key of before that is long enough to be one' });
    expect(first.isWhole).toBe(false);
    expect(first.said).toContain('No key that was given opens 1 value: gateway.sealed_secret (1).');
    const doctor = async (keys: string[]) =>
      (
        await runChecks([askSeals({ db: database.db, secrets: openSecrets(keys[0] ?? '', keys.slice(1)) })])
      )[0];
    const keys = [
      'the present key that is long enough to be one',
      'a key that nobody has any more and as long',
    ];
    expect(await doctor(keys)).toMatchObject({
      ...{ name: 'sealed_values', status: 'warning' },
      sentence: expect.stringContaining('1 value still needs an older key'),
    });
    const second = await run({ TIDINGS_OLD_SECRET_KEYS: keys[1] ?? '' });
    expect([second.isWhole, second.said]).toEqual([
      true,
      expect.stringContaining('1 sealed anew, 1 of the present'),
    ]);
    expect((await doctor(keys))?.status).toBe('ok');
  });
});
