import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { smpp } from '../../../../server/src/gateways/index.ts';
import { waitFor } from '../waiting.ts';
import { countMissing, password, systemId } from './carrier-side.ts';
import { submitAll } from './lanes.ts';
import { readFields, startPerl } from './perl.ts';
import { untilQuiet } from './quiet.ts';
import { interopText, judgeReceipts, judgeTexts, type LegFigures } from './texts.ts';

const from = '+12025550133';
const window = 100;
const settledWithinMs = 600_000;
const limits = { mayStillLeave: () => true, answerWithinMs: 60_000 };

/** Our own SMPP gateway, as dispatch uses it, is bound to a carrier of Net::SMPP; the carrier's notes are the judge. */
export async function proveNetSmppServer(
  order: { texts: number; folder: string },
  isForgetful: boolean,
): Promise<LegFigures> {
  const seen = join(order.folder, 'seen');
  mkdirSync(seen, { recursive: true });
  const server = startPerl('server.pl', [seen, isForgetful ? 50 : 0]);
  const { port } = await server.nextLine();
  const gateway = smpp.open({ host: '127.0.0.1', port, systemId, window }, JSON.stringify({ password }));
  const heard = new Map<string, boolean[]>();
  const replies: string[] = [];
  gateway.listen?.(async ({ receipts, inbound }) => {
    for (const { providerId, status } of receipts)
      heard.set(providerId, [...(heard.get(providerId) ?? []), status === 'delivered']);
    for (const one of inbound) replies.push(`${one.from} ${one.body}`);
  });
  let isOpen = true;
  try {
    // It ends by itself only where something is wrong, and then with no word.
    const ended = server.nextLine();
    await Promise.race([waitFor(async () => gateway.isReady?.() ?? true, settledWithinMs), ended]);
    const { refused } = await submitAll(window, order.texts, (n) => submitOne(gateway, n));
    await untilQuiet(() => heard.size + replies.length, settledWithinMs);
    await gateway.close();
    isOpen = false;
    const { delivered, answered } = await ended;
    const ends = new Map(
      readFields(join(seen, 'ends'), 2).map(([id = '', stat]) => [id, stat === 'DELIVRD'] as const),
    );
    const said = readFields(join(seen, 'replies'), 2).map((fields) => fields.join(' '));
    const figures = judgeTexts(order.texts, joined(readFields(join(seen, 'texts'), 3)));
    // A long text asks for a receipt of each part, and Net::SMPP’s side gives none.
    const known = judgeReceipts(ends, heard);
    return {
      ...figures,
      lost: Math.max(figures.lost, refused),
      ...known,
      // Each that it delivered wants an answer.
      receiptsWrong: known.receiptsWrong + (Number(delivered) - Number(answered)),
      ...{ replies: said.length, repliesMissing: countMissing(said, replies) },
    };
  } finally {
    if (isOpen) await gateway.close();
    await server.end();
  }
}

async function submitOne(gateway: ReturnType<typeof smpp.open>, n: number): Promise<boolean> {
  const { to, body } = interopText(n);
  const text = { reference: `i.${n}`, tag: 'interop', from, to, body, validForMs: 3_600_000 };
  for (;;) {
    const [outcome] = await Promise.all(gateway.submit([text], limits));
    // No room on the line: not a byte has left.
    if (outcome?.kind !== 'not_sent') return outcome?.kind === 'accepted';
    await sleep(20);
  }
}

/** Parts come in their order, one after another, and are one text. */
function joined(rows: readonly (readonly string[])[]): [string, string][] {
  const whole: [string, string][] = [];
  const open = new Map<string, string>();
  for (const [to = '', header = '-', words = ''] of rows) {
    if (header === '-') {
      whole.push([to, words]);
      continue;
    }
    const [total, number] = [header.slice(-4, -2), header.slice(-2)];
    const body = (open.get(to) ?? '') + words;
    if (number === total) {
      open.delete(to);
      whole.push([to, body]);
    } else open.set(to, body);
  }
  return whole;
}
