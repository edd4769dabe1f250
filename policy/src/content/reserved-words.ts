import { everyMatch } from './every-match.ts';
import type { LintFinding } from './finding.ts';
import { sendWords } from './opt-out-words.ts';
import { type Check, findingAt, quote, type Reading, spanOf } from './reading.ts';

// Words that every carrier and the FCC take for an opt-out; whoever sends one gets nothing more, whatever was asked.
const reserved =
  'stop|stopall|unsubscribe|quit|end|cancel|revoke|opt ?out|optout|cancelar|alto|parar|pare|baja|arret|annuler';
const word = String.raw`["'(*]{0,2}\b(${reserved})\b["')*]{0,2}`;
const asked = String.raw`\b(?:${sendWords})\b(?: with| us| back| con| par| mit| com| the word| la palabra| a palavra| le mot| das wort)* ?`;

const business =
  'appointment|appt|reservations?|booking|orders?|visit|table|class|session|ride|trip|deliver(?:y|ies)|shipment|box|shift|survey|exam|check-?up|quiz|game|grooming|service|pick ?-?up|cleaning|lesson|tour|stay|room|ticket|seat|meeting|call|interview|request|plan|membership|trial|renewal|auto-?renew|donation|pledge|slot|chair|spot|bay|court|tee time|fitting|haircut|treatment|consultation|viewing|showing|tour|inspection|repair|refill|prescription|installation|estimate|checkup|termin|tisch|buchung|bestellung|lieferung|consulta|mesa|agendamento|horario|entrega|table|parking|rental|tow|truck|pizza|records|release|release form|cita|reserva|pedido|clase|visita|turno|rendez-vous|commande|visite|reservation|livraison|seance';

const misuses = [
  // Reply CANCEL to cancel your appointment; STOP to skip this week's delivery; text END when you have picked it up.
  new RegExp(
    String.raw`(?:${asked}|,|\bor\b|\bo\b|\bou\b) ?${word},?\s+(?:to|if|when|once|within|for|unless|as soon as|before|after|so|and (?:we|i)|para|pour|si|se|wenn|um|falls|sobald)\b[^.!?;]{0,70}`,
    'g',
  ),
  // To cancel the grooming, reply CANCEL.
  new RegExp(
    String.raw`\b(?:to|para|pour) (?:cancel|call off|end|skip|stop|change|release|reschedule|revoke|close|finish|cancelar|anular|annuler|reporter)\b[^.!?;]{0,60}${asked}${word}`,
    'g',
  ),
  // If you can't make it, text CANCEL.
  new RegExp(String.raw`\b(?:if|when|once|si|cuando|quand)\b[^.!?;]{0,60}${asked}${word}`, 'g'),
  // Piano lesson Thursday at 4. QUIT to free the slot.
  new RegExp(
    String.raw`(?:^|[.!?:;]\s+)${word} (?:to|if|for|para|pour|si|um)\b[^.!?;]{0,40}\b(?:${business})s?\b`,
    'g',
  ),
  // Text YES or CANCEL.
  new RegExp(
    String.raw`${asked}["']?(?:yes|y|ok|confirm|keep|c|si|oui|1)["']?\b[^.!?;]{0,30}\b(?:or|o|ou)\b ?(?:${sendWords})? ?${word}(?=\s*(?:$|[.!?;]|(?:by|before|until|now|today|tonight|please)\b))`,
    'g',
  ),
];
// Need to drop the visit? UNSUBSCRIBE by reply and we free the chair. Running late, QUIT. CANCEL = not coming.
const bare = new RegExp(
  String.raw`(?:(?:${asked})${word}|(?<![\w'"])${word} (?:by|via|in|as) (?:reply|text|return|answer|sms|a reply)|${word} ?(?:=|:|->) ?)[^.!?;]{0,70}`,
  'g',
);
// Leaving the texts themselves is what the words are for.
const isAboutTexts =
  /\b(?:texts?|messages?|msgs?|alerts?|reminders?|notifications?|updates?|offers|promos?|promotions|news(?:letter)?|list|program|club|marketing|subscriptions?|hear(?:ing)? from|no more|leave you alone|bother you|unsubscribe|opt(?:ing)?[ -]?out|mensajes|avisos|sms|textos|recibir|suscripcion|receiv(?:e|ing)|recevoir|want out|receber|mensagens|lista|inscricao|nachrichten|infos|newsletter|erhalten|empfang|werbung)\b/;
// “STOP to end”, “STOP to opt out of this”, “CANCEL to stop”, “STOP pour partir”: to leave, and nothing of the business beside it.
const isLeaving = new RegExp(
  String.raw`^,?\s*(?:to|para|pour|um|se)\s+(?:be\s+|sich\s+)?(?:abzumelden|abmelden|opt(?:ing)?[ -]?out|unsub(?:scribe)?|end|quit|stop|cancel|leave|exit|out|removed|salir|sair|dejarl[oa]s?|dejar|terminar|cancelar|parar|(?:darte|darse) de baja|quitter|partir|sortir|arreter|(?:vous )?des(?:abonner|inscrire))\b(?![^.!?;]{0,40}\b(?:${business})\b)`,
);

/** A word that means “no more texts” to the rules must not mean anything else to the business. */
export const checkReservedWords: Check = (reading) => {
  const found: LintFinding[] = [];
  for (const pattern of misuses)
    for (const match of everyMatch(pattern, reading.folded.text)) {
      const at = match.index + placeOf(match);
      if (isToLeave(match, reading)) continue;
      const span = spanOf(reading, at, (match[1] ?? '').length);
      if (isProse(match, reading, span)) continue;
      if (!found.some((one) => one.start === span[0]))
        found.push(tell(match[1] ?? '', quote(reading.body, span), span));
    }
  for (const match of everyMatch(bare, reading.folded.text)) {
    const misuse = bareMisuse(match, reading);
    if (misuse && !found.some((one) => one.start === misuse.start)) found.push(misuse);
  }
  return found;
};

// “Reschedule or cancel before noon” asks for nothing by text, and “when you get this text, stop by” for a visit.
function isProse(
  match: RegExpExecArray,
  { body }: Reading,
  [start, end]: readonly [number, number],
): boolean {
  if (/^ (?:by|in|at|for)\b/.test(body.slice(end)) && match[1] === 'stop') return true;
  if (!/^(?:,|[.!?:;]|or|o|ou)(?![a-z])/.test(match[0])) return false;
  const written = body.slice(start, end);
  return written !== written.toUpperCase() && !/["'“‘«(*]$/.test(body.slice(0, start));
}

// Want to skip the box this week? Just answer STOP by Tuesday.
const callingOff =
  /\b(?:skip|drop|cancel|call off|change|move|pause|return|release|swap|give up|not coming|(?:don't|no longer) (?:need|want)|can't (?:make|come)|omitir|saltar|anular|cambiar|no (?:puede|viene)|pular|adiar|sauter|decaler|verschieben|absagen)\b[^?]*\?/;
const businessWord = new RegExp(String.raw`\b(?:${business})s?\b`);
// STOP alone is how every text ends; the other words alone are so only where nothing of the business is asked beside them.
const plainStops: ReadonlySet<string> = new Set([
  'stop',
  'stopall',
  'arret',
  'alto',
  'baja',
  'parar',
  'pare',
]);

/** “Can't make your visit? Reply CANCEL.”: asked for beside something of the business, with nothing about texts in the sentence or the question before it. */
function bareMisuse(match: RegExpExecArray, reading: Reading): LintFinding | null {
  const said = match.slice(1).find((one) => one !== undefined) ?? '';
  if (said === '') return null;
  const text = reading.folded.text;
  const before = text.slice(0, match.index);
  // This sentence, and the one before it where that asks something.
  const asked = /[^.!?;\n]*(?:\?\s*[^.!?;\n]*)?$/.exec(before)?.[0] ?? '';
  if (plainStops.has(said) && !callingOff.test(asked)) return null;
  const around = (asked + match[0]).replaceAll(said, ' ');
  if (isAboutTexts.test(around) || !businessWord.test(around)) return null;
  const at = match.index + match[0].indexOf(said);
  if (
    isLeaving.test(
      text
        .slice(at + said.length)
        .replace(/^["')*]+/, '')
        .replace(/[.!?;\n][\s\S]*$/, ''),
    )
  )
    return null;
  const span = spanOf(reading, at, said.length);
  return tell(said, quote(reading.body, span), span);
}

/** Where the word itself stands in what was matched: after the verb that asks for it. */
const placeOf = (match: RegExpExecArray): number => {
  const places = [...match[0].matchAll(new RegExp(word, 'g'))].filter((one) => one[1] === match[1]);
  const sent = match[0].search(new RegExp(asked + word));
  const place = places.find(({ index }) => index >= sent) ?? places[0];
  return place ? place.index + place[0].indexOf(place[1] ?? '') : 0;
};

function isToLeave(match: RegExpExecArray, { folded }: Reading): boolean {
  const at = placeOf(match);
  const before = match[0].slice(0, at).replace(new RegExp(asked, 'g'), ' ');
  const after = match[0].slice(at + (match[1] ?? '').length).replace(/^["')*]+/, '');
  const follows = folded.text.slice(match.index + at + (match[1] ?? '').length);
  return (
    isAboutTexts.test(before) ||
    isAboutTexts.test(after) ||
    isLeaving.test(follows.replace(/[.!?;\n][\s\S]*$/, ''))
  );
}

function tell(written: string, quoted: string, span: readonly [number, number]): LintFinding {
  return findingAt('reserved.word', 'error', span, {
    sentence: `${quoted} ends all texts to whoever sends it, by the rules and at the carriers; here it is asked for as something else.`,
    remedy: 'Ask for another word, such as CHANGE or NO, or give a number to call.',
    fix: /^(?:cancel|annul)/i.test(written) ? 'CHANGE' : 'NO',
  });
}
