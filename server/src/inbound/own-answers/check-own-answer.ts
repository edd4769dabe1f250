import { findPromotion } from '@tidings/policy/content';
import { checkTemplate, countParts, languageOfReply, parseTemplate } from '@tidings/sms';
import type { Language } from '../../platform/pages/languages.ts';
import { lintWords } from '../../templates/index.ts';
import type { ReplyBrand } from '../reply.ts';
import { fill, type Occasion } from './own-answers.ts';

/** What stands against own words (a problem), or what their author should know (a warning). */
export type AnswerFinding = { readonly code: string; readonly sentence: string };
export type AnswerFindings = {
  readonly problems: readonly AnswerFinding[];
  readonly warnings: readonly AnswerFinding[];
};

export type AnswerSurroundings = {
  readonly brands: readonly Pick<ReplyBrand, 'name' | 'helpContact'>[];
  readonly country: string;
};

const fields = ['brand', 'help'];
const mostParts = 3;
// Portuguese reads like Spanish to whom only knows these.
const tellable: readonly Language[] = ['en', 'es', 'fr'];
const nobody = { name: 'Your brand', helpContact: 'help@example.com' };

/**
 * Everything that speaks against own words for an automatic answer. What CTIA 5.1 and the carriers want in it is wanted
 * here: STOP names the brand and promotes nothing (47 CFR 64.1200(a)(12)), HELP says where help is and how to leave, START
 * says both. Pure.
 */
export function checkOwnAnswer(
  { language, occasion, body }: { language: Language; occasion: Occasion; body: string },
  around: AnswerSurroundings,
): AnswerFindings {
  const broken = findBroken(body);
  if (broken.length > 0) return { problems: broken, warnings: [] };
  // The longest names show whether it fits wherever it goes.
  const [brand = nobody] = around.brands.toSorted((a, b) => b.name.length - a.name.length);
  const text = fill(body, { brand: brand.name, help: brand.helpContact });
  if (text === null)
    return {
      problems: [finding('answer.cannot_be_filled', 'Let the words be a text of up to 1,600 characters.')],
      warnings: [],
    };
  const said = lintWords({
    ...{ body: text, purpose: 'transactional' as const, brands: [brand.name], country: around.country },
    ...{ isAnswer: true, isOptOutLineDue: false },
  });
  const problems = [
    ...findLacks(occasion, text, brand),
    ...findLength(text),
    ...findPromotions(text),
    ...said.problems.map(({ code, sentence }) => ({ code, sentence })),
  ];
  // What is a problem of its own above.
  const warned = said.warnings.filter(({ code }) => !ownProblems.includes(code));
  return {
    problems,
    warnings: [...warned.map(({ code, sentence }) => ({ code, sentence })), ...findDoubts(language, text)],
  };
}

function findBroken(body: string): AnswerFinding[] {
  if (body.trim() === '')
    return [finding('text.empty', 'Write the answer, or give null for the usual words.')];
  if (body.includes('\0'))
    return [finding('text.bad_character', 'Leave out the NUL character: no text can hold it.')];
  const parsed = parseTemplate(body);
  const errors = parsed.ok ? checkTemplate(parsed.template, fields) : parsed.errors;
  return errors.map(({ code, sentence }) => finding(code, sentence));
}

function findLacks(
  occasion: Occasion,
  text: string,
  brand: AnswerSurroundings['brands'][number],
): AnswerFinding[] {
  const lacks: AnswerFinding[] = [];
  if (!text.includes(brand.name))
    lacks.push(finding('answer.no_brand', 'Write {{ brand }} where the answer says whom it is from.'));
  if (occasion === 'help' && !text.includes(brand.helpContact))
    lacks.push(finding('answer.no_help', 'Write {{ help }} where the answer to HELP says how to reach you.'));
  const words = { stop: [], start: ['HELP', 'STOP'], help: ['STOP'] }[occasion];
  for (const word of words) {
    if (new RegExp(`\\b${word}\\b`).test(text)) continue;
    const sentence = `Tell people that they can answer ${word}: carriers want it in the answer to ${occasion.toUpperCase()}, in every language as this word.`;
    lacks.push(finding('answer.no_word', sentence));
  }
  return lacks;
}

const ownProblems = ['identity.missing', 'purpose.promotion'];

function findPromotions(text: string): AnswerFinding[] {
  const found = findPromotion(text);
  if (!found) return [];
  const sentence = `Leave ${found.words} out: an answer to STOP, START or HELP may promote nothing.`;
  return [finding('purpose.promotion', sentence)];
}

function findLength(text: string): AnswerFinding[] {
  const { parts } = countParts(text);
  if (parts <= mostParts) return [];
  const sentence = `Shorten the answer: it takes ${parts} parts with your longest brand, and ${mostParts} are the most.`;
  return [finding('answer.too_long', sentence)];
}

function findDoubts(language: Language, text: string): AnswerFinding[] {
  const doubts: AnswerFinding[] = [];
  const { parts, alphabet } = countParts(text);
  if (parts > 1) {
    const why = alphabet === 'gsm7' ? '' : ', because some of its letters are not in the cheap alphabet';
    doubts.push(finding('text.long', `It takes ${parts} parts, each of which costs${why}.`));
  }
  const read = languageOfReply(text);
  if (read !== null && read !== language && tellable.includes(language))
    doubts.push(
      finding(
        'answer.other_language',
        `It reads like another language (${read}) than the one it is for (${language}).`,
      ),
    );
  return doubts;
}

const finding = (code: string, sentence: string): AnswerFinding => ({ code, sentence });
