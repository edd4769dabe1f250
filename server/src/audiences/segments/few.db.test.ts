import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { catalogue } from '../../../test/segment-trees.ts';
import { holdsForFew, inTwoSteps } from './few.queries.ts';
import { type Segment, tidy } from './language/ast.ts';
import { printText } from './language/print-text.ts';
import { readText } from './language/read-text.ts';

const people = 600;
let database: TestDatabase;
let workspaceId: string;
let ids: number[];

beforeAll(async () => {
  database = await cloneDatabase();
  workspaceId = await newWorkspace(database.db);
  ids = await database.db.tx(workspaceId, async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `with made as (
         insert into contact (workspace_id, number) select current_workspace(), '+120255501' || lpad(n::text, 3, '0')
         from generate_series(1, $1::integer) n returning id, number),
       tagged as (
         insert into contact_tag (workspace_id, contact_id, tag)
         select current_workspace(), id, case when number like '%00' then 'few' else 'many' end from made)
       select id from made`,
      [people],
    );
    return rows.map(({ id }) => id);
  });
});
afterAll(() => database.drop());

const questionOf = (text: string) => {
  const read = readText(text, catalogue);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { rule: read.segment, catalogue, moment: { now: new Date('2026-11-24T17:00:00Z'), zone: 'UTC' } };
};
const textOf = (rule: Segment) => printText(tidy(rule), catalogue);

test('what is read from rows of any number comes second, and nothing else', () => {
  const steps = inTwoSteps(
    questionOf(
      'tag "vip" and not received in the last 7 days and (replied or city = "Oslo") and did visit in the last 2 days and count(visit, between 5 and 9 days ago) = 2',
    ),
  );
  expect(steps && textOf(steps.first.rule)).toBe(
    textOf(questionOf('tag "vip" and (replied or city = "Oslo") and did visit in the last 2 days').rule),
  );
  expect(steps?.then.map(textOf)).toEqual([
    'not received in the last 7 days',
    'count(visit, between 5 and 9 days ago) = 2',
  ]);
  expect(inTwoSteps(questionOf('received and not replied'))).toBeNull();
  expect(inTwoSteps(questionOf('tag "vip" and clicked'))).toBeNull();
});

test.each([
  ['tag "few"', true],
  ['tag "many"', false],
  ['everyone', false],
])('%s holds for few: %s', async (text, expected) => {
  expect(await database.db.tx(workspaceId, (tx) => holdsForFew(tx, questionOf(text), ids))).toBe(expected);
});

test('of too few people nothing is concluded', async () => {
  const some = ids.slice(0, 99);
  expect(await database.db.tx(workspaceId, (tx) => holdsForFew(tx, questionOf('tag "few"'), some))).toBe(
    false,
  );
});
