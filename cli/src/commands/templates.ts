import type { LintChannel } from '@tidings/policy/content';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findTemplate } from '../find/find.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { takePage } from '../take-page.ts';
import { type MmsOptions, mmsOf } from './mms-options.ts';
import { orBlocked } from './send-text.ts';

export async function listTemplates(desk: Desk): Promise<ExitCode> {
  const page = await takePage(
    desk.tidings.each('/v1/templates', { query: { limit: 200 } }),
    Number.POSITIVE_INFINITY,
  );
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'name', 'for', 'version', 'needs', 'words'],
      page.data.map(({ id, name, channel, version, required_fields, body }) => [
        ...[id, name, channel, version, required_fields.join(', '), oneLine(body)],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export async function showTemplate(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findTemplate(desk, wanted);
  const { data } = await desk.tidings.call('get', '/v1/templates/{id}/versions', { path: { id } });
  desk.voice.answer({ data }, () =>
    data
      .map(
        ({ name, version, created_at, created_by, body }) =>
          `${plain(name)}, version ${version}, ${created_at} by ${created_by}:\n${plain(body)}`,
      )
      .join('\n\n'),
  );
  return exitCodes.ok;
}

export async function createTemplate(
  desk: Desk,
  name: string,
  { media, mmsSubject, ...wish }: { body: string; channel?: LintChannel } & MmsOptions,
): Promise<ExitCode> {
  return orBlocked(async () => {
    const made = await desk.tidings.call('post', '/v1/templates', {
      body: { name, ...wish, ...mmsOf({ ...(media && { media }), ...(mmsSubject && { mmsSubject }) }) },
    });
    desk.voice.answer(made, () =>
      withWarnings(`Made ${made.id}, “${plain(made.name)}”, version 1.`, made, desk),
    );
    return exitCodes.ok;
  });
}

export async function writeTemplate(
  desk: Desk,
  wanted: string,
  options: { body?: string } & MmsOptions,
): Promise<ExitCode> {
  const change = { ...(options.body !== undefined && { body: options.body }), ...mmsOf(options) };
  if (Object.keys(change).length === 0) throw misuse('Say what is new: --body, --media or --mms-subject.');
  return orBlocked(async () => {
    const id = await findTemplate(desk, wanted);
    const saved = await desk.tidings.call('patch', '/v1/templates/{id}', { path: { id }, body: change });
    desk.voice.answer(saved, () =>
      withWarnings(`“${plain(saved.name)}” is in version ${saved.version} now.`, saved, desk),
    );
    return exitCodes.ok;
  });
}

/** The words are kept; what should be known of them stands below, as a preview says it. */
const withWarnings = (done: string, { warnings }: { warnings: { sentence: string }[] }, desk: Desk): string =>
  [done, ...warnings.map(({ sentence }) => desk.voice.paint.yellow(`Better: ${plain(sentence)}`))].join('\n');
