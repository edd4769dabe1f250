import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSender, bringIn, launch, untilFinished } from './stage/campaigns.ts';
import { type Database, startDatabase } from './stage/database.ts';
import { plainList } from './stage/people.ts';
import { expectSums, reportOf } from './stage/reports.ts';
import { makeDataDir, type Owner, type Running, removeDataDir, startTidings } from './stage/start-tidings.ts';
import { until } from './stage/until.ts';
import { acceptedTexts, numbersTexted } from './stage/witness.ts';

let database: Database;
let dataDir: string;
let serving: Running;
let workers: Running[];
let owner: Owner;
beforeAll(async () => {
  database = await startDatabase();
  dataDir = makeDataDir();
  const shared = { dataDir, env: database.env };
  serving = await startTidings({ ...shared, mode: 'serve' });
  owner = await serving.setUp();
  workers = await Promise.all([1, 2].map(() => startTidings({ ...shared, mode: 'work' })));
});
afterAll(async () => {
  await Promise.all([serving, ...workers].map((one) => one.stop()));
  await removeDataDir(dataDir);
  await database.remove();
});

test('one server and two workers apart: a worker that is killed in the middle doubles nobody and loses nobody', async () => {
  const { tidings } = owner;
  const list = plainList(4_000);
  await bringIn(tidings, list, { list: 'Everybody' });
  const senderId = await addSender(tidings, 1_000, '+12025550101');
  const { id } = await launch(tidings, { lists: ['Everybody'], senderId });
  const countTexts = async () => (await acceptedTexts(serving.ledger(), id)).length;

  await until('the campaign is under way', async () => (await countTexts()) > 1_000);
  await workers[0]?.kill();
  const before = await countTexts();
  expect(before).toBeLessThan(list.numbers.length);
  // What the dead one had in hand is free again when its lease has run out, after half a minute.
  await untilFinished(tidings, id, 100_000);

  expect(await numbersTexted(serving.ledger(), id)).toEqual([...list.numbers].sort());
  const report = await reportOf(tidings, id);
  expectSums(report);
  expect(report.progress).toMatchObject({ handed_over: list.numbers.length, unknown: 0 });
});
