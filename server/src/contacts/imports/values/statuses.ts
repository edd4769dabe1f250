/** What a cell says about being texted: joined, left, neither (pending, never asked), or nothing that can be read. */
export type StatusWord = 'in' | 'out' | 'neither' | 'unread';

const left = new Set(
  (
    'unsubscribed unsubscribe unsub optedout optout opted out opt out stop stopped stopall inactive deactivated disabled dnc dnt dnd ' +
    'donottext donotcontact donotcall donotsms donotmessage donotsend suppressed suppress blocked blacklisted blacklist blocklisted complaint complained ' +
    'spam removed remove quit cancel cancelled canceled end left revoked withdrawn withdrew refused declined rejected deceased ' +
    'baja dadodebaja cancelado inactivo nocontactar desuscrito bloqueado detenido desabonne desinscrit desactive inactif arret bloque ' +
    'abgemeldet abbestellt inaktiv gesperrt gekundigt widerrufen stopp austragen ausgetragen'
  ).split(' '),
);
const joined = new Set(
  (
    'subscribed subscriber subscribe granted given agree agrees consents allow active activated optedin optin in enabled confirmed consented agreed accepted allowed member join joined ' +
    'current enrolled registered ok good alta activo activa suscrito suscrita inscrito confirmado abonne abonnee actif active inscrit inscrite confirme ' +
    'abonniert aktiv angemeldet bestatigt zugestimmt'
  ).split(' '),
);
const neither = new Set(
  (
    'pending unconfirmed unverified invited lead prospect new unknown none never neversubscribed notsubscribed noconsent nonsubscribed notoptedin unsure expired bounced ' +
    'bounce cleaned invalid undelivered undeliverable failed landline deleted archived transactional nonsubscriber subscribedno ' +
    'pendiente enattente ausstehend unbestatigt'
  ).split(' '),
);
/** Words that say yes, in plain letters. */
export const yesWords: readonly string[] = [
  '1',
  'y',
  'yes',
  'true',
  't',
  'x',
  'on',
  '✓',
  '✔',
  '☑',
  'si',
  'oui',
  'ja',
  'verdadero',
  'vrai',
  'wahr',
];
/** Words that say no. */
export const noWords: readonly string[] = [
  '0',
  'n',
  'no',
  'false',
  'f',
  'off',
  '✗',
  '✘',
  '☐',
  'non',
  'nein',
  'falso',
  'faux',
  'falsch',
];
const [yes, no] = [new Set(yesWords), new Set(noWords)];

// A column repeats a few words a million times; the plain form is worked out once each.
const plainForms = new Map<string, string>();

function plain(text: string): string {
  const known = plainForms.get(text);
  if (known !== undefined) return known;
  const form = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_\-.,;:!'"’]+/g, '');
  if (plainForms.size < 10_000) plainForms.set(text, form);
  return form;
}

/** Yes or no, in any of the usual hands; undefined when it is neither. */
export function readYesNo(text: string): boolean | undefined {
  const word = plain(text);
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

const agreed = new Set([
  'agreed',
  'agrees',
  'accepted',
  'allowed',
  'granted',
  'optin',
  'optedin',
  'erlaubt',
  'acepta',
  'accepte',
]);
const refused = new Set([
  ...[
    'refused',
    'refuses',
    'declined',
    'denied',
    'withdrawn',
    'objected',
    'optout',
    'optedout',
    'dnt',
    'donottrack',
  ],
  ...['abgelehnt', 'rechaza', 'refuse'],
]);

/** Whether somebody agreed that it is kept which links they open; undefined where the cell says neither. */
export function readTracking(text: string): 'agreed' | 'refused' | undefined {
  const word = plain(text);
  if (refused.has(word) || no.has(word)) return 'refused';
  return agreed.has(word) || yes.has(word) ? 'agreed' : undefined;
}

/**
 * A cell of a status column. Yes and no speak of being active, so “no” has left: reading it as less would risk texting
 * somebody who does not want it. Words that only begin or end a phrase count when they say to stop.
 */
export function readStatus(text: string): StatusWord {
  const word = plain(text);
  if (neither.has(word)) return 'neither';
  if (left.has(word)) return 'out';
  if (joined.has(word)) return 'in';
  const flag = readYesNo(text);
  if (flag !== undefined) return flag ? 'in' : 'out';
  if (saysToStop(text)) return 'out';
  return 'unread';
}

const stopPhrase =
  /\b(un-?subscri\w*|opt(ed)?[\s-]*out|do\s*n[o'’]?t\s+(text|contact|call|sms|message|send)|no\s+(more\s+)?(texts?|sms|messages?)|dnc|dnt|stop(ped)?|replied\s+stop|baja|d[ée]sabonn\w*|d[ée]sinscri\w*|abgemeldet|no\s+enviar|ne\s+pas\s+contacter|nicht\s+kontaktieren)\b/i;

/** “Unsubscribed via SMS 2024”, “Opted out (web)”: a phrase in a status column that says to stop. */
export function saysToStop(text: string): boolean {
  return stopPhrase.test(text);
}

const refusalInNote =
  /\b(do\s*n[o'’]?t\s+(want\s+)?(any\s+)?(more\s+)?(to\s+be\s+)?(text(s|ed|ing)?|sms|messages?|contact(ed)?)|no\s+(more\s+)?(texts?|sms|text\s+messages?)|stop\s+(text(ing)?|sms|messag\w+)|opted?\s*out|unsubscribed?|call\s+only|no\s+(enviar|mandar)\s+(sms|mensajes|textos)|pas\s+de\s+(sms|textos?)|keine\s+sms)\b/i;

/** A remark such as “call me, don't text”. Free text may be misread, so it withholds consent and suppresses nobody. */
export function refusesTexts(note: string): boolean {
  return refusalInNote.test(note);
}

/** A word that only a list of subscribers has; yes, no and “active” stand in columns of many kinds. */
export function isTellingStatus(text: string): boolean {
  return /subscri|opt(ed)?[\s-]*(in|out)|^\s*stop\s*$|dnc|do\s*not\s*(text|contact)|suscrit|baja|abonn|abgemeldet|angemeldet/i.test(
    text,
  );
}
