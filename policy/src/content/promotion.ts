import { wordsUnder } from './covered-words.ts';
import { everyMatch } from './every-match.ts';
import type { LintPurpose } from './finding.ts';
import { fold } from './fold.ts';
import { blankTags, type Check, findingAt, quote } from './reading.ts';

// A conversation that a business begins is one of them; an answer to what somebody has just written is not.
const plainPurposes: readonly string[] = [
  ...(['transactional', 'otp', 'conversational', 'healthcare', 'emergency', 'survey'] as const),
];
// What goes out because somebody waits for it or is in danger may not sell at all, whoever agreed to what.
const neverSelling: readonly LintPurpose[] = ['otp', 'emergency'];

// News that sells nothing, behind “our new”.
const plainNews =
  'hours|address|location|number|office|building|polic(?:y|ies)|rules|website|portal|privacy|terms|parking|entrance|doctors?|nurses?|hygienist|teachers?|principal|team|staff|schedule|procedures?|forms?|phone';

const promotions = new RegExp(
  [
    String.raw`\b(?:save|get|take|enjoy|extra|receive|add)\b[^.!?]{0,30}\d+ ?%(?! (?:charged?|full|power|battery|tip|tax|vat|humidity|saline|oxygen|alcohol|sure|complete|gratuity|of (?:the|your) (?:\w+ )?(?:bill|rent|deposit|doses?|way|class|grade|deductible|water)))(?: ?off)?`,
    String.raw`\d+ ?% ?off (?:your next|on|all|any|everything)`,
    String.raw`(?:get|and get|earn|save) \$ ?\d+ off`,
    String.raw`\bbring a (?:friend|buddy|guest)\b(?=[^.!?]{0,40}(?:\bfree\b|\bhalf\b|\bsave\b|\boff\b|\bget\b|\bon us\b|\$|%))|\bpay \$ ?\d+ less\b|\$ ?\d+ (?:off|less)\b|\d+ ?% (?:off|less)\b`,
    String.raw`\boffers? (?:ends?|expires?|good|valid)\b|\btry (?:our )?\w+(?: \w+)? (?:for (?:\$|free|just|only)|free)|\b(?:try|taste|discover|meet|order|shop|browse|see) our (?:new|latest|famous|limited|seasonal|summer|winter|spring|fall|holiday)\b(?! (?:\w+ )?(?:${plainNews})\b)|\bget (?:a |one |your )?free\b(?! (?:flu|vaccin\w+|shots?|jabs?|covid|tests?|testing|screening|help|parking)\b)|\bfree (?:gift|trial|upgrade) (?:with|when|if)\b`,
    String.raw`\bbuy (?:now|more|another)\b|\border (?:now|another)\b|\bearn (?:\d+ |bonus |extra )?(?:points|rewards)\b|\bdon't miss (?:our|out)\b|(?<!\b(?:no|done|big|real|closed? the|signed? the) )\bdeals?\b(?! with\b| of (?!the (?:day|week|month)))|\bsave \$`,
    String.raw`\bbuy\b[^.!?]{0,40}\bget\b[^.!?]{0,40}\b(?:free|off|half|on us)\b|\b(?:two|2|three|3|four|4)[ -](?:for|x)[ -](?:one|1|two|2|three|3|the price)\b|\b[23]x[12]\b|\bgift with (?:any |every |your )?purchase\b|\bwhile (?:supplies|stocks?) lasts?\b`,
    String.raw`\b(?:half|\d+ ?%|\$ ?\d+) off (?:if|when|with|for|every|a|an|the|our|your (?:first|second|third|next))\b|\b(?:sale|offer|promo(?:tion)?) (?:starts|begins|runs|ends|on now)\b|\bsave (?:up to )?(?:\d+ ?%|\$|big|more)\b|\b(?:members|you) save\b|\bspecial (?:price|rate|deal)s?\b|\bnow only \$|\bstarting at (?:just |only )?\$ ?\d`,
    String.raw`\bbook (?:your|a|another|the) (?:next|second|follow)[^.!?]{0,30}(?:\bget (?:\$|\d|a free|free|half)|\bsave|(?<!toll-)\bfree\b(?! parking)|\boff\b|\bfor \$)|\b(?:refer|recommend|bring|invite)\b (?:us |to |a |an |your |any |another |one |two |three |some )*(?:friends?|family|families|neighbou?rs?|colleagues?|co-?workers?|someone|somebody|budd(?:y|ies)|guests?|others|mates?)\b[^.!?]{0,40}(?:\b(?:get|earn|save|receive|free|off)\b|\$ ?\d)|(?<!\btoll-|\bfeel )\bfree (?:\w+ ){0,2}(?:with|when you|if you) (?:any|every|you|your|the|purchase|order|book|buy|sign|spend)|\bcheck out (?:our|the) (?:new|latest)|\bour new (?!(?:\w+ )?(?:${plainNews})\b)(?:\w+ ){1,3}(?:is|are) (?:here|out|in)\b|\bstock up\b(?! on (?:water|bottled|food|batteries|supplies|medicines?|medications?|fuel|candles))|\bsplurge\b`,
    String.raw`\bcoupons?\b|\bpromo(?:tion)?s? ?codes?\b`,
    String.raw`\bwith (?:code|promo) [a-z]+\d*\b`,
    String.raw`\b(?:use|enter|show) (?:the )?code \w+ (?:for (?:\$|\d|a free|free|half|an? extra|your (?:discount|gift|free))|and (?:get|save|take|enjoy)|to (?:save|get (?:\$|\d|a free|free|half))|at (?:checkout|the till|the register|the counter))|\badd (?:a|an|on|one|another) \w+(?: \w+)? for (?:only |just )?\$|\bfor (?:only|just) \$ ?\d`,
    String.raw`\b(?:share|give|send|pass)\b[^.!?]{0,30}\b(?:with|to) (?:a|your|any) (?:friends?|neighbou?rs?|colleagues?)\b[^.!?]{0,40}(?:\b(?:get|save|free|off)\b|\$ ?\d)`,
    String.raw`\brefer a friend|\btell a friend and`,
    String.raw`\bspecials?!|\$\d+ (?:\w+ )?special\b|\bask (?:us )?(?:about|for) our\b(?! (?:parking|policy|policies|privacy|payment|financial|front|team|nurse|manager|staff|office|charity|help|interpreters?)\b)|\bapply (?:for|now|today|online)\b[^.!?]{0,50}\b(?:today|now|no (?:closing|annual|fees?)|\d+ ?%)|\bcash ?back\b`,
    String.raw`\bupgrade (?:now|today)\b|\bhalf (?:price|off)\b|\bbogo\b|\bbuy (?:one|two|1|2) get\b`,
    String.raw`\b(?:on|for) sale\b[^.!?]{0,20}\b(?:at|now|today|in store|online)\b|\bflash sale\b|\bshop (?:now|our|the)\b|\bnew arrivals\b|\blimited[- ]time\b|\bspecial offers?\b`,
    String.raw`\bwhile you(?:'re| are) here\b(?=[^.!?]{0,60}(?:\$|%|\b(?:off|free|save|try|add|treat|grab|shop|half|enjoy|check out|specials?|sale|new)\b))|\btreat yourself\b|\bdouble points\b|\bcheck out our\b(?! (?:parking|map|policy|policies|faqs?|privacy|terms|hours|rules|safety|handbook|portal|help)\b)`,
    String.raw`\b\d+ ?% de descuento\b|\baprovech[ae]\b(?! para (?:llegar|venir|traer|revisar))|\bllev[ae] (?:un|una|otro)|\bgratis (?:con|en) su proxim|\bofertas? (?:especial|de hoy)|\brebajas?\b|\bpromocion\b|\bcompr[ae] ahora\b|\bcupon(?:es)?\b|\bahorr[ae] (?:\$|\d|hasta)|\bcon (?:un )?\d+ ?% (?:menos|de)`,
    String.raw`\b\d+ ?% (?:de )?desconto\b|\baproveite\b|\bcompre (?:agora|ja|um|uma|\d)|\bleve \d|\bcupo(?:m|ns)\b|\bfrete gratis\b|\bpromocao\b|\b\d+ ?% (?:rabatt|nachlass|gunstiger|gespart)\b|\bgutscheine?\b|\bjetzt (?:kaufen|sichern|bestellen|zugreifen)\b|\bsparen sie\b|\b(?:jetzt|heute)? ?\d+ ?% sparen\b|\bsonder(?:preis|angebot|aktion)\w*|\bgratis dazu\b|\bim angebot\b`,
    String.raw`\b\d+ ?% de (?:rabais|reduction|remise)\b|\bprofitez\b|\bgratuit (?:avec|pour)|\ben solde\b|\b(?:obtenez|economisez)\b|\bsoldes?\b|\bmagasinez\b|\boffre speciale\b|\bcode promo\b`,
  ].join('|'),
  'g',
);

// What was given back, taken off or agreed before is no offer: “we took 15% off order 771 since it came late”.
const settled =
  /\b(?:took|taken|taking|applied|knocked|refund(?:ed)?|credited|we(?:'ve| have) (?:given|added|removed)|as (?:agreed|promised|discussed)|you(?:'ve| have)? (?:saved|earned|used|redeemed)|apology|sorry)\b[^.!?]{0,40}$/;

const settledSince =
  /^(?: you (?:used|had|saved|redeemed|brought)\b| (?:wurden?|fue|foi|a ete)\b)|^[^.!?]{0,24}\b(?:was|were|has been|have been) (?:applied|used|removed|refunded|credited|taken|added|deducted)\b/;

// Something of this stands in every offer that is known above. Asked first, because most texts about orders hold nothing of it: each
// text of a program that is not for marketing is judged when it leaves.
const hint =
  /[%$]|\d ?x ?\d|\b(?:off|free|bring|offers?|try|taste|discover|meet|order|shop|browse|see|buy|earn|miss|deals?|save|coupons?|promos?|promotions?|promocion|code|refer|tell|specials?|about|for our|upgrade|half|bogo|sale|arrivals|limited|while|treat|double|check|descuento|aprovech\w*|llev[ae]|gratis|gratuit|ofertas?|rebajas?|compr[ae]|profitez|soldes?|obtenez|economisez|magasinez|offre|gift|two|three|four|sparen|gutscheine?|rabatt|nachlass|gunstiger|gespart|sonder\w*|jetzt|angebot|desconto|aproveite|leve|cupom|cupons|cupon|cupones|frete|promocao|ahorr[ae]|members|now|starting|book|recommend|invite|stock|splurge|apply|cash ?back|our new|use|enter|show|share|give|send|pass|with|rabais|reduction|remise)\b/;

function firstOffer(text: string): RegExpExecArray | null {
  if (!hint.test(text)) return null;
  for (const match of everyMatch(promotions, text))
    if (
      !settled.test(text.slice(Math.max(0, match.index - 80), match.index + match[0].length)) &&
      !settledSince.test(text.slice(match.index + match[0].length))
    )
      return match;
  return null;
}

/** Whether texts of this purpose are judged by what they say: one that sells counts as marketing. */
export const isPlainPurpose = (purpose: string): boolean => plainPurposes.includes(purpose);

/** The first words of a text that sell something: where they stand in it, and they themselves. */
export interface Promotion {
  readonly start: number;
  readonly end: number;
  /** In quotes, shortened where they are long. */
  readonly words: string;
}

/**
 * Looks for an offer, a discount, a coupon and their like, in English, Spanish and French. Pure.
 *
 * @param body with its merge fields, or as one person gets it
 * @param cleared bodies that somebody answerable has found not to promote anything; texts that are made from one of them are judged
 *   by their values alone
 * @returns null where nothing was found, which is no promise that nothing is sold
 */
export function findPromotion(body: string, cleared: readonly string[] = []): Promotion | null {
  const folded = fold(blankTags(body));
  const match = firstOffer(folded.text);
  if (!match) return null;
  const isCleared = cleared.some((source) => {
    const values = wordsUnder(source, body);
    return values !== null && !values.some((value) => firstOffer(fold(value).text) !== null);
  });
  if (isCleared) return null;
  const start = folded.start(match.index);
  const end = folded.end(match.index + Math.max(match[0].length, 1) - 1);
  return { start, end, words: quote(body, [start, end]) };
}

/** What makes a text of this purpose marketing, as it stands in traces. */
export const promotionSentence = ({ words }: Pick<Promotion, 'words'>, purpose: string): string =>
  `${words} promotes something, which makes this ${purpose} text marketing.`;

/** The same of words whose purpose nobody knows yet, with what to do about it. */
export const promotionOfWords = (words: string): string =>
  `${words} promotes something: whatever program these words are used in, they go only to people whose consent is enough for marketing, at the hours of marketing. Leave the promotion out, use them for marketing, or have the compliance officer record that it is none.`;

/** A promotion makes the whole text marketing (FCC: dual purpose), which fewer people have agreed to. */
export const checkPromotion: Check = ({ body, purpose, input }) => {
  if (purpose === null || !isPlainPurpose(purpose)) return [];
  if (purpose === 'conversational' && input.isAnswer) return [];
  const found = findPromotion(body, input.cleared);
  if (!found) return [];
  const isRefused = neverSelling.includes(purpose) || input.channel === 'relationship_email';
  return [
    findingAt('purpose.promotion', isRefused ? 'error' : 'warning', [found.start, found.end], {
      sentence: promotionSentence(found, purpose),
      remedy: isRefused
        ? 'Leave the promotion out, or send it to people who have joined a program for marketing.'
        : 'It goes only to people whose consent is enough for marketing, at the hours of marketing: leave the promotion out, or have the compliance officer record that it is none.',
    }),
  ];
};
