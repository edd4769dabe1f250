import type { LintChannel } from '@tidings/policy/content';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findTemplate } from '../find/find.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { takePage } from '../take-page.ts';
import { type LanguageOptions, languagesOf } from './languages.ts';
import { type MmsOptions, mmsOf } from './mms-options.ts';
import { orBlocked } from './send-text.ts';

export async function listTemplates(desk: Desk): Promise<ExitCode> {
  const page = await takePage(
    desk.tidings.each('/v1/templates', { query: { limit: 200 } }),
    Number.POSITIVE_INFINITY,
  );
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'name', 'for', 'version', 'standing', 'languages', 'needs', 'words'],
      page.data.map(({ id, name, channel, version, standing, language, texts, required_fields, body }) => [
        ...[id, name, channel, version, standing, [language, ...Object.keys(texts)].join(', ')],
        ...[required_fields.join(', '), oneLine(body)],
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
      .map(({ name, version, standing, created_at, created_by, body, texts }) =>
        [
          `${plain(name)}, version ${version} (${standing}), ${created_at} by ${created_by}:\n${plain(body)}`,
          ...Object.entries(texts).map(([tag, text]) => `${tag}: ${plain(text)}`),
        ].join('\n'),
      )
      .join('\n\n'),
  );
  return exitCodes.ok;
}

export async function createTemplate(
  desk: Desk,
  name: string,
  {
    body,
    channel,
    media,
    mmsSubject,
    language,
    text,
  }: {
    body: string;
    channel?: LintChannel;
  } & LanguageOptions &
    MmsOptions,
): Promise<ExitCode> {
  return orBlocked(async () => {
    const made = await desk.tidings.call('post', '/v1/templates', {
      body: {
        // Each by its name: the flags of every command stand among the options as well.
        ...{ name, body, ...(channel !== undefined && { channel }) },
        ...languagesOf({ ...(language !== undefined && { language }), ...(text && { text }) }),
        ...mmsOf({ ...(media && { media }), ...(mmsSubject && { mmsSubject }) }),
      },
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
  options: { body?: string } & LanguageOptions & MmsOptions,
): Promise<ExitCode> {
  const change = {
    ...(options.body !== undefined && { body: options.body }),
    ...languagesOf(options),
    ...mmsOf(options),
  };
  if (Object.keys(change).length === 0)
    throw misuse('Say what is new: --body, --text, --media or --mms-subject.');
  return orBlocked(async () => {
    const id = await findTemplate(desk, wanted);
    const saved = await desk.tidings.call('patch', '/v1/templates/{id}', { path: { id }, body: change });
    desk.voice.answer(saved, () =>
      withWarnings(`“${plain(saved.name)}” is in version ${saved.version} now.`, saved, desk),
    );
    return exitCodes.ok;
  });
}

/** Whether a version may be used. Approving is for people who are signed in, and no key's. */
export async function showTemplateApprovals(
  desk: Desk,
  wanted: string,
  { of: version }: { of?: number },
): Promise<ExitCode> {
  const id = await findTemplate(desk, wanted);
  const found = await desk.tidings.call('get', '/v1/templates/{id}/approvals', {
    path: { id },
    ...(version === undefined ? {} : { query: { version } }),
  });
  desk.voice.answer(found, () =>
    [
      `Version ${found.version}: ${found.standing}. ${plain(found.sentence)}`,
      ...found.data.map(
        ({ verdict, by, note }) => `${plain(by)} ${verdict} it${note ? `: ${plain(note)}` : ''}`,
      ),
    ].join('\n'),
  );
  return found.is_usable ? exitCodes.ok : exitCodes.blocked;
}

/** The words are kept; what should be known of them stands below, as a preview says it. */
const withWarnings = (done: string, { warnings }: { warnings: { sentence: string }[] }, desk: Desk): string =>
  [done, ...warnings.map(({ sentence }) => desk.voice.paint.yellow(`Better: ${plain(sentence)}`))].join('\n');
