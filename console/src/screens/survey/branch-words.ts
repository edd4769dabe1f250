import type { AnswerOf } from '@tidings/sdk';
import { language, t } from '../../ui/language.ts';
import { formatFine } from '../../ui/numbers.ts';

type Question = Pick<AnswerOf<'/v1/surveys/{id}', 'get'>['questions'][number], 'key' | 'kind' | 'branches'>;
type Branch = Question['branches'][number];

/** "After 6 or less, question 3 comes next": questions are told by their place, as people see them; short names are for files. */
export function branchWords(
  { kind }: Pick<Question, 'kind'>,
  branch: Branch,
  questions: readonly Pick<Question, 'key'>[],
): string {
  const answers = answersOf(kind, branch);
  if (branch.go_to === 'end') return t('After {answers}, nothing more is asked.', { answers });
  const place = questions.findIndex(({ key }) => key === branch.go_to) + 1;
  return t('After {answers}, question {n} comes next.', { answers, n: place });
}

function answersOf(kind: Question['kind'], { answers, least, most }: Branch): string {
  if (answers) {
    const spelled: Record<string, string> = kind === 'yes_no' ? { yes: t('Yes'), no: t('No') } : {};
    return new Intl.ListFormat(language(), { type: 'disjunction' }).format(
      answers.map((one) => `“${spelled[one] ?? one}”`),
    );
  }
  if (typeof least === 'number' && typeof most === 'number')
    return least === most
      ? formatFine(least)
      : t('{least} to {most}', { least: formatFine(least), most: formatFine(most) });
  if (typeof least === 'number') return t('{n} or more', { n: formatFine(least) });
  if (typeof most === 'number') return t('{n} or less', { n: formatFine(most) });
  return t('any answer');
}
