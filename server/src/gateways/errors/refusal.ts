import { unreadable } from '../http/lost-answers.ts';
import { retryAfterMs } from '../http/read-answer.ts';
import type { SubmitOutcome } from '../outcome.ts';
import { type CodeTable, outcomeOfCode } from './code-table.ts';

type Told = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The carrier's own code and words; null where the body was not the carrier's. */
  readonly refusal: { readonly code: string | null; readonly sentence: string | null } | null;
};

/**
 * What a carrier means that does not take a text, of one that has taken nothing where it answers 4xx. A 5xx, a timeout and a
 * page of somebody else's say nothing.
 */
export function outcomeOfRefusal(table: CodeTable, { status, headers, refusal }: Told): SubmitOutcome {
  if (status < 400 || status >= 500 || status === 408) return unreadable(status);
  const code = refusal?.code ?? String(status);
  const sentence = refusal?.sentence || table[code]?.says || `The carrier answered ${status}.`;
  const pause = retryAfterMs(headers['retry-after']);
  // These two mean the same from anybody who stands in front of the carrier.
  if (status === 429) return { kind: 'throttled', retryAfterMs: pause ?? usualPauseMs, code, sentence };
  if (refusal && Object.hasOwn(table, code))
    return outcomeOfCode(table, { code, sentence, retryAfterMs: pause });
  if (status === 401) return { kind: 'misconfigured', code, sentence };
  if (!refusal) return unreadable(status);
  if (status === 403) return { kind: 'misconfigured', code, sentence };
  if (status === 402) return { kind: 'no_funds', code, sentence };
  return { kind: 'refused', code, sentence };
}

const usualPauseMs = 1_000;
