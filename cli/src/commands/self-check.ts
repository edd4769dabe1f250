import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { countOf } from '../print/numbers.ts';
import { failure } from '../refusal.ts';
import { savePdf } from '../save-download.ts';

type Options = { sample?: string; pdf?: string };

/** Proves a sample of a month anew and says what holds; the exit code says whether all of it does. */
export async function makeSelfCheck(
  desk: Desk,
  month: string | undefined,
  { sample, pdf }: Options,
): Promise<ExitCode> {
  const body = { ...(month && { month }), ...(sample !== undefined && { sample: readSample(sample) }) };
  const answer = await desk.tidings.call('post', '/v1/self-checks', { body });
  const { report } = answer;
  if (pdf !== undefined) {
    const path = await savePdf(pdf, () =>
      desk.tidings.download('/v1/self-checks/{month}', {
        path: { month: report.month },
        accept: 'application/pdf',
      }),
    );
    desk.voice.note(`${path} holds the self-check of ${report.month}.`);
  }
  desk.voice.answer(answer, () =>
    [
      `Self-check of ${report.month}: ${report.sample.size} of ${countOf(report.texts_sent, 'text', 'texts')}.`,
      ...report.checks.map(({ holds, sentence }) => `${holds ? 'holds ' : 'FAILED'}  ${sentence}`),
    ].join('\n'),
  );
  return report.holds ? exitCodes.ok : exitCodes.failure;
}

function readSample(written: string): number {
  const size = Number(written);
  if (Number.isInteger(size) && size > 0) return size;
  throw failure('self_check.bad_sample', `“${written}” is no number of texts.`);
}
