import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { endHold, ensureInstallation, findHold } from '../../platform/installation.queries.ts';
import { silentLog } from '../../platform/log.ts';
import { type KeptWitness, keepWitness, type WitnessOptions } from './keep-witness.ts';
import { readPulse } from './pulse.queries.ts';
import { readWitness, type Witness, writeWitness } from './witness-file.ts';

let database: TestDatabase;
let workspaceId: string;
const root = mkdtempSync(join(tmpdir(), 'tidings-witness-'));
const kept: KeptWitness[] = [];
beforeAll(async () => {
  database = await cloneDatabase();
  await database.db.system((tx) => ensureInstallation(tx, 'here'));
  workspaceId = await newWorkspace(database.db);
});
afterEach(async () => {
  for (const witness of kept.splice(0)) await witness.stop();
  await database.db.system(async (tx) => endHold(tx, (await findHold(tx)).epoch));
});
afterAll(async () => {
  await database.drop();
  rmSync(root, { recursive: true });
});

let folders = 0;
const newFolder = () => {
  folders += 1;
  return join(root, `${folders}`);
};
const start = async (folder: string, change: Partial<WitnessOptions> = {}) => {
  const options = { folder, instanceId: 'here', isEmbedded: false, database: 'server', ...change };
  const witness = await keepWitness({ db: database.db, log: silentLog }, options);
  kept.push(witness);
  return witness;
};
const sendSomething = () => database.db.system((tx) => tx.query('select next_message_block()'));
const pulse = () => database.db.system(readPulse);
const reason = async () => (await database.db.system(findHold)).hold?.reason ?? null;
const memoryOf = (folder: string): Witness => {
  const found = readWitness(folder);
  if (found === null || found === 'unreadable') throw new Error(`${found} instead of a witness`);
  return found;
};
const forget = (beats: number) =>
  database.migrator.system((tx) => tx.query('update pulse set beats = beats - $1', [beats]));

describe('a witness', () => {
  test('writes down how far the database has come, when something was sent and not otherwise', async () => {
    const folder = newFolder();
    const witness = await start(folder);
    const first = memoryOf(folder);
    expect(first.beats).toBe((await pulse()).beats);
    await witness.look();
    expect(memoryOf(folder).beats).toBe(first.beats);
    await sendSomething();
    await witness.look();
    expect(memoryOf(folder).beats).toBe(first.beats + 1);
  });

  test('writes it down at the end as well', async () => {
    const folder = newFolder();
    const witness = await start(folder);
    await sendSomething();
    await witness.stop();
    expect(memoryOf(folder).beats).toBe((await pulse()).beats);
    await start(folder);
    expect(await reason()).toBeNull();
  });

  test('never says more than the database has promised', async () => {
    const folder = newFolder();
    await start(folder);
    await Promise.all([1, 2, 3].map(async () => (await start(folder)).look()));
    expect(memoryOf(folder).beats).toBeLessThanOrEqual((await pulse()).beats);
  });
});

describe('a start', () => {
  test('on a database that has forgotten what this machine saw is held, once', async () => {
    const folder = newFolder();
    await start(folder);
    await sendSomething();
    await kept.at(-1)?.look();
    await kept.splice(0).at(-1)?.stop();
    await forget(1);
    await start(folder);
    expect(await reason()).toBe('older');
    const { rows } = await database.db.tx(workspaceId, (tx) =>
      tx.query(
        `select actor, after->>'reason' as reason from audit_entry where act = 'installation.held' order by id desc limit 1`,
      ),
    );
    expect(rows).toEqual([{ actor: 'system:hold', reason: 'older' }]);
    await database.db.system(async (tx) => endHold(tx, (await findHold(tx)).epoch));
    await start(folder);
    expect(await reason()).toBeNull();
  });

  test('begins its ids above the latest day that this machine has seen', async () => {
    const folder = newFolder();
    await start(folder);
    await kept.splice(0).at(-1)?.stop();
    writeWitness(folder, { ...memoryOf(folder), epoch: 99, seen_to: '2031-05-01' });
    await start(folder);
    expect((await pulse()).seenTo).toBe('2031-05-02');
    const memory = memoryOf(folder);
    expect(memory.epoch).toBe((await pulse()).epoch);
  });

  test('on a copied folder is held where the database is in it, and not where it is a server', async () => {
    const folder = newFolder();
    await start(folder);
    await kept.splice(0).at(-1)?.stop();
    cpSync(folder, `${folder}-copy`, { recursive: true });
    await start(`${folder}-copy`);
    expect(await reason()).toBeNull();
    await kept.splice(0).at(-1)?.stop();
    cpSync(folder, `${folder}-embedded`, { recursive: true });
    await start(`${folder}-embedded`, { isEmbedded: true });
    expect(await reason()).toBe('copied');
  });

  test('of several processes on one machine, and of a new machine, is not held', async () => {
    const folder = newFolder();
    await Promise.all([start(folder), start(folder), start(folder)]);
    await start(newFolder());
    expect(await reason()).toBeNull();
  });

  test('of several processes on a folder without a memory yet is not held either', async () => {
    const other = await cloneDatabase();
    await other.db.system((tx) => ensureInstallation(tx, 'fresh'));
    const options = { folder: newFolder(), instanceId: 'fresh', isEmbedded: true, database: 'embedded' };
    const started = await Promise.all(
      [1, 2, 3].map(() => keepWitness({ db: other.db, log: silentLog }, options)),
    );
    expect((await other.db.system(findHold)).hold).toBeNull();
    for (const witness of started) await witness.stop();
    await other.drop();
  });

  test('where nothing can be remembered goes on, and says so', async () => {
    const warned: string[] = [];
    const file = newFolder();
    writeFileSync(file, 'This is no folder.');
    const log = { ...silentLog, warn: (_fields: object, sentence: string) => void warned.push(sentence) };
    const witness = await keepWitness(
      { db: database.db, log },
      { folder: join(file, 'witness'), instanceId: 'here', isEmbedded: false, database: 'server' },
    );
    await witness.stop();
    expect(warned).toEqual([expect.stringContaining('cannot remember')]);
  });
});

describe('while it runs', () => {
  test('a database that turns back under it is held at once', async () => {
    const folder = newFolder();
    const witness = await start(folder);
    await sendSomething();
    await witness.look();
    await forget(5);
    await witness.look();
    expect(await reason()).toBe('older');
  });

  test('a server that goes on on another timeline is held at once', async () => {
    const folder = newFolder();
    const witness = await start(folder);
    const memory = memoryOf(folder);
    expect(memory.cluster).toMatch(/^\d+\/[0-9A-F]{8}$/);
    const [system] = memory.cluster?.split('/') ?? [];
    await database.migrator.system((tx) =>
      tx.query(
        `create or replace function cluster_identity() returns text language sql stable as $$ select '${system}/00000009' $$`,
      ),
    );
    await witness.look();
    expect(await reason()).toBe('promoted');
    expect((await pulse()).knownCluster).toBe(`${system}/00000009`);
  });
});
