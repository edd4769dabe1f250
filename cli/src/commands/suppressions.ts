import { readFile } from 'node:fs/promises';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse, notFound } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';

type Search = { readonly brand?: string; readonly reason?: string };

export async function listSuppressions(
  desk: Desk,
  search: string | undefined,
  { brand, reason, limit }: Search & { readonly limit: number },
): Promise<ExitCode> {
  const query = { limit: Math.min(limit + 1, 200), ...filterOf({ brand, reason }, search) };
  const page = await takePage(desk.tidings.each('/v1/suppressions', { query }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['number', 'brand', 'reason', 'since', 'event'],
      page.data.map((one) => [
        ...[one.number, one.is_everywhere ? `${one.brand_name} (everywhere)` : one.brand_name],
        ...[one.reason, formatTime(one.suppressed_at), one.event_id],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

function filterOf(
  { brand, reason }: { brand?: string | undefined; reason?: string | undefined },
  search?: string,
) {
  return {
    ...(search === undefined ? {} : { search }),
    ...(brand === undefined ? {} : { brand }),
    ...(reason === undefined ? {} : { reason }),
  };
}

type Adding = {
  readonly reason: string;
  readonly brand?: string;
  readonly note?: string;
  readonly received?: string;
};

export async function addSuppressions(
  desk: Desk,
  numbers: readonly string[],
  options: Adding,
): Promise<ExitCode> {
  const entries = numbers.map((text, at) => ({ line: at + 1, text }));
  return bring(desk, entries, (texts) => suppressNumbers(desk, texts, options));
}

type Entry = { readonly line: number; readonly text: string };
type Taken = {
  readonly suppressed: number;
  readonly known: number;
  readonly unreadable: readonly { readonly line: number; readonly entry: string; readonly why: string }[];
};

async function suppressNumbers(desk: Desk, numbers: string[], options: Adding): Promise<Taken> {
  const { reason, brand, note, received } = options;
  return desk.tidings.call('post', '/v1/suppressions', {
    body: {
      numbers,
      reason,
      ...(brand === undefined ? {} : { brand_id: brand }),
      ...(note === undefined ? {} : { note }),
      ...(received === undefined ? {} : { received_at: received }),
    },
  });
}

/** A number or a hash on each line. A file of hashes is one whose first line is one, and becomes a list with a name. */
export async function importSuppressions(
  desk: Desk,
  file: string,
  options: Adding & { readonly list?: string },
): Promise<ExitCode> {
  const entries = (await textOf(file))
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, at) => ({ line: at + 1, text: text.trim() }))
    .filter(({ text }) => text !== '');
  const [first] = entries;
  if (!first) throw misuse(`${file} is empty. Put a number or a hash on each line.`);
  if (!/^[0-9a-f]{64}$/i.test(first.text))
    return bring(desk, entries, (texts) => suppressNumbers(desk, texts, options));
  if (options.list === undefined) throw misuse('These are hashes. Name their list: --list <name>.');
  const { list: name, reason, brand } = options;
  return bring(desk, entries, async (hashes) => {
    const body = { name, reason, hashes, ...(brand === undefined ? {} : { brand_id: brand }) };
    const { added, ...taken } = await desk.tidings.call('post', '/v1/suppressions/hashes', { body });
    return { ...taken, suppressed: added };
  });
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw notFound('file.not_found', `There is no file ${file} here.`);
    throw misuse(`${file} cannot be read: ${(error as Error).message}.`);
  }
}

// What one call takes.
const mostEntries = 10_000;
// An entry that is longer is no number and no hash, and the server would refuse all that came with it.
const longestEntry = 60;
const longestHash = 64;

/** Calls of 10,000 each. Whoever is interrupted starts again: what was brought before is known by then. */
async function bring(
  desk: Desk,
  entries: readonly Entry[],
  send: (texts: string[]) => Promise<Taken>,
): Promise<ExitCode> {
  const isSane = ({ text }: Entry) => text.length <= longestEntry || text.length === longestHash;
  const sane = entries.filter(isSane);
  const total = { suppressed: 0, known: 0 };
  const unreadable = entries
    .filter((one) => !isSane(one))
    .map(({ line, text }) => ({ line, entry: text, why: 'This is too long to be a number or a hash.' }));
  for (let from = 0; from < sane.length; from += mostEntries) {
    const part = sane.slice(from, from + mostEntries);
    const taken = await send(part.map(({ text }) => text));
    total.suppressed += taken.suppressed;
    total.known += taken.known;
    for (const one of taken.unreadable)
      unreadable.push({ ...one, line: part[one.line - 1]?.line ?? one.line });
  }
  unreadable.sort((a, b) => a.line - b.line);
  desk.voice.answer({ ...total, unreadable }, () =>
    [
      `${countOf(total.suppressed, 'suppression', 'suppressions')} written, ${total.known} known before.`,
      ...unreadable.map(({ line, entry, why }) => `Line ${line}: ${oneLine(entry)}: ${why}`),
    ].join('\n'),
  );
  return unreadable.length > 0 ? exitCodes.partial : exitCodes.ok;
}

/** As CSV on stdout, to be kept in a file. */
export async function exportSuppressions(desk: Desk): Promise<ExitCode> {
  const stream = await desk.tidings.download('/v1/suppressions/export', {});
  const decoder = new TextDecoder();
  for await (const bytes of stream) desk.around.stdout.write(decoder.decode(bytes, { stream: true }));
  return exitCodes.ok;
}

export async function liftSuppressions(
  desk: Desk,
  numbers: string[],
  { reason, brand }: { readonly reason: string; readonly brand?: string },
): Promise<ExitCode> {
  const body = { numbers, reason, ...(brand === undefined ? {} : { brand_id: brand }) };
  const done = await desk.tidings.call('post', '/v1/suppressions/lift', { body });
  desk.voice.answer(done, () =>
    [
      `${countOf(done.lifted.length, 'suppression', 'suppressions')} lifted. Consent comes back by START alone.`,
      ...done.still_suppressed.map((number) => `${number} stands on a list of hashes and stays suppressed.`),
      ...done.unreadable.map(({ line, entry, why }) => `Number ${line}: ${oneLine(entry)}: ${why}`),
    ].join('\n'),
  );
  const isWhole = done.still_suppressed.length === 0 && done.unreadable.length === 0;
  return isWhole ? exitCodes.ok : exitCodes.partial;
}
