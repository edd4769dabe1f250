import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkArchitecture } from './architecture/check.ts';

// Each check is shown a small repository with exactly one thing wrong and must name it; and one with nothing wrong, where
// all of them must be silent. A check that never speaks would otherwise look like a clean house.
type Files = Record<string, string>;

let root: string | undefined;
afterEach(() => {
  if (root) rmSync(root, { recursive: true });
  root = undefined;
});

function check(files: Files): string[] {
  root = mkdtempSync(join(tmpdir(), 'tidings-architecture-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return checkArchitecture(root).findings.map(
    ({ check: name, file, line, sentence }) => `${name} ${file}:${line} ${sentence}`,
  );
}

const house: Files = {
  'server/migrations/0001_first.sql':
    'create table contact (id bigint);\ncreate unlogged table visit (id bigint);',
  'server/src/main.ts': `import { start } from './app/app.ts';\nstart(process.env.PORT);`,
  'server/src/app/app.ts': `import { listContacts } from '../contacts/index.ts';\nexport const start = listContacts;`,
  'server/src/platform/db/pool.ts': `import pg from 'pg';\nexport const pool = () => new pg.Pool();`,
  'server/src/platform/clock.ts': 'export const now = (error: Error) => error.message;',
  'server/src/contacts/README.md': 'People.',
  'server/src/contacts/index.ts': `export { listContacts } from './contact.queries.ts';`,
  'server/src/contacts/contact.queries.ts': [
    `import { pool } from '../platform/db/pool.ts';`,
    'export const listContacts = () => [pool, `insert into contact (id) values (1)`, `update contact c set id = 2`];',
  ].join('\n'),
  'server/src/contacts/contacts.routes.ts': [
    `import type { FastifyInstance } from 'fastify';`,
    'const read = { permission: "contacts.read" };',
    'export function routes(http: FastifyInstance, rows: Map<string, string>) {',
    `  http.get('/v1/contacts', { config: { permission: 'contacts.read' } }, async () => rows.get('one'));`,
    `  http.get('/v1/contacts/:id', { config: read }, async () => fetch('/v1/other'));`,
    '}',
  ].join('\n'),
  'server/src/contacts/contact.db.test.ts': `import pg from 'pg';\nexport const sql = [pg, 'delete from contact'];`,
  'sms/src/index.ts': 'export const parts = (text: string) => text.length;',
  'sdk/src/index.ts': 'export const client = 1;',
  'cli/src/main.ts': `import { client } from '@tidings/sdk';\nexport const run = [client, process.env.HOME];`,
  'console/src/ui/table.tsx': 'export const Table = () => <table />;',
  'console/src/frame/shell.tsx': `import { Table } from '../ui/table.tsx';\nexport const Shell = Table;`,
  'console/src/screens/people/people-screen.tsx': [
    `import { parts } from '@tidings/sms';`,
    `import { Shell } from '../../frame/shell.tsx';`,
    'export const People = [Shell, parts];',
  ].join('\n'),
  'console/src/screens/person/person-screen.tsx': 'export const Person = 1;',
  'console/src/app/app.tsx': `import { People } from '../screens/people/people-screen.tsx';\nexport const App = People;`,
};

const slice = (name: string, files: Files): Files => ({
  [`server/src/${name}/README.md`]: 'A slice.',
  [`server/src/${name}/index.ts`]: 'export const door = 1;',
  ...files,
});

test('a house in order gets no remark', () => {
  expect(check(house)).toEqual([]);
});

describe('is refused by name:', () => {
  test.each<[title: string, planted: Files, expected: RegExp]>([
    [
      'an upward import',
      slice('accounts', {
        'server/src/accounts/up.ts': `import { listContacts } from '../contacts/index.ts';\nexport const up = listContacts;`,
      }),
      /^tiers server\/src\/accounts\/up\.ts:1 accounts imports contacts, which stands above it/,
    ],
    [
      'an import of a neighbour on the same tier',
      slice('senders', {
        'server/src/senders/side.ts': `export type { listContacts } from '../contacts/index.ts';`,
      }),
      /^tiers .*senders imports contacts, which stands beside it/,
    ],
    [
      'a dynamic upward import',
      slice('accounts', {
        'server/src/accounts/up.ts': `export const up = () => import('../contacts/index.ts');`,
      }),
      /^tiers .*accounts imports contacts/,
    ],
    [
      'a slice that nobody gave a tier',
      slice('gossip', {}),
      /^tiers server\/src\/gossip:1 gossip has no tier/,
    ],
    [
      'a door bypassed',
      slice('messages', {
        'server/src/messages/in.ts': `import { listContacts } from '../contacts/contact.queries.ts';\nexport const through = listContacts;`,
      }),
      /^doors server\/src\/messages\/in\.ts:1 messages reaches past the door of contacts/,
    ],
    [
      'a cycle of three files, even through types',
      {
        'sms/src/one.ts': `import { two } from './two.ts';\nexport const one = two;`,
        'sms/src/two.ts': `export { three as two } from './three.ts';`,
        'sms/src/three.ts': `import type { one } from './one.ts';\nexport const three: typeof one | 1 = 1;`,
      },
      /^cycles sms\/src\/one\.ts:1 .*one\.ts → sms\/src\/two\.ts → sms\/src\/three\.ts → sms\/src\/one\.ts$/,
    ],
    [
      'a file that imports itself',
      { 'sms/src/me.ts': `import { me } from './me.ts';\nexport { me };` },
      /^cycles sms\/src\/me\.ts/,
    ],
    [
      'a table written by two slices',
      slice('senders', {
        'server/src/senders/sender.queries.ts': 'export const steal = `delete from contact where id = 1`;',
      }),
      /^tables server\/src\/senders\/sender\.queries\.ts:1 the table contact is written by contacts and senders/,
    ],
    [
      'a table written by two slices, one of them through Kysely',
      slice('senders', {
        'server/src/senders/sender.queries.ts': `export const steal = (db: { updateTable(t: string): void }) => db.updateTable('contact');`,
      }),
      /^tables .*written by contacts and senders/,
    ],
    [
      'a table written outside *.queries.ts',
      {
        'server/src/contacts/visits.ts':
          'export const visit = `with v as (select 1) insert into visit select * from v`;',
      },
      /^tables server\/src\/contacts\/visits\.ts:1 writes the table visit outside/,
    ],
    [
      'SQL outside *.queries.ts',
      { 'server/src/contacts/count.ts': 'export const count = `\n  select count(*) from contact`;' },
      /^sql server\/src\/contacts\/count\.ts:1 SQL outside/,
    ],
    [
      'a query run outside *.queries.ts',
      { 'server/src/contacts/ask.ts': 'export const ask = (tx: { kysely: number }) => tx.kysely;' },
      /^sql .*ask\.ts:1 runs a query outside/,
    ],
    [
      'a word of texting on the ground floor',
      { 'server/src/platform/rows.ts': 'export type Row = { campaignIds: string[] };' },
      /^platform server\/src\/platform\/rows\.ts:1 campaignIds is a word of texting/,
    ],
    [
      'process.env read in a slice',
      { 'server/src/contacts/settings.ts': 'export const zone = process.env.TZ;' },
      /^environment server\/src\/contacts\/settings\.ts:1 reads process\.env/,
    ],
    [
      'the environment read through brackets',
      { 'carrier/src/settings.ts': `const { port } = process['env'];\nexport { port };` },
      /^environment carrier\/src\/settings\.ts:1/,
    ],
    [
      'fastify below the routes',
      {
        'server/src/contacts/verb.ts': `import type { FastifyRequest } from 'fastify';\nexport type R = FastifyRequest;`,
      },
      /^packages .*verb\.ts:1 imports fastify/,
    ],
    [
      'a plug-in of fastify below the routes',
      { 'server/src/contacts/verb.ts': `import cookie from '@fastify/cookie';\nexport { cookie };` },
      /^packages .*imports @fastify\/cookie/,
    ],
    [
      'kysely in a verb',
      { 'server/src/contacts/verb.ts': `import { sql } from 'kysely';\nexport { sql };` },
      /^packages .*imports kysely/,
    ],
    [
      'a pool of one’s own',
      { 'server/src/contacts/mine.queries.ts': `import pg from 'pg';\nexport { pg };` },
      /^packages .*mine\.queries\.ts:1 imports pg/,
    ],
    [
      'the kit of the console importing a frame',
      { 'console/src/ui/bad.tsx': `import { Shell } from '../frame/shell.tsx';\nexport const Bad = Shell;` },
      /^console console\/src\/ui\/bad\.tsx:1 ui imports frame/,
    ],
    [
      'a screen importing another',
      {
        'console/src/screens/people/link.ts': `import { Person } from '../person/person-screen.tsx';\nexport const link = Person;`,
      },
      /^console .*the screen people imports the screen person/,
    ],
    [
      'the command line reaching for the server',
      { 'cli/src/reach.ts': `import { now } from '../../server/src/platform/clock.ts';\nexport { now };` },
      /^workspaces cli\/src\/reach\.ts:1 cli imports server, but may import sdk and policy only/,
    ],
    [
      'the sdk importing anything of ours',
      { 'sdk/src/count.ts': `import { parts } from '@tidings/sms';\nexport { parts };` },
      /^workspaces .*sdk imports sms, but may import nothing of ours/,
    ],
    [
      'a path into another workspace',
      { 'console/src/ui/count.ts': `import { parts } from '../../../sms/src/index.ts';\nexport { parts };` },
      /^workspaces .*console reaches into the folder of sms/,
    ],
    [
      'Node in sms',
      { 'sms/src/file.ts': `import { readFileSync } from 'node:fs';\nexport { readFileSync };` },
      /^purity sms\/src\/file\.ts:1 node:fs does not exist in a browser/,
    ],
    [
      'a package in smpp, which is published alone',
      {
        'smpp/src/own.ts': `import { connect } from 'node:net';\nexport { connect };`,
        'smpp/src/own.test.ts': `import theirs from 'smpp';\nexport { theirs };`,
        'smpp/src/iconv.ts': `import { encode } from 'iconv-lite';\nexport { encode };`,
      },
      /^standalone smpp\/src\/iconv\.ts:1 imports iconv-lite; smpp is published alone/,
    ],
    [
      'a file of 401 lines',
      { 'sms/src/long.ts': `${'// A line.\n'.repeat(400)}export const long = 1;\n` },
      /^length sms\/src\/long\.ts:401 has 401 lines/,
    ],
    [
      'any',
      { 'sms/src/loose.ts': 'export const loose = (given: unknown): Array<any> => [given];' },
      /^any sms\/src\/loose\.ts:1/,
    ],
    [
      'an empty word in a path',
      { 'sms/src/phone-utils.ts': 'export const one = 1;' },
      /^names .*"utils" in a path/,
    ],
    [
      'an empty word in an exported name',
      { 'sms/src/phone.ts': 'export class PhoneManager {}' },
      /^names sms\/src\/phone\.ts:1 "manager" in PhoneManager/,
    ],
    ['a file name in camel case', { 'sms/src/phoneBook.ts': 'export const one = 1;' }, /^names .*kebab-case/],
    [
      'a slice without a door',
      { 'server/src/links/README.md': 'L', 'server/src/links/link.ts': 'export const a = 1;' },
      /^slices server\/src\/links:1 has no index\.ts/,
    ],
    [
      'a slice without a page',
      { 'server/src/links/index.ts': 'export const a = 1;' },
      /^slices server\/src\/links:1 has no README\.md/,
    ],
    [
      'a route without a permission',
      {
        'server/src/contacts/open.routes.ts': `export const open = (http: Http) => http.post('/v1/open', { config: {} }, async () => 1);`,
      },
      /^permissions server\/src\/contacts\/open\.routes\.ts:1 the route post \/v1\/open declares no permission/,
    ],
    [
      'a route without any options',
      {
        'server/src/contacts/open.routes.ts':
          'export const open = (http: Http, n: string) => http.get(`/v1/$' +
          "{n}`, async () => 'permission: ');",
      },
      /^permissions .*the route get …/,
    ],
    [
      'an import of nothing, which only loads',
      { 'sms/src/loud.ts': `import './index.ts';\nexport const loud = 1;` },
      /^loading sms\/src\/loud\.ts:1 does something/,
    ],
    [
      'a module that signs itself up where it is loaded',
      slice('contacts', {
        'server/src/contacts/book.ts': 'export const book = new Map<string, number>();',
        'server/src/contacts/page.ts': `import { book } from './book.ts';\nbook.set('page', 1);`,
      }),
      /^loading server\/src\/contacts\/page\.ts:2 does something/,
    ],
    [
      'the same by a word of the module that keeps the book',
      slice('contacts', {
        'server/src/contacts/book.ts':
          'const book = new Map<string, number>();\nexport const enter = (name: string) => book.set(name, 1);',
        'server/src/contacts/page.ts': `import { enter } from './book.ts';\nexport const page = enter('page');`,
      }),
      /^loading server\/src\/contacts\/book\.ts:2 keeps something/,
    ],
    [
      'a switch that is turned by whoever asks first',
      { 'sms/src/first.ts': 'let isFirst = true;\nexport const ask = () => { isFirst = false; };' },
      /^loading sms\/src\/first\.ts:2 keeps something/,
    ],
    [
      'a module that waits while it is loaded',
      { 'sms/src/slow.ts': 'export const slow = await Promise.resolve(1);' },
      /^loading sms\/src\/slow\.ts:1 does something/,
    ],
    [
      'a module that changes what the engine brings',
      { 'sms/src/engine.ts': 'export const one = 1;\nArray.prototype.at = () => 1;' },
      /^loading sms\/src\/engine\.ts:2 does something/,
    ],
    [
      'a route whose named config holds no permission',
      {
        'server/src/contacts/open.routes.ts': `const bare = { isHidden: true };\nexport const open = (http: Http) => http.route({ url: '/', config: bare });`,
      },
      /^permissions .*open\.routes\.ts:2/,
    ],
  ])('%s', (_, planted, expected) => {
    const remarks = check({ ...house, ...planted });
    expect(remarks.filter((remark) => !expected.test(remark) && !/^(tables|sql)/.test(remark))).toEqual([]);
    expect(remarks).toContainEqual(expect.stringMatching(expected));
  });
});

test('as many as 400 lines are allowed, and what is generated may be longer', () => {
  const remarks = check({
    ...house,
    'sms/src/full.ts': `${'// A line.\n'.repeat(399)}export const full = 1;\n`,
    'sms/src/table.ts': `// Generated by a tool.\n${'// A line.\n'.repeat(900)}export const table = 1;\n`,
  });
  expect(remarks).toEqual([]);
});

test('a module may fill tables of its own while it is loaded', () => {
  const filled = [
    'const table = new Map<string, number>();',
    `for (const word of ['a', 'b']) table.set(word, [...word].length);`,
    'const bytes = new Uint8Array(2);',
    'for (let at = 0; at < 2; at += 1) bytes[at] = at;',
    'export const look = (word: string) => table.get(word) ?? bytes[0];',
  ];
  expect(check({ ...house, 'sms/src/filled.ts': filled.join('\n') })).toEqual([]);
});

test('analytics may read the tables of others', () => {
  const reading = slice('analytics', {
    'server/src/analytics/count.queries.ts': 'export const sql = `select count(*) from contact`;',
  });
  expect(check({ ...house, ...reading })).toEqual([]);
});

test('the checks see this repository at all', () => {
  expect(checkArchitecture(resolve(import.meta.dirname, '..')).fileCount).toBeGreaterThan(50);
});
