import { findLinks } from '../../content/links.ts';
import { type Answers, type FormFinding, listOf, textOf } from '../form.ts';
import { mayPromote } from '../use-cases.ts';
import { finding, placeOf } from './finding.ts';
import { brandNames, namesBrand } from './names.ts';

const field = 'message_flow';

type Element = {
  readonly rule: string;
  readonly said: RegExp;
  readonly what: string;
  readonly remedy: string;
  readonly isOfPromotion?: true;
};

/** What people must be told where they join: CTIA Messaging Principles and Best Practices (May 2023) 5.1, TCR decline codes 6xx. */
const elements: readonly Element[] = [
  {
    rule: 'cta.no_frequency',
    said: /recurring|msgs?\s*\/\s*mo|\b(?:a|per|each|every)\s+(?:month|week|day|order|visit|request|log-?in)\b|monthly|weekly|daily|frequency (?:varies|may vary)|message frequency|one message|single message|one text\b/i,
    what: 'how often texts come',
    remedy: 'Quote the words that people see, such as “up to 4 msgs/month” or “message frequency varies”.',
  },
  {
    rule: 'cta.no_fees',
    said: /rates? (?:may|might) apply|msg\s*(?:&|and)\s*data/i,
    what: 'that message and data rates may apply',
    remedy: 'Add “Message and data rates may apply” to the words that people see, and quote them here.',
  },
  {
    rule: 'cta.no_help',
    said: /\bHELP\b|\bAYUDA\b/,
    what: 'that HELP brings help',
    remedy: 'Add “Reply HELP for help” to the words that people see, and quote them here.',
  },
  {
    rule: 'cta.no_stop',
    said: /\bSTOP\b|\bALTO\b/,
    what: 'that STOP ends the texts',
    remedy: 'Add “Reply STOP to cancel” to the words that people see, and quote them here.',
  },
  {
    rule: 'cta.not_condition',
    isOfPromotion: true,
    said: /not (?:a |required as a )?(?:condition|requirement|required|necessary)|without (?:any )?purchase/i,
    what: 'that consent is not a condition of purchase',
    remedy: 'Add “Consent is not a condition of purchase” to the words that people see, and quote them here.',
  },
];

const ways =
  /\b(?:web ?site|web ?form|form|check ?box|tick|sign[- ]?up|checkout|text(?:s|ing)? (?:the )?(?:word|keyword)?|keyword|qr|paper|in person|counter|point of sale|verbal|phone call|app|portal|account|kiosk)\b/i;
const bundled =
  /pre-?(?:ticked|checked|selected)|(?:ticked|checked) by default|by (?:agreeing|accepting) (?:to )?(?:our |the )?terms[^.]{0,40}(?:texts?|sms|messages)|automatically (?:enrolled|opted|subscribed)|required (?:field|to (?:check ?out|register|sign up))/i;
const implied =
  /(?:by (?:giving|providing|entering) (?:us )?(?:your|their|a) (?:phone |mobile )?numbers?[^.]{0,30}(?:consent|agree|opt)|implied consent|existing customers? are (?:opted|added|enrolled))/i;
const bought =
  /\b(?:purchased?|bought|rented|third[- ]party) (?:lists?|leads?|data|numbers)\b|\blead (?:generat\w+|vendors?|provider)|(?:from|by|through) (?:our )?(?:affiliates|partners)\b|\bscrap(?:ed|ing)\b/i;

/** What is wrong with how people join. */
export function checkCallToAction(answers: Answers): readonly FormFinding[] {
  const text = textOf(answers, field);
  if (text.trim() === '') return [];
  const isPromotion = mayPromote([...listOf(answers, 'use_case'), ...listOf(answers, 'use_cases')]);
  const missing = elements
    .filter(({ said, isOfPromotion }) => (isPromotion || !isOfPromotion) && !said.test(text))
    .map(({ rule, what, remedy }) =>
      finding({ rule, field, sentence: `How people join does not show that they are told ${what}.`, remedy }),
    );
  return [...checkNames(text, answers), ...missing, ...checkWays(text), ...checkAddresses(text, answers)];
}

function checkNames(text: string, answers: Answers): readonly FormFinding[] {
  if (namesBrand(text, brandNames(answers))) return [];
  return [
    finding({
      ...{ rule: 'cta.no_brand', field },
      sentence: 'How people join does not name the brand.',
      remedy: 'Name the brand as it stands where people join: they must know whose texts they agree to.',
    }),
  ];
}

function checkWays(text: string): readonly FormFinding[] {
  const found: FormFinding[] = [];
  if (!ways.test(text))
    found.push(
      finding({
        ...{ rule: 'cta.no_way', field },
        sentence: 'It does not say where or by what people join.',
        remedy: 'Say it step by step: the page, the box that is ticked, the word that is texted.',
      }),
    );
  const wrongs = [
    {
      ...{ rule: 'cta.bundled', pattern: bundled },
      sentence: 'People seem to agree to texts together with something else, or without doing anything.',
      remedy: 'Ask by a box of its own, not ticked, that people may leave empty (TCR decline 611).',
    },
    {
      ...{ rule: 'cta.implied', pattern: implied },
      sentence: 'To give a number is not to agree to texts.',
      remedy: 'Have people tick a box, text a word or sign words that speak of texts.',
    },
    {
      ...{ rule: 'cta.third_party', pattern: bought },
      sentence: 'Consent that comes from others is forbidden: lists, leads, affiliates.',
      remedy: 'Register only people who agreed with this brand itself (TCR decline 708).',
    },
  ];
  for (const { rule, pattern, sentence, remedy } of wrongs) {
    const at = placeOf(text, pattern);
    if (at && !isDenied(text, at[0])) found.push(finding({ rule, field, at, sentence, remedy }));
  }
  return found;
}

const isDenied = (text: string, index: number): boolean =>
  /\b(?:no|not|never|nor|don't|without|isn't|aren't)\b[^.]{0,25}$/i.test(text.slice(0, index));

function checkAddresses(text: string, answers: Answers): readonly FormFinding[] {
  const links = findLinks(text).map(({ written }) =>
    written.replace(/^https?:\/\/(?:www\.)?/i, '').toLowerCase(),
  );
  const wanted = [
    { rule: 'cta.no_terms_link', name: 'terms', url: textOf(answers, 'terms_url') },
    { rule: 'cta.no_privacy_link', name: 'privacy policy', url: textOf(answers, 'privacy_policy_url') },
  ];
  return wanted
    .filter(({ url, name }) => {
      const bare = url.replace(/^https?:\/\/(?:www\.)?/i, '').toLowerCase();
      const isLinked = bare !== '' && links.some((link) => link.startsWith(bare.replace(/\/$/, '')));
      return !isLinked && !new RegExp(`\\b${name === 'terms' ? 'terms' : 'privacy'}\\b`, 'i').test(text);
    })
    .map(({ rule, name }) =>
      finding({
        ...{ rule, field, severity: 'warning' },
        sentence: `How people join does not show a link to the ${name}.`,
        remedy: `Link to the ${name} beside the box, and say so here with its address.`,
      }),
    );
}
