import type { LintPurpose } from '../../content/finding.ts';
import { findLinks } from '../../content/links.ts';
import { lintText } from '../../content/lint-text.ts';
import { tellsHowToLeave } from '../../content/opt-out-words.ts';
import { type Answers, type FormFinding, isSaid, listOf } from '../form.ts';
import { likeness } from '../likeness.ts';
import { phoneIn } from '../phone-in.ts';
import { mayPromote } from '../use-cases.ts';
import { finding } from './finding.ts';
import { brandNames, namesBrand } from './names.ts';

const field = 'samples';

// What the linter of texts finds that a reviewer rejects as well. Tone and money are for the author of a text.
const carried =
  /^(?:category\.|evasion\.|phishing\.|link\.(?:shortener|ip|lookalike|mail_gateway)|opt_out\.(?:numeric|only_way)|purpose\.promotion)/;
const unfinished =
  /\blorem ipsum\b|\btest(?:ing)? (?:message|text|sms)\b|\bsample (?:message|text)\b|^test\b|\btbd\b|\bxxx+\b/i;
const codes = /\b(?:code|passcode|otp|pin|password|verif\w*|log ?in|sign ?in)\b/i;

export const useCasesOf = (answers: Answers): readonly string[] => [
  ...listOf(answers, 'use_case'),
  ...listOf(answers, 'use_cases'),
];

/** What is wrong with the sample texts. */
export function checkSamples(answers: Answers): readonly FormFinding[] {
  const samples = listOf(answers, field);
  if (samples.length === 0) return [];
  return [
    ...samples.flatMap((sample, item) => checkSample(sample, item, answers)),
    ...checkTogether(samples, answers),
  ];
}

function checkSample(sample: string, item: number, answers: Answers): readonly FormFinding[] {
  const found: FormFinding[] = [];
  const names = brandNames(answers);
  if (!namesBrand(sample, names) && !/\[(?:brand|business|company)[^\]]*\]/i.test(sample))
    found.push(
      finding({
        ...{ rule: 'sample.no_brand', field, item },
        sentence: `Sample ${item + 1} does not name the brand.`,
        remedy: 'Begin with the name of the brand, as the texts themselves do.',
      }),
    );
  const place = unfinished.exec(sample);
  if (place)
    found.push(
      finding({
        ...{ rule: 'sample.unfinished', field, item, at: [place.index, place.index + place[0].length] },
        sentence: `Sample ${item + 1} is no text that would be sent.`,
        remedy: 'Write a text as people will get it, with placeholders in square brackets.',
      }),
    );
  return [...found, ...checkFlags(sample, item, answers), ...checkContent(sample, item, answers)];
}

function checkFlags(sample: string, item: number, answers: Answers): readonly FormFinding[] {
  // The form of a name asks for no flags, so it cannot say no.
  if (isOfName(answers)) return [];
  const found: FormFinding[] = [];
  const link = findLinks(sample)[0];
  if (link && !isSaid(answers, 'has_links'))
    found.push(
      finding({
        ...{ rule: 'sample.undeclared_link', field, item, at: [link.start, link.end] },
        sentence: `Sample ${item + 1} has a link, and the form says that texts have none.`,
        remedy: 'Say yes to “Texts have links”, or take the link out.',
      }),
    );
  const phone = phoneIn(sample);
  if (phone && !isSaid(answers, 'has_phone_numbers'))
    found.push(
      finding({
        ...{ rule: 'sample.undeclared_phone', field, item, at: phone },
        sentence: `Sample ${item + 1} has a phone number, and the form says that texts have none.`,
        remedy: 'Say yes to “Texts have phone numbers”, or take the number out.',
      }),
    );
  return found;
}

/** The purpose by which the linter of texts judges words under these use cases. */
export const purposeOf = (useCases: readonly string[]): LintPurpose =>
  mayPromote(useCases) ? 'marketing' : 'transactional';

function checkContent(sample: string, item: number, answers: Answers): readonly FormFinding[] {
  const useCases = useCasesOf(answers);
  const ageGate = isSaid(answers, 'is_age_gated') ? 21 : null;
  return lintText({ body: sample, purpose: purposeOf(useCases), ageGate })
    .filter(({ rule }) => carried.test(rule))
    .map(({ rule, severity, start, end, sentence, remedy }) =>
      rule === 'purpose.promotion'
        ? finding({
            ...{ rule: 'sample.promotes', field, item, at: [start, end] },
            sentence: `Sample ${item + 1} promotes something, and the use case ${useCases.join(', ')} does not.`,
            remedy: 'Choose MARKETING or MIXED as use case, or take the promotion out.',
          })
        : finding({
            rule,
            severity,
            field,
            item,
            at: [start, end],
            sentence: `Sample ${item + 1}: ${sentence}`,
            remedy,
          }),
    );
}

/** Nobody can answer a name, so what promotes something says by which page or number people leave. */
function checkWayOut(samples: readonly string[], answers: Answers): readonly FormFinding[] {
  const promotes = answers.purpose === undefined || answers.purpose === 'promotional';
  const hasWay = (body: string) =>
    !lintText({ body, purpose: 'marketing', canReply: false }).some(
      ({ rule }) => rule === 'opt_out.no_reply',
    );
  if (!promotes || samples.some(hasWay)) return [];
  return [
    finding({
      ...{ rule: 'sample.no_way_out', field },
      sentence: 'None of the samples says how to leave, and nobody can answer a name.',
      remedy: 'End at least one with a page or a phone number, such as “Opt out: www.example.com/stop”.',
    }),
  ];
}

const isOfName = (answers: Answers): boolean => answers.sender_id !== undefined;

const sameFrom = 0.85;

function checkTogether(samples: readonly string[], answers: Answers): readonly FormFinding[] {
  const found: FormFinding[] = [];
  const useCases = useCasesOf(answers);
  if (isOfName(answers)) found.push(...checkWayOut(samples, answers));
  else if (!samples.some((sample) => tellsHowToLeave(sample)))
    found.push(
      finding({
        ...{ rule: 'sample.no_opt_out', field },
        sentence: 'None of the samples says how to leave.',
        remedy: 'End at least one with “Reply STOP to opt out”.',
      }),
    );
  if (useCases.length === 1 && /^(?:2FA|TWO_FACTOR_AUTHENTICATION)$/.test(useCases[0] ?? ''))
    for (const [item, sample] of samples.entries())
      if (!codes.test(sample))
        found.push(
          finding({
            ...{ rule: 'sample.other_use_case', field, item },
            sentence: `Sample ${item + 1} has no code or password, which is what the use case is for.`,
            remedy: 'Show a text with a code, or choose another use case.',
          }),
        );
  if (isSaid(answers, 'has_links') && !samples.some((sample) => findLinks(sample).length > 0))
    found.push(
      finding({
        ...{ rule: 'sample.no_link', field, severity: 'warning' },
        sentence: 'The form says that texts have links, and no sample shows one.',
        remedy: 'Show a sample with a link at the brand’s own domain.',
      }),
    );
  for (const [item, sample] of samples.entries()) {
    const twin = samples.slice(0, item).findIndex((one) => likeness(one, sample) >= sameFrom);
    if (twin >= 0)
      found.push(
        finding({
          ...{ rule: 'sample.alike', field, item, severity: 'warning' },
          sentence: `Sample ${item + 1} is nearly the same as sample ${twin + 1}.`,
          remedy: 'Show texts that differ: reviewers want to see what all is sent.',
        }),
      );
  }
  return found;
}
