import { expect, test } from 'vitest';
import { Invalid } from '../platform/errors.ts';
import { checkSurvey } from './check-survey.ts';
import type { Question } from './question.ts';
import type { SurveyContent } from './survey.ts';

const plain = { hint: null, choices: [], least: null, most: null, branches: [] };
const question = (more: Partial<Question>): Question => ({
  ...plain,
  key: 'q',
  kind: 'text',
  text: 'Why?',
  ...more,
});
const two = [
  { name: 'Blue', words: [] },
  { name: 'Red', words: [] },
];
const choice = question({ key: 'c', kind: 'choice', choices: two });
const survey = (more: Partial<SurveyContent>): SurveyContent => ({
  ...{
    kind: 'survey',
    name: 'Visit',
    programId: 'p',
    senderId: null,
    keywordId: null,
    invitation: 'Bakery: hello.',
  },
  ...{
    questions: [choice],
    thanks: 'Thank you.',
    tag: null,
    expiresHours: 72,
    remindHours: null,
    reminders: 0,
  },
  ...{ endsAt: null, most: null, counts: 'first', isAnonymous: false },
  ...more,
});
const now = new Date('2026-11-24T12:00:00Z');
function codes(content: SurveyContent): string[] {
  try {
    checkSurvey(content, now);
    return [];
  } catch (error) {
    return error instanceof Invalid ? error.details.map(({ code }) => code) : [String(error)];
  }
}
const branch = (more: object) => ({ answers: null, least: null, most: null, goTo: 'end', ...more });

test.each([
  ['a good one', {}, []],
  ['no question', { questions: [] }, ['survey.no_question']],
  ['one key twice', { questions: [choice, choice] }, ['survey.key_twice']],
  ['no way in', { invitation: null }, ['survey.no_way_in']],
  ['an end in the past', { endsAt: now }, ['survey.over']],
  ['reminders at no hour', { reminders: 1 }, ['survey.no_remind_hours']],
  ['a bad key', { questions: [question({ key: 'end' })] }, ['survey.bad_key']],
  [
    'a merge field in a question',
    { questions: [question({ text: 'Hi {{ first_name }}' })] },
    ['survey.merge_field'],
  ],
  ['one choice', { questions: [question({ kind: 'choice', choices: two.slice(1) })] }, ['survey.choices']],
  [
    'a choice by which people leave',
    { questions: [question({ kind: 'choice', choices: [...two, { name: 'Stop', words: [] }] })] },
    ['survey.reserved'],
  ],
  [
    'two choices that read alike',
    { questions: [question({ kind: 'choice', choices: [...two, { name: 'BLUE!', words: [] }] })] },
    ['survey.word_twice'],
  ],
  ['a poll of two questions', { kind: 'poll', questions: [choice, question({})] }, ['survey.poll_shape']],
  ['an NPS that begins otherwise', { kind: 'nps' }, ['survey.nps_shape']],
  [
    'a branch back',
    {
      questions: [question({ key: 'a' }), { ...choice, branches: [branch({ answers: ['Red'], goTo: 'a' })] }],
    },
    ['survey.bad_branch'],
  ],
  [
    'a branch after no answer of it',
    { questions: [{ ...choice, branches: [branch({ answers: ['Green'] })] }] },
    ['survey.bad_branch'],
  ],
  [
    'an empty range',
    { questions: [question({ kind: 'number', least: 5, most: 5 })] },
    ['survey.empty_range'],
  ],
  ['a request for a review without an address', { kind: 'review' }, ['survey.no_review_link']],
  [
    'a request for a review that keeps unhappy people away',
    {
      ...{ kind: 'review', thanks: 'Tell others: https://reviews.example/us' },
      questions: [question({ key: 'r', kind: 'rating', branches: [branch({ most: 3 })] })],
    },
    ['survey.review_gating'],
  ],
] as [string, Partial<SurveyContent>, string[]][])('%s', (_what, more, expected) => {
  expect(codes(survey(more))).toEqual(expected);
});
