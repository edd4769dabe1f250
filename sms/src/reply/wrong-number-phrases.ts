import type { Clauses } from './normalise.ts';
import { bindPhrases, findPhraseEnd } from './phrase-patterns.ts';
import { withoutFillers } from './stop-phrases.ts';

/** What people say who have somebody else's number; written as phrases.ts writes them. */
const book = bindPhrases([
  '(wrong|incorrect|mistaken) (number|num|nbr|phone|phone number|person|guy|lady|individual|party|recipient|patient)$',
  '(nobody|no one|noone) (here)? (by that name|by the name|with that name|named|called)',
  '(new|current) (owner|holder) of this (number|phone|line)',
  '(number|phone|line) (was|has been|got|is) (reassigned|recycled)',
  '(not associated|not affiliated) with this (number|phone|line)',
  '(no longer|doesnt|does not|dont) (has|have|own|owns|use|uses) this (number|phone|phone number)',
  '(had|owned|used) this (number|phone) before (me)?$',
  '^(not|im not|i am not|i aint) (the)? (person|one|individual) (you|youre|you are|ur|u) (looking for|trying to reach|want|after)',
  '^(im not|i am not|this isnt|this is not|its not|not) (mr|mrs|ms|dr|miss|mister|doctor|professor|coach)',
  '^(no soy|este no es|yo no soy) (el senor|la senora|don|dona|doctor|doctora|dr|dra)',
  '^(je ne suis pas|je suis pas|cest pas|ce nest pas) (mr|mme|monsieur|madame|docteur|dr)',
  '(meant|intended) for (someone else|somebody else|another person)$',
  '(numero|persona|telefono|celular) (equivocado|equivocada)$',
  '(equivoco|equivocaron|equivocaste|confundio|confundieron) de (numero|persona)',
  '(ya no|no) es (el|su) (numero|telefono|celular) de',
  '(esa|esta) persona ya no (tiene|usa) este (numero|telefono)',
  '(este numero) (cambio de dueno|ahora es mio)',
  'no hay nadie (con|de) ese nombre',
  '(mauvais|faux) (numero|destinataire)$',
  'mauvaise personne$',
  'erreur de (numero|personne|destinataire)$',
  '(trompe|trompee|trompes) de (numero|personne)',
  '(ce numero) (a change de proprietaire|mappartient)',
  'personne de ce nom',
]);

// "I called the wrong number", "did I get the wrong person?": it is the writer who has erred, not we.
const writersOwn = new Set(
  'i we ill didi called dialed dialled typed wrote order ticket llame marque jai appele'.split(' '),
);

/** The words that say that somebody else has this number now, if a reply has such. */
export function findWrongNumber(clauses: Clauses): string | undefined {
  for (const clause of clauses) {
    for (let start = 0; start < clause.length; start += 1) {
      const end = findPhraseEnd(book, clause, start, (phrase, at) => {
        if (phrase.startsClause && start > 0) return false;
        return !phrase.endsClause || withoutFillers(clause.slice(at, at + 3)).length === 0;
      });
      if (
        end === undefined ||
        clause.slice(Math.max(0, start - 4), start).some((word) => writersOwn.has(word))
      )
        continue;
      return clause.slice(start, end).join(' ');
    }
  }
  return undefined;
}
