import { domainOf, findLinks, hostOf } from '../content/links.ts';
import { lintText } from '../content/lint-text.ts';
import { type Answers, isSaid, listOf, textOf } from './form.ts';
import { likenessOf, tellingShapeOf } from './likeness.ts';
import { phoneIn } from './phone-in.ts';
import { mayPromote } from './use-cases.ts';

/** A wording that was really sent, and how many texts had it. */
export interface SentWording {
  readonly body: string;
  readonly texts: number;
}

/** Something in what is sent that was not registered. */
export interface DriftFinding {
  readonly rule: string;
  /** How many of the texts are concerned. */
  readonly texts: number;
  readonly sentence: string;
  readonly remedy: string;
  /** The wording with most texts, at most 160 characters. */
  readonly example: string;
}

export interface Drift {
  readonly texts: number;
  /** From 0 to 1: how many of the texts are like none of the samples. */
  readonly unlike: number;
  readonly findings: readonly DriftFinding[];
}

// Below that two wordings have hardly more in common than a few small words.
const likeFrom = 0.25;
// A new wording now and then is no drift; when half of what is sent has no sample, a reviewer sees another program.
const unlikeShare = 0.5;
const fewestTexts = 20;
// A link in one text of a thousand may be somebody's slip; carriers look at shares, too.
const fewestShare = 0.01;

type Sign = {
  readonly rule: string;
  readonly isSeen: (body: string) => boolean;
  readonly sentence: (texts: string) => string;
  readonly remedy: string;
};

/**
 * Compares what is sent with what was registered. Pure.
 *
 * @param answers of the approved form: samples, use case, flags, website
 * @param wordings what went out under it; wordings of campaigns with their merge fields
 */
export function findDrift(answers: Answers, wordings: readonly SentWording[]): Drift {
  const texts = wordings.reduce((sum, one) => sum + one.texts, 0);
  if (texts === 0) return { texts: 0, unlike: 0, findings: [] };
  const signs = signsOf(answers);
  const found = signs.flatMap((sign) => tell(sign, wordings, texts));
  const names = [textOf(answers, 'display_name'), textOf(answers, 'legal_name')];
  const samples = listOf(answers, 'samples').map((sample) => tellingShapeOf(sample, names));
  const strange =
    samples.length === 0
      ? []
      : wordings.filter(({ body }) => !isLikeAny(tellingShapeOf(body, names), samples));
  const unlike = strange.reduce((sum, one) => sum + one.texts, 0) / texts;
  if (texts >= fewestTexts && unlike >= unlikeShare)
    found.push({
      rule: 'drift.unlike_samples',
      texts: Math.round(unlike * texts),
      sentence: `${percent(unlike)} of the texts are like none of the registered samples.`,
      remedy:
        'Add samples of what is sent to the registration, or send it from a number that is registered for it.',
      example: exampleOf(strange),
    });
  return { texts, unlike, findings: found };
}

const isLikeAny = (shape: ReadonlySet<string>, samples: readonly ReadonlySet<string>[]): boolean =>
  samples.some((sample) => likenessOf(shape, sample) >= likeFrom);

function tell(sign: Sign, wordings: readonly SentWording[], all: number): DriftFinding[] {
  const seen = wordings.filter(({ body }) => sign.isSeen(body));
  const texts = seen.reduce((sum, one) => sum + one.texts, 0);
  if (texts === 0 || texts / all < fewestShare) return [];
  const { rule, sentence, remedy } = sign;
  return [{ rule, texts, sentence: sentence(`${texts} of ${all} texts`), remedy, example: exampleOf(seen) }];
}

function signsOf(answers: Answers): readonly Sign[] {
  const useCases = [...listOf(answers, 'use_case'), ...listOf(answers, 'use_cases')];
  const signs: Sign[] = [];
  if (!mayPromote(useCases))
    signs.push({
      rule: 'drift.promotes',
      isSeen: (body) =>
        pricedOffer.test(body) ||
        lintText({ body, purpose: 'transactional' }).some(({ rule }) => rule === 'purpose.promotion'),
      sentence: (texts) => `${texts} promote something under the use case ${useCases.join(', ')}.`,
      remedy: 'Send promotions from a number that is registered for MARKETING or MIXED.',
    });
  if (!isSaid(answers, 'has_links'))
    signs.push({
      rule: 'drift.links',
      isSeen: (body) => findLinks(body).length > 0,
      sentence: (texts) => `${texts} have a link, and none was registered.`,
      remedy: 'Have the registration say that texts have links, or leave them out.',
    });
  else signs.push(domainSign(answers));
  if (!isSaid(answers, 'has_phone_numbers'))
    signs.push({
      rule: 'drift.phones',
      isSeen: (body) => phoneIn(body) !== null,
      sentence: (texts) => `${texts} have a phone number, and none was registered.`,
      remedy: 'Have the registration say that texts have phone numbers, or leave them out.',
    });
  if (!isSaid(answers, 'is_age_gated'))
    signs.push({
      rule: 'drift.age_gated',
      isSeen: (body) => lintText({ body, purpose: 'marketing' }).some(({ rule }) => ofAdults.test(rule)),
      sentence: (texts) => `${texts} speak of what only adults may buy, and no age gate was registered.`,
      remedy: 'Stop these texts; register an age gate before anything like that is sent.',
    });
  return signs;
}

// “Rye is $5 a loaf until Friday”: a price with a term. In a single text it may be a fare, so the linter lets it pass; under a
// registration that may sell nothing a reviewer does not.
const pricedOffer =
  /(?<!\byour \S{1,20} )\b(?:is|are|for|from|at|only|just|now) (?:only |just )?[$€£] ?\d[\d.,]*(?: (?:an?|each|per|the) \w+| each)? (?:until|through|thru|this (?:week|weekend)|all (?:week|weekend|day)|(?:today|tonight) only)\b/i;

const ofAdults = /^category\.(?:alcohol|tobacco|gambling|cannabis|firearms|sexual)$/;

function domainSign(answers: Answers): Sign {
  const own = new Set(
    [
      ...['website', 'privacy_policy_url', 'terms_url'].map((field) => hostOf(textOf(answers, field))),
      ...listOf(answers, 'samples').flatMap((sample) => findLinks(sample).map(({ host }) => host)),
    ]
      .filter((host) => host !== '')
      .map(domainOf),
  );
  return {
    rule: 'drift.other_domain',
    isSeen: (body) => own.size > 0 && findLinks(body).some(({ host }) => !own.has(domainOf(host))),
    sentence: (texts) => `${texts} link to a domain that no sample and no page of the registration has.`,
    remedy: 'Link to the registered domains, or add a sample with the other one.',
  };
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

const exampleOf = (wordings: readonly SentWording[]): string => {
  const [most] = wordings.toSorted((one, other) => other.texts - one.texts);
  return (most?.body ?? '').slice(0, 160);
};
