import { readablePart, toClauses } from './normalise.ts';

/** The languages that a reply is told apart in. */
export type ReplyLanguage = 'en' | 'es' | 'fr';

// Words that stand in one of the three alone: keywords first, then the small words that every sentence is made of. STOP, NO
// and INFO are everybody's and tell nothing.
const words: Readonly<Record<ReplyLanguage, string>> = {
  en:
    'unsubscribe quit end cancel remove revoke help start join subscribe the you your my i im is are and please pls from off list texts texting messages ' +
    'take want dont this these more who what how number wrong not it to of for with leave alone text again yes thanks',
  es:
    'alto parar pare paren parenle baja cancelar cancelen detener detengan basta ayuda alta iniciar si quiero quieren mensajes mensaje textos por favor porfa ' +
    'gracias dejen deje deja ya mas nada nunca mande manden mandar envien enviar escriban escribir escribirme quitenme quiten quiteme borrenme borren saquenme ' +
    'darme denme dame lista numero equivocado equivocada quien soy eres esto este esta ustedes su sus mi el los las una del al para con como necesito informacion ' +
    'recibir recibo interesa',
  fr:
    'arret arreter arretez desabonner desabonnez desabonnement desinscrire desinscription desinscrivez aide debut oui je vous votre vos nous suis veux voudrais plus ' +
    'ne pas rien merci svp stp de le les des du une un et est ca cest qui quoi pourquoi comment moi mon ma mes retirez enlevez supprimez effacez numero liste ' +
    'envoyez envoyer recevoir textos mauvais erreur personne besoin infos messages',
};

const languagesOfWord = new Map<string, ReplyLanguage[]>();
for (const language of Object.keys(words) as ReplyLanguage[])
  for (const word of words[language].split(' '))
    languagesOfWord.set(word, [...(languagesOfWord.get(word) ?? []), language]);

/** The language that most words of a reply are of; null when they do not tell, as "stop" or "ok" do not. */
export function languageOfReply(text: string): ReplyLanguage | null {
  const counts: Record<ReplyLanguage, number> = { en: 0, es: 0, fr: 0 };
  for (const word of toClauses(readablePart(text)).flat()) {
    const found = languagesOfWord.get(word) ?? [];
    for (const language of found) counts[language] += 1 / found.length;
  }
  const [first, second] = (Object.keys(counts) as ReplyLanguage[]).sort(
    (one, other) => counts[other] - counts[one],
  );
  if (first === undefined || second === undefined || counts[first] === 0) return null;
  return counts[first] > counts[second] ? first : null;
}
