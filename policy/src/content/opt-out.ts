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
  const { input, purpose, folded, body, language } = reading;
  const isPromotional = purpose !== null && promotionalPurposes.includes(purpose);
  const isDue = input.isOptOutLineDue ?? (isPromotional && input.isAnswer !== true);
  if (!isDue || purpose === null || input.canReply === false || tellsHowToLeave(body, folded.text)) return [];
  const line = optOutLine[language];
  const end = body.trimEnd().length;
  return [
    findingAt('opt_out.missing', isPromotional ? 'error' : 'warning', [end, body.length], {
      sentence: 'Nothing in this text says how to leave.',
      remedy: `End it with “${line}”: people are told with the first text of a brand, and at least every 30 days.`,
      fix: `${/[.!?…]$/.test(body.trimEnd()) ? '' : '.'} ${line}`,
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

/** Carriers know words, not digits: a digit stops nothing, and people who send it go on getting texts. */
function findNumeric(reading: Reading): LintFinding[] {
  return [...numeric, trailingDigit].flatMap((pattern) =>
    [...reading.folded.text.matchAll(pattern)].map((match) => {
      const span = spanOf(reading, match.index, match[0].length);
      return findingAt('opt_out.numeric', 'error', span, {
        sentence: `${quote(reading.body, span)} has people leave by a digit, which no carrier takes for an opt-out.`,
        remedy: 'Use a word that carriers know, such as STOP.',
        fix: optOutLine[reading.language],
      });
    }),
  );
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
  /\bno other (?:method|way|means|form)s?\b[^.!?]{0,30}(?:accepted|valid|honou?red|possible|works?)?/g,
];

/** 47 CFR 64.1200(a)(10): nobody may be told that there is one way to take consent back. */
function findOnlyWay(reading: Reading): LintFinding[] {
  for (const pattern of onlyWay)
    for (const match of reading.folded.text.matchAll(pattern)) {
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

const cannotReply =
  /\b(?:no|not|cannot|can't|doesn't|does not|do not|don't)\b[^.!?]{0,30}\b(?:repl|two-way|answer)/;
const otherWay = /\b(?:leave|opt ?-?out|stop|unsubscribe|salir|baja|desabonner)\b[^.!?]{0,60}/;
const repliesToLeave = new RegExp(String.raw`\b(?:${sendWords})\b[^.!?]{0,12}\b(?:${optOutWords})\b`);

/** 47 CFR 64.1200(a)(10): where nobody can write back, each text says so and names other ways. */
function findNoReply(reading: Reading): LintFinding[] {
  const { input, folded, body, links } = reading;
  if (input.canReply !== false) return [];
  const wrong = repliesToLeave.exec(folded.text);
  const hasWay = otherWay.test(folded.text) && (links.length > 0 || /\d[\d ()-]{6,}/.test(folded.text));
  if (!wrong && hasWay && (cannotReply.test(folded.text) || links.length > 0)) return [];
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
