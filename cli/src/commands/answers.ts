import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';

type Answers = Awaited<ReturnType<typeof readAnswers>>;
const readAnswers = (desk: Desk) => desk.tidings.call('get', '/v1/workspace/answers', {});
export type AnswerLanguage = Answers['data'][number]['language'];
export type AnswerOccasion = Answers['data'][number]['occasion'];

export async function showAnswers(desk: Desk): Promise<ExitCode> {
  tell(desk, await readAnswers(desk));
  return exitCodes.ok;
}

export async function setAnswer(
  desk: Desk,
  occasion: AnswerOccasion,
  language: AnswerLanguage,
  body: string,
): Promise<ExitCode> {
  return put(desk, { occasion, language, body });
}

export async function resetAnswer(
  desk: Desk,
  occasion: AnswerOccasion,
  language: AnswerLanguage,
): Promise<ExitCode> {
  return put(desk, { occasion, language, body: null });
}

type Wish = { occasion: AnswerOccasion; language: AnswerLanguage; body: string | null };

async function put(desk: Desk, body: Wish): Promise<ExitCode> {
  tell(desk, await desk.tidings.call('put', '/v1/workspace/answers', { body }));
  return exitCodes.ok;
}

function tell(desk: Desk, answers: Answers): void {
  desk.voice.answer(answers, () => {
    const table = printTable(
      ['to', 'language', 'words', 'answer'],
      answers.data.map((one) => [
        ...[one.occasion.toUpperCase(), one.language, one.is_own ? 'own' : 'usual', oneLine(one.body)],
      ]),
      desk.voice.paint,
    );
    return [table, ...answers.warnings.map(({ sentence }) => sentence)].join('\n');
  });
}
