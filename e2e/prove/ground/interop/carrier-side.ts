import { join } from 'node:path';
import { type FaultName, type RunningCarrier, startCarrier, streamLedger } from '@tidings/carrier';
import { interopText, judgeTexts } from './texts.ts';

/** The SMPP face of the rehearsal carrier, to which somebody else's client binds; its ledger is the judge. */

export const systemId = 'interop';
// SMPP has room for eight characters.
export const password = 'interop';

const outcomes: Partial<Record<FaultName, number>> = { handset_off: 0.02, unknown_handset: 0.02 };

export function openCarrierSide(folder: string, seed: number, isForgetful: boolean): Promise<RunningCarrier> {
  return startCarrier({
    ...{ key: 'key', callbackUrl: 'http://127.0.0.1:9/', callbackSecret: 'secret', seed },
    ...{ ledger: join(folder, 'ledger.ndjson'), profile: 'plain' as const, smpp: { systemId, password } },
    settings: {
      faults: { ...outcomes, ...(isForgetful && { receipt_lost: 0.02 }) },
      replies: { yes: 0.02, question: 0.01 },
      // Kannel drops a receipt that comes before the answer to its text; ours, which does not, is tried with such elsewhere.
      ...{
        latency_ms: { min: 0, max: 5 },
        receipt_delay_ms: { min: 1_000, max: 2_000 },
        sent_receipts: false,
      },
      reply_delay_ms: { min: 5, max: 50 },
    },
  });
}

export const portOf = ({ smpp }: RunningCarrier): number => Number(smpp?.split(':').at(-1));

/** Everything came in, something has become of all of it, and all of that is told. */
export function isAtRest({ carrier }: RunningCarrier, texts: number): boolean {
  const summary = carrier.summary();
  return summary.accepted >= texts && summary.in_flight === 0 && summary.undelivered_callbacks === 0;
}

export type CarrierSaw = {
  readonly figures: ReturnType<typeof judgeTexts>;
  /** What became of the texts whose receipts were asked for, by number. */
  readonly ends: ReadonlyMap<string, boolean>;
  /** What people wrote, as `number words`. */
  readonly replies: readonly string[];
};

/** Reads the ledger: what came in, what became of it, what people wrote. */
export async function readCarrierSide({ ledger }: RunningCarrier, texts: number): Promise<CarrierSaw> {
  const arrived: [string, string][] = [];
  const numberOf = new Map<string, string>();
  const ends = new Map<string, boolean>();
  const replies: string[] = [];
  for await (const row of streamLedger(ledger)) {
    if (row.kind === 'accepted') {
      arrived.push([row.to, row.body]);
      if (row.receipts !== 'none') numberOf.set(row.id, row.to);
    } else if (row.kind === 'outcome') {
      const number = numberOf.get(row.id);
      if (number !== undefined) ends.set(number, row.status === 'delivered');
    } else if (row.kind === 'inbound') replies.push(`${row.from} ${row.body}`);
  }
  return { figures: judgeTexts(texts, arrived), ends, replies };
}

/** How many of the replies are not among what was heard, each counted once. */
export function countMissing(replies: readonly string[], heard: readonly string[]): number {
  const open = new Map<string, number>();
  for (const one of heard) open.set(one, (open.get(one) ?? 0) + 1);
  return replies.filter((one) => {
    const left = open.get(one) ?? 0;
    if (left > 0) open.set(one, left - 1);
    return left === 0;
  }).length;
}

/** Receipts are asked for of all texts but the long ones: of those each part has a receipt of its own. */
export const isReceipted = (n: number): boolean => !interopText(n).isLong;
