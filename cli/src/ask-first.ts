import type { Desk } from './desk.ts';
import { failure, misuse } from './refusal.ts';
import { hasSomebody } from './surroundings.ts';

/** Refused before anything is done, rather than half-way, where nobody is there to be asked. */
export function requireConsentOrSomebody(desk: Desk, isAgreed: boolean, advice: string): void {
  if (!isAgreed && !hasSomebody(desk.around)) throw misuse(advice);
}

/** Goes on only after a yes. */
export async function askFirst(desk: Desk, question: string, otherwise: string): Promise<void> {
  desk.voice.progress.clear();
  const answer = await desk.around.ask(`${question} [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) throw failure('command.declined', otherwise);
}
