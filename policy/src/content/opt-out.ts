import { everyMatch } from './every-match.ts';
import { type LintFinding, promotionalPurposes } from './finding.ts';
import { optOutLine, optOutWords, sendWords, tellsHowToLeave } from './opt-out-words.ts';
import { type Check, findingAt, quote, type Reading, spanOf } from './reading.ts';

/** How people are told to leave: that they are told, by words that work, and without a fence around it. */
export const checkOptOut: Check = (reading) => [
  ...findMissing(reading),
  ...findNumeric(reading),
  ...findOnlyWay(reading),
  ...findNoReply(reading),
];

function findMissing(reading: Reading): LintFinding[] {
  const { input, purpose, folded, body, language, links } = reading;
  const isPromotional = purpose !== null && promotionalPurposes.includes(purpose);
  const isDue = input.isOptOutLineDue ?? (isPromotional && input.isAnswer !== true);
  if (!isDue || purpose === null || input.canReply === false || tellsHowToLeave(body, folded.text)) return [];
  const line = optOutLine[language];
  const end = body.trimEnd().length;
  // A full stop behind a link, or behind a field that may bring one, becomes part of it on many phones.
  const isLink = links.some((link) => link.end >= end) || body.trimEnd().endsWith('}}');
  const joint = /[.!?…]$/.test(body.trimEnd()) ? ' ' : '. ';
  return [
    findingAt('opt_out.missing', isPromotional ? 'error' : 'warning', [end, body.length], {
      sentence: 'Nothing in this text says how to leave.',
      remedy: `End it with “${line}”: people are told with the first text of a brand, and at least every 30 days.`,
      fix: `${isLink ? '\n' : joint}${line}`,
    }),
  ];
}

const toLeave = `(?:(?:to|and we|for|para|pour|if you (?:want|wish) to) )?(?:be )?(?:unsubscribe|opt ?-?out|stop|end|leave|removed?|quit|darte de baja|darse de baja|salir|no recibir|vous desabonner|ne plus recevoir|vous desinscrire|arreter)`;
const number = String.raw`(?:the (?:number|digit) )?["'(]?(?:\d{1,3}|#|\*)["')]?`;
const numeric = [
  // Press 1 for more, 2 to be removed; send 4 if you want no more texts; answer with 8 to get off this list.
  new RegExp(
    String.raw`(?:\b(?:${sendWords}|press|dial|marca|tapez)\b(?: with| con| par)? |, |\bor )${number},? (?:(?:to|for) (?:be removed|get off|come off|leave|opt ?-?out|unsubscribe|stop|end|no more)|if you (?:want|wish|would like)(?: to)? (?:no more|out|leave|stop|opt ?-?out|unsubscribe|be removed))\b`,
    'g',
  ),
  new RegExp(
    String.raw`\b(?:${sendWords}|press|dial|marca|tapez)\b(?: with| con| par)? ${number},? ${toLeave}\b`,
    'g',
  ),
  new RegExp(
    String.raw`\b(?:unsubscribe|opt ?-?out|(?:to )?stop (?:these|receiving|getting)?[a-z ]{0,24}|to leave|removed?|darte de baja|desabonner)[:,]? ?(?:by )?(?:${sendWords}|press|dial|marca|tapez)(?:ing)?(?: with| con| par)? ${number}(?= ?(?:$|[.,!;]))`,
    'g',
  ),
];

// The words by which leaving is spoken of in the languages that are read, for sentences of any build. What ends an appointment, an
// order or a trial is not meant, so “cancel” and “end” count only beside the texts themselves.
const leaving =
  '(?:unsub\\w*|opt(?:ing|ed)?[ -]?out|(?:be |get |want to be )?(?:removed|taken off|dropped)|(?:get|come|want|wants?|be|take (?:me|you)|drop) (?:off|out)|off (?:this|the|our|my) (?:list|texts?|messages?|alerts?)|quit(?! (?:smoking|your))|' +
  'leave(?: (?:this|the|our) (?:list|group|club|program|texts?))?(?! (?:a|your|us|early|at|by|feedback)\\b)|no more(?! than)|stop(?! (?:by|in)\\b)|end (?:texts?|messages?|alerts?|these|this)|(?:cancel|stop|halt|pause|mute|turn off|block)[a-z ]{0,16}(?:texts?|messages?|msgs?|alerts?|sms)|' +
  "(?:don't|do not|no longer) want|we(?:'ll| will) (?:stop|remove|take you off|leave you)|(?:darte|darse|darme|dar) de baja|baja|salir|no (?:quieres?|deseas?) (?:mas|recibir|nada)|nada mas|(?:no|dejar de) recibir|cancelar[a-z ]{0,24}(?:mensajes|suscripcion|envios?|sms)|" +
  'sair|parar|(?:nao|deixar de) receber|cancelar[a-z ]{0,30}(?:mensagens|recebimento|inscricao|sms|envio)|descadastr\\w*|nao (?:quer|quiser|deseja)\\w* (?:mais|receber)|(?:vous )?desabonn\\w*|ne plus (?:rien )?(?:recevoir|avoir)|(?:vous )?desinscri\\w*|arreter|stopper|' +
  'abmeld\\w*|abzumelden|abbestell\\w*|keine (?:weiteren |mehr )?(?:nachrichten|sms|infos|texte)|nichts mehr|nicht mehr|austragen|(?:sms|nachrichten) (?:zu )?stoppen)';
const pressed = `(?:${sendWords}|press|push|hit|dial|enter|type|marca|marque|pulsa|pulse|oprime|aperte|tecle|tapez|composez|drucken sie|drucke|wahlen sie|wahle|tippen sie)`;
// Anything that stands between a digit and what it does, and between a wish and its digit.
const joint =
  "(?:,|:|=|-|–| to| if| for| and| when| once| para| pour| se| si| wenn| um| falls| y| e| et| you| you'd| you'll| we'll| we| i| they| to be| sie| sich| zu| du| ihr| tu| vous| ya| nous)*";
const anyNumeric = [
  // Not interested? Send 0. Kein Interesse? Die 2 antworten.
  new RegExp(
    String.raw`\b(?:not interested|no (?:longer )?(?:interested|interest)|had enough|too many|want out|done with us|don't want (?:these|this|our)|prefer not|not for you|no thanks|kein interesse|genug|no (?:te |le )?interesa|sem interesse|nao quer|pas interesse)\b[^.!?]{0,30}[?.,:;-]? ?(?:(?:just|then|please|simply|die|el|o|le) )*${pressed}\b(?: with| back| us| con| com| mit)* ?${number}(?= ?(?:$|[.,!;)]))`,
    'g',
  ),
  new RegExp(
    String.raw`\b(?:zum|zur|um) (?:abmelden|abmeldung|abbestellen|stoppen)\b[^.!?]{0,30}?${number} (?:antworten|senden|schicken|druck\w+|wahlen|tippen|schreiben)`,
    'g',
  ),
  new RegExp(
    String.raw`\b${pressed}\b[^.!?]{0,24}?(?<![\d$:/.-])${number}(?![\d:/%]|\.\d)${joint} ?${leaving}\b`,
    'g',
  ),
  new RegExp(
    String.raw`\b${pressed}\b[^.!?]{0,80}(?:,|;|\bor|\band|\by|\bo|\be|\bou|\bet|\boder|\bund) ?(?<![\d$:/.-])${number}(?![\d:/%]|\.\d)${joint} ?${leaving}\b`,
    'g',
  ),
  new RegExp(String.raw`(?<![\d$:/.-])\b\d ?(?:=|:|->|for|to) ?(?:be )?${leaving}\b`, 'g'),
  new RegExp(
    String.raw`\b${leaving}\b[^.!?]{0,40}?[,:;?-]? ?(?:(?:please|just|simply|por favor|bitte) )?(?:by )?${pressed}(?:ing)?\b(?: back| us)?(?: with| the| con| con el| com| o| par| le| el| mit| die| der)*(?: number| digit| numero| chiffre| ziffer| zahl)? ?${number}(?= ?(?:$|[.,!;)]|to\b|by\b|and\b))`,
    'g',
  ),
];

/** Carriers know words, not digits: a digit stops nothing, and people who send it go on getting texts. */
function findNumeric(reading: Reading): LintFinding[] {
  if (!/[\d#*]/.test(reading.folded.text)) return [];
  for (const pattern of [...numeric, trailingDigit, ...anyNumeric])
    for (const match of everyMatch(pattern, reading.folded.text)) {
      const span = spanOf(reading, match.index, match[0].length);
      return [
        findingAt('opt_out.numeric', 'error', span, {
          sentence: `${quote(reading.body, span)} has people leave by a digit, which no carrier takes for an opt-out.`,
          remedy: 'Use a word that carriers know, such as STOP.',
          fix: optOutLine[reading.language],
        }),
      ];
    }
  return [];
}

const trailingDigit = new RegExp(
  String.raw`\b(?:no more|want out|had enough|stop|end|leave|quit|remove|unsubscribe)\b[^.!]{0,20}\?\s*(?:${sendWords}|press|dial)\b(?: with)? ${number}(?= ?(?:$|[.,!;]))`,
  'g',
);

const word = `["'(]?(?:${optOutWords})["')]?`;
const onlyWay = [
  new RegExp(
    String.raw`\b(?:only|exclusively|solely|sole|must|solo|solamente|unicamente|uniquement|seulement)\b[^.!?]{0,40}\b(?:opt(?:ing)? ?-?out|unsubscribe|stop (?:texts|messages)|leave|de baja|desabonner)\b[^.!?]{0,40}${word}`,
    'g',
  ),
  new RegExp(
    String.raw`\b(?:opt ?-?out|unsubscribe|leave|end these texts|de baja|desabonner)\b[^.!?]{0,30}\b(?:only|must|exclusively|solely|solo|uniquement|seulement)\b[^.!?]{0,30}${word}`,
    'g',
  ),
  new RegExp(
    String.raw`${word}[^.!?]{0,20}\b(?:is|es|est) (?:the|la|le|el) (?:only|unica|unico|seule?|unique) (?:way|forma|manera|medio|moyen|facon|method)\b`,
    'g',
  ),
  /\b(?:calls?|e-?mails?|letters?|other (?:ways|methods|requests))\b[^.!?]{0,50}\b(?:will not|won't|cannot|can't|are not|not)\b[^.!?]{0,12}\b(?:honou?red|accepted|processed)\b/g,
  // To stop texts you must reply STOP; eine Abmeldung ist nur mit STOP möglich; cancelling works by mail alone.
  new RegExp(
    String.raw`\b(?:${leaving}|stop(?:ping)? (?:these |our |the |all )?(?:texts?|messages?|alerts?)|(?:opt|opting)[ -]?outs?|unsubscrib\w+|cancellations?|removals?|desinscription|desabonnement|descadastramento|baja|abmeldung|kundigung)\b[^.!?]{0,50}\b(?:you (?:must|have to|need to|can only)|must (?:reply|text|send|call|write|visit|be)|(?:is|are|works?|possible|accepted|allowed|only|honou?red|handled|processed|done) (?:only|solely|exclusively)(?: (?:by|via|through|with|in|at|when))?|only (?:by|via|through|with|in person|when|if|at|from|accept(?:ed)?|works?|possible)|exclusively|solely|nur (?:per|durch|mit|via|uber|schriftlich|im)|ausschliesslich|allein (?:per|durch|mit)|(?:solo|solamente|unicamente|exclusivamente|apenas|somente) (?:con|por|mediante|respond\w+|envi\w+|se|es|com|pel[oa]|via|e|em)|uniquement|exclusivement|seulement (?:en|par|via))\b`,
    'g',
  ),
  // La única forma de cancelar es responder STOP; the sole method; só é possível sair respondendo SAIR.
  /\b(?:la unica (?:forma|manera|via)|el unico (?:medio|modo|metodo)|a unica (?:forma|maneira)|o unico (?:meio|jeito|modo)|le seul moyen|la seule (?:facon|maniere)|l'unique (?:moyen|facon)|der einzige weg|die einzige (?:moglichkeit|art)|the (?:one and )?(?:only|sole|single|one) (?:way|method|means|option|channel))\b[^.!?]{0,24}\b(?:(?:out|off)(?= (?:is|of)\b)|to (?:opt|stop|unsubscribe|leave|end|get off|be removed|cancel)|of (?:opting|leaving|unsubscribing|stopping)|(?:de|para|pour|zum|um|sich)? ?(?:se |s'|me |te )?(?:desabonn\w*|desinscri\w*|cancelar|salir|darse|darte|dejar|sair|parar|quitter|arreter|vous|ne plus|abmeld\w*|abzumelden|abbestell\w*))/g,
  /\b(?:this|that|it|which|stop) is (?:the|our|your) (?:only|sole|single|one) (?:way|method|means|option|channel)\b/g,
  /\b(?:so|somente|apenas) (?:e|sera) possivel (?:sair|cancelar|parar)|\b(?:solo|unicamente) (?:se puede|puede|puedes|podra) (?:salir|cancelar|darse|dejar)|\bseul(?:e|s)? (?:le mot |la reponse )?"?(?:stop|arret)\b|\bnur (?:das wort )?"?stop+"? (?:beendet|zahlt|wird|gilt|funktioniert)/g,
  /\b(?:calls?|e-?mails?|letters?|phone calls|voicemails?|requests?|visits|other replies|other words)\b[^.!?]{0,40}\b(?:are|is|will be|get) (?:disregarded|ignored|discarded|rejected|deleted|refused|void|invalid)\b/g,
  // STOP is the one and only; only STOP ends these texts; nur mit STOP.
  new RegExp(
    String.raw`\b(?:only|nothing but|nur|solo|solamente|apenas|somente|seul) (?:the word |with |mit |con |com |das wort |la palabra |a palavra |le mot )?${word} (?:will |can |works?|ends?|stops?|is|gets?|counts?|beendet|stoppt|termina|encerra|cancela|para|arrete|permet)`,
    'g',
  ),
  new RegExp(
    String.raw`\bby ${word} (?:only|alone)\b|\b${word} (?:only|alone)\b(?=[^.!?]{0,40}\b(?:works?|accepted|honou?red)\b)`,
    'g',
  ),
  // What else people may say or do is refused.
  /\b(?:opt[ -]?outs?|unsubscribe|removal|stop|cancell?ation|such)(?: requests?)?\b[^.!?]{0,60}\b(?:will not|won't|cannot|can't|can not|are not|aren't|is not|isn't|not be|never|no longer)\b[^.!?]{0,16}\b(?:honou?red|accepted|processed|counted|considered|read|recogni[sz]ed|valid|taken|handled|acted|possible|work)\b/g,
  /\bwe (?:do not|don't|cannot|can't|will not|won't|never) (?:accept|honou?r|process|take|recogni[sz]e|act on|handle)\b[^.!?]{0,30}\b(?:other|opt[ -]?outs?|requests?|calls|e-?mails|method|way)/g,
  /\b(?:any|every) other (?:method|way|means|form|word|reply|request)s?\b[^.!?]{0,40}\b(?:not|n't|ignored|invalid|fails?)\b|\b(?:keine? ander\w+|ningun[ao]? otr[ao]|nenhum[a]? outr[ao]|aucun[e]? autre) (?:weg|moglichkeit|art|form|medio|manera|via|forma|meio|moyen|methode|facon|maniere)\b|\b(?:auf )?andere(?:m|n)? (?:weg|wege|weise)\b[^.!?]{0,30}\b(?:nicht|kein)/g,
  /\bno other (?:method|way|means|form)s?\b[^.!?]{0,30}(?:accepted|valid|honou?red|possible|works?)?/g,
];

// Something of this stands in each of them; asked first, because it is quick.
const fenced =
  /only|must|have to|need to|sole|exclusiv|nur|ausschliess|allein|alone|solo|unic|uniqu|apenas|somente|possivel|seul|\bno\b|not|n't|never|ander|einzig|otr[ao]|outr[ao]|autre|nothing but|disregard|ignor|discard|reject|delet|refus|void|invalid|single|\bone (?:way|method|means|option|channel)/;

/** 47 CFR 64.1200(a)(10): nobody may be told that there is one way to take consent back. */
function findOnlyWay(reading: Reading): LintFinding[] {
  if (!fenced.test(reading.folded.text)) return [];
  for (const pattern of onlyWay)
    for (const match of everyMatch(pattern, reading.folded.text)) {
      const span = spanOf(reading, match.index, match[0].length);
      return [
        findingAt('opt_out.only_way', 'error', span, {
          sentence: `${quote(reading.body, span)} names one way to leave as the only one; people may leave by any reasonable way.`,
          remedy: `Say how one can leave and leave “only” out, such as “${optOutLine[reading.language]}”.`,
        }),
      ];
    }
  return [];
}

const otherWay =
  /\b(?:leave|opt ?-?out|stop|end|unsubscribe|be removed|taken? off|off (?:this|the|our) list|salir|baja|sair|parar|cancelar|desabonner|desinscrire|arreter|abmelden|abbestellen|abmeldung)\b[^.!?]{0,60}/;
const repliesToLeave = new RegExp(String.raw`\b(?:${sendWords})\b[^.!?]{0,12}\b(?:${optOutWords})\b`);

/**
 * Where nobody can write back, each text names another way to leave. In the US it must say besides that replies are not read (47 CFR
 * 64.1200(a)(10)); the senders that nobody can write to are names, and those text nobody there.
 */
function findNoReply(reading: Reading): LintFinding[] {
  const { input, folded, body, links } = reading;
  if (input.canReply !== false) return [];
  const wrong = repliesToLeave.exec(folded.text);
  const hasWay = otherWay.test(folded.text) && (links.length > 0 || /\d[\d ()-]{6,}/.test(folded.text));
  if (!wrong && hasWay) return [];
  const span = wrong ? spanOf(reading, wrong.index, wrong[0].length) : ([body.length, body.length] as const);
  return [
    findingAt('opt_out.no_reply', 'error', span, {
      sentence: wrong
        ? `${quote(body, span)} asks for a reply, and nobody can write back to this sender.`
        : 'Nobody can write back to this sender, and the text names no other way to leave.',
      remedy: 'Say that replies are not read, and give a link or a phone number by which people can leave.',
    }),
  ];
}
