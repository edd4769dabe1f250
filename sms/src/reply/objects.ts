import { isGoods } from './kinds.ts';
import { isName } from './lexicon.ts';
import type { Clauses } from './normalise.ts';

/**
 * What a word of leaving is about. "Stop the texts" is about us; "stop the leak", "take peanuts off my chart" and "the bus
 * stopped" are about something that no list of things could name in advance, so it is told by how it is built.
 */
const verbs = wordSet(
  'stop stops stopped stopping quit quits quitting end ends ended ending cancel cancelled canceled cancelling remove removed delete deleted drop dropped ' +
    'take took pull block freeze erase erased discontinue terminate disconnect shut turn unsubscribe ' +
    'parar pare paren para paro cancelar cancele cancelen cancelo quitar quite quiten quita borrar borre borren borraron eliminar elimine eliminen termina terminan acaba detener detengan bloquear bloqueen suspender ' +
    'arreter arretez arrete annuler annulez annule enlever enlevez retirer retirez supprimer supprimez resilier finit suspendez bloquez',
);
const determiners = wordSet(
  'the my our a an his her their another some any that your el la los las mi mis un una su sus le les mon ma mes un une son sa ses notre',
);
// What is ours: whoever says one of these anywhere may well speak of our texts.
const ours = wordSet(
  'text texts texting texted txt txts message messages messaging msg msgs sms spam spamming list lists number numbers phone cell alert alerts notification notifications reminder reminders ' +
    'promo promos promotions promotion ads ad marketing offers coupons contact contacts contacting communication communications subscription unsubscribe unsub opt optout consent permission robotexts blasts blast harassment harassing nonsense madness foolishness garbage shit mess junk crap bs robot bot robots follow updates update name names digits mobile line smses records record authorization answer reply info information data details rest ' +
    'mensaje mensajes texto textos lista numero telefono celular avisos alertas recordatorios promociones publicidad suscripcion notificaciones contacto molestar molesten nombre datos informacion autorizacion permiso consentimiento comunicaciones registros base escribir escribirme mandar mandarme enviar enviarme llegue lleguen ' +
    'messages textos liste numero telephone cellulaire rappels alertes pub pubs envois abonnement courriels sollicitations nom donnees coordonnees informations fichier consentement ecrire mecrire texter contacter deranger harceler embeter spammer appeler',
);
// Things that are done to us alone: "remove me", "stop it".
const people = wordSet(
  'me us it this these them those everything all nos esto eso estos moi nous ca cela tout now please already right mas me',
);
const placed = wordSet('by in over at on into for with running working by through past');
const helpers = wordSet(
  'wont will doesnt does didnt did hasnt has have is was never cant couldnt wouldnt would not keeps just no ne ya se sest',
);
const longestNoun = 4;

/** Whether all words of leaving in a reply are about other things than texts, and nothing else in it is about texts. */
export function isOfOtherThings(clauses: Clauses): boolean {
  let isOther = false;
  for (const clause of clauses) {
    for (let at = 0; at < clause.length; at++) {
      const word = clause[at] ?? '';
      if (ours.has(word) && !isSomeOtherKind(clause, at)) return false;
      if (!verbs.has(word)) continue;
      if (!isNoun(clause, at) && !hasOtherObject(clause, at) && !hasOtherSubject(clause, at)) return false;
      isOther = true;
    }
  }
  return isOther;
}

// "The bus stop", "stop sign", "the end of May": no wish, but a thing.
const nounsBefore = wordSet(
  'bus truck pit full non next last first second third metro train subway rest final tram dead year back front deep',
);
const nounsAfter = wordSet(
  'sign signs light lights payment order loss watch motion shop street of zone table user result product date cap',
);
const nounVerbs = wordSet('stop stops end ends quit drop block take');

function isNoun(clause: readonly string[], at: number): boolean {
  if (!nounVerbs.has(clause[at] ?? '')) return false;
  return nounsBefore.has(clause[at - 1] ?? '') || nounsAfter.has(clause[at + 1] ?? '');
}

// A guest list and an order number are not ours.
const kindsOfList = wordSet(
  'wait waiting up pickup emergency team guest price prayer sick grocery shopping allergy packing supply wish bucket class team roster order room account invoice claim tracking confirmation case ticket policy member serial page flight gate license model lot unit house apartment',
);
const listsAndNumbers = wordSet(
  'list lists number numbers name names records record info information line details reminder reminders',
);

function isSomeOtherKind(clause: readonly string[], at: number): boolean {
  return listsAndNumbers.has(clause[at] ?? '') && kindsOfList.has(clause[at - 1] ?? '');
}

const particles = wordSet('off out from please now and at once good hint hike love');

function hasOtherObject(clause: readonly string[], at: number): boolean {
  const [next = '', noun = ''] = clause.slice(at + 1, at + 3);
  if (placed.has(next)) return !particles.has(noun);
  if (isName(next) || isGoods(next) || (isGoods(noun) && !people.has(next) && !ours.has(next))) return true;
  if (!determiners.has(next) || noun === '' || particles.has(noun)) return false;
  return !clause.slice(at + 2, at + 2 + longestNoun).some((word) => ours.has(word) || people.has(word));
}

const owners = wordSet('the my our your that his her el la mi su le mon ma');
const inflected = /(?:s|ed|ing|o|it)$/;

/** "The bus stopped", "my cough won't stop": something else does it. */
function hasOtherSubject(clause: readonly string[], at: number): boolean {
  let last = at - 1;
  while (last >= 0 && helpers.has(clause[last] ?? '')) last--;
  if (last < 1 || (last === at - 1 && !inflected.test(clause[at] ?? ''))) return false;
  return clause.slice(Math.max(0, last - 2), last).some((word) => owners.has(word));
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
