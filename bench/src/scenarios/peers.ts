import { setTimeout as sleep } from 'node:timers/promises';
import { judgeFile } from '@tidings/carrier';
import type { CarrierProcess } from '../../../e2e/stage/carrier.ts';
import { findKannelMissing } from '../../../e2e/stage/kannel.ts';
import { launch } from '../../../e2e/stage/stage.ts';
import { publicId } from '../../../server/src/platform/ids.ts';
import { settle, startBenchWorker, untilFinal, workerStandsAfterMs } from '../blast.ts';
import { drainKannel, orderFromKannel, peersPassword, type Rival } from '../kannel-rival.ts';
import { defineScenario } from '../scenario.ts';
import { openCarrier } from '../sending.ts';
import { openSmppCast } from '../smpp-cast.ts';
import { openStageIn } from '../stage.ts';
import type { Workplace } from '../workplace.ts';

const spool: Rival = { name: 'spool', store: 'spool', isReceipted: true, from: '+12025550131' };
const memory: Rival = { name: 'memory', store: 'memory', isReceipted: true, from: '+12025550132' };
const noReceipts: Rival = {
  ...{ name: 'no-receipts', store: 'memory', isReceipted: false, from: '+12025550133' },
};
const storedMemory: Rival = { ...memory, name: 'stored-memory', from: '+12025550134' };
const storedNoReceipts: Rival = { ...noReceipts, name: 'stored-no-receipts', from: '+12025550135' };

// With a file for each, 50,000 take half a minute; from memory so many as to be more than a beginning.
const mostWithFiles = 50_000;
const mostFromMemory = 200_000;

export const peers = defineScenario({
  name: 'peers',
  about:
    'Ours and Kannel, the gateway that Debian has, send over SMPP to the same rehearsal carrier, one after another: one bind, the same window, answers after 5 to 20 ms. Both stand ready and are then told to send: the clock runs from the order until whoever gave it knows what became of the last text. To Kannel each text is handed over HTTP, 64 at a time, and it tells each receipt to an address; ours is told to begin a campaign and keeps the receipts itself. Two more runs leave handing in and telling out of Kannel’s time: its store is full before the carrier lets it in.',
  figures: {
    texts: 'texts that we sent',
    kannelSpoolTexts: 'texts that Kannel sent with its store on disk',
    kannelMemoryTexts: 'texts that it sent each time from memory',
    textsPerSecond: 'ours, from asking for the campaign to the last receipt applied in the database',
    sendingPerSecond: 'ours, from the first acceptance to the same end',
    kannelSpoolPerSecond:
      'Kannel with its store on disk, a file for each text, from the first text handed in to the last receipt told',
    kannelMemoryPerSecond: 'the same with its store in memory',
    kannelNoReceiptsPerSecond: 'the same in memory without receipts, to the last acceptance',
    ratioToKannelSpool: 'ours by Kannel with its store on disk',
    ratioToKannelMemory: 'ours by Kannel with its store in memory',
    ratioToKannelNoReceipts: 'ours, with receipts, by Kannel without',
    kannelStoredPerSecond:
      'Kannel from a full store in memory, from the first acceptance to the last receipt, which nobody is told',
    kannelStoredNoReceiptsPerSecond: 'the same without receipts, to the last acceptance',
    ratioToKannelStored: 'ours from the first acceptance, by Kannel from a full store in memory',
    ratioToKannelStoredNoReceipts: 'the same, with our receipts, by Kannel without',
  },
  comparisons: [
    compare('texts a second, on disk', 'kannelSpoolPerSecond', 'ratioToKannelSpool'),
    compare('its store in memory alone', 'kannelMemoryPerSecond', 'ratioToKannelMemory'),
    compare(
      'in memory and without receipts; ours with them',
      'kannelNoReceiptsPerSecond',
      'ratioToKannelNoReceipts',
    ),
    {
      ...compare('handed in before, in memory', 'kannelStoredPerSecond', 'ratioToKannelStored'),
      ours: 'sendingPerSecond',
    },
    {
      ...compare(
        'handed in before, in memory, without receipts; ours with them',
        'kannelStoredNoReceiptsPerSecond',
        'ratioToKannelStoredNoReceipts',
      ),
      ours: 'sendingPerSecond',
    },
  ],
  limits:
    'Kannel writes its files without waiting for the disk, asks nobody’s consent and keeps no record of what became of a text; ours commits every text and every receipt. Who hands texts to Kannel and hears its receipts does nothing else with them and takes some 35 µs a text of the same processors, as the carrier takes its share. Ours sends more, so its slow first two seconds (the engine compiles, connections plan) weigh less. Until 29 November 2026 the ratios named by the goals were those from a full store. Kannel is the Debian package `kannel`; where it is missing, its figures are unknown.',
  async run({ isQuick, size, workplace, say }) {
    const texts = size ?? (isQuick ? 5_000 : 1_000_000);
    const kannelTexts = (store: Rival['store']) =>
      Math.min(texts, isQuick ? 2_000 : store === 'spool' ? mostWithFiles : mostFromMemory);
    const missing = findKannelMissing();
    if (missing) say(missing);
    const carrier = await openCarrier(
      workplace,
      'http://127.0.0.1:9/',
      ...['--sent-receipts', 'off', '--profile', 'plain', '--smpp-port', '0'],
      ...['--smpp-password', peersPassword],
    );
    const askKannel = async (send: typeof orderFromKannel, rival: Rival) => {
      if (missing) return null;
      const count = kannelTexts(rival.store);
      say(`sending ${count} texts with Kannel: ${rival.name}`);
      return send(workplace, carrier, rival, count);
    };
    // First, while no database has anything left to tidy up.
    const theirs = {
      spool: await askKannel(orderFromKannel, spool),
      memory: await askKannel(orderFromKannel, memory),
      noReceipts: await askKannel(orderFromKannel, noReceipts),
      stored: await askKannel(drainKannel, storedMemory),
      storedNoReceipts: await askKannel(drainKannel, storedNoReceipts),
    };
    const ours = await orderFromUs(workplace, carrier, texts, say);
    const by = (mine: number, theirs: number | null) => theirs && mine / theirs;
    return {
      texts,
      kannelSpoolTexts: missing ? null : kannelTexts('spool'),
      kannelMemoryTexts: missing ? null : kannelTexts('memory'),
      textsPerSecond: ours.ordered,
      sendingPerSecond: ours.sending,
      kannelSpoolPerSecond: theirs.spool,
      kannelMemoryPerSecond: theirs.memory,
      kannelNoReceiptsPerSecond: theirs.noReceipts,
      ratioToKannelSpool: by(ours.ordered, theirs.spool),
      ratioToKannelMemory: by(ours.ordered, theirs.memory),
      ratioToKannelNoReceipts: by(ours.ordered, theirs.noReceipts),
      kannelStoredPerSecond: theirs.stored,
      kannelStoredNoReceiptsPerSecond: theirs.storedNoReceipts,
      ratioToKannelStored: by(ours.sending, theirs.stored),
      ratioToKannelStoredNoReceipts: by(ours.sending, theirs.storedNoReceipts),
    };
  },
});

function compare<Theirs extends string, Ratio extends string>(what: string, theirs: Theirs, ratio: Ratio) {
  return { what, ours: 'textsPerSecond', theirs, ratio, against: 'Kannel' } as const;
}

/** Texts a second from the order and from the first acceptance; the worker waits for work before. */
async function orderFromUs(
  workplace: Workplace,
  carrier: CarrierProcess,
  texts: number,
  say: (sentence: string) => void,
): Promise<{ ordered: number; sending: number }> {
  const stage = await openStageIn(workplace);
  say(`making ${texts} people who agreed`);
  const cast = await openSmppCast(stage, carrier, texts, peersPassword);
  await settle(stage);
  const worker = startBenchWorker(stage, workplace);
  await sleep(workerStandsAfterMs);
  say('sending ours');
  const startedAt = Date.now();
  const runId = await launch(stage.ctx, cast);
  const endedAt = await untilFinal(stage, cast, carrier, [runId], texts, worker);
  const witness = await judgeFile(carrier.ledger, { tag: publicId('cmp', runId) });
  if (witness.distinct_recipients !== texts)
    throw new Error(`The carrier has ${witness.distinct_recipients} of ${texts} texts.`);
  const first = Date.parse(witness.first_accepted_at ?? '');
  return {
    ordered: (texts / (endedAt - startedAt)) * 1_000,
    sending: (texts / (endedAt - first)) * 1_000,
  };
}
