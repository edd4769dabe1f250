import { expect, it } from 'vitest';
import {
  changed,
  type DraftQuestion,
  fromSurvey,
  movedUp,
  newQuestion,
  readChoices,
  targetsOf,
  toBody,
  without,
  writeChoices,
} from './questions.ts';

const branch = (goTo: string) => ({ ...{ id: 1, answers: ['yes'], least: '', most: '6', goTo } });
const question = (id: number, key: string, part: Partial<DraftQuestion> = {}): DraftQuestion => ({
  ...newQuestion([]),
  ...{ id, key, text: `What of ${key}?`, ...part },
});
const all = [
  question(1, 'score', { kind: 'nps', branches: [branch('better'), branch('end')] }),
  question(2, 'best', { kind: 'text' }),
  question(3, 'better', { kind: 'text' }),
];
const leads = (list: readonly DraftQuestion[]) =>
  list.map(({ branches }) => branches.map(({ goTo }) => goTo));

it('reads choices a line each, with other words behind a colon, and writes them back', () => {
  const choices = [
    { name: 'Blue', words: ['b', 'azul'] },
    { name: 'Red', words: [] },
  ];
  expect(readChoices('Blue: b, azul\n\n Red ')).toEqual(choices);
  expect(readChoices(writeChoices(choices))).toEqual(choices);
});

it('sends of each kind what belongs to it', () => {
  expect(all[0] && toBody(all[0])).toEqual({
    ...{ key: 'score', kind: 'nps', text: 'What of score?' },
    branches: [
      { least: null, most: 6, go_to: 'better' },
      { least: null, most: 6, go_to: 'end' },
    ],
  });
  expect(toBody(question(1, 'a', { kind: 'text', choices: 'Blue', branches: [branch('end')] }))).toEqual({
    ...{ key: 'a', kind: 'text', text: 'What of a?' },
  });
  const choice = question(1, 'a', { choices: 'yes\nno', branches: [branch('end')] });
  expect(toBody({ ...choice, choices: 'si\nno' }).branches).toEqual([{ answers: [], go_to: 'end' }]);
  expect(toBody(question(1, 'a', { kind: 'rating', least: '0', most: '' }))).toMatchObject({
    least: 0,
    most: null,
  });
});

it('lets branches lead forward only, whatever is moved or taken out', () => {
  expect(targetsOf(all, 1)).toEqual(['better', 'end']);
  expect(leads(without(all, 3))).toEqual([['end'], []]);
  expect(leads(movedUp(movedUp(all, 2), 1))).toEqual([[], ['end'], []]);
  expect(leads(changed(all, 3, { key: 'mend' }))[0]).toEqual(['mend', 'end']);
  expect(movedUp(all, 0)).toEqual(all);
});

it('names a new question as no other is named', () => {
  const two = [question(1, 'question_2')];
  expect(newQuestion(two).key).toBe('question_3');
});

it('gives back a draft as it was saved', () => {
  const saved = {
    ...toBody(all[0] ?? newQuestion([])),
    reads: '',
    hint: null,
    choices: [],
    least: null,
    most: null,
  };
  const branches =
    saved.branches?.map((one) => ({ ...{ answers: null, least: null, most: null }, ...one })) ?? [];
  const [again] = fromSurvey([{ ...saved, branches }]);
  expect(again && toBody(again)).toEqual(all[0] && toBody(all[0]));
});
