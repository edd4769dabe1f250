import { findLinks } from '../../content/links.ts';
import { lintText } from '../../content/lint-text.ts';
import { tellsHowToLeave } from '../../content/opt-out-words.ts';
import { type Answers, type FormFinding, listOf, textOf } from '../form.ts';
import { phoneIn } from '../phone-in.ts';
import { finding } from './finding.ts';
import { brandNames, namesBrand } from './names.ts';

/** The answers to START, STOP and HELP: CTIA 5.1.2 and 5.1.3, TCR decline codes 7xx and 8xx. */
export const checkReplies = (answers: Answers): readonly FormFinding[] => [
  ...checkNamed(answers),
  ...checkJoin(textOf(answers, 'opt_in_message')),
  ...checkStop(textOf(answers, 'opt_out_message')),
  ...checkHelp(textOf(answers, 'help_message')),
  ...checkKeywords(answers),
];

const texts = [
  ['opt_in_message', 'The text after joining'],
  ['opt_out_message', 'The answer to STOP'],
  ['help_message', 'The answer to HELP'],
] as const;

function checkNamed(answers: Answers): readonly FormFinding[] {
  const names = brandNames(answers);
  return texts
    .filter(([field]) => textOf(answers, field) !== '' && !namesBrand(textOf(answers, field), names))
    .map(([field, label]) =>
      finding({
        ...{ rule: 'reply.no_brand', field },
        sentence: `${label} does not name the brand.`,
        remedy: 'Begin with the name of the brand.',
      }),
    );
}

const joined = [
  [
    'frequency',
    /recurring|msgs?\s*\/|\b(?:a|per|each|every)\s+\w+|monthly|weekly|daily|frequency|up to \d/i,
    'how often texts come',
  ],
  ['fees', /rates? (?:may|might) apply|msg\s*(?:&|and)\s*data/i, 'that message and data rates may apply'],
  ['help', /\bHELP\b|\bAYUDA\b/, 'HELP'],
] as const;

function checkJoin(text: string): readonly FormFinding[] {
  if (text === '') return [];
  const field = 'opt_in_message';
  const found = joined
    .filter(([, said]) => !said.test(text))
    .map(([name, , what]) =>
      finding({
        ...{ rule: `reply.join_no_${name}`, field },
        sentence: `The text after joining does not tell ${what}.`,
        remedy:
          'Write it as: “Brand: Thanks for joining Program. 4 msgs/mo. Msg&data rates may apply. Reply HELP for help, STOP to cancel.”',
      }),
    );
  if (!tellsHowToLeave(text))
    found.push(
      finding({
        ...{ rule: 'reply.join_no_stop', field },
        sentence: 'The text after joining does not say how to leave.',
        remedy: 'End with “STOP to cancel”.',
      }),
    );
  return found;
}

function checkStop(text: string): readonly FormFinding[] {
  if (text === '') return [];
  const field = 'opt_out_message';
  const found: FormFinding[] = [];
  if (
    !/no (?:more|further)|not? (?:receive|get)|won['’]?t|unsubscribed|opted out|removed|no recibir/i.test(
      text,
    )
  )
    found.push(
      finding({
        ...{ rule: 'reply.stop_no_end', field },
        sentence: 'The answer to STOP does not say that no more texts will come.',
        remedy: 'Write: “Brand: You are unsubscribed and will get no more messages.”',
      }),
    );
  const promotion = lintText({ body: text, purpose: 'transactional' }).find(
    ({ rule }) => rule === 'purpose.promotion',
  );
  if (promotion)
    found.push(
      finding({
        ...{ rule: 'reply.stop_promotes', field, at: [promotion.start, promotion.end] },
        sentence: 'The answer to STOP promotes something.',
        remedy: 'Confirm and nothing more: it is the last text that this person gets.',
      }),
    );
  return found;
}

function checkHelp(text: string): readonly FormFinding[] {
  const hasContact = phoneIn(text) !== null || findLinks(text).length > 0 || /\S+@\S+\.\S+/.test(text);
  if (text === '' || hasContact) return [];
  return [
    finding({
      ...{ rule: 'reply.help_no_contact', field: 'help_message' },
      sentence: 'The answer to HELP names no way to reach anybody.',
      remedy: 'Add a toll-free number, an e-mail address or a page where help is.',
    }),
  ];
}

function checkKeywords(answers: Answers): readonly FormFinding[] {
  const wanted = [
    ['opt_out_keywords', 'STOP', 'keywords.no_stop'],
    ['help_keywords', 'HELP', 'keywords.no_help'],
  ] as const;
  const missing = wanted
    .filter(([field, word]) => {
      const words = listOf(answers, field);
      return words.length > 0 && !words.some((one) => one.trim().toUpperCase() === word);
    })
    .map(([field, word, rule]) =>
      finding({
        ...{ rule, field },
        sentence: `${word} is not among the words.`,
        remedy: `Add ${word}: carriers act on it whatever is registered.`,
      }),
    );
  const leaving = new Set(listOf(answers, 'opt_out_keywords').map((one) => one.trim().toUpperCase()));
  const both = listOf(answers, 'opt_in_keywords').findIndex((one) => leaving.has(one.trim().toUpperCase()));
  if (both < 0) return missing;
  return [
    ...missing,
    finding({
      ...{ rule: 'keywords.both', field: 'opt_in_keywords', item: both },
      sentence: 'The same word joins and leaves.',
      remedy: 'Take it out of the words that join.',
    }),
  ];
}
