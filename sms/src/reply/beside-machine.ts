import { findKeyword } from './keywords.ts';
import type { Clauses } from './normalise.ts';
import { findStop } from './stop-phrases.ts';

/** A wish to leave in words that are not the machine's; not clear when what stands around it raises a doubt. */
export interface WishBeside {
  readonly words: string;
  readonly isClear: boolean;
}

// "Reply STOP to end", "responda ALTO para cancelar": a machine's line, or ours coming back, however it goes on;
// "reply stop sending me these" is no such line.
const told =
  /\b(?:reply|respond|answer|text|txt|send|sms|responda|responde|conteste|contesta|envie|envia|mande|manda|repondez|envoyez|textez)(?: (?:with|back|us|the|word|to|con|la|palabra|par|le|mot))* (?:stop|stopall|end|quit|cancel|unsubscribe|optout|remove|alto|baja|parar|cancelar|arret|arreter)\b(?! \w+ing\b).*$/;

/** The clauses of a reply without the line that tells how to leave. */
export function withoutTold(clauses: Clauses): Clauses {
  return clauses
    .map((clause) => clause.join(' ').replace(told, '').trim())
    .filter((rest) => rest !== '')
    .map((rest) => rest.split(' '));
}

/**
 * What a person says beside the words of a machine: "stop texting me, this phone can't receive texts", "STOP! I am out
 * of the office". Clause by clause, as an address for e-mail in a machine's line takes nothing back in another.
 */
export function findWishBeside(clauses: Clauses): WishBeside | undefined {
  let doubted: WishBeside | undefined;
  for (const clause of clauses) {
    if (findKeyword(clause)?.intent === 'stop') return { words: clause.join(' '), isClear: true };
    const { phrase, doubts } = findStop([clause]);
    if (phrase !== undefined) return { words: phrase, isClear: true };
    const isDoubted = [...doubts].some((doubt) => doubt !== 'other channel');
    if (isDoubted) doubted ??= { words: clause.join(' '), isClear: false };
  }
  return doubted;
}
