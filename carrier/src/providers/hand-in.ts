import type { RefusalCode } from '../rows.ts';
import type { Refusal } from '../submission.ts';
import type { Desk, Given, HandedIn, Listed } from './provider.ts';

/** How a face says what became of a text that was handed in. */
export interface Saying {
  taken(text: Listed): Given;
  refused(refusal: Pick<Refusal, 'code' | 'retryAfterMs'>): Given;
  /** A 5xx of which nobody can tell what it hides. */
  broken: Given;
}

/** Hands a text to the engine and gives its answer in the face's words. */
export function handIn(
  desk: Desk,
  text: HandedIn,
  { taken, refused, broken }: Saying,
  give: (given: Given) => void,
): void {
  desk.submit(text, (answer) => {
    if (answer.kind === 'accepted') {
      const listed = desk.find(answer.id);
      give(listed ? taken(listed) : 'reset');
    } else if (answer.kind === 'refused') give(refused(answer));
    else give(answer.kind === 'error' ? broken : answer.kind);
  });
}

/** Turns away what never becomes a text, so that the ledger knows of it. */
export function turnAway(
  desk: Desk,
  code: RefusalCode,
  about: { from?: string; to?: string },
  given: Given,
  give: (given: Given) => void,
): void {
  void desk.carrier.turnAway(code, about).then(() => give(given));
}

export const secondsOf = (retryAfterMs: number): string =>
  String(Math.max(1, Math.ceil(retryAfterMs / 1_000)));

/** `retry-after`, where the engine says how long. */
export const retryAfter = (retryAfterMs: number | undefined): Readonly<Record<string, string>> =>
  retryAfterMs === undefined ? {} : { 'retry-after': secondsOf(retryAfterMs) };

/** The JSON object that a body is; null for anything else. */
export function jsonOf(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Addresses among what should be a list of them. */
export const urlsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export const plus = (number: string): string => (/^[1-9]\d{8,14}$/.test(number) ? `+${number}` : number);
export const bare = (number: string): string => number.replace(/^\+/, '');
