import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file on disk, for what is told before anything is uploaded. */
export async function fileWith(
  content: string | Uint8Array,
): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-file-'));
  const path = join(folder, 'people');
  await writeFile(path, content);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
