import { readFile } from 'node:fs/promises';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';

type Line = 'mobile' | 'landline' | 'voip' | 'toll_free' | 'other';
type Check = Awaited<ReturnType<typeof readCheck>>;
const readCheck = (desk: Desk, number: string) =>
  desk.tidings.call('get', '/v1/number-checks/{number}', { path: { number } });

type Saying = {
  readonly line?: Line;
  readonly invalid?: boolean;
  readonly disconnected?: string;
  readonly verified?: string;
  readonly source: string;
};

/** Brings what somebody knows of numbers; where nothing is said, prints what is known of each. */
export async function checkNumbers(
  desk: Desk,
  numbers: readonly string[],
  { source, ...saying }: Saying,
): Promise<ExitCode> {
  const said = {
    ...(saying.line === undefined ? {} : { line_type: saying.line }),
    ...(saying.invalid === undefined ? {} : { is_invalid: saying.invalid }),
    ...(saying.disconnected === undefined ? {} : { disconnected_on: saying.disconnected }),
    ...(saying.verified === undefined ? {} : { verified_on: saying.verified }),
  };
  if (Object.keys(said).length === 0) return showNumbers(desk, numbers);
  const body = { source, numbers: numbers.map((number) => ({ number, ...said })) };
  const answer = await desk.tidings.call('post', '/v1/number-checks', { body });
  desk.voice.answer(answer, () => `Noted of ${countOf(answer.taken, 'number', 'numbers')}.`);
  return exitCodes.ok;
}

async function showNumbers(desk: Desk, numbers: readonly string[]): Promise<ExitCode> {
  const data: Check[] = [];
  for (const number of numbers) data.push(await readCheck(desk, number));
  desk.voice.answer({ data }, () => tableOf(desk, data));
  return exitCodes.ok;
}

const numbersAtOnce = 10_000;

/** A file of numbers and their kinds of line, as look-ups answer: `number,line`. */
export async function importNumberChecks(
  desk: Desk,
  file: string,
  { source = file }: { readonly source?: string },
): Promise<ExitCode> {
  const entries = await readEntries(file);
  let taken = 0;
  for (let from = 0; from < entries.length; from += numbersAtOnce) {
    const body = { source, numbers: entries.slice(from, from + numbersAtOnce) };
    taken += (await desk.tidings.call('post', '/v1/number-checks', { body })).taken;
  }
  desk.voice.answer({ taken }, () => `Noted of ${countOf(taken, 'number', 'numbers')}.`);
  return exitCodes.ok;
}

const lines: readonly string[] = ['mobile', 'landline', 'voip', 'toll_free', 'other'];

async function readEntries(file: string) {
  const text = await readFile(file, 'utf8').catch(() => {
    throw misuse(`${file} cannot be read.`);
  });
  const rows = text.split(/\r?\n/).filter((row) => row.trim() !== '' && !/^number\b/i.test(row));
  if (rows.length === 0) throw misuse(`${file} has no numbers in it.`);
  return rows.map((row, at) => {
    const [number = '', said = ''] = row.split(/[,;\t]/).map((cell) => cell.trim());
    if (said === 'invalid') return { number, is_invalid: true };
    if (!lines.includes(said))
      throw misuse(
        `Row ${at + 1} of ${file} says “${said}”. Say ${lines.join(', ')} or invalid after the number.`,
      );
    return { number, line_type: said as Line };
  });
}

export async function listNumberChecks(
  desk: Desk,
  { unreachable, limit }: { readonly unreachable?: boolean; readonly limit: number },
): Promise<ExitCode> {
  const query = { limit: Math.min(limit + 1, 200), ...(unreachable ? { unreachable } : {}) };
  const page = await takePage(desk.tidings.each('/v1/number-checks', { query }), limit);
  desk.voice.answer(page, () => tableOf(desk, page.data));
  return tellMore(desk, page);
}

export async function forgetNumber(desk: Desk, number: string): Promise<ExitCode> {
  const answer = await desk.tidings.call('delete', '/v1/number-checks/{number}', { path: { number } });
  desk.voice.answer(answer, () => 'Nothing is known of it any more; it is texted again.');
  return exitCodes.ok;
}

const tableOf = (desk: Desk, checks: readonly Check[]) =>
  printTable(
    ['number', 'line', 'not texted', 'until', 'failures', 'given up', 'verified', 'source', 'checked'],
    checks.map((one) => [
      ...[one.number, one.line_type ?? '', one.unreachable_reason ?? ''],
      ...[dayOf(one.unreachable_until), one.failures === 0 ? '' : String(one.failures)],
      ...[
        dayOf(one.disconnected_at),
        dayOf(one.verified_at),
        oneLine(one.source),
        formatTime(one.checked_at),
      ],
    ]),
    desk.voice.paint,
  );

const dayOf = (time: string | null) => time?.slice(0, 10) ?? '';
