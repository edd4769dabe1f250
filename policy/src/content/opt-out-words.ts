import { foldText } from './fold.ts';

/** Words that end texts when somebody sends them (47 CFR 64.1200(a)(10), carriers' own lists, and what people write elsewhere). */
export const optOutWords =
  'stop|stopall|stopp|unsubscribe|quit|end|cancel|revoke|opt ?-?out|optout|remove|alto|parar|pare|baja|cancelar|salir|arret|annuler|sair|abmelden';

const send =
  'reply|text|txt|send|respond|rply|answer|responde|responda|responder|envia|envie|enviar|texto|contesta|conteste|escribe|escriba|manda|repondez|envoyez|textez|reponds|antworte|antworten sie|antworten|sende|senden sie|senden|schicke|schicken sie|schreibe|schreiben sie|mande|escreva|digite';
const quoted = `["'(*]{0,2}`;

/** Tells people how to leave, in folded text. `STOP` alone counts only as it is shouted; see `tellsHowToLeave`. */
const leaving = new RegExp(
  String.raw`\b(?:${send})\b:?(?: with| us| back| con| par| mit| com|,? | the word| la palabra| le mot){0,3}\s*${quoted}(?:${optOutWords})\b` +
    String.raw`|\bopt(?:ing)?[ -]?out\b|\bunsubscrib|\bto (?:leave|end|stop) (?:these|this|our|all|the)? ?(?:texts?|messages?|alerts?)\b` +
    String.raw`|\b(?:darte|darse|darme) de baja\b|\bpara (?:salir|no recibir)\b|\bdesabonner\b|\bdesinscri|\bne plus recevoir\b|\babmelden\b|\babzumelden\b|\babbestell|\babmeldung\b|\bpara (?:sair|nao receber|parar)\b|\bdeixar de receber\b|\bdescadastr` +
    String.raw`|\b(?:to leave|leave at|opt out at)\b`,
);

// “STOP to end”, “STOP=end”, “STOP: quit”, but not “STOP BY OUR STORE”.
const shouted =
  /\b(?:STOP|STOPP|ALTO|ARRET|ARRÊT|BAJA|PARAR|SAIR)\b(?! (?:BY|IN|AT|BUYING|WAITING|MISSING|PAYING)\b)/;

/** Whether a text says how to leave, in any of the languages that are read. */
export const tellsHowToLeave = (body: string, folded = foldText(body)): boolean =>
  leaving.test(folded) || shouted.test(body);

/** The line that remedies add, by language. */
export const optOutLine = {
  en: 'Reply STOP to opt out',
  es: 'Responde ALTO para no recibir más',
  fr: 'Répondez ARRET pour vous désabonner',
} as const;

// All in the small alphabet, so that saying it makes no text dearer than its length.
const closings: Readonly<Record<string, string>> = {
  en: optOutLine.en,
  es: 'Responde ALTO para salir',
  fr: optOutLine.fr,
  de: 'Antworte STOP zum Abmelden',
  pt: 'Responda SAIR para sair',
};

/** How to leave, as it is put behind a text of this language (a tag); in English where we know no better. */
export const closingLine = (language: string): string =>
  closings[language.toLowerCase().split('-')[0] ?? ''] ?? optOutLine.en;

export const sendWords = send;
