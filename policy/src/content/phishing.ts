import { everyMatch } from './every-match.ts';
import { type LintFinding, promotionalPurposes } from './finding.ts';
import { domainOf, isWithin, type Link } from './links.ts';
import { type Check, findingAt, lettersOf, quote, type Reading, spanOf } from './reading.ts';

/** Texts in the manner of fraud. Carriers fine them highest ($2,000 at T-Mobile), whoever meant well. */
export const checkPhishing: Check = (reading) => [
  ...findAccountTricks(reading),
  ...findAskedSecrets(reading),
  ...findPrizes(reading),
  ...findNewNumbers(reading),
];

const things =
  'account|identity|identidad|payment|billing|password|card|details|information|address|wallet|login|sign-?in|cuenta|pago|tarjeta|datos|compte|identite|paiement|carte|informations|adresse';
const lures = [
  String.raw`\b(?:verify|confirm|update|unlock|restore|validate|reactivate|secure|verifique|verifica|confirme|confirma|actualice|actualiza|desbloquee|confirmez|verifiez|mettez a jour|debloquez)\b[^.!?]{0,25}\b(?:${things})\b`,
  String.raw`\b(?:account|card|profile|access|subscription|membership|service|cuenta|tarjeta|compte|carte)\b[^.!?]{0,30}\b(?:suspended|locked|limited|restricted|blocked|disabled|terminated|expire[sd]?|on hold|suspendida|bloqueada|bloque|suspendu)\b`,
  String.raw`\b(?:unpaid|outstanding|overdue|unusual|suspicious|strange|unrecogni[sz]ed|unauthori[sz]ed|unknown|failed)\b[^.!?]{0,20}\b(?:tolls?|fees?|duty|sign-?in|log-?in|activity|device|charge|transaction|payment|balance|fine|ticket|invoice)\b`,
  String.raw`\b(?:package|parcel|delivery|item|paquete|envio|colis|livraison)\b[^.!?]{0,40}\b(?:on hold|held|failed|customs|fee|redeliver|retenido|aduana|en attente|douane)\b`,
  String.raw`\b(?:could(?:n't| not)|unable to|failed to|tried to) deliver\b|\bredelivery\b|\bno pudimos entregar\b|\bn'a pas pu etre livre\b`,
  String.raw`\b(?:payment|pago|paiement)\b[^.!?]{0,15}\b(?:failed|declined|rejected|rechazado|refuse)\b`,
  String.raw`\b(?:if (?:this|it) (?:was|is)(?:n't| not) you|not you\?|did(?:n't| not) (?:place|make|request|order) (?:this|it)|wasn't you\?)[^.!?]{0,20}(?:click|tap|cancel|confirm|verify|visit|go to|log|sign|http)`,
  String.raw`\b(?:final warning|last notice)\b[^!?]{0,40}\b(?:service|account|access|line|mailbox)\b|\b(?:restore|regain|keep) (?:your )?(?:access|account|line)\b`,
  String.raw`\b(?:sign|log) ?in\b[^.!?]{0,15}\b(?:to keep|to avoid|to secure|to restore|to continue|to stop|now)\b`,
  String.raw`\b(?:sua conta|seu cartao|seu acesso|ihr (?:konto|paket|zugang)|ihre (?:karte|sendung)|dein (?:konto|paket)|votre (?:compte|carte|colis)|su (?:cuenta|tarjeta|paquete)|tu (?:cuenta|tarjeta|paquete))\b[^.!?]{0,40}\b(?:bloquead[oa]|suspens[oa]|limitad[oa]|retid[oa]|gesperrt|eingeschrankt|zuruckgehalten|suspendu|bloque|limite|retenu|suspendid[oa]|retenid[oa])\b`,
  String.raw`\b(?:re-?confirm|re-?verify|re-?activate|re-?enter|authenticate)\b[^.!?]{0,25}\b(?:${things})\b|\b(?:will be|has been|was) (?:closed|deleted|deactivated|frozen|cancelled) (?:unless|if|within|in \d)`,
  String.raw`\b(?:refund|reembolso|remboursement)\b[^.!?]{0,20}\b(?:waiting|pending|available|unclaimed|claim|pendiente|en attente)\b|\bclaim your refund\b`,
];
const lure = new RegExp(lures.join('|'));

/** “Verify your account” beside a link that is not the brand's own. */
function findAccountTricks(reading: Reading): LintFinding[] {
  const match = lure.exec(reading.folded.text);
  const link = match && reading.links.find((one) => !isOwn(one, reading));
  if (!match || !link) return [];
  const span = spanOf(reading, match.index, match[0].length);
  return [
    findingAt('phishing.account', 'error', span, {
      sentence: `${quote(reading.body, span)} beside a link to ${link.host.slice(0, 60)}, which is not known to be yours, is how fraud is written.`,
      remedy: 'Link to your own domain, or ask people to open the app or call the number they know.',
    }),
  ];
}

function isOwn({ host }: Link, { input, brand }: Reading): boolean {
  if (input.ownDomains) return input.ownDomains.some((domain) => isWithin(host, domain));
  const label = lettersOf(domainOf(host).split('.')[0] ?? '');
  const words = (brand ?? '')
    .replaceAll('&', ' and ')
    .split(/\s+/)
    .map(lettersOf)
    .filter((word) => word !== '');
  // The whole name or its beginning, with or without its article: littlerex for The Little Rex.
  const begins = [words, words.slice(/^(?:the|le|la|el|les|los|der|die|das)$/.test(words[0] ?? '') ? 1 : 0)];
  return begins.some((name) => name.some((_, last) => name.slice(0, last + 1).join('') === label));
}

const secrets =
  'pin|(?:seed|recovery|secret|wallet) phrase|private key|routing number|account and routing numbers?|(?:medicare|medicaid|passport) number|mother.s maiden name|password|passcode|social security(?: number)?|ssn|cvv|card number|account number|bank (?:details|login)|one-?time code|security code|log-?in code|sign-?in code|verification code|(?:the |your )?codes? (?:that )?(?:you|we) (?:have |just |have just )?(?:received|got|sent|texted)|contrasena|clave|numero de (?:tarjeta|cuenta|seguro social)|mot de passe|nip|numero de carte|code recu';
const asking = new RegExp(
  String.raw`\b(?:reply|respond|text|send|tell|give|txt|responda|responde|envie|envia|repondez|envoyez|textez)\b(?: us| back| me| nous)?(?: back)?(?: with| con| avec| par)?[^.!?]{0,24}\b(?:${secrets})\b`,
  'g',
);
const askedOutright = new RegExp(
  String.raw`\b(?:what is|what's|we need|we require|provide|share|confirm|tell us|dinos|indiquez)\b[^.!?]{0,24}\b(?:your|su|tu|votre)\b[^.!?]{0,20}\b(?:${secrets})\b`,
  'g',
);
// The same in any build: a verb that moves something to us, and in the same sentence something that nobody should tell.
const moving =
  'reply|respond|answer|text|send|forward|relay|give|tell|share|provide|message|e-?mail|submit|type|read|write|drop|confirm|verify|supply|needs?|requires?|wants?|ask(?:s|ing)? for|responda|responde|responder|conteste|contesta|envie(?:nos|me)?|envia(?:nos)?|enviar(?:nos)?|mande(?:nos)?|manda(?:nos)?|read back|dinos|diganos|indique|indica|comparta|comparte|reenvie|reenvia|escriba|necesitamos|informe|encaminhe|passe|diga|precisamos|repondez|envoyez|transmettez|indiquez|donnez|communiquez|antworten sie|antworte|senden sie|sende|schicken sie|schick|teilen sie|nennen sie|nenne|geben sie|gib|bestatigen sie|wir brauchen|wir benotigen';
const guarded = [
  String.raw`(?:(?:debit|credit|bank|atm|card|account|portal|app|e-?mail|login|online|banking|secret|current|old|tarjeta|cartao) ?){0,3}(?:pin|passwords?|passcodes?|cvv2?|cvc)|(?:debit|credit|bank|atm|card|account|your|their|secret) pins`,
  String.raw`(?:full |complete |whole )?(?:social security|ssn|social insurance|tax id|itin)(?: numbers?| no\.?)?|last (?:four|4)(?: digits)? of (?:your|the) (?:social|ssn|card|account)`,
  String.raw`(?:credit|debit|bank|card|account|routing|passport|medicare|iban|sort code)[a-z -]{0,14}(?:numbers?|details|digits|codes?)|(?:numbers?|digits|photos?|pictures?|copy|front|back|both sides) (?:of|on|from) (?:your |the |both sides of your )?(?:(?:credit|debit|bank) )?(?:cards?|passport|social security)`,
  String.raw`(?:user ?name|log-?in|e-?mail) (?:and|plus|with) (?:your )?password|(?:bank|online banking|portal|account|apple|google) (?:log-?in|credentials|sign-?in)|mother's maiden|maiden name|(?:secret|security|recovery) (?:answer|question|phrase|word)s?|seed phrase`,
  String.raw`(?:(?:six|four|five|6|4|5|one)[- ](?:digit|time)|verification|security|log-?in|sign-?in|authenti\w+|bank|sms|activation) (?:codes?|passcodes?|pins?)|codes? (?:that |which )?(?:you|we|your bank|the bank|they|it|google|apple) (?:just |will |have |has |\w+ )?(?:gets?|got|received?|sent|texted|text|see|sends?)|(?:the|that|this|your) codes? (?:here|back|to us|once it|as soon as)`,
  String.raw`(?:fotos?|copias?|imagen) (?:de|del|do|da) (?:su |tu |la |seu |sua |o )?(?:tarjeta|cartao|pasaporte|passaporte|dni|ine|rg)|(?:photos?|copie) de (?:votre|la) carte|fotos? (?:ihrer|deiner|der) (?:kredit|bank)?karte|contrasenas?|claves? (?:de|del|secreta|bancaria)|(?:su|tu) (?:clave|pin|nip)|codigos? (?:de|que)[^.!?]{0,24}(?:seguridad|verificacion|digitos|cifras|recib\w+|lleg\w+|enviamos|verificacao|seguranca)|numeros? (?:de|do|da) (?:su |tu |seu )?(?:tarjeta|cuenta|seguro|cartao|conta)|senhas?|cpf`,
  String.raw`mots? de passe|code (?:pin|secret|recu|de (?:securite|verification|confirmation)|a \w+ chiffres)|numero de (?:carte|compte|securite sociale)|coordonnees bancaires|passwort|kennwort|(?:ihre|deine) (?:pin|tan)|(?:karten|konto|kreditkarten)(?:nummer|daten)|sicherheitscode|bestatigungscode|sms-code`,
].join('|');
const askedAnyhow = new RegExp(String.raw`\b(?:${moving})\b[^.!?]{0,60}?\b(?:${guarded})\b`, 'g');
// Set a new password, enter the code at the door: it is told where secrets belong, and none is asked for.
const elsewhere =
  /\b(?:reset|change|choose|create|forgot|update|set)(?:ting)? (?:up )?(?:a |your |my )?(?:new )?(?:password|pin|passcode)\b|\b(?:password|pin|passcode|code|contrasena|senha|mot de passe|passwort) (?:has|was|is|were|will|ha|foi|a ete|wurde|reset|change)\b|\b(?:we|we'll|will|to) (?:text|send|sent|e-?mail|mail|texted|e-?mailed|give|gave) (?:you|a|your|it|them)\b|\bdoor code\b|\bgift card\b|\bneeds? (?:help|no|a new|an? )\b|\b(?:wifi|wi-fi)\b|\bno (?:pin|password|code)\b|\bwithout (?:a|your)\b/;
const refusing = /\b(?:never|not|n't|don't|no|nunca|jamais|ne)\b[^.!?]{0,50}$/;

// What is your password? Votre mot de passe ?
const askedBack =
  /\b(?:what(?:'s| is)|cual es|qual (?:e|a)|quel(?:le)? est|wie lautet)\b[^.!?]{0,20}\b(?:pins?|passwords?|passcode|ssn|social security|card number|cvv|contrasena|clave|senha|mot de passe|passwort|kennwort|kartennummer)\b|\b(?:pins?|passwords?|passcode|ssn|cvv|login|contrasena|senha|mot de passe|passwort)\b[^.!?]{0,60}\b(?:in (?:a )?reply|by (?:reply|return|text)|to this (?:text|number|message)|por (?:este medio|sms|mensaje)|par sms|per sms)\b/g;

// “We just sent you a code. Reply with it.”: whoever asks for the code is not whom it was sent for.
const sentAndAsked =
  /\b(?:sent|texted|e-?mailed|enviamos|enviado|mandamos|envoye|geschickt|gesendet)\b[^!?]{0,40}\b(?:code|codigo|kode|passcode)\b[^!?]{0,60}\b(?:reply|respond|answer|text (?:back|us)|send (?:back|us)|tell us|read (?:it|the code)|responda|responde|repondez|antworten sie|antworte)\b[^.!?]{0,20}\b(?:it|(?:the|that|this|your|el|o|le|dem|ihm) ?(?:code|codigo)|con el|com ele|damit)\b/g;

function findAskedSecrets(reading: Reading): LintFinding[] {
  const text = reading.folded.text;
  const loosely = [...everyMatch(askedAnyhow, text)].filter(
    (match) => !elsewhere.test(text.slice(match.index, match.index + match[0].length + 24)),
  );
  for (const match of [
    ...everyMatch(asking, text),
    ...everyMatch(askedOutright, text),
    ...everyMatch(askedBack, text),
    ...everyMatch(sentAndAsked, text),
    ...loosely,
  ]) {
    if (refusing.test(text.slice(0, match.index)) || /\b(?:never|not|nobody|anyone|anybody)\b/.test(match[0]))
      continue;
    const span = spanOf(reading, match.index, match[0].length);
    return [
      findingAt('phishing.secrets', 'error', span, {
        sentence: `${quote(reading.body, span)} asks for a secret by text, where anybody may read it.`,
        remedy:
          'Never ask for passwords, codes or numbers of cards by text; have people sign in where they always do.',
      }),
    ];
  }
  return [];
}

const prize =
  /\b(?:you(?:'ve| have)?(?: just)? (?:won|been (?:selected|chosen)(?: (?:to receive|as|for|to win))?)|claim your (?:prize|reward|gift card|winnings|iphone|free \w+)|come claim|your (?:number|name|phone|e-?mail) (?:was|has been|is|came) (?:picked|selected|chosen|drawn|up)|lucky winner|winner! |you(?: are|'re) (?:a|the|our|today's|this week's) (?:lucky )?winner|congratulations[^.]{0,30}\b(?:won|winner|selected)|you(?: are|'re) (?:a|an|the|our|today's|this week's|this month's) (?:\w+ ){0,2}winner|you(?:'ve| have| were)? (?:been )?(?:picked|drawn|randomly (?:selected|chosen))|(?:unclaimed|uncollected) (?:prize|gift card|winnings|reward)|(?:collect|redeem|receive) your (?:cash |grand |free )?(?:prize|winnings|iphone|ipad)|your (?:cash |grand )?(?:prize|winnings)\b|lucky (?:customer|number|shopper|entry)|voce (?:ganhou|foi (?:sorteado|sorteada|selecionad[oa]|escolhid[oa]))|resgate seu premio|(?:sie haben|du hast|ihr habt) (?:\w+ ){0,4}gewonnen|(?:sie sind|du bist) (?:der|die|unser|unsere) (?:\w+ )?(?:gewinner|gluckliche)|has ganado|ha ganado|(?:eres|es usted|usted es) (?:el|la|nuestr[oa]) (?:\w+ )?ganador\w*|voce e (?:o|a|noss[oa]) (?:\w+ )?ganhador\w*|vous etes (?:le|la|notre) (?:\w+ )?gagnante?|ha sido seleccionad[oa]|reclam[ae] (?:tu|su) premio|vous avez gagne|reclamez votre (?:prix|cadeau))\b/;

// Somebody who says they are family, and wants money by a way that cannot be taken back.
const newNumber =
  /\b(?:hi|hey|hello|hola) (?:mom|mum|mama|dad|papa|grandma|grandpa|abuela)\b[^?]*?\b(?:new|other|temporary) (?:number|phone)\b|\b(?:send|buy) (?:me|us)\b[^.!?]{0,40}\bgift cards?\b/;

function findNewNumbers(reading: Reading): LintFinding[] {
  const { folded, isSelling, purpose } = reading;
  const match = newNumber.exec(folded.text);
  if (!match || (isSelling && purpose === 'marketing')) return [];
  const span = spanOf(reading, match.index, match[0].length);
  return [
    findingAt('phishing.account', 'error', span, {
      sentence: `${quote(reading.body, span)} is how fraud asks families and staff for money.`,
      remedy: 'Say how to pay through a way that people know from you, and never by gift cards.',
    }),
  ];
}

function findPrizes(reading: Reading): LintFinding[] {
  const { purpose, folded } = reading;
  if (purpose !== null && !promotionalPurposes.includes(purpose) && purpose !== 'transactional') return [];
  const match = prize.exec(folded.text);
  if (!match) return [];
  const span = spanOf(reading, match.index, match[0].length);
  return [
    findingAt('phishing.prize', 'error', span, {
      sentence: `${quote(reading.body, span)} tells people of a prize, which carriers take for fraud.`,
      remedy: 'Name the contest they entered and have them come to you for it, without “you have won”.',
    }),
  ];
}
