import { normaliseReply, readReply } from '@tidings/sms';
import { Invalid, type ProblemDetail } from '../platform/errors.ts';
import { type Question, rangeOf, theEnd } from './question.ts';
import type { SurveyContent } from './survey.ts';

const mostQuestions = 20;

/** Refuses a survey that could not be asked or answered, with all that stands against it. Pure. */
export function checkSurvey(content: SurveyContent, now: Date): void {
  const problems = [
    ...checkWhole(content, now),
    ...checkKind(content),
    ...content.questions.flatMap((question, at) => checkQuestion(question, at, content.questions)),
  ];
  const [first] = problems;
  if (!first) return;
  throw new Invalid(
    first.code,
    problems.length === 1 ? first.detail : `${problems.length} things are to be mended. ${first.detail}`,
    problems,
  );
}

function checkWhole(
  { questions, endsAt, invitation, keywordId, thanks, remindHours, reminders }: SurveyContent,
  now: Date,
): ProblemDetail[] {
  const keys = questions.map(({ key }) => key);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  return [
    ...(questions.length === 0
      ? [problem('/questions', 'survey.no_question', 'Ask at least one question.')]
      : []),
    ...(questions.length > mostQuestions
      ? [
          problem(
            '/questions',
            'survey.too_many_questions',
            `Ask at most ${mostQuestions} questions; people stop after three or four.`,
          ),
        ]
      : []),
    ...(twice === undefined
      ? []
      : [problem('/questions', 'survey.key_twice', `Two questions are called “${twice}”.`)]),
    ...(endsAt !== null && endsAt <= now
      ? [problem('/ends_at', 'survey.over', 'Let it end in the future.')]
      : []),
    ...(invitation === null && keywordId === null
      ? [
          problem(
            '/invitation',
            'survey.no_way_in',
            'Say how people come to it: by an invitation that is texted, by a keyword, or both.',
          ),
        ]
      : []),
    ...(/\{\{|\{%/.test(thanks)
      ? [
          problem(
            '/thanks',
            'survey.merge_field',
            'Thank everybody in the same words: merge fields stand in the invitation only.',
          ),
        ]
      : []),
    ...(reminders > 0 && remindHours === null
      ? [problem('/remind_hours', 'survey.no_remind_hours', 'Say after how many hours people are reminded.')]
      : []),
  ];
}

function checkKind({ kind, questions, thanks }: SurveyContent): ProblemDetail[] {
  const [first] = questions;
  if (kind === 'poll' && (questions.length !== 1 || first?.kind !== 'choice'))
    return [problem('/questions', 'survey.poll_shape', 'A poll is one question with choices.')];
  if (kind === 'nps' && first?.kind !== 'nps')
    return [problem('/questions/0/kind', 'survey.nps_shape', 'Ask the question from 0 to 10 first.')];
  if (kind !== 'review') return [];
  // The FTC forbids holding back bad reviews (16 CFR 465.7), and review sites forbid asking happy people alone.
  const branching = questions.findIndex(({ branches }) => branches.length > 0);
  return [
    ...(branching < 0
      ? []
      : [
          problem(
            `/questions/${branching}/branches`,
            'survey.review_gating',
            'Ask everybody for a review alike: a request that takes unhappy people elsewhere is not allowed.',
          ),
        ]),
    ...(/https?:\/\/\S+\.\S/.test(thanks)
      ? []
      : [
          problem(
            '/thanks',
            'survey.no_review_link',
            'Put the address at which people write their review into the thanks.',
          ),
        ]),
  ];
}

function checkQuestion(question: Question, at: number, all: readonly Question[]): ProblemDetail[] {
  const place = `/questions/${at}`;
  const { kind, choices, text } = question;
  const range = rangeOf(question);
  const isNumeric = kind === 'number' || kind === 'rating';
  return [
    ...(/^[a-z][a-z0-9_]{0,29}$/.test(question.key) && question.key !== theEnd
      ? []
      : [
          problem(`${place}/key`, 'survey.bad_key', 'Name it in small letters, digits and _, and not “end”.'),
        ]),
    ...(/\{\{|\{%/.test(`${text}${question.hint ?? ''}`)
      ? [
          problem(
            `${place}/text`,
            'survey.merge_field',
            'Ask everybody in the same words: merge fields stand in the invitation only.',
          ),
        ]
      : []),
    ...(kind === 'choice'
      ? checkChoices(choices, place)
      : choices.length > 0
        ? [
            problem(
              `${place}/choices`,
              'survey.no_choices',
              'Only a question of the kind choice has choices.',
            ),
          ]
        : []),
    ...(!isNumeric && (question.least !== null || question.most !== null)
      ? [problem(place, 'survey.no_range', 'Only numbers and ratings have a least and a most.')]
      : []),
    ...(isNumeric && range && range.least >= range.most
      ? [problem(`${place}/most`, 'survey.empty_range', 'Let the most be more than the least.')]
      : []),
    ...(kind === 'rating' && range && range.most - range.least > 10
      ? [
          problem(
            `${place}/most`,
            'survey.long_rating',
            'A rating has eleven steps at most; ask for a number otherwise.',
          ),
        ]
      : []),
    ...question.branches.flatMap((branch, nth) =>
      checkBranch(question, at, branch, `${place}/branches/${nth}`, all),
    ),
  ];
}

function checkChoices(choices: Question['choices'], place: string): ProblemDetail[] {
  if (choices.length < 2 || choices.length > 10)
    return [problem(`${place}/choices`, 'survey.choices', 'Give two to ten choices.')];
  const seen = new Map<string, string>();
  return choices.flatMap(({ name, words }, nth) =>
    [name, ...words].flatMap((word) => {
      const spelled = normaliseReply(word);
      const at = `${place}/choices/${nth}`;
      if (spelled === '') return [problem(at, 'survey.no_letters', `Give “${word}” letters or digits.`)];
      const { intent, matchedBy } = readReply(word);
      if (intent !== 'other' && intent !== 'confirm' && matchedBy !== 'model')
        return [
          problem(
            at,
            'survey.reserved',
            `Choose another word than “${word}”: whoever sends it leaves, comes back or asks for help by it.`,
          ),
        ];
      const twin = seen.get(spelled);
      seen.set(spelled, word);
      return twin === undefined
        ? []
        : [problem(at, 'survey.word_twice', `“${word}” and “${twin}” are the same word to the reader.`)];
    }),
  );
}

function checkBranch(
  question: Question,
  at: number,
  { answers, least, most, goTo }: Question['branches'][number],
  place: string,
  all: readonly Question[],
): ProblemDetail[] {
  const target = goTo === theEnd ? all.length : all.findIndex(({ key }) => key === goTo);
  const known = question.kind === 'yes_no' ? ['yes', 'no'] : question.choices.map(({ name }) => name);
  const isByNumber = rangeOf(question) !== null;
  const unknown = answers?.find((answer) => !known.includes(answer));
  return [
    ...(target <= at
      ? [
          problem(
            `${place}/go_to`,
            'survey.bad_branch',
            'Go to a question that comes later, or to “end”: no survey turns in a circle.',
          ),
        ]
      : []),
    ...((
      isByNumber
        ? answers !== null || (least === null && most === null)
        : answers === null || answers.length === 0
    )
      ? [
          problem(
            place,
            'survey.bad_branch',
            isByNumber ? 'Say from which number (least) up to which (most).' : 'Say after which answers.',
          ),
        ]
      : []),
    ...(unknown === undefined
      ? []
      : [problem(`${place}/answers`, 'survey.bad_branch', `“${unknown}” is no answer to this question.`)]),
  ];
}

const problem = (pointer: string, code: string, detail: string): ProblemDetail => ({ pointer, code, detail });
