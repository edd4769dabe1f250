import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import type { Tx } from '../platform/db/pool.ts';
import { type AudienceChoice, compileAudience, countAudience, loadKnownNames, nobody } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const listIds = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
const tags = ['vip', 'staff', "o'tag"];

/** Twelve people; `memberships[p]` says by bits on which of three lists and under which of three tags person p is. */
async function settle(tx: Tx, memberships: readonly number[]): Promise<number[]> {
  for (const [place, id] of listIds.entries()) {
    await tx.query('insert into contact_list (workspace_id, id, name) values (current_workspace(), $1, $2)', [
      id,
      `List ${place}`,
    ]);
  }
  const people: number[] = [];
  for (const [place, bits] of memberships.entries()) {
    const { rows } = await tx.query<{ id: number }>(
      'insert into contact (workspace_id, number) values (current_workspace(), $1) returning id',
      [`+1202555${String(100 + place).padStart(4, '0')}`],
    );
    const id = rows[0]?.id ?? 0;
    people.push(id);
    for (const n of [0, 1, 2]) {
      if (bits & (1 << n))
        await tx.query('insert into list_member values (current_workspace(), $1, $2)', [listIds[n], id]);
      if (bits & (8 << n))
        await tx.query('insert into contact_tag values (current_workspace(), $1, $2)', [tags[n], id]);
    }
  }
  return people;
}

const chosenBy = (mask: number) => ({
  lists: listIds.filter((_, n) => mask & (1 << n)),
  tags: tags.filter((_, n) => mask & (8 << n)),
});

async function idsOf(tx: Tx, choice: AudienceChoice): Promise<number[]> {
  const { text, values } = compileAudience(choice);
  const { rows } = await tx.query<{ contact_id: number }>(text, values);
  return rows.map((row) => row.contact_id).sort((a, b) => a - b);
}

test('whatever lists and tags overlap, each person of include minus exclude comes once', async () => {
  const workspaceId = await newWorkspace(database.db);
  const memberships = Array.from({ length: 12 }, (_, place) => (place * 37 + 5) % 64);
  const people = await database.db.tx(workspaceId, (tx) => settle(tx, memberships));
  const mask = fc.integer({ min: 0, max: 63 });
  await fc.assert(
    fc.asyncProperty(mask, mask, async (include, exclude) => {
      const choice = { include: chosenBy(include), exclude: chosenBy(exclude) };
      const wanted = people.filter((_, place) => {
        const bits = memberships[place] ?? 0;
        return (bits & include) !== 0 && (bits & exclude) === 0;
      });
      await database.db.tx(workspaceId, async (tx) => {
        expect(await idsOf(tx, choice)).toEqual(wanted);
        expect(await countAudience(tx, choice)).toBe(wanted.length);
      });
    }),
    { numRuns: 60 },
  );
});

describe('an audience', () => {
  test('does not hold a member whose contact is gone', async () => {
    const workspaceId = await newWorkspace(database.db);
    await database.db.tx(workspaceId, async (tx) => {
      const [first] = await settle(tx, [1, 1]);
      await tx.query('delete from contact where id = $1', [first]);
      expect(await countAudience(tx, { include: chosenBy(1), exclude: nobody })).toBe(1);
    });
  });

  test('is empty in another workspace, even by the same list id', async () => {
    const [mine, theirs] = [await newWorkspace(database.db), await newWorkspace(database.db)];
    await database.db.tx(mine, (tx) => settle(tx, [1, 9, 9]));
    await database.db.tx(theirs, async (tx) => {
      const choice = { include: chosenBy(9), exclude: nobody };
      expect(await countAudience(tx, choice)).toBe(0);
      expect(await loadKnownNames(tx, choice)).toEqual({ lists: new Map(), tags: new Set() });
    });
  });

  test('knows the lists by name, and only tags that somebody carries', async () => {
    const workspaceId = await newWorkspace(database.db);
    await database.db.tx(workspaceId, async (tx) => {
      await settle(tx, [8]);
      const known = await loadKnownNames(tx, { include: chosenBy(0b011001), exclude: chosenBy(2) });
      expect(known.tags).toEqual(new Set(['vip']));
      expect([...known.lists.values()].sort()).toEqual(['List 0', 'List 1']);
    });
  });
});
