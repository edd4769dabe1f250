import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { type AuditCheckpoint, type AuditVerdict, readCheckpoints, verifyAudit } from '@tidings/sdk/audit';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { countOf } from '../print/numbers.ts';
import { printTable } from '../print/table.ts';
import { failure } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';

export type AuditListOptions = {
  readonly limit: number;
  readonly actor?: string;
  readonly act?: string;
  readonly target?: string;
  readonly since?: string;
};

/** Who did what, newest first. */
export async function listAudit(desk: Desk, options: AuditListOptions): Promise<ExitCode> {
  const { limit, actor, act, target, since } = options;
  const query = {
    limit: Math.min(limit, 200),
    ...(actor && { actor }),
    ...(act && { act }),
    ...(target && { target }),
    ...(since && { since }),
  };
  const page = await takePage(desk.tidings.each('/v1/audit', { query }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['When', 'Who', 'What', 'To what', 'Place'],
      page.data.map((one) => [
        one.at.slice(0, 19).replace('T', ' '),
        one.actor,
        one.act,
        one.target,
        one.sequence,
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

/** The newest checkpoint as one line of JSON, to be kept where nobody who can change the audit can write. */
export async function showCheckpoint(desk: Desk): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/audit/checkpoints', { query: { limit: 1 } });
  const newest = data[0];
  if (!newest) {
    throw failure(
      'audit.no_checkpoint',
      'There is no checkpoint yet. The first is signed within a minute of the first entry.',
    );
  }
  desk.voice.answer(newest, () => JSON.stringify(newest));
  return exitCodes.ok;
}

export type VerifyOptions = { readonly checkpoints?: string; readonly file?: string };

/** Computes the whole audit again, here and not at the service, and holds it against checkpoints that were kept elsewhere. */
export async function verifyWholeAudit(desk: Desk, { checkpoints, file }: VerifyOptions): Promise<ExitCode> {
  const outside = checkpoints === undefined ? [] : readOutside(checkpoints);
  const verdict = await verifyAudit(await openExport(desk, file), outside);
  desk.voice.answer(verdict, () => tell(verdict, checkpoints !== undefined));
  return verdict.is_intact ? exitCodes.ok : exitCodes.failure;
}

async function openExport(desk: Desk, file: string | undefined): Promise<AsyncIterable<string>> {
  const stream =
    file === undefined
      ? Readable.fromWeb((await desk.tidings.download('/v1/audit/export')) as ReadableStream<Uint8Array>)
      : createReadStream(file);
  return createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
}

function readOutside(file: string): AuditCheckpoint[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw failure('audit.no_such_file', `${file} cannot be read: ${(error as Error).message}.`);
  }
  const found = readCheckpoints(text);
  if (found.length > 0) return found;
  throw failure(
    'audit.no_checkpoints_in_file',
    `There is no checkpoint in ${file}. It is a line of JSON for each.`,
  );
}

const count = (number: number) => number.toLocaleString('en-US');

function tell(verdict: AuditVerdict, hasOutside: boolean): string {
  const { is_intact, entries, covered, checkpoints, outside, findings } = verdict;
  const size = `${countOf(entries, 'entry', 'entries')}, ${count(covered)} of them under ${count(checkpoints)} signed checkpoints`;
  if (!is_intact) {
    const lines = findings.map(({ code, sentence }) => `  ${sentence} (${code})`);
    return [`THE AUDIT IS NOT AS IT WAS WRITTEN. ${size}.`, ...lines].join('\n');
  }
  const against = hasOutside
    ? `Checkpoints that were kept elsewhere fit too (${count(outside)}).`
    : 'Nothing was changed that the audit itself can tell. Against somebody who has the database and the secret key, verify with --checkpoints, a file that was kept elsewhere.';
  return `The audit is intact: ${size}. ${against}`;
}
