import { askFirst, requireConsentOrSomebody } from '../ask-first.ts';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { followImport, getImport, type Import } from '../follow-import.ts';
import { printImport } from '../print/import-ledgers.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { printTable } from '../print/table.ts';
import { saveErrors } from '../save-errors.ts';
import { takePage, tellMore } from '../take-page.ts';

export async function undoImport(desk: Desk, id: string, options: { yes?: boolean }): Promise<ExitCode> {
  requireConsentOrSomebody(desk, options.yes === true, 'Nobody is here to be asked. Say --yes to undo.');
  const { file_name: name } = await getImport(desk, id);
  if (!options.yes) {
    const question = `Take the import of ${name} back? People it brought are removed, their opt-outs stay.`;
    await askFirst(desk, question, 'Nothing was undone.');
  }
  desk.ifInterrupted(`The server goes on undoing. See how far it is: tidings import show ${id}`);
  const begun = await desk.tidings.call('post', '/v1/imports/{id}/undo', { path: { id } });
  const undone = await followImport(desk, begun, `Undoing the import of ${name}`);
  desk.voice.answer(undone, () => sentenceOfUndone(undone));
  return exitCodes.ok;
}

function sentenceOfUndone({ file_name: name, counts }: Import): string {
  const of = (what: string) => counts[`undo_${what}`] ?? 0;
  const kept = of('kept') + of('changed_since');
  const keeps = `${countOf(kept, 'is', 'are')} kept, because something has happened to them since`;
  return `The import of ${name} is undone: ${countOf(of('removed'), 'person', 'people')} removed, ${of('restored')} as they were before, ${keeps}.`;
}

export async function showImport(desk: Desk, id: string, options: { errors?: string }): Promise<ExitCode> {
  const shown = await getImport(desk, id);
  if (options.errors !== undefined) await saveErrors(desk, shown, options.errors);
  desk.voice.answer(shown, () => `${statusOf(shown)}\n\n${printImport(shown, desk.voice.paint)}`);
  return exitCodes.ok;
}

function statusOf({ id, status, problem, progress, imported_at: importedAt }: Import): string {
  const when = status === 'imported' && importedAt !== null ? ` at ${formatTime(importedAt)}` : '';
  const reason = problem === null ? '' : `: ${problem}`;
  const isAtWork = status === 'checking' || status === 'importing';
  const rows = isAtWork ? ` (${countOf(progress.rows_done, 'row', 'rows')} done)` : '';
  return `${id} is ${status}${when}${rows}${reason}`;
}

export async function listImports(desk: Desk, options: { limit: number }): Promise<ExitCode> {
  const page = await takePage(desk.tidings.each('/v1/imports', { query: { limit: 200 } }), options.limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'file', 'status', 'rows', 'people', 'when'],
      page.data.map(({ id, file_name, status, counts, created_at }) => [
        ...[id, file_name, status, counts.rows ?? 0, counts.people ?? 0, formatTime(created_at)],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}
