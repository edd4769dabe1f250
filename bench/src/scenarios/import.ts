import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tidings } from '@tidings/sdk';
import { removeDataDir, startTidings } from '../../../e2e/stage/start-tidings.ts';
import { timeOf } from '../measure.ts';
import { type MemoryWatch, watchMemory } from '../memory.ts';
import { writePeople } from '../people.ts';
import { processorTimeUs } from '../processor-time.ts';
import { defineScenario } from '../scenario.ts';
import type { Workplace } from '../workplace.ts';

const lookEveryMs = 100;
// The thread for urgent texts begins a moment after the service itself, and its memory is none of the import's.
const restsAfterMs = 4_000;

export const importing = defineScenario({
  name: 'import',
  about:
    'A million made-up people as businesses keep them (CSV, 14 columns, numbers in ten spellings, dates in three, 2 % repeats, 10 % opt-outs) through the real service process over its API: upload, check of the whole file, import with consents into the ledger, undo.',
  figures: {
    rows: 'rows of the file',
    megabytes: 'size of the file in millions of bytes',
    checkRowsPerSecond:
      'rows checked in a second: read, split, numbers and dates understood on all cores, staged, repeats folded, counted',
    commitRowsPerSecond: 'rows imported in a second: people, consents with their events, opt-outs, list',
    rowsPerSecond: 'rows in a second from the beginning of the upload to the end of the import',
    undoRowsPerSecond: 'rows taken back in a second',
    uploadSeconds: 'the upload',
    checkSeconds: 'the check, from asking for it to its end',
    commitSeconds: 'the import, from asking for it to its end',
    undoSeconds: 'taking it back',
    checkUsPerRow:
      'processor time of the service and its database for each row of the check, in microseconds',
    commitUsPerRow: 'the same of the import',
    undoUsPerRow: 'the same of taking it back',
    idleMiB: 'resident memory of the service’s process before, all threads, in mebibytes',
    checkPeakMiB: 'the most while uploading and checking',
    commitPeakMiB: 'the most while importing',
    undoPeakMiB: 'the most while taking back',
    peakMiB: 'the most of all, as the kernel kept it',
  },
  limits:
    'Memory is the service’s; PostgreSQL beside it uses up to its shared buffers (an eighth of the memory, 2 GB at most) whatever the file. Goals: 60,000 rows a second with numbers parsed over both cores, 300 MiB. The first leaves a row 33 µs of processor time in all, and the check and the import take what is said above; of the second the service itself takes most before the import begins.',
  async run({ isQuick, size, workplace, say }) {
    const rows = size ?? (isQuick ? 20_000 : 1_000_000);
    const file = join(workplace.folder, 'people.csv');
    say(`making up ${rows} people`);
    await writePeople(file, { rows, areAllDifferent: true });
    const { tidings, memory, spentUs } = await openInstallation(workplace);
    await sleep(restsAfterMs);
    const idleMiB = memory.takePeakMiB();
    say('uploading');
    const upload = { id: '' };
    const uploadSeconds = await timeOf(async () => {
      const stream = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
      upload.id = (await tidings.upload('/v1/imports', { file_name: 'people.csv' }, stream)).id;
    });
    const megabytes = (await stat(file)).size / 1e6;
    await rm(file);
    const phases = { id: upload.id, tidings, memory, spentUs };
    say('checking');
    const check = await phase(phases, 'check', 'checked');
    say(
      `importing; the check took ${check.seconds.toFixed(1)} s and at most ${check.peakMiB?.toFixed(0)} MiB`,
    );
    const commit = await phase(phases, 'commit', 'imported');
    say(
      `taking it back; the import took ${commit.seconds.toFixed(1)} s and at most ${commit.peakMiB?.toFixed(0)} MiB`,
    );
    const undo = await phase(phases, 'undo', 'undone');
    const seconds = uploadSeconds + check.seconds + commit.seconds;
    return {
      rows,
      megabytes,
      checkRowsPerSecond: rows / check.seconds,
      commitRowsPerSecond: rows / commit.seconds,
      rowsPerSecond: rows / seconds,
      undoRowsPerSecond: rows / undo.seconds,
      uploadSeconds,
      checkSeconds: check.seconds,
      commitSeconds: commit.seconds,
      undoSeconds: undo.seconds,
      checkUsPerRow: check.us && check.us / rows,
      commitUsPerRow: commit.us && commit.us / rows,
      undoUsPerRow: undo.us && undo.us / rows,
      idleMiB,
      checkPeakMiB: check.peakMiB,
      commitPeakMiB: commit.peakMiB,
      undoPeakMiB: undo.peakMiB,
      peakMiB: memory.highestMiB(),
    };
  },
});

async function openInstallation(workplace: Workplace): Promise<Installation> {
  const dataDir = join(workplace.folder, 'service');
  await mkdir(dataDir);
  workplace.atEnd(() => removeDataDir(dataDir));
  const service = await workplace.begin(
    () => startTidings({ dataDir, isBuilt: true, env: { TIDINGS_LOG_LEVEL: 'warn' } }),
    (begun) => begun.stop(),
  );
  const { tidings } = await service.setUp();
  const pid = service.process.pid ?? 0;
  const memory = watchMemory(pid);
  workplace.atEnd(() => memory.stop());
  return { tidings, memory, spentUs: () => processorTimeUs(pid) };
}

type Installation = {
  readonly tidings: Tidings;
  readonly memory: MemoryWatch;
  /** Of all its processes, the database and the carrier among them; null without /proc. */
  spentUs(): number | null;
};
type Phases = Installation & { readonly id: string };

/** Asks for one step of the import and waits until it is done. */
async function phase(
  { id, tidings, memory, spentUs }: Phases,
  step: 'check' | 'commit' | 'undo',
  goal: string,
) {
  const path = { id };
  const before = spentUs();
  const seconds = await timeOf(async () => {
    if (step === 'check')
      await tidings.call('post', '/v1/imports/{id}/check', {
        path,
        body: { list: 'Everybody', historic_consent: 'Made-up people, who agreed on made-up days' },
      });
    else await tidings.call('post', `/v1/imports/{id}/${step}`, { path });
    for (;;) {
      const { status, problem } = await tidings.call('get', '/v1/imports/{id}', { path });
      if (status === goal) return;
      if (status === 'failed') throw new Error(`The import failed: ${problem}`);
      await sleep(lookEveryMs);
    }
  });
  const after = spentUs();
  const us = before === null || after === null ? null : after - before;
  return { seconds, us, peakMiB: memory.takePeakMiB() };
}
