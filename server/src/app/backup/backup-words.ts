import { Conflict, Invalid } from '../../platform/errors.ts';
import type { CheckedBackup } from './check-backup.ts';
import type { Restored } from './restore-backup.ts';

/** What backups and restores say to whoever runs them. */
export type Saved = {
  readonly file: string;
  readonly bytes: number;
  readonly taken_at: string;
  readonly is_sealed: boolean;
};

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const count = (number: number) => number.toLocaleString('en-US');

export function describeSaved({ file, bytes, is_sealed: isSealed }: Saved, isEmbedded: boolean): string {
  const key = isEmbedded ? 'the file secret.key of the data folder' : 'TIDINGS_SECRET_KEY';
  return [
    `${file} holds the whole installation (${megabytes(bytes)}).`,
    `THE SECRET KEY IS NOT IN IT. Keep ${key} too, and elsewhere: without it the gateways' credentials in the backup cannot be opened.`,
    isSealed
      ? 'It is sealed with TIDINGS_BACKUP_PASSPHRASE, without which nobody can read it, and neither can you.'
      : 'People, numbers and texts in it are readable by whoever has the file. Set TIDINGS_BACKUP_PASSPHRASE to seal it.',
    'Files that were uploaded and not imported yet are not in it.',
  ].join('\n');
}

export function describeChecked({ manifest, rows, jobs, isKeyOurs }: CheckedBackup): string {
  const total = [...rows.values()].reduce((sum, one) => sum + one, 0);
  const tables = [...rows]
    .filter(([, one]) => one > 0)
    .map(([name, one]) => `  ${name.padEnd(20)} ${count(one)}`);
  return [
    `The backup is whole: installation ${manifest.instance_id}, taken at ${manifest.taken_at} by Tidings ${manifest.product}, at ${manifest.migrations.at(-1)?.name}.`,
    `${count(total)} rows in ${rows.size} tables, and ${count(jobs)} jobs:`,
    ...tables,
    isKeyOurs
      ? 'The secret key at hand is the one it was taken with.'
      : 'THE SECRET KEY AT HAND IS NOT THE ONE IT WAS TAKEN WITH: the credentials in it cannot be opened.',
  ].join('\n');
}

export function describeRestored({ rows, tables, keptAs }: Restored): string {
  return [
    `Restored: ${count(rows)} rows in ${tables} tables.`,
    ...(keptAs === null
      ? []
      : [
          `What was there before is kept in the database ${keptAs}. When you are sure: npm run restore -- --drop-kept`,
        ]),
    'The service starts ON HOLD: it takes opt-outs and receipts, and sends nothing. See `tidings hold show`, then `tidings hold release`.',
    'Everybody signs in again. API keys that were revoked after the backup work again: look through them.',
  ].join('\n');
}

export const missingKey = (file: string) =>
  new Conflict(
    'restore.other_key',
    `The secret key that this backup was taken with is not here. Put it into ${file}, or set TIDINGS_SECRET_KEY to it, and restore again. If it is lost: --without-key restores all the same, and the gateways' credentials have to be entered anew.`,
  );

export type Confirming = {
  readonly yes: boolean;
  readonly ask: ((question: string) => Promise<string>) | null;
};

/** What is replaced is kept, and still nobody should do it by a slip of the hand. */
export async function confirmReplacing(instanceId: string, { yes, ask }: Confirming): Promise<void> {
  if (yes) return;
  if (ask === null) {
    throw new Invalid(
      'restore.not_confirmed',
      'Nobody is here to be asked. Add --yes to replace the installation in this database.',
    );
  }
  const typed = await ask(
    `This database holds an installation, which will be replaced. Type the name of the one in the backup (${instanceId}) to go on: `,
  );
  if (typed.trim() !== instanceId) throw new Conflict('restore.declined', 'Nothing was restored.');
}
