import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { smpp } from '../../../../server/src/gateways/index.ts';
import { freePorts } from '../../../stage/kannel.ts';
import { killProcess } from '../../../stage/processes.ts';
import { waitFor } from '../waiting.ts';
import { submitAll } from './lanes.ts';
import type { LegFigures } from './texts.ts';

const program = '/usr/lib/kannel/test/drive_smpp';
const window = 100;
const settledWithinMs = 120_000;
const limits = { mayStillLeave: () => true, answerWithinMs: 30_000 };
// It writes some sixty lines for each PDU, and its log is what it saw: of a hundred thousand texts at once that is gigabytes.
const textsARound = 5_000;

/** What to do where it is missing, or null where it is there. */
export const findKannelServerMissing = (): string | null =>
  existsSync(program)
    ? null
    : 'Kannel’s SMPP server is not installed here, so it is left out. Install it with: apt-get install kannel-extras';

/**
 * Our own SMPP gateway, as dispatch uses it, is bound to the message centre by which Kannel tries its own client (drive_smpp, a
 * transmitter and a receiver). It takes each text, brings as many receipts, and asks after each whether we are there; its log is the
 * judge, a new one for each five thousand texts. It gives every text the same answer, without an id, so that for us each is unknown: nothing else may be made of it.
 */
export async function proveKannelServer(
  order: { texts: number; folder: string },
  isForgetful: boolean,
): Promise<LegFigures> {
  let sum: LegFigures | null = null;
  for (let done = 0; done < order.texts; done += textsARound) {
    const texts = Math.min(textsARound, order.texts - done);
    const round = await proveRound({ texts, folder: order.folder }, isForgetful);
    sum = sum === null ? round : added(sum, round);
  }
  if (sum === null) throw new Error('Without texts there is nothing to prove.');
  return sum;
}

const added = (one: LegFigures, other: LegFigures): LegFigures =>
  Object.fromEntries(
    Object.entries(one).map(([name, count]) => [name, count + (other[name as keyof LegFigures] ?? 0)]),
  ) as LegFigures;

async function proveRound(
  { texts, folder }: { texts: number; folder: string },
  isForgetful: boolean,
): Promise<LegFigures> {
  const log = join(folder, 'drive_smpp.log');
  const [port] = await freePorts(3);
  const driver = spawn(program, ['-v', '0', '-l', log, '-p', String(port), '-m', String(texts)], {
    stdio: 'ignore',
  });
  const end = () => driver.kill('SIGKILL');
  process.once('exit', end);
  const gateway = smpp.open(
    { host: '127.0.0.1', port, systemId: 'foo', window, bindAs: 'two_sessions' },
    JSON.stringify({ password: 'bar' }),
  );
  gateway.listen?.(async () => {});
  try {
    await waitFor(async () => isReadyOn(gateway, driver), settledWithinMs);
    // A control leaves one in fifty out, as a gateway would that loses some.
    const handed = await submitAll(window, texts, async (n) =>
      isForgetful && n % 50 === 0 ? true : submitOne(gateway, n),
    );
    await waitFor(async () => (await read(log)).answered >= texts, settledWithinMs);
    const saw = await read(log);
    return { ...figuresOf(texts, saw), lost: Math.max(missingIn(texts, saw.words), handed.refused) };
  } finally {
    await gateway.close();
    await killProcess(driver, 'SIGKILL');
    process.off('exit', end);
    rmSync(log, { force: true });
  }
}

function isReadyOn(gateway: ReturnType<typeof smpp.open>, driver: ChildProcess): boolean {
  if (driver.exitCode !== null) throw new Error(`drive_smpp ended with ${driver.exitCode}.`);
  return gateway.isReady?.() ?? true;
}

const bodyOf = (n: number) => `Rolls ${n} until six`;

/** True where the text was handed over and, for want of an id, is unknown. */
async function submitOne(gateway: ReturnType<typeof smpp.open>, n: number): Promise<boolean> {
  const to = `+1555${String(n).padStart(7, '0')}`;
  const text = { reference: `k.${n}`, tag: 'interop', from: '+12025550133', to, validForMs: 3_600_000 };
  for (;;) {
    const [outcome] = await Promise.all(gateway.submit([{ ...text, body: bodyOf(n) }], limits));
    // No room on the line: not a byte has left.
    if (outcome?.kind !== 'not_sent') return outcome?.kind === 'unknown';
    await sleep(5);
  }
}

type Saw = {
  readonly words: ReadonlyMap<string, number>;
  readonly brought: number;
  readonly answered: number;
};

/** How often it saw each text's words, how many it brought us, and how many of those we answered. */
async function read(log: string): Promise<Saw> {
  const words = new Map<string, number>();
  let [brought, answered] = [0, 0];
  for await (const line of createInterface({ input: createReadStream(log) })) {
    const [, said] = /submit_sm: short_message = <(.*)>$/.exec(line) ?? [];
    if (said !== undefined) words.set(said, (words.get(said) ?? 0) + 1);
    else if (line.includes('Delivered SMS ')) brought += 1;
    else if (line.endsWith('Handling SMPP PDU of type deliver_sm_resp')) answered += 1;
  }
  return { words, brought, answered };
}

const missingIn = (texts: number, words: Saw['words']): number =>
  Array.from({ length: texts }, (_, n) => bodyOf(n)).filter((body) => !words.has(body)).length;

function figuresOf(texts: number, { words, brought, answered }: Saw): LegFigures {
  const own = new Set(Array.from({ length: texts }, (_, n) => bodyOf(n)));
  const seen = [...words];
  return {
    ...{ texts, lost: 0, replies: 0, repliesMissing: 0, receiptsTwice: 0, receiptsWrong: 0 },
    twice: seen.reduce((sum, [, times]) => sum + times - 1, 0),
    changed: seen.filter(([body]) => !own.has(body)).length,
    // What it brings are receipts of nothing in particular: what counts is that each was answered.
    ...{
      receipts: answered,
      receiptsMissing: Math.max(0, brought - answered) + Math.max(0, texts - brought),
    },
  };
}
