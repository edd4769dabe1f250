import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Scope, systemScope } from '../src/accounts/index.ts';
import { checkImport } from '../src/contacts/imports/check-import.ts';
import { commitImport } from '../src/contacts/imports/commit-import.ts';
import { type Import, type ImportOptions, usualOptions } from '../src/contacts/imports/import.ts';
import { keepToKeys } from '../src/contacts/imports/keep-to-keys.queries.ts';
import { listRejects } from '../src/contacts/imports/reject.queries.ts';
import { uploadImport } from '../src/contacts/imports/upload-import.ts';
import type { Program } from '../src/contacts/program.ts';
import type { Context } from '../src/platform/context.ts';
import type { Tx } from '../src/platform/db/pool.ts';
import { testContext } from './context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from './database.ts';
import { newProgram } from './people.ts';

/** What the bench attests of consents older than its program, unless it is told otherwise. */
export const olderConsents = 'The sign-up sheets of the shop, in the safe';

/** A workspace with a program, a folder for uploads, and short ways to import a text. */
export type ImportBench = {
  readonly ctx: Context;
  readonly scope: Scope;
  readonly program: Program;
  readonly folder: string;
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  upload(content: string | Uint8Array, fileName?: string): Promise<Import>;
  check(content: string | Uint8Array, options?: Partial<ImportOptions>): Promise<Import>;
  commit(content: string | Uint8Array, options?: Partial<ImportOptions>): Promise<Import>;
  /** Number → what stands in the base. */
  people(): Promise<Map<string, Person>>;
  rejects(id: string): Promise<{ line: number; code: string }[]>;
};

export type Person = {
  readonly id: number;
  readonly number: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly timeZone: string | null;
  readonly timeZoneSource: string | null;
  readonly fields: Record<string, string>;
  readonly tags: string[];
  readonly lists: string[];
  readonly consent: string | null;
  readonly isSuppressed: boolean;
};

export type ImportTests = {
  bench(country?: string): Promise<ImportBench>;
  readonly database: TestDatabase;
  close(): Promise<void>;
};

export async function openImportTests(): Promise<ImportTests> {
  const database = await cloneDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'tidings-imports-'));
  return {
    database,
    bench: (country = 'US') => newBench(database, folder, country),
    async close() {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function newBench(database: TestDatabase, folder: string, country: string): Promise<ImportBench> {
  const ctx = testContext(database.db);
  const workspaceId = await newWorkspace(database.db, country);
  const scope = systemScope(workspaceId, 'test');
  const program = await newProgram(ctx, workspaceId);
  const tx = <T>(work: (tx: Tx) => Promise<T>) => ctx.db.tx(workspaceId, work);
  const upload: ImportBench['upload'] = (content, fileName = 'people.csv') =>
    uploadImport(ctx, scope, {
      fileName,
      body: Readable.from([Buffer.from(content as string)]),
      uploadFolder: folder,
    });
  const check: ImportBench['check'] = async (content, options = {}) => {
    const { id } = await upload(content);
    return checkImport(ctx, scope, id, {
      ...usualOptions,
      programId: program.id,
      // The program of the test is a moment old, and the dates of files are not.
      historicConsent: olderConsents,
      ...options,
    });
  };
  return {
    ctx,
    scope,
    program,
    folder,
    tx,
    upload,
    check,
    commit: async (content, options) => commitImport(ctx, scope, (await check(content, options)).id),
    people: () => tx((inside) => listPeople(inside, program)),
    rejects: (id) => tx((inside) => listRejects(inside, id, { limit: 100_000, afterLine: 0, code: null })),
  };
}

async function listPeople(tx: Tx, program: Program): Promise<Map<string, Person>> {
  // Of tables filled a moment ago the planner knows nothing, and would read all of each for every person.
  await keepToKeys(tx);
  const { rows } = await tx.query<Person>(
    `select c.id, c.number, c.first_name as "firstName", c.last_name as "lastName", c.email, c.country, c.region,
       c.time_zone as "timeZone", c.time_zone_source as "timeZoneSource", c.fields,
       array(select t.tag from contact_tag t where t.contact_id = c.id order by t.tag) as tags,
       array(select l.name from list_member m join contact_list l on l.id = m.list_id where m.contact_id = c.id order by l.name) as lists,
       (select k.status from consent k where k.number = c.number and k.program_id = $1) as consent,
       exists (select from suppression s where s.number = c.number and s.brand_id = $2 and s.lifted_at is null) as "isSuppressed"
     from contact c`,
    [program.id, program.brandId],
  );
  return new Map(rows.map((row) => [row.number, row]));
}
