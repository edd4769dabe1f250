import type { CarrierProcess } from '../../e2e/stage/carrier.ts';
import { type Cast, enrol, type Stage } from '../../e2e/stage/stage.ts';

export const blastFigures = {
  texts: 'texts that the carrier’s ledger has from us',
  duplicates: 'texts beyond the first for one person, by the carrier’s ledger',
  textsPerSecond:
    'from the first acceptance, by the carrier’s ledger, to the last receipt applied in the database',
  acceptedPerSecond: 'from the first acceptance to the last, by the carrier’s ledger',
  walBytesPerText: 'written to the write-ahead log for each text, receipt included',
  workerUsPerText: 'processor time of the worker for each text, in microseconds, from when it stands ready',
  databaseUsPerText: 'the same of PostgreSQL, all its processes',
  carrierUsPerText: 'the same of the rehearsal carrier',
  receiverUsPerText: 'the same of the measuring process, which takes the callbacks where there are any',
};

// What a carrier grants to somebody who sends in earnest.
export const smppWindow = 1_000;

/** A workspace with people, whose gateway is the SMPP face of the carrier. */
export function openSmppCast(
  { ctx }: Stage,
  carrier: CarrierProcess,
  people: number,
  secret = carrier.key,
): Promise<Cast> {
  if (!carrier.smpp) throw new Error('The carrier has no SMPP face.');
  const { port, systemId } = carrier.smpp;
  return enrol(ctx, people, {
    kind: 'rehearsal_smpp',
    settings: { host: '127.0.0.1', port, systemId, window: smppWindow },
    secret,
  });
}
