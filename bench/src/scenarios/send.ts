import { setTimeout as sleep } from 'node:timers/promises';
import { judgeFile } from '@tidings/carrier';
import type { CarrierProcess } from '../../../e2e/stage/carrier.ts';
import { killProcess } from '../../../e2e/stage/processes.ts';
import { type Cast, enrol, launch, type Stage } from '../../../e2e/stage/stage.ts';
import { isRunDrained } from '../../../server/src/dispatch/index.ts';
import { publicId } from '../../../server/src/platform/ids.ts';
import { sendNaively } from '../naive-run.ts';
import { defineScenario } from '../scenario.ts';
import { connectCarrier, openCarrier, startWorker } from '../sending.ts';
import { openStageIn, walPosition } from '../stage.ts';
import type { Workplace } from '../workplace.ts';

// No receipt is ever reported, so nobody need listen.
const nobody = 'http://127.0.0.1:9/';

export const send = defineScenario({
  name: 'send',
  about:
    'A campaign over HTTP with everything durable: one worker process with its usual settings, the rehearsal carrier, which answers after 5 to 20 ms, and PostgreSQL on one machine. Then the same carrier and database serve the design that most people would write first: 64 connections, each of which locks a row, calls the carrier, notes the answer and commits, text by text.',
  figures: {
    texts: 'texts that the carrier’s ledger has from us',
    duplicates: 'texts beyond the first for one person, by the carrier’s ledger',
    textsPerSecond: 'from the first acceptance to the last, by the carrier’s ledger',
    walBytesPerText: 'written to the write-ahead log for each of our texts',
    naiveTexts: 'texts sent in the naive design',
    naiveTextsPerSecond: 'from the first acceptance to the last, by the carrier’s ledger',
    naiveWalBytesPerText: 'written to the write-ahead log for each of its texts',
    ratio: 'ours by naive',
  },
  comparisons: [
    {
      what: 'texts a second',
      ours: 'textsPerSecond',
      theirs: 'naiveTextsPerSecond',
      ratio: 'ratio',
      against: 'naive',
    },
  ],
  limits:
    'The carrier takes its share of the same processors, loopback has no distance and no TLS, and receipts are off. Ours checks consent, opt-outs, hours and pace for each text, renders it and survives a kill at any point; the naive design does none of it. With a disk slower than this one the naive design falls behind further, as it waits for it once a text.',
  async run({ isQuick, workplace, say }) {
    const texts = isQuick ? 3_000 : 120_000;
    const naiveTexts = isQuick ? 1_500 : 30_000;
    const stage = await openStageIn(workplace);
    const carrier = await openCarrier(workplace, nobody, '--fault', 'receipt_lost=1');
    say(`making ${texts} people who agreed`);
    const cast = await enrol(stage.ctx, texts);
    await connectCarrier(stage, cast, carrier);
    say('sending');
    const [ours, oursWal] = await withWal(stage, () => sendOurs(stage, workplace, cast));
    say(`sending ${naiveTexts} texts in the naive design`);
    const [naive, naiveWal] = await withWal(stage, () => sendNaively(stage, workplace, carrier, naiveTexts));
    const [own, other] = [await judge(carrier, ours, texts), await judge(carrier, naive, naiveTexts)];
    return {
      texts,
      duplicates: own.duplicates,
      textsPerSecond: own.perSecond,
      walBytesPerText: oursWal / texts,
      naiveTexts,
      naiveTextsPerSecond: other.perSecond,
      naiveWalBytesPerText: naiveWal / naiveTexts,
      ratio: own.perSecond / other.perSecond,
    };
  },
});

async function withWal<T>(stage: Stage, work: () => Promise<T>): Promise<[T, number]> {
  const before = await walPosition(stage);
  const result = await work();
  return [result, (await walPosition(stage)) - before];
}

/** Returns the tag under which the carrier's ledger has the texts. */
async function sendOurs(stage: Stage, workplace: Workplace, cast: Cast): Promise<string> {
  const runId = await launch(stage.ctx, cast);
  const worker = startWorker(stage, workplace);
  while (!(await stage.ctx.db.tx(cast.workspaceId, (tx) => isRunDrained(tx, runId)))) {
    if (worker.exitCode !== null) throw new Error('The worker ended before its work was done.');
    await sleep(100);
  }
  await killProcess(worker, 'SIGTERM');
  return publicId('cmp', runId);
}

async function judge({ ledger }: CarrierProcess, tag: string, texts: number) {
  const witness = await judgeFile(ledger, { tag });
  if (witness.distinct_recipients !== texts)
    throw new Error(`The carrier has ${witness.distinct_recipients} of ${texts} texts.`);
  const ms = Date.parse(witness.last_accepted_at ?? '') - Date.parse(witness.first_accepted_at ?? '');
  return { perSecond: (witness.accepted / ms) * 1_000, duplicates: witness.duplicates_by_recipient };
}
