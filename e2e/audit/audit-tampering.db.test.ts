import { type AuditCheckpoint, isConsistent, isIncluded, verifyAudit } from '@tidings/sdk/audit';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { growTree } from '../../server/src/accounts/index.ts';
import { type Audited, auditedWorkspace } from './audited-workspace.ts';
import { dice } from './dice.ts';
import { linesOf, readExport, tamperings } from './tamper.ts';

let audited: Audited;
let text: string;
let outside: AuditCheckpoint[];
beforeAll(async () => {
  audited = await auditedWorkspace();
  text = await audited.download();
  outside = readExport(text).checkpoints;
});
afterAll(() => audited.close());

const hex = (hash: string) => Buffer.from(hash, 'hex');

test('an audit that nobody touched is intact, with and without what lies outside', async () => {
  for (const kept of [[], outside]) {
    const verdict = await verifyAudit(text.split('\n'), kept);
    expect(verdict.findings).toEqual([]);
    expect(verdict).toMatchObject({ is_intact: true, entries: 33, covered: 33, outside: kept.length });
  }
  expect(outside.length).toBeGreaterThan(4);
});

test('10,000 falsifications of all kinds: 10,000 are found', { timeout: 600_000 }, async () => {
  const missed: string[] = [];
  const tried = new Map<string, number>();
  const pristine = readExport(text);
  for (let seed = 0; seed < 10_000; seed += 1) {
    const throws = dice(seed);
    const way = tamperings[seed % tamperings.length] as (typeof tamperings)[number];
    const work = structuredClone(pristine);
    way.tamper(work, throws, audited.ctx.secrets);
    const verdict = await verifyAudit(linesOf(work), way.needsOutside ? outside : []);
    tried.set(way.name, (tried.get(way.name) ?? 0) + 1);
    if (verdict.is_intact) missed.push(`seed ${seed}: ${way.name}`);
  }
  expect(missed).toEqual([]);
  expect([...tried.values()].reduce((sum, one) => sum + one, 0)).toBe(10_000);
  expect(tried.size).toBe(tamperings.length);
});

test('what needs the outside to be found is not found without it: that is what checkpoints are sent out for', async () => {
  for (const way of tamperings.filter(({ needsOutside }) => needsOutside)) {
    const work = structuredClone(readExport(text));
    way.tamper(work, dice(1), audited.ctx.secrets);
    expect([way.name, (await verifyAudit(linesOf(work))).is_intact]).toEqual([way.name, true]);
  }
});

describe('proofs, checked by the client’s own arithmetic', () => {
  type Proof = { sequence: number; leaf_hash: string; hashes: string[]; checkpoint: AuditCheckpoint };
  type Entries = { data: { id: string; sequence: number; leaf_hash: string }[] };

  test('lead from every entry to the newest checkpoint, and to no other root', async () => {
    const { data } = await audited.read<Entries>('/v1/audit?limit=200');
    expect(data).toHaveLength(33);
    for (const { id, sequence, leaf_hash } of data) {
      const proof = await audited.read<Proof>(`/v1/audit/${id}/proof`);
      expect(proof).toMatchObject({ sequence, leaf_hash });
      const { size, root } = proof.checkpoint;
      const hashes = proof.hashes.map(hex);
      expect(isIncluded(hex(leaf_hash), sequence, size, hashes, hex(root))).toBe(true);
      const other = outside.find((one) => one.size !== size) as AuditCheckpoint;
      expect(isIncluded(hex(leaf_hash), sequence, size, hashes, hex(other.root))).toBe(false);
    }
  });

  test('lead from each checkpoint to each later one', async () => {
    for (const older of outside) {
      for (const newer of outside.filter(({ size }) => size >= older.size)) {
        const url = `/v1/audit/consistency?older=${older.size}&newer=${newer.size}`;
        const { hashes } = await audited.read<{ hashes: string[] }>(url);
        const ends = [
          [older.size, hex(older.root)],
          [newer.size, hex(newer.root)],
        ] as const;
        expect(isConsistent(ends[0], ends[1], hashes.map(hex))).toBe(true);
      }
    }
  });
});

describe('a superuser of the database', () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: audited.database.url('postgres') });
    await client.connect();
    for (const table of tables) await client.query(`create table kept_${table} as select * from ${table}`);
  });
  afterAll(() => client.end());

  const tables = ['audit_entry', 'audit_subject', 'audit_tree', 'audit_node', 'audit_checkpoint'];
  const putBack = async () => {
    for (const table of tables) {
      await client.query(`delete from ${table}`);
      await client.query(`insert into ${table} overriding system value select * from kept_${table}`);
    }
  };
  const verify = async (kept: readonly AuditCheckpoint[] = []) =>
    verifyAudit((await audited.download()).split('\n'), kept);

  test.each([
    ['changes who did it', "update audit_entry set actor = 'member:somebody' where sequence = 20"],
    [
      'moves the time by a microsecond',
      "update audit_entry set at = at + interval '1 microsecond' where sequence = 3",
    ],
    ['deletes an entry', 'delete from audit_entry where sequence = 12'],
    [
      'puts an entry into another’s place',
      'update audit_entry set sequence = sequence + 1000 where sequence = 9',
    ],
    [
      'changes what was said of a person',
      `update audit_entry set personal = '{"after":{"number":"+12025550100"}}' where subject = 'con_3'`,
    ],
    ['erases a person and says nothing', "update audit_entry set personal = null where subject = 'con_3'"],
    ['takes the salt away', "delete from audit_subject where subject = 'con_11'"],
    ['changes a root', "update audit_checkpoint set root = sha256('x') where size = 14"],
    ['calls the tree smaller', 'update audit_tree set size = 30'],
  ])('%s, and is found', async (_, sql) => {
    await client.query(sql);
    const verdict = await verify();
    await putBack();
    expect(verdict.is_intact).toBe(false);
    expect((await verify()).is_intact).toBe(true);
  });

  test('who recomputes everything with the service’s own code and key is found by what lies outside alone', async () => {
    await client.query('update audit_entry set after = \'{"forged":true}\' where sequence = 4');
    await client.query('update audit_entry set sequence = null, leaf_hash = null');
    for (const table of ['audit_tree', 'audit_node', 'audit_checkpoint'])
      await client.query(`delete from ${table}`);
    await growTree(audited.ctx, audited.workspaceId, { isForced: true });
    expect((await verify()).is_intact).toBe(true);
    const codes = (await verify(outside)).findings.map(({ code }) => code);
    expect(codes).toContain('checkpoint.root_differs');
    await putBack();
  });
});

test('what is erased about a person is gone from every row, and every proof holds', async () => {
  const { data } = await audited.read<{ data: { target: string; personal: object | null }[] }>(
    '/v1/audit?target=con_7&limit=10',
  );
  expect(data.map(({ personal }) => personal)).toEqual([null, null]);
  const found = await audited.ctx.db.tx(audited.workspaceId, (tx) =>
    tx.query("select from audit_subject where subject = 'con_7'"),
  );
  expect(found.rowCount).toBe(0);
  expect(text).not.toContain('Zoë 7"');
});
