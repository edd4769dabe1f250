/** What the heading of a column says it holds. Content decides the rest: “Opted in” may hold dates or yes and no. */
export type Heading =
  | 'mobile'
  | 'phone'
  | 'other_phone'
  | 'first_name'
  | 'last_name'
  | 'full_name'
  | 'email'
  | 'country'
  | 'region'
  | 'language'
  | 'time_zone'
  | 'status'
  | 'opted_in'
  | 'joined'
  | 'opted_out'
  | 'consent_source'
  | 'source'
  | 'tracking'
  | 'tags'
  | 'notes'
  | 'surplus'
  | 'skip';

/** Lower case, no accents, words apart: `firstName`, `First-Name` and `FIRST NAME` become `first name`. */
export function headingWords(heading: string): string {
  return heading
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

type Rule = readonly [Heading, RegExp];

// English, Spanish, French and German, in the order in which they are asked. Whole words only.
const words = (pattern: string) => new RegExp(`(^| )(${pattern})( |$)`);
const whole = (pattern: string) => new RegExp(`^(${pattern})$`);

// "Order number", "phone type": about something else, or about the number and not the number itself.
const isNoNumber = words(
  'type|tipo|typ|carrier|operator|code|country|pais|land|pays|verified|valid|extension|ext|model|plan|visits|order|account|customer|invoice|id|count|house|street|of',
);

const rules: readonly Rule[] = [
  ['skip', whole('error code|error message')],
  // Of our own file of people: what we made of their consents is no consent that a file could bring.
  ['skip', whole('tidings may text|tidings programs')],
  ['surplus', whole('surplus cell \\d+')],
  // Before everything that speaks of consent: whoever lets their links be counted has not agreed to any text by that.
  [
    'tracking',
    words('tracking|tracked|(link|click) track|track (links|clicks)|seguimiento|suivi|nachverfolgung'),
  ],
  [
    'opted_out',
    words(
      'opt ?out|opted ?out|optout|unsub|unsubscribe|unsubscribed|unsubscribe ?date|unsubscribed ?at|dnc|dnt|dnd|do not (text|contact|call|sms|message)|suppressed|suppression|blacklist|blacklisted|blocked|opposition|stop|baja|desabonne|desinscrit|desinscription|abgemeldet|abmeldung|abmeldedatum',
    ),
  ],
  [
    'consent_source',
    words(
      '(opt ?in|opted ?in|optin|consent|permission|subscription|signup|sign up|consentimiento|consentement|einwilligung|alta|inscription|anmeldung)( \\w+)* (source|method|via|channel|origin|how|origen|fuente|metodo|canal|quelle|weg|methode|kanal)',
    ),
  ],
  [
    'consent_source',
    words(
      '(source|method|how|origin|origen|fuente|quelle|origine|methode|metodo)( \\w+)* (opt ?in|opted ?in|optin|consent|permission|subscription|signup|consentimiento|consentement|einwilligung|alta|inscription|anmeldung)',
    ),
  ],
  [
    'consent_source',
    words(
      'how (they |was )?(joined|agreed|signed up|subscribed|opted in|obtained|collected|acquired)|einwilligungsquelle',
    ),
  ],
  [
    'opted_in',
    words(
      'opt ?in|opted ?in|optin|consent|consented|permission|(texts?|sms) ok|ok to (text|sms)|(can|may) (we )?text|(receive|wants?|allows?) (texts?|sms)|agreed|agreed (on|at)|accepts|accepts marketing|accepts sms|sms marketing|subscribe|subscribed|subscribed (on|at)|consentimiento|consiente|consentement|einwilligung|einwilligungsdatum|zustimmung|zugestimmt|suscrito|suscrito el|abonne|abonne le|abonniert|abonniert am|acepta|accepte',
    ),
  ],
  [
    'joined',
    words(
      'joined|join date|signup|sign up|signup date|signed up|subscription date|fecha de alta|alta|fecha de suscripcion|inscription|date d inscription|inscrit le|anmeldung|anmeldedatum|angemeldet am',
    ),
  ],
  [
    'status',
    words(
      'status|subscription|subscriber|state of subscription|statut|estado|zustand|suscripcion|abonnement|active|activo|actif|aktiv',
    ),
  ],
  ['email', words('e ?mail|mail|correo|courriel')],
  [
    'source',
    whole(
      'source|signup source|sign up source|lead source|origin|channel|method|origen|fuente|canal|metodo|quelle|herkunft|origine|methode',
    ),
  ],
  [
    'other_phone',
    words(
      'home|work|office|landline|land line|fax|business|evening|daytime|secondary|second|alternate|alternative|other|fijo|casa|trabajo|oficina|fixe|bureau|domicile|festnetz|privat|geschaftlich|2|3',
    ),
  ],
  [
    'mobile',
    words(
      'mobile|mobile phone|mobile number|cell|cell phone|cellphone|cellular|cell number|sms|sms number|text number|handset|movil|celular|portable|telephone portable|handy|handynummer|mobil|mobilnummer|mobiltelefon|mobilfunk|mobilfunknummer|gsm|whatsapp',
    ),
  ],
  [
    'phone',
    words(
      'phone|phone number|phone no|phonenumber|telephone|tel|tlf|tfno|telefono|telefon|telefonnummer|rufnummer|msisdn|e164|primaryphone|fon|ph|contact number|numero de telephone|numero de telefono',
    ),
  ],
  ['phone', whole('to|number|numero|nummer|no|contact|recipient|destination|num')],
  [
    'first_name',
    whole(
      'first|first name|firstname|fname|given|given name|forename|prenom|vorname|primer nombre|nombre de pila',
    ),
  ],
  [
    'last_name',
    whole(
      'last|last name|lastname|lname|surname|family name|apellido|apellidos|nom de famille|nachname|familienname|zuname',
    ),
  ],
  [
    'full_name',
    whole(
      'name|full name|fullname|customer name|contact name|nombre|nombre completo|nombre y apellidos|nom|nom complet|kunde|cliente|client|customer|member name|subscriber name|nombre del cliente|nom du client|kundenname',
    ),
  ],
  ['time_zone', whole('time ?zone|timezone|tz|zona horaria|fuseau|fuseau horaire|zeitzone')],
  ['country', whole('country|country code|pais|pays|land')],
  ['language', whole('language|preferred language|locale|lang|idioma|lengua|langue|sprache|lingua')],
  ['region', whole('state|province|region|st|provincia|departement|bundesland|state province')],
  [
    'tags',
    whole(
      'tag|tags|group|groups|list|lists|label|labels|segment|segments|etiqueta|etiquetas|grupo|grupos|lista|listas|etiquette|etiquettes|groupe|groupes|liste|listes|gruppe|gruppen|listen',
    ),
  ],
  [
    'notes',
    words(
      'note|notes|comment|comments|remark|remarks|notas|comentario|comentarios|observaciones|remarque|remarques|commentaire|commentaires|notiz|notizen|bemerkung|bemerkungen|kommentar',
    ),
  ],
];

const aboutPermission: ReadonlySet<Heading> = new Set([
  'opted_in',
  'opted_out',
  'status',
  'joined',
  'consent_source',
]);
const aboutNumbers: ReadonlySet<Heading> = new Set(['mobile', 'phone', 'other_phone']);
const otherChannel = words(
  'e ?mail|mail|correo|courriel|newsletter|call|calls|voice|post|postal|push|llamadas|appels|anrufe|order|payment|pago|paiement|ticket|shipping|marital|job|employment',
);
const ourChannel = words(
  'sms|text|texts|texting|mobile|cell|phone|message|messages|mensajes|textos|handy|mobil|telefono|telefon|telephone',
);

/** What a heading says, or undefined when it says nothing we know. */
export function readHeading(heading: string): Heading | undefined {
  const text = headingWords(heading);
  const found = rules.find(([, pattern]) => pattern.test(text))?.[0];
  if (!found) return undefined;
  // Consent to e-mails is no consent to texts, nor is leaving a newsletter a STOP.
  if (aboutPermission.has(found) && isAboutSomethingElse(heading)) return undefined;
  if (aboutNumbers.has(found)) return readNumberHeading(found, text);
  return found;
}

// "Home" and "work" speak of a number only beside a word for one: "Work" alone is a trade, "Home" an address.
function readNumberHeading(found: Heading, text: string): Heading | undefined {
  if (isNoNumber.test(text) && !/(^| )(phone|mobile|cell) (number|no)( |$)/.test(text)) return undefined;
  if (found !== 'other_phone') return found;
  const named = rules.find(
    ([heading, pattern]) => (heading === 'mobile' || heading === 'phone') && pattern.test(text),
  );
  return named
    ? 'other_phone'
    : rules.find(
        ([heading, pattern]) =>
          !aboutNumbers.has(heading) &&
          !aboutPermission.has(heading) &&
          heading !== 'email' &&
          pattern.test(text),
      )?.[0];
}

/** True when a heading speaks of e-mails, calls, orders … and not of texts: whatever stands there says nothing about texts. */
export function isAboutSomethingElse(heading: string): boolean {
  const text = headingWords(heading);
  return otherChannel.test(text) && !ourChannel.test(text);
}

/** True when a heading names texts, not only telephones. */
export function namesTexts(heading: string): boolean {
  return words('sms|text|texts|texting|text messages|mensajes|textos').test(headingWords(heading));
}

/** True when a heading names texts: of two consent columns it is the one that counts. */
export function isAboutTexts(heading: string): boolean {
  return ourChannel.test(headingWords(heading));
}

/** True when a heading says that the column holds points in time. */
export function isAboutTime(heading: string): boolean {
  return words('date|time|timestamp|on|at|when|since|datum|am|fecha|el|le|quand|utc').test(
    headingWords(heading),
  );
}
