import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '../waiting.ts';
import {
  countMissing,
  isAtRest,
  openCarrierSide,
  password,
  portOf,
  readCarrierSide,
  systemId,
} from './carrier-side.ts';
import { readFields, startPerl } from './perl.ts';
import { interopText, judgeReceipts, type LegFigures } from './texts.ts';

const from = '+12025550132';
const window = 200;
const settledWithinMs = 600_000;

/** A client of Net::SMPP is bound to the rehearsal carrier; what it heard is held against the carrier's ledger. */
export async function proveNetSmppClient(
  order: { texts: number; seed: number; folder: string },
  isForgetful: boolean,
): Promise<LegFigures> {
  const seen = join(order.folder, 'seen');
  mkdirSync(seen, { recursive: true });
  const carrier = await openCarrierSide(order.folder, order.seed, isForgetful);
  const client = startPerl('client.pl', [
    ...[portOf(carrier), systemId, password, from.slice(1), order.texts, window, seen],
  ]);
  try {
    const ended = client.nextLine();
    // It ends by itself only where something is wrong.
    await Promise.race([waitFor(async () => isAtRest(carrier, order.texts), settledWithinMs), ended]);
    writeFileSync(join(seen, 'end'), '');
    await ended;
    const saw = await readCarrierSide(carrier, order.texts);
    const numberOf = new Map(
      readFields(join(seen, 'answers'), 2).map(([n, id = '']) => [id, numberOfText(n)]),
    );
    const heard = new Map<string, boolean[]>();
    for (const [id = '', stat] of readFields(join(seen, 'receipts'), 2)) {
      const number = numberOf.get(id) ?? `nobody (${id})`;
      heard.set(number, [...(heard.get(number) ?? []), stat === 'DELIVRD']);
    }
    const replies = readFields(join(seen, 'replies'), 2).map((fields) => fields.join(' '));
    return {
      ...saw.figures,
      ...judgeReceipts(saw.ends, heard),
      ...{ replies: saw.replies.length, repliesMissing: countMissing(saw.replies, replies) },
    };
  } finally {
    await client.end();
    await carrier.stop();
  }
}

const numberOfText = (n: string | undefined): string => interopText(Number(n)).to;
