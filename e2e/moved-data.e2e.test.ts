import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringIn, launch, untilFinished } from './stage/campaigns.ts';
import { plainList } from './stage/people.ts';
import { makeDataDir, type Owner, type Running, removeDataDir, startTidings } from './stage/start-tidings.ts';
import { acceptedTexts } from './stage/witness.ts';

/** Folders that are copied and databases that are put back, as people do without asking anybody. */
const dataDir = makeDataDir();
let service: Running;
let owner: Owner;

beforeAll(async () => {
  service = await startTidings({ dataDir });
  owner = await service.setUp();
  await bringIn(owner.tidings, plainList(20), { list: 'Guests' });
});
afterAll(async () => {
  await service.stop();
  await removeDataDir(dataDir);
});

const holdOf = async ({ url }: Running) => {
  const answer = await fetch(`${url}/v1/installation`, { headers: { authorization: `Bearer ${owner.key}` } });
  return ((await answer.json()) as { hold: { reason: string } | null }).hold;
};
const startAgain = async () => {
  service = await startTidings({ dataDir, env: { TIDINGS_PORT: new URL(service.url).port } });
};
const send = async (name: string) => {
  const { id } = await launch(owner.tidings, { name, lists: ['Guests'] });
  await untilFinished(owner.tidings, id);
};

test('a copy of the data folder starts on hold, and the one it was copied from does not', async () => {
  await send('First');
  await service.stop();
  const copy = `${dataDir}-copy`;
  execFileSync('cp', ['-a', dataDir, copy]);
  try {
    const twin = await startTidings({ dataDir: copy });
    expect(await holdOf(twin)).toMatchObject({ reason: 'copied' });
    await twin.stop();
  } finally {
    await removeDataDir(copy);
  }
  await startAgain();
  expect(await holdOf(service)).toBeNull();
});

test('a database that is put back starts on hold, and what waits in it does not leave', async () => {
  await service.stop();
  const [present, older] = ['postgres', 'postgres-older'].map((name) => join(dataDir, name));
  execFileSync('cp', ['-a', present ?? '', older ?? '']);
  await startAgain();
  await send('Second');
  await service.stop();
  const before = (await acceptedTexts(service.ledger())).length;
  execFileSync('rm', ['-r', present ?? '']);
  execFileSync('mv', [older ?? '', present ?? '']);
  await startAgain();
  expect(await holdOf(service)).toMatchObject({ reason: 'older' });
  // As far as this database knows it was never launched; it may be launched, and nothing of it leaves.
  const { id } = await launch(owner.tidings, { name: 'Second', lists: ['Guests'] });
  const readiness = (await (await fetch(`${service.url}/readyz`)).json()) as object;
  expect(readiness).toMatchObject({ status: 'ready', is_held: true });
  const { progress } = await owner.tidings.call('get', '/v1/campaigns/{id}/report', { path: { id } });
  expect([progress.handed_over, progress.recipients]).toEqual([0, 20]);
  expect(await acceptedTexts(service.ledger())).toHaveLength(before);
});
