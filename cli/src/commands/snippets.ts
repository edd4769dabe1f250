import type { AnswerOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findSnippet } from '../find/find.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { takePage } from '../take-page.ts';
import { type LanguageOptions, languagesOf } from './languages.ts';
import { orBlocked } from './send-text.ts';

type Snippet = AnswerOf<'/v1/snippets/{id}', 'get'>;

export async function listSnippets(desk: Desk): Promise<ExitCode> {
  const page = await takePage(
    desk.tidings.each('/v1/snippets', { query: { limit: 200 } }),
    Number.POSITIVE_INFINITY,
  );
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'in texts', 'version', 'languages', 'words'],
      page.data.map(({ id, merge_field: field, version, texts, body }) => [
        ...[id, field, version, Object.keys(texts).join(', '), oneLine(body)],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

/** Every version, and where the latest words stand. */
export async function showSnippet(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findSnippet(desk, wanted);
  const { data: versions } = await desk.tidings.call('get', '/v1/snippets/{id}/versions', { path: { id } });
  const { data: uses } = await desk.tidings.call('get', '/v1/snippets/{id}/uses', { path: { id } });
  desk.voice.answer({ versions, uses }, () =>
    [
      ...versions.map(
        (one) =>
          `${plain(one.merge_field)}, version ${one.version}, ${one.created_at} by ${one.created_by}:\n${wordsOf(one)}`,
      ),
      uses.length === 0
        ? 'No template and no snippet says it.'
        : `Said by ${uses.map(({ kind, name }) => `the ${kind} “${oneLine(name)}”`).join(', ')}.`,
    ].join('\n\n'),
  );
  return exitCodes.ok;
}

const wordsOf = ({ body, texts }: Pick<Snippet, 'body' | 'texts'>): string =>
  [plain(body), ...Object.entries(texts).map(([tag, text]) => `${tag}: ${plain(text)}`)].join('\n');

export async function createSnippet(
  desk: Desk,
  name: string,
  { body, ...languages }: { body: string } & LanguageOptions,
): Promise<ExitCode> {
  return orBlocked(async () => {
    const made = await desk.tidings.call('post', '/v1/snippets', {
      body: { name, body, ...languagesOf(languages) },
    });
    desk.voice.answer(made, () => `Made ${made.id}. In texts: ${plain(made.merge_field)}`);
    return exitCodes.ok;
  });
}

export async function writeSnippet(
  desk: Desk,
  wanted: string,
  { body, ...languages }: { body?: string } & LanguageOptions,
): Promise<ExitCode> {
  const change = { ...(body !== undefined && { body }), ...languagesOf(languages) };
  if (Object.keys(change).length === 0) throw misuse('Say what is new: --body or --text.');
  return orBlocked(async () => {
    const id = await findSnippet(desk, wanted);
    const saved = await desk.tidings.call('patch', '/v1/snippets/{id}', { path: { id }, body: change });
    desk.voice.answer(
      saved,
      () =>
        `“${saved.name}” is in version ${saved.version} now. Campaigns that were checked before keep what was checked.`,
    );
    return exitCodes.ok;
  });
}

export async function archiveSnippet(
  desk: Desk,
  wanted: string,
  { back = false }: { back?: boolean },
): Promise<ExitCode> {
  const id = await findSnippet(desk, wanted, back);
  const saved = await desk.tidings.call('patch', '/v1/snippets/{id}', {
    path: { id },
    body: { archived: !back },
  });
  desk.voice.answer(saved, () => `“${saved.name}” is ${saved.archived ? 'archived' : 'back'}.`);
  return exitCodes.ok;
}

/** Everything that a text may name, with what to write for it. */
export async function listFields(desk: Desk, search: string | undefined): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/merge-fields');
  const wanted = search?.toLowerCase();
  const found = data.filter(
    ({ name, label }) =>
      wanted === undefined || name.includes(wanted) || label.toLowerCase().includes(wanted),
  );
  desk.voice.answer({ data: found }, () =>
    printTable(
      ['name', 'what it is', 'in texts'],
      found.map(({ name, label, insert }) => [name, oneLine(label), oneLine(insert)]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}
