import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { streamLedger } from '@tidings/carrier';
import type { CarrierProcess } from '../../e2e/stage/carrier.ts';
import { type Kannel, startKannel } from '../../e2e/stage/kannel.ts';
import type { KannelStore } from '../../e2e/stage/kannel-configuration.ts';
import { until } from '../../e2e/stage/until.ts';
import { smppWindow } from './smpp-cast.ts';
import type { Workplace } from './workplace.ts';

/** One way to run Kannel, from a number of its own, by which the carrier's ledger tells it apart. */
export type Rival = {
  readonly name: string;
  readonly store: KannelStore;
  readonly isReceipted: boolean;
  readonly from: string;
};

/** The password that the carrier and both senders have; SMPP has room for eight characters. */
export const peersPassword = 'bench';

// Whoever is not there by then has lost something, and will not find it.
const giveUpAfterMs = 600_000;

/** Texts a second from the first that is handed in until whoever ordered them knows what became of the last. */
export async function orderFromKannel(
  workplace: Workplace,
  carrier: CarrierProcess,
  rival: Rival,
  texts: number,
): Promise<number> {
  const listener = await openListener(workplace);
  const kannel = await start(workplace, carrier, rival);
  await kannel.untilOnline();
  const before = await carrier.countAccepted('');
  const startedAt = Date.now();
  await kannel.handIn(texts, (n) => ({
    ...textOf(rival, n),
    ...(rival.isReceipted && { 'dlr-url': `${listener.url}/receipt?n=${n}&type=%d` }),
  }));
  await untilSent(carrier, before + texts);
  if (rival.isReceipted)
    await until(`Kannel told of ${texts} receipts`, () => listener.count() >= texts, giveUpAfterMs);
  const endedAt = Date.now();
  await kannel.stop();
  const { last } = await acceptancesFrom(carrier.ledger, rival, texts);
  return (texts / ((rival.isReceipted ? endedAt : last) - startedAt)) * 1_000;
}

/** Texts a second while its store empties: they wait in it when the carrier lets it in, and nobody is told of receipts. */
export async function drainKannel(
  workplace: Workplace,
  carrier: CarrierProcess,
  rival: Rival,
  texts: number,
): Promise<number> {
  await carrier.change({ down: true });
  const kannel = await start(workplace, carrier, rival);
  await kannel.handIn(texts, (n) => textOf(rival, n));
  const before = await carrier.countAccepted('');
  await carrier.change({ down: false });
  await untilSent(carrier, before + texts);
  const endedAt = Date.now();
  await kannel.stop();
  const { first, last } = await acceptancesFrom(carrier.ledger, rival, texts);
  return (texts / ((rival.isReceipted ? endedAt : last) - first)) * 1_000;
}

function start(workplace: Workplace, carrier: CarrierProcess, { name, store }: Rival): Promise<Kannel> {
  if (!carrier.smpp) throw new Error('The carrier has no SMPP face.');
  return startKannel(workplace, name, store, {
    ...carrier.smpp,
    password: peersPassword,
    window: smppWindow,
  });
}

const textOf = ({ from, isReceipted }: Rival, n: number) => ({
  ...{ from, to: `+1555${String(n).padStart(7, '0')}` },
  text: `Proof: hello Person ${n}. Reply STOP to end`,
  // 1: delivered, 2: not delivered.
  ...(isReceipted && { 'dlr-mask': '3' }),
});

/** Until the carrier has them all and has told all of them. */
async function untilSent(carrier: CarrierProcess, accepted: number): Promise<void> {
  await until(
    `the carrier had ${accepted} texts`,
    async () => (await carrier.countAccepted('')) >= accepted,
    giveUpAfterMs,
  );
  await until(
    'the carrier told all that it had to tell',
    async () => (await carrier.countUnfinished()) === 0,
    giveUpAfterMs,
  );
}

/** Counts requests and answers each with nothing: it shares the processors with whom it listens to. */
async function openListener(workplace: Workplace): Promise<{ url: string; count(): number }> {
  let requests = 0;
  const server = createServer((socket) => {
    let unread = '';
    socket.setEncoding('latin1');
    socket.on('error', () => undefined);
    socket.on('data', (piece: string) => {
      const heads = (unread + piece).split('\r\n\r\n');
      unread = heads.pop() ?? '';
      requests += heads.length;
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'.repeat(heads.length));
    });
    workplace.atEnd(() => void socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  workplace.atEnd(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: () => requests,
  };
}

/** When the carrier's ledger has the first and the last of them. */
async function acceptancesFrom(ledger: string, rival: Rival, texts: number) {
  const times = { first: Number.POSITIVE_INFINITY, last: 0 };
  const recipients = new Set<string>();
  for await (const row of streamLedger(ledger)) {
    if (row.kind !== 'accepted' || row.from !== rival.from) continue;
    const at = Date.parse(row.at);
    times.first = Math.min(times.first, at);
    times.last = Math.max(times.last, at);
    recipients.add(row.to);
  }
  if (recipients.size !== texts)
    throw new Error(`The carrier has ${recipients.size} of Kannel’s ${texts} texts.`);
  return times;
}
