import type { AnswerOf, BodyOf } from '@tidings/sdk';

export type Survey = AnswerOf<'/v1/surveys/{id}', 'get'>;
type QuestionAnswer = Survey['questions'][number];
type QuestionBody = BodyOf<'/v1/surveys', 'post'>['questions'][number];
export type QuestionKind = QuestionAnswer['kind'];

/** A branch while it is written; numbers as they stand in their boxes. */
export type DraftBranch = {
  id: number;
  answers: readonly string[];
  least: string;
  most: string;
  goTo: string;
};
/** A question while it is written. Choices stand a line each, with other words for one behind a colon: `Blue: b, azul`. */
export type DraftQuestion = {
  id: number;
  key: string;
  kind: QuestionKind;
  text: string;
  hint: string;
  choices: string;
  least: string;
  most: string;
  branches: readonly DraftBranch[];
};

export const theEnd = 'end';

export const isNumeric = (kind: QuestionKind): boolean => ['rating', 'nps', 'number'].includes(kind);
export const hasRange = (kind: QuestionKind): boolean => kind === 'rating' || kind === 'number';
/** Words have no answers that one could branch by. */
export const canBranch = (kind: QuestionKind): boolean => kind !== 'text';

export function newQuestion(all: readonly DraftQuestion[], kind: QuestionKind = 'choice'): DraftQuestion {
  const id = Math.max(0, ...all.map((one) => one.id)) + 1;
  const taken = new Set(all.map(({ key }) => key));
  let nth = id;
  while (taken.has(`question_${nth}`)) nth += 1;
  return {
    ...{ id, key: `question_${nth}`, kind, text: '', hint: '', choices: '' },
    least: '',
    most: '',
    branches: [],
  };
}

export function readChoices(written: string): { name: string; words: string[] }[] {
  return written
    .split('\n')
    .map((line) => {
      const [name = '', ...rest] = line.split(':');
      const words = rest.join(':').split(',');
      return { name: name.trim(), words: words.map((word) => word.trim()).filter(Boolean) };
    })
    .filter(({ name }) => name !== '');
}

export const writeChoices = (choices: readonly { name: string; words?: readonly string[] }[]): string =>
  choices
    .map(({ name, words = [] }) => (words.length > 0 ? `${name}: ${words.join(', ')}` : name))
    .join('\n');

/** The answers that a branch can name; none of numbers. */
export const answersOf = ({ kind, choices }: Pick<DraftQuestion, 'kind' | 'choices'>): string[] =>
  kind === 'yes_no' ? ['yes', 'no'] : kind === 'choice' ? readChoices(choices).map(({ name }) => name) : [];

/** Where a question's branches may lead: later questions, and the end. */
export const targetsOf = (all: readonly DraftQuestion[], at: number): string[] => [
  ...all.slice(at + 1).map(({ key }) => key),
  theEnd,
];

const numberOf = (words: string): number | null => (words.trim() === '' ? null : Number(words));

export function toBody(question: DraftQuestion): QuestionBody {
  const { key, kind, text, hint, branches } = question;
  const known = answersOf(question);
  return {
    ...{ key: key.trim(), kind, text: text.trim() },
    ...(hint.trim() === '' ? {} : { hint: hint.trim() }),
    ...(kind === 'choice' ? { choices: readChoices(question.choices) } : {}),
    ...(hasRange(kind) ? { least: numberOf(question.least), most: numberOf(question.most) } : {}),
    ...(canBranch(kind)
      ? {
          branches: branches.map(({ answers, least, most, goTo }) => ({
            ...(isNumeric(kind)
              ? { least: numberOf(least), most: numberOf(most) }
              : // A choice that was taken out since is no answer any more.
                { answers: answers.filter((answer) => known.includes(answer)) }),
            go_to: goTo,
          })),
        }
      : {}),
  };
}

export const fromSurvey = (questions: readonly QuestionAnswer[]): DraftQuestion[] =>
  questions.map((one, at) => ({
    ...{ id: at + 1, key: one.key, kind: one.kind, text: one.text, hint: one.hint ?? '' },
    ...{ choices: writeChoices(one.choices), least: String(one.least ?? ''), most: String(one.most ?? '') },
    branches: one.branches.map(({ answers, least, most, go_to }, nth) => ({
      ...{ id: nth + 1, answers: answers ?? [], goTo: go_to },
      ...{ least: String(least ?? ''), most: String(most ?? '') },
    })),
  }));

/** Branches that lead nowhere, or back, are dropped: no survey turns in a circle. */
const forwardOnly = (all: readonly DraftQuestion[]): DraftQuestion[] =>
  all.map((one, at) => ({
    ...one,
    branches: one.branches.filter(({ goTo }) => targetsOf(all, at).includes(goTo)),
  }));

export const without = (all: readonly DraftQuestion[], id: number): DraftQuestion[] =>
  forwardOnly(all.filter((one) => one.id !== id));

export function movedUp(all: readonly DraftQuestion[], at: number): DraftQuestion[] {
  const [before, one] = [all[at - 1], all[at]];
  if (!before || !one) return [...all];
  return forwardOnly([...all.slice(0, at - 1), one, before, ...all.slice(at + 1)]);
}

/** One question as it is now; who leads to it follows where its short name changes. */
export function changed(
  all: readonly DraftQuestion[],
  id: number,
  part: Partial<DraftQuestion>,
): DraftQuestion[] {
  const before = all.find((one) => one.id === id)?.key;
  const { key } = part;
  return all.map((one) => {
    const next = one.id === id ? { ...one, ...part } : one;
    if (key === undefined || before === undefined) return next;
    const branches = next.branches.map((branch) =>
      branch.goTo === before ? { ...branch, goTo: key } : branch,
    );
    return { ...next, branches };
  });
}
