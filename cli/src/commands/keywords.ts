import type { BodyOf, Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findProgramOrOnly, findSenderOrOnly } from '../find/find.ts';
import { findKeyword } from '../find/find-keyword.ts';
import { countOf } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readTime } from '../read-time.ts';
import { misuse } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';
import { type MmsOptions, mmsOf } from './mms-options.ts';
import { orBlocked } from './send-text.ts';

type NewKeyword = BodyOf<'/v1/keywords', 'post'>;

export async function listKeywords(desk: Desk, options: { archived?: boolean }): Promise<ExitCode> {
  const query = options.archived ? { archived: true } : {};
  const page = await takePage(desk.tidings.each('/v1/keywords', { query }), Number.POSITIVE_INFINITY);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'words', 'kind', 'version', 'answer'],
      page.data.map(({ id, words, kind, version, body }) => [id, words.join(', '), kind, version, body]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export type KeywordOptions = MmsOptions & {
  readonly kind: string;
  readonly body?: string;
  readonly program?: string;
  readonly sender?: string;
  readonly tag?: readonly string[];
  readonly choice?: readonly string[];
  readonly address?: string;
  readonly from?: string;
  readonly until?: string;
  readonly goOn?: boolean;
  readonly dryRun?: boolean;
};

/** Makes a keyword, or with --dry-run says what stands against it. */
export async function createKeyword(desk: Desk, words: string[], options: KeywordOptions): Promise<ExitCode> {
  const body = await readNewKeyword(desk, words, options);
  if (options.dryRun) return tellCheck(desk, await desk.tidings.call('post', '/v1/keywords/check', { body }));
  return orBlocked(async () => {
    const made = await desk.tidings.call('post', '/v1/keywords', { body });
    desk.voice.answer(made, () =>
      [
        `Made ${made.id}: ${made.words.map(plain).join(', ') || 'the default answer'}.`,
        ...(made.signing_secret
          ? [`Calls are signed with ${made.signing_secret}. It is shown this once.`]
          : []),
      ].join('\n'),
    );
    return exitCodes.ok;
  });
}

async function readNewKeyword(desk: Desk, words: string[], options: KeywordOptions): Promise<NewKeyword> {
  const { kind, program } = options;
  return {
    kind: kind as NewKeyword['kind'],
    words,
    program_id: await findProgramOrOnly(desk, program),
    ...(await readFields(desk, options)),
  };
}

/** What a new keyword and a change of one say alike: only what was named. */
async function readFields(desk: Desk, named: Omit<KeywordOptions, 'kind' | 'program' | 'dryRun'>) {
  const { body, sender, tag, choice, address, from, until, goOn } = named;
  return {
    ...(sender === undefined ? {} : { sender_id: await findSenderOrOnly(desk, sender) }),
    ...(body === undefined ? {} : { body }),
    ...mmsOf(named),
    ...(tag === undefined ? {} : { tags: [...tag] }),
    ...(choice === undefined ? {} : { choices: choice.map((name) => ({ name })) }),
    ...(address === undefined ? {} : { address }),
    ...(from === undefined ? {} : { starts_at: readTime(from, '--from') }),
    ...(until === undefined ? {} : { ends_at: readTime(until, '--until') }),
    ...(goOn === undefined ? {} : { may_go_on: goOn }),
  };
}

function tellCheck(desk: Desk, check: Schemas['KeywordCheck']): ExitCode {
  desk.voice.answer(check, () =>
    [
      check.is_ready ? 'Nothing stands against it.' : 'It cannot be made like this:',
      ...check.problems.map(({ sentence }) => `  ${plain(sentence)}`),
      ...check.warnings.map(({ sentence }) => `  Mind: ${plain(sentence)}`),
    ].join('\n'),
  );
  return check.is_ready ? exitCodes.ok : exitCodes.blocked;
}

/** One keyword: what it does, for whom, since when, and each version it has had. */
export async function showKeyword(desk: Desk, wanted: string): Promise<ExitCode> {
  const path = { id: await findKeyword(desk, wanted) };
  const keyword = await desk.tidings.call('get', '/v1/keywords/{id}', { path });
  const { data: versions } = await desk.tidings.call('get', '/v1/keywords/{id}/versions', { path });
  desk.voice.answer({ ...keyword, versions }, () =>
    [
      `${keyword.words.map(plain).join(', ') || 'the default answer'} (${keyword.id}): ${keyword.kind}, version ${keyword.version}${keyword.archived_at === null ? '' : ', archived'}`,
      ...(keyword.body === null ? [] : [plain(keyword.body)]),
      printTable(
        ['version', 'words', 'answer', 'by', 'at'],
        versions.map((one) => [one.version, one.words.join(', '), one.body, one.changed_by, one.changed_at]),
        desk.voice.paint,
      ),
    ].join('\n'),
  );
  return exitCodes.ok;
}

export type KeywordChange = Omit<KeywordOptions, 'kind' | 'dryRun'> & {
  readonly kind?: string;
  readonly word?: readonly string[];
};

/** Changes what is named; it becomes the next version, and everything else stays. */
export async function changeKeyword(desk: Desk, wanted: string, change: KeywordChange): Promise<ExitCode> {
  const { kind, program, word } = change;
  const path = { id: await findKeyword(desk, wanted) };
  const wish: BodyOf<'/v1/keywords/{id}', 'patch'> = {
    ...(kind === undefined ? {} : { kind: kind as NewKeyword['kind'] }),
    ...(word === undefined ? {} : { words: [...word] }),
    ...(program === undefined ? {} : { program_id: await findProgramOrOnly(desk, program) }),
    ...(await readFields(desk, change)),
  };
  if (Object.keys(wish).length === 0) throw misuse('Say what to change, such as --body.');
  return orBlocked(async () => {
    const changed = await desk.tidings.call('patch', '/v1/keywords/{id}', { path, body: wish });
    desk.voice.answer(changed, () => `${changed.id} is at version ${changed.version}.`);
    return exitCodes.ok;
  });
}

/** Takes a keyword out of use; its results stay. */
export async function archiveKeyword(desk: Desk, wanted: string): Promise<ExitCode> {
  const path = { id: await findKeyword(desk, wanted) };
  return orBlocked(async () => {
    const archived = await desk.tidings.call('delete', '/v1/keywords/{id}', { path });
    desk.voice.answer(archived, () => `${archived.id} means nothing from now on. Its results stay.`);
    return exitCodes.ok;
  });
}

/** Says what would come of a text, without anybody sending it. */
export async function testKeyword(desk: Desk, text: string, options: { sender?: string }): Promise<ExitCode> {
  const sender = options.sender === undefined ? undefined : await findSenderOrOnly(desk, options.sender);
  const body = { body: text, ...(sender === undefined ? {} : { sender_id: sender }) };
  const trial = await desk.tidings.call('post', '/v1/keywords/test', { body });
  desk.voice.answer(trial, () =>
    [plain(trial.sentence), ...(trial.answer === null ? [] : ['', plain(trial.answer.body)])].join('\n'),
  );
  return exitCodes.ok;
}

export async function keywordResults(
  desk: Desk,
  wanted: string,
  options: { limit: number },
): Promise<ExitCode> {
  const id = await findKeyword(desk, wanted);
  const results = await desk.tidings.call('get', '/v1/keywords/{id}/results', { path: { id } });
  const entries = await takePage(
    desk.tidings.each('/v1/keywords/{id}/entries', { path: { id }, query: { limit: 200 } }),
    options.limit,
  );
  desk.voice.answer({ results, entries: entries.data, has_more: entries.has_more }, () =>
    [
      `Sent ${countOf(results.uses, 'time', 'times')} by ${countOf(results.people, 'person', 'people')}; ${results.answered} answered, ${results.entries} entered.`,
      `It did what it is for ${countOf(results.done, 'time', 'times')}${results.last_done_at === null ? '' : `, the last time at ${results.last_done_at}`}.`,
      ...results.votes.map(({ choice, count }) => `  ${plain(choice)}: ${count}`),
      ...(entries.data.length === 0
        ? []
        : [
            printTable(
              ['number', 'choice', 'entered'],
              entries.data.map(({ number, choice, entered_at }) => [number, choice, entered_at]),
              desk.voice.paint,
            ),
          ]),
    ].join('\n'),
  );
  return tellMore(desk, entries);
}

export async function listReplies(
  desk: Desk,
  options: { limit: number; number?: string; keyword?: string },
): Promise<ExitCode> {
  const query = {
    limit: Math.min(options.limit + 1, 200),
    ...(options.number === undefined ? {} : { number: options.number }),
    ...(options.keyword === undefined ? {} : { keyword_id: await findKeyword(desk, options.keyword) }),
  };
  const page = await takePage(desk.tidings.each('/v1/inbound-messages', { query }), options.limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'from', 'text', 'taken for', 'marks', 'received'],
      page.data.map(({ id, from, body, intent, marks, received_at }) => [
        ...[id, from, body, intent, marks.join(', '), received_at],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}
