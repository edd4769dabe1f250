import { Conflict, NotNow } from '../../platform/errors.ts';
import type { Asked } from '../asking.ts';
import type { Gateway } from '../gateway.ts';

type Question = 'testConnection' | 'balance' | 'listNumbers' | 'lookUpNumber' | 'pointCallbacks';
type Asking<Q extends Question> = NonNullable<Gateway[Q]>;

/** Asks an account something; Conflict where its carrier cannot be asked that. */
export async function ask<Q extends Question>(
  gateway: Gateway,
  question: Q,
  ...about: Parameters<Asking<Q>>
): Promise<Awaited<ReturnType<Asking<Q>>>> {
  const asking = gateway[question] as ((...given: unknown[]) => Promise<unknown>) | undefined;
  if (!asking)
    throw new Conflict('gateway.cannot_be_asked', 'The carrier of this gateway cannot be asked that.');
  return (await asking.call(gateway, ...about)) as Awaited<ReturnType<Asking<Q>>>;
}

/** The answer, or the carrier's own words as a problem. */
export function answerOf<T>(asked: Asked<T>): T {
  if (asked.kind === 'answered') return asked.value;
  const { class: kind, sentence } = asked;
  if (kind === 'temporary' || kind === 'rate') throw new NotNow('gateway.carrier_away', sentence);
  throw new Conflict('gateway.carrier_refuses', sentence);
}
