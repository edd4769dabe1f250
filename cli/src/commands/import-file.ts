import { askFirst, requireConsentOrSomebody } from '../ask-first.ts';
import { requireKey } from '../config.ts';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { followImport, type Import } from '../follow-import.ts';
import { printImport, textableOf } from '../print/import-ledgers.ts';
import { countOf, formatCount, formatTime } from '../print/numbers.ts';
import { bar } from '../print/progress-line.ts';
import { readSource, type Source } from '../read-source.ts';
import { saveErrors } from '../save-errors.ts';
import { type ImportOptions, readImportOptions } from './import-options.ts';

const unasked =
  'Nobody is here to be asked. Say --yes to import what the check finds, or --dry-run to only see the counts.';

/** Upload, check, show, ask, import: nothing is anybody's contact before the last step. */
export async function importFile(desk: Desk, file: string, options: ImportOptions): Promise<ExitCode> {
  const isDecided = options.yes === true || options.dryRun === true;
  requireConsentOrSomebody(desk, isDecided, unasked);
  requireKey(desk.settings);
  const source = await readSource(file, desk.around);
  const wishes = await readImportOptions(desk, options);
  const { id } = await upload(desk, source);
  desk.ifInterrupted(`${source.name} is uploaded as ${id}, and nothing was imported.`);
  const begun = await desk.tidings.call('post', '/v1/imports/{id}/check', { path: { id }, body: wishes });
  const checked = await followImport(desk, begun, `Checking ${source.name}`);
  if (options.errors !== undefined) await saveErrors(desk, checked, options.errors);
  if (options.dryRun) {
    desk.voice.answer(checked, () => printImport(checked, desk.voice.paint));
    desk.voice.note(`Nothing was imported. To do it: tidings import commit ${id}`);
    return exitCodes.ok;
  }
  desk.voice.tell(`${printImport(checked, desk.voice.paint)}\n`);
  if (!options.yes) await askToCommit(desk, checked);
  return commitChecked(desk, checked);
}

/** For a file that was checked before, by a dry run. */
export async function commitImport(desk: Desk, id: string, options: { yes?: boolean }): Promise<ExitCode> {
  requireConsentOrSomebody(desk, options.yes === true, 'Nobody is here to be asked. Say --yes to import.');
  const checked = await desk.tidings.call('get', '/v1/imports/{id}', { path: { id } });
  if (checked.status === 'checked' && !options.yes) {
    desk.voice.tell(`${printImport(checked, desk.voice.paint)}\n`);
    await askToCommit(desk, checked);
  }
  return commitChecked(desk, checked);
}

function askToCommit(desk: Desk, { id, counts }: Import): Promise<void> {
  return askFirst(
    desk,
    `Import ${countOf(counts.people ?? 0, 'person', 'people')}?`,
    `Nothing was imported. The checked file is kept: tidings import commit ${id}`,
  );
}

async function upload(desk: Desk, source: Source): Promise<Import> {
  const { progress } = desk.voice;
  const stage = `Uploading ${source.name}`;
  desk.ifInterrupted('The upload broke off. Nothing was kept and nothing was imported.');
  progress.show(stage);
  const bytes = source.open((bytesDone) =>
    progress.show(
      stage,
      source.bytesTotal === null ? megabytes(bytesDone) : bar(bytesDone, source.bytesTotal),
    ),
  );
  return desk.tidings.upload('/v1/imports', { file_name: source.name }, bytes);
}

async function commitChecked(desk: Desk, { id, file_name: name }: Import): Promise<ExitCode> {
  desk.ifInterrupted(`The server goes on importing. See how far it is: tidings import show ${id}`);
  const begun = await desk.tidings.call('post', '/v1/imports/{id}/commit', { path: { id } });
  const done = await followImport(desk, begun, `Importing ${name}`);
  desk.voice.answer(done, () => sentenceOf(done));
  const left = done.counts.invalid ?? 0;
  if (left === 0) return exitCodes.ok;
  desk.voice.note(
    `${countOf(left, 'row was', 'rows were')} left out for want of a usable number (exit code 5); --errors FILE.csv keeps them with the reasons.`,
  );
  return exitCodes.partial;
}

function sentenceOf({ id, counts, list, undo_until: until }: Import): string {
  const of = (name: string) => formatCount(counts[name] ?? 0);
  const where = list === null ? '' : ` on the list “${list}”`;
  const undo =
    until === null ? '' : ` Until ${formatTime(until)} this takes it back: tidings import undo ${id}`;
  return `Imported ${countOf(counts.people ?? 0, 'person', 'people')}${where}: ${of('created')} new, ${of('updated')} updated, ${of('unchanged')} as they were; ${formatCount(textableOf(counts))} may be texted.${undo}`;
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
