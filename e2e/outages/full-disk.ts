import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, type TestContext } from 'vitest';
import { addSlowSender, bringIn, launch, upload } from '../stage/campaigns.ts';
import { textsOn } from '../stage/handsets.ts';
import { startWithCarrier } from '../stage/own-carrier.ts';
import { oneLine, plainList } from '../stage/people.ts';
import { mountSmallDisk } from '../stage/small-disk.ts';
import { type Running, startTidings } from '../stage/start-tidings.ts';
import { until } from '../stage/until.ts';
import { expectWhole } from '../stage/whole.ts';
import { acceptedTexts } from '../stage/witness.ts';

const diskMegabytes = 300;
const fullForMs = 2_000;
const list = plainList(4_000);

/** Database, uploads, key and log are on one small disk, which fills up first by an upload and then for good. */
export async function diskFull(context: TestContext): Promise<void> {
  const disk = mountSmallDisk(diskMegabytes);
  if (!disk)
    return context.skip('Only root may mount a small disk; the limit on file sizes is tried instead.');
  context.onTestFinished(disk.remove);
  const stage = await startWithCarrier([], { dataDir: disk.dataDir });
  context.onTestFinished(stage.stop);
  const { tidings } = stage.owner;
  await bringIn(tidings, list, { list: 'Everybody' });
  await expectNothingKept(stage.running, () =>
    tidings.upload('/v1/imports', { file_name: 'big.csv' }, oneLine(diskMegabytes * 1_500_000, 'a,b\n')),
  );

  const { senderId, hurry } = await addSlowSender(tidings, '+12025550101');
  const { id } = await launch(tidings, { lists: ['Everybody'], senderId });
  const [first] = await until('the campaign is under way', async () => {
    const texts = await acceptedTexts(stage.ledger, id);
    return texts.length > 30 ? texts : null;
  });
  disk.fill();
  await expectNothingKept(stage.running, () => upload(tidings, plainList(1_000)));
  await stage.typeOn(first?.to ?? '', 'STOP');
  await sleep(fullForMs);
  expect((await fetch(`${stage.running.url}/healthz`)).status).toBe(200);
  expect((await acceptedTexts(stage.ledger, id)).length).toBeLessThan(list.numbers.length);
  disk.makeRoom();
  await until('there is room for a new pace', async () => (await hurry()).id);

  await expectWhole({ tidings, ledger: stage.ledger, campaignId: id, numbers: list.numbers });
  await until('the STOP is confirmed', async () =>
    (await textsOn(tidings, first?.to ?? '')).some((text) => text.includes('You are unsubscribed')),
  );
}

/** What every machine can show: a file that the system does not let us write in full. */
export async function fileTooLarge({ onTestFinished }: TestContext): Promise<void> {
  // Sixty-five thousand blocks: 32 MB or 64 MB, as the shell counts them.
  const running = await startTidings({ wrapper: ['sh', '-c', 'ulimit -f 65536 && exec "$@"', 'sh'] });
  onTestFinished(running.stop);
  const { tidings } = await running.setUp();
  await expectNothingKept(running, () =>
    tidings.upload('/v1/imports', { file_name: 'big.csv' }, oneLine(80_000_000, 'a,b\n')),
  );
  expect((await bringIn(tidings, list, { list: 'Everybody' })).status).toBe('imported');
}

/** The upload is refused with a sentence, and neither a file nor an import remains. */
async function expectNothingKept(running: Running, attempt: () => Promise<unknown>): Promise<void> {
  const uploads = join(running.dataDir, 'uploads');
  const [before, log] = [
    readdirSync(running.dataDir).includes('uploads') ? readdirSync(uploads) : [],
    running.readLog(),
  ];
  await expect(attempt()).rejects.toThrow(
    // On a full disk the file and the database's own line about it may each be the first that finds no room.
    /(The disk is full, so the file could not be kept|This machine keeps no file of this size).*Nothing was imported|The disk of the database is full\. Nothing was saved/,
  );
  // An import that ended just before may have its file taken away meanwhile: only a new one counts.
  expect(readdirSync(uploads).filter((file) => !before.includes(file))).toEqual([]);
  expect(running.readLog().slice(log.length)).not.toContain('"level":50');
}
