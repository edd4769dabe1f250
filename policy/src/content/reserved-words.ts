import type { LintFinding } from './finding.ts';
import { sendWords } from './opt-out-words.ts';
import { type Check, findingAt, quote, spanOf } from './reading.ts';

// Words that every carrier and the FCC take for an opt-out; whoever sends one gets nothing more, whatever was asked.
const reserved =
  'stop|stopall|unsubscribe|quit|end|cancel|revoke|opt ?out|optout|cancelar|alto|parar|pare|baja|arret|annuler';
const business =
  'appointment|appt|reservations?|booking|order|visit|table|class|session|ride|trip|deliver(?:y|ies)|shipment|box|shift|survey|exam|check-?up|quiz|game|chat|grooming|service|pick ?-?up|cleaning|lesson|tour|stay|room|ticket|seat|meeting|call|interview|request|plan|membership|trial|renewal|auto-?renew|donation|pledge|cita|reserva|pedido|clase|visita|turno|rendez-vous|commande|visite|reservation|livraison|seance';
const word = String.raw`["'(*]?\b(${reserved})\b["')*]?`;

const misuses = [
  // Reply CANCEL to cancel your appointment; STOP to skip this week's delivery; QUIT if you cannot make the shift.
  new RegExp(
    String.raw`(?:\b(?:${sendWords})\b|,|\bor\b|\bo\b|\bou\b)(?: with| con| par)? ?${word},?\s+(?:to|if|when|and we|para|pour|si)\b[^.!?;]{0,50}?\b(?:${business})\b`,
    'g',
  ),
  // To cancel the grooming, reply CANCEL.
  new RegExp(
    String.raw`\b(?:to|para|pour) (?:cancel|call off|end|skip|stop|change|release|reschedule|cancelar|annuler|reporter)\b[^.!?;]{0,40}\b(?:${business})\b[^.!?;]{0,20}\b(?:${sendWords})\b(?: with| con| par)? ?${word}`,
    'g',
  ),
];
// Leaving the texts themselves is what the words are for.
const isAboutTexts =
  /\b(?:texts?|messages?|msgs?|alerts?|reminders?|notifications?|mensajes|avisos|sms|textos|recibir|receiv(?:e|ing))\b/;

const verb = new RegExp(String.raw`\b(?:${sendWords})\b(?= ?(?:with|con|par)? ?${word})`);

/** A word that means “no more texts” to the rules must not mean anything else to the business. */
export const checkReservedWords: Check = (reading) => {
  const found: LintFinding[] = [];
  for (const pattern of misuses)
    for (const match of reading.folded.text.matchAll(pattern)) {
      if (isAboutTexts.test(match[0].replace(verb, ''))) continue;
      const at = match.index + match[0].indexOf(match[1] ?? '', match[0].search(new RegExp(word)));
      const span = spanOf(reading, at, (match[1] ?? '').length);
      if (found.some((one) => one.start === span[0])) continue;
      const written = quote(reading.body, span);
      found.push(
        findingAt('reserved.word', 'error', span, {
          sentence: `${written} ends all texts to whoever sends it, by the rules and at the carriers; here it is asked for as something else.`,
          remedy: 'Ask for another word, such as CHANGE or NO, or give a number to call.',
          fix: /^(?:cancel|annul)/i.test(match[1] ?? '') ? 'CHANGE' : 'NO',
        }),
      );
    }
  return found;
};
