import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type KannelWorkplace, startKannel } from '../../../stage/kannel.ts';
import { waitFor } from '../waiting.ts';
import {
  countMissing,
  isAtRest,
  isReceipted,
  openCarrierSide,
  password,
  portOf,
  readCarrierSide,
  systemId,
} from './carrier-side.ts';
import { untilQuiet } from './quiet.ts';
import { interopText, judgeReceipts, type LegFigures } from './texts.ts';

const from = '+12025550131';
const window = 500;
const delivered = 1; // In Kannel's masks; 2 is not delivered.
const settledWithinMs = 600_000;

/**
 * Kannel's bearerbox is bound to the rehearsal carrier: it submits, takes receipts and what people write, and tells over HTTP what it
 * made of both.
 */
export async function proveWithKannel(
  order: { texts: number; seed: number; folder: string },
  isForgetful: boolean,
): Promise<LegFigures> {
  const ends: (() => Promise<void> | void)[] = [];
  const workplace: KannelWorkplace = { folder: order.folder, atEnd: (end) => void ends.push(end) };
  const heard = new Map<string, boolean[]>();
  const replies: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === '/receipt') {
      const about = interopText(Number(searchParams.get('n'))).to;
      heard.set(about, [...(heard.get(about) ?? []), Number(searchParams.get('type')) === delivered]);
    } else replies.push(`${searchParams.get('from')} ${wordsOf(request.url ?? '')}`);
    response.end();
  });
  // Kannel sends again nothing of what it was telling when a connection was closed under it.
  server.keepAliveTimeout = 0;
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const carrier = await openCarrierSide(order.folder, order.seed, isForgetful);
  try {
    const place = { port: portOf(carrier), systemId, password, window };
    const kannel = await startKannel(workplace, 'interop', 'memory', place, `${origin}/reply`);
    await kannel.handIn(order.texts, (n) => {
      const { to, body } = interopText(n);
      const wish = { 'dlr-mask': '3', 'dlr-url': `${origin}/receipt?n=${n}&type=%d` };
      // Kannel does not look whether a text fits into GSM; 2 is UCS-2.
      const coding = { charset: 'UTF-8', coding: /[^ -~]/.test(body) ? '2' : '0' };
      return { from, to, text: body, ...coding, ...(isReceipted(n) && wish) };
    });
    await waitFor(async () => isAtRest(carrier, order.texts), settledWithinMs);
    // What has reached Kannel takes a moment until it has told us.
    await untilQuiet(() => heard.size + replies.length, settledWithinMs);
    const saw = await readCarrierSide(carrier, order.texts);
    return {
      ...saw.figures,
      ...judgeReceipts(saw.ends, heard),
      replies: saw.replies.length,
      repliesMissing: countMissing(saw.replies, replies),
    };
  } finally {
    for (const end of ends.reverse()) await end();
    await carrier.stop();
    server.close();
    server.closeAllConnections();
  }
}

const ucs2 = '2';

/** What Kannel brings as it came: octets in UCS-2, or words in UTF-8. */
function wordsOf(url: string): string {
  const raw = /[?&]text=([^&]*)/.exec(url)?.[1] ?? '';
  if (!url.includes(`coding=${ucs2}`)) return decodeURIComponent(raw.replaceAll('+', ' '));
  const octets = raw
    .replaceAll('+', ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, 'latin1').swap16().toString('utf16le');
}
