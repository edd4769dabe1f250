import type { Desk } from './desk.ts';
import type { Import } from './follow-import.ts';
import { countOf } from './print/numbers.ts';
import { saveDownload } from './save-download.ts';

/** Keeps the rows that became no people, each with its reason. It stands in for the file of an earlier look at the same list. */
export async function saveErrors(desk: Desk, { id, counts }: Import, path: string): Promise<void> {
  const rows = (counts.invalid ?? 0) + (counts.duplicates ?? 0);
  if (rows === 0) return desk.voice.note(`Every row became a person, so ${path} is not written.`);
  await saveDownload(path, {
    ...{ what: 'What is wrong with the rows', code: 'errors', mayReplace: true },
    read: () => desk.tidings.download('/v1/imports/{id}/errors.csv', { path: { id } }),
  });
  desk.voice.note(`${countOf(rows, 'row', 'rows')} with reasons: ${path}`);
}
