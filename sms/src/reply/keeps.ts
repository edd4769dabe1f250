import type { Clauses } from './normalise.ts';
import { bindPhrases, findPhraseEnd } from './phrase-patterns.ts';
import { keepAnywherePhrases, keepPhrases, undoPhrases } from './phrases.ts';
import { withoutFillers } from './stop-phrases.ts';

const beginnings = bindPhrases(keepPhrases);
const anywhere = bindPhrases(keepAnywherePhrases);
const undoing = bindPhrases(undoPhrases);
const refusing = new Set(
  'dont not no never didnt wont cant if ni nunca jamas tampoco si sin ya ne pas plus jamais'.split(' '),
);

/** Words that ask to go on: "don't stop sending these" as a clause begins, "and I don't want to quit" wherever it stands. */
export function findKept(clauses: Clauses): string | undefined {
  for (const clause of clauses) {
    const words = withoutFillers(clause);
    const end = findPhraseEnd(beginnings, words, 0, () => true);
    if (end !== undefined) return words.slice(0, end).join(' ');
    for (let at = 0; at < words.length; at++) {
      const last = findPhraseEnd(anywhere, words, at, () => true);
      if (last !== undefined) return words.slice(at, last).join(' ');
    }
  }
  return findContrast(clauses);
}

/** Words that take an opt-out back, or allow texts ("undo that stop", "you have my permission to text me"). */
export function findUndone(clauses: Clauses): string | undefined {
  for (const written of clauses) {
    if (written.some((word) => refusing.has(word))) continue;
    const clause = withoutFillers(written);
    for (let at = 0; at < clause.length; at++) {
      const end = findPhraseEnd(
        undoing,
        clause,
        at,
        (phrase, last) =>
          (!phrase.startsClause || at === 0) && (!phrase.endsClause || last === clause.length),
      );
      if (end !== undefined) return clause.slice(at, end).join(' ');
    }
  }
  return undefined;
}

const leaving = new Set(
  'stop quit end cancel remove drop delete unsubscribe opt out off quiten quite quitar cancelen cancelar cancele baja dejen deje arretez arreter annulez annuler enlevez retirez desabonnez'.split(
    ' ',
  ),
);
const contrasts = new Set('not pero mais pas'.split(' '));
const between = new Set('not no from the my your de los mis les mes des vos'.split(' '));
const ours = new Set(
  'texts text messages alerts sms reminders notifications textos mensajes avisos alertas alertes rappels'.split(
    ' ',
  ),
);

/** "Opt me out of the catalog, not the alerts": what is left is something else, and the texts are to stay. */
function findContrast(clauses: Clauses): string | undefined {
  for (let at = 1; at < clauses.length; at++) {
    const clause = clauses[at] ?? [];
    if (clause.length < 3 || clause.length > 5 || !contrasts.has(clause[0] ?? '')) continue;
    if (!ours.has(clause.at(-1) ?? '') || !clause.slice(1, -1).every((word) => between.has(word))) continue;
    if (clauses[at - 1]?.some((word) => leaving.has(word))) return clause.join(' ');
  }
  return undefined;
}
