import { setTimeout as sleep } from 'node:timers/promises';
import type { CarrierProcess } from '../../e2e/stage/carrier.ts';

export type CarrierCost = {
  /** Microseconds of processor time that the carrier's process took for each text, kernel included. */
  readonly cpuUsPerText: number;
  readonly textsPerSecond: number;
};

/** Has texts sent to a carrier and says what they cost it, up to the last receipt that was taken. */
export async function measureCarrier(
  carrier: CarrierProcess,
  texts: number,
  send: (texts: number) => Promise<void>,
): Promise<CarrierCost> {
  const before = await carrier.usage();
  const startedAt = performance.now();
  await send(texts);
  const seconds = (performance.now() - startedAt) / 1_000;
  await untilFinished(carrier);
  const { cpuUs } = await carrier.usage();
  return { cpuUsPerText: (cpuUs - before.cpuUs) / texts, textsPerSecond: texts / seconds };
}

/** Every text has come to its end, and the receiver has taken everything that was to be told. */
async function untilFinished(carrier: CarrierProcess): Promise<void> {
  while ((await carrier.countUnfinished()) > 0) await sleep(100);
}
