import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { failure } from '../refusal.ts';

/** The whole installation as one file, over the API; with --here by the service's own program, which needs no key. */
export async function backUp(desk: Desk, file: string, { here }: { here?: boolean }): Promise<ExitCode> {
  const path = resolve(file);
  if (here) return byTheService(desk, ['backup', path, ...(desk.voice.isJson ? ['--json'] : [])], 'answers');
  if (existsSync(path))
    throw failure('backup.file_exists', `${path} exists already. Choose another name, or move it away.`);
  const stream = await desk.tidings.download('/v1/installation/backup');
  const part = `${path}.part`;
  const target = createWriteStream(part, { mode: 0o600, flush: true });
  try {
    await pipeline(Readable.fromWeb(stream as ReadableStream<Uint8Array>), target);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw failure(
      'backup.not_written',
      `The backup did not come to its end, and nothing is left of it: ${(error as Error).message}.`,
    );
  }
  desk.voice.answer(
    { file: path, bytes: target.bytesWritten },
    () =>
      `${path} holds the whole installation (${(target.bytesWritten / 1e6).toFixed(1)} MB). THE SECRET KEY IS NOT IN IT: keep that too, and elsewhere.\nSee whether it is whole: tidings restore ${file} --dry-run`,
  );
  return exitCodes.ok;
}

export type RestoreOptions = {
  readonly dryRun?: boolean;
  readonly replace?: boolean;
  readonly yes?: boolean;
  readonly withoutKey?: boolean;
};

/** Puts a backup in the place of the database, on the machine of the service, which must not run. */
export async function restore(desk: Desk, file: string, options: RestoreOptions): Promise<ExitCode> {
  const path = resolve(file);
  const flags = [
    ...(options.dryRun ? ['--dry-run'] : []),
    ...(options.replace ? ['--replace'] : []),
    ...(options.yes ? ['--yes'] : []),
    ...(options.withoutKey ? ['--without-key'] : []),
  ];
  const code = await byTheService(desk, ['restore', path, ...flags], desk.voice.isJson ? 'tells' : 'answers');
  if (desk.voice.isJson && code === exitCodes.ok)
    desk.voice.answer({ file: path, is_restored: options.dryRun !== true }, () => '');
  return code;
}

async function byTheService(
  { around }: Desk,
  argv: readonly string[],
  how: 'answers' | 'tells',
): Promise<ExitCode> {
  const code = await around.runServer(argv, how);
  if (code === null)
    throw failure(
      'service.not_here',
      'The service is not on this machine. Run this on the machine of the service, beside its sources.',
    );
  return code === 0 ? exitCodes.ok : code === 2 ? exitCodes.usage : exitCodes.failure;
}
