import { setTimeout as sleep } from 'node:timers/promises';
import { streamLedger } from '@tidings/carrier';
import type { CarrierProcess } from '../../../e2e/stage/carrier.ts';
import { findKannelMissing, startKannel } from '../../../e2e/stage/kannel.ts';
import type { KannelStore } from '../../../e2e/stage/kannel-configuration.ts';
import { blast } from '../blast.ts';
import { defineScenario } from '../scenario.ts';
import { openCarrier } from '../sending.ts';
import { openSmppCast, smppWindow } from '../smpp-cast.ts';
import { openStageIn } from '../stage.ts';
import type { Workplace } from '../workplace.ts';

type Rival = { name: string; store: KannelStore; isReceipted: boolean; from: string };

// Each from a number of its own, by which the carrier's ledger tells them apart.
const rivals = [
  { name: 'spool', store: 'spool', isReceipted: true, from: '+12025550131' },
  { name: 'memory', store: 'memory', isReceipted: true, from: '+12025550132' },
  { name: 'no-receipts', store: 'memory', isReceipted: false, from: '+12025550133' },
] as const satisfies readonly Rival[];

// SMPP has room for eight characters.
const password = 'bench';
const lookEveryMs = 50;
// Kannel takes in some thousand texts a second over HTTP, which is not measured and only waited for.
const mostHandedIn = 50_000;

export const peers = defineScenario({
  name: 'peers',
  about:
    'Ours and Kannel, the gateway that Debian has, send over SMPP to the same rehearsal carrier, one after another: one bind, the same window, answers after 5 to 20 ms. Kannel’s texts wait in its store already when the carrier lets it in, as ours wait in the database.',
  figures: {
    texts: 'texts that we sent',
    kannelTexts: 'texts that Kannel sent each time',
    textsPerSecond: 'ours, from the first acceptance to the last receipt applied in the database',
    kannelSpoolPerSecond:
      'Kannel with its store on disk, a file for each text, from the first acceptance to the last receipt taken',
    kannelMemoryPerSecond: 'the same with its store in memory',
    kannelNoReceiptsPerSecond: 'the same in memory without receipts, to the last acceptance',
    ratioToKannelSpool: 'ours by Kannel with its store on disk',
    ratioToKannelMemory: 'ours by Kannel with its store in memory',
    ratioToKannelNoReceipts: 'ours, with receipts, by Kannel without',
  },
  comparisons: [
    {
      what: 'texts a second, on disk',
      ours: 'textsPerSecond',
      theirs: 'kannelSpoolPerSecond',
      ratio: 'ratioToKannelSpool',
      against: 'Kannel',
    },
    {
      what: 'its store in memory alone',
      ours: 'textsPerSecond',
      theirs: 'kannelMemoryPerSecond',
      ratio: 'ratioToKannelMemory',
      against: 'Kannel',
    },
    {
      what: 'in memory and without receipts; ours with them',
      ours: 'textsPerSecond',
      theirs: 'kannelNoReceiptsPerSecond',
      ratio: 'ratioToKannelNoReceipts',
      against: 'Kannel',
    },
  ],
  limits:
    'Kannel writes its files without waiting for the disk, asks nobody’s consent, keeps no record of what became of a text and, here, tells nobody of its receipts, which spares it a request for each; ours commits every text and every receipt. Taking texts in is not counted on either side. The carrier takes its share of the same processors. Kannel is the Debian package `kannel`; where it is missing, its figures are unknown.',
  async run({ isQuick, size, workplace, say }) {
    const texts = size ?? (isQuick ? 5_000 : 300_000);
    const kannelTexts = Math.min(texts, isQuick ? 2_000 : mostHandedIn);
    const missing = findKannelMissing();
    if (missing) say(missing);
    const carrier = await openCarrier(
      workplace,
      'http://127.0.0.1:9/',
      ...['--sent-receipts', 'off', '--profile', 'plain', '--smpp-port', '0', '--smpp-password', password],
    );
    // First, while no database has anything left to tidy up.
    const theirs: (number | null)[] = [];
    for (const rival of rivals) {
      if (!missing) say(`sending ${kannelTexts} texts with Kannel: ${rival.name}`);
      theirs.push(missing ? null : await sendWithKannel(workplace, carrier, rival, kannelTexts));
    }
    const stage = await openStageIn(workplace);
    say(`making ${texts} people who agreed`);
    const cast = await openSmppCast(stage, carrier, texts, password);
    say('sending ours');
    const { textsPerSecond } = await blast(stage, workplace, cast, carrier, texts);
    const [spool = null, memory = null, noReceipts = null] = theirs;
    return {
      texts,
      kannelTexts: missing ? null : kannelTexts,
      textsPerSecond,
      kannelSpoolPerSecond: spool,
      kannelMemoryPerSecond: memory,
      kannelNoReceiptsPerSecond: noReceipts,
      ratioToKannelSpool: spool && textsPerSecond / spool,
      ratioToKannelMemory: memory && textsPerSecond / memory,
      ratioToKannelNoReceipts: noReceipts && textsPerSecond / noReceipts,
    };
  },
});

/** Texts a second. The carrier is closed to it until it has them all. */
async function sendWithKannel(
  workplace: Workplace,
  carrier: CarrierProcess,
  { name, store, isReceipted, from }: Rival,
  texts: number,
): Promise<number> {
  if (!carrier.smpp) throw new Error('The carrier has no SMPP face.');
  await carrier.change({ down: true });
  const place = { ...carrier.smpp, password, window: smppWindow };
  const kannel = await startKannel(workplace, name, store, place);
  await kannel.handIn(texts, (n) => ({
    ...{ from, to: `+1555${String(n).padStart(7, '0')}` },
    text: `Proof: hello Person ${n}. Reply STOP to end`,
    // 1: delivered, 2: not delivered.
    ...(isReceipted && { 'dlr-mask': '3' }),
  }));
  const before = await carrier.countAccepted('');
  await carrier.change({ down: false });
  while ((await carrier.countAccepted('')) < before + texts || (await carrier.countUnfinished()) > 0)
    await sleep(lookEveryMs);
  const endedAt = Date.now();
  await kannel.stop();
  const { first, last, recipients } = await acceptancesFrom(carrier.ledger, from);
  if (recipients !== texts) throw new Error(`The carrier has ${recipients} of Kannel’s ${texts} texts.`);
  return (texts / ((isReceipted ? endedAt : last) - first)) * 1_000;
}

/** What the carrier's ledger has from a number. */
async function acceptancesFrom(ledger: string, from: string) {
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  const recipients = new Set<string>();
  for await (const row of streamLedger(ledger)) {
    if (row.kind !== 'accepted' || row.from !== from) continue;
    const at = Date.parse(row.at);
    first = Math.min(first, at);
    last = Math.max(last, at);
    recipients.add(row.to);
  }
  return { first, last, recipients: recipients.size };
}
