import type { Schemas } from '@tidings/sdk';
import type { Desk } from './desk.ts';
import { countOf } from './print/numbers.ts';
import { bar } from './print/progress-line.ts';
import { failure } from './refusal.ts';

export type Import = Schemas['Import'];

const atWork: ReadonlySet<Import['status']> = new Set(['checking', 'importing', 'undoing']);

const askEveryMs = 400;

/** Watches an import until the server has done what it is at. What failed is thrown with the server's own sentence. */
export async function followImport(desk: Desk, begun: Import, stage: string): Promise<Import> {
  let current = begun;
  while (atWork.has(current.status)) {
    desk.voice.progress.show(stage, progressOf(current));
    await desk.around.pause(askEveryMs);
    current = await getImport(desk, current.id);
  }
  desk.voice.progress.clear();
  if (current.status !== 'failed') return current;
  throw failure('import.failed', current.problem ?? 'The import failed without saying why.');
}

export function getImport(desk: Desk, id: string): Promise<Import> {
  return desk.tidings.call('get', '/v1/imports/{id}', { path: { id } });
}

function progressOf({ status, progress, counts }: Import): string {
  const { rows_done: rows, bytes_done: bytes, bytes_total: total } = progress;
  if (status === 'checking') return `${bar(bytes, total)}  ${countOf(rows, 'row', 'rows')}`;
  if (status === 'importing') return `${bar(rows, counts.people ?? 0)}  ${countOf(rows, 'person', 'people')}`;
  return '';
}
