import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatTime } from '../print/numbers.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { savePdf } from '../save-download.ts';

/** Impact assessments: which there are, or one of them in its newest version. */
export async function showAssessments(
  desk: Desk,
  id: string | undefined,
  { pdf }: { readonly pdf?: string },
): Promise<ExitCode> {
  if (id !== undefined) return showAssessment(desk, id, pdf);
  if (pdf !== undefined) throw misuse('Say which assessment to write: tidings assessment dpi_… --pdf FILE');
  const found = await desk.tidings.call('get', '/v1/assessments');
  desk.voice.answer(found, () =>
    printTable(
      ['id', 'version', 'verdict', 'signed', 'what'],
      found.data.map(({ id: one, version, verdict, signed_at: at, title }) => [
        ...[one, String(version), verdict ?? 'not signed', at === null ? '' : formatTime(at), oneLine(title)],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

async function showAssessment(desk: Desk, id: string, pdf: string | undefined): Promise<ExitCode> {
  if (pdf !== undefined) {
    const path = await savePdf(pdf, () =>
      desk.tidings.download('/v1/assessments/{id}', { path: { id }, query: { format: 'pdf' } }),
    );
    desk.voice.note(`${path} holds the assessment.`);
  }
  const found = await desk.tidings.call('get', '/v1/assessments/{id}', { path: { id } });
  desk.voice.answer(found, () => {
    const [newest] = found.versions;
    if (!newest) return oneLine(found.title);
    const { form, version, verdict } = newest;
    const risks = form.risks.map(
      ({ risk, residual, measures }) => `${residual.padEnd(6)}  ${oneLine(risk)}: ${oneLine(measures)}`,
    );
    return [
      `${oneLine(found.title)}, version ${version}: ${verdict ?? 'not signed'}`,
      plain(form.description),
      ...risks,
    ].join('\n\n');
  });
  return exitCodes.ok;
}
