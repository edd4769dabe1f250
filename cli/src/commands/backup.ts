import { resolve } from 'node:path';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { failure } from '../refusal.ts';
import { saveDownload } from '../save-download.ts';

/** The whole installation as one file, over the API; with --here by the service's own program, which needs no key. */
export async function backUp(desk: Desk, file: string, { here }: { here?: boolean }): Promise<ExitCode> {
  const path = resolve(file);
  if (here) return byTheService(desk, ['backup', path, ...(desk.voice.isJson ? ['--json'] : [])], 'answers');
  const { bytes } = await saveDownload(path, {
    ...{ what: 'The backup', code: 'backup' },
    read: () => desk.tidings.download('/v1/installation/backup'),
  });
  desk.voice.answer(
    { file: path, bytes },
    () =>
      `${path} holds the whole installation (${(bytes / 1e6).toFixed(1)} MB). THE SECRET KEY IS NOT IN IT: keep that too, and elsewhere.\nSee whether it is whole: tidings restore ${file} --dry-run`,
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
