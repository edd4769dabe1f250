import { readFile } from 'node:fs/promises';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';

export async function listDoNotCall(desk: Desk): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/do-not-call-lists');
  desk.voice.answer({ data }, () =>
    printTable(
      ['id', 'kind', 'name', 'data of', 'numbers', 'state', 'since'],
      data.map((one) => [
        ...[one.id, one.region ?? one.kind, one.name, one.as_of, String(one.entries), one.state],
        formatTime(one.finished_at ?? one.added_at),
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

type Import = {
  readonly kind: 'own' | 'state' | 'federal';
  readonly region?: string;
  readonly asOf: string;
  readonly name?: string;
};

const numbersAtOnce = 10_000;

/** A number on each line, or first in it. The list counts once all of it has been taken; before that the older one stands. */
export async function importDoNotCall(desk: Desk, file: string, options: Import): Promise<ExitCode> {
  const numbers = await readNumbers(file);
  const { kind, region, asOf, name = file } = options;
  const list = await desk.tidings.call('post', '/v1/do-not-call-lists', {
    body: { kind, name, as_of: asOf, ...(region === undefined ? {} : { region }) },
  });
  let unreadable = 0;
  for (let from = 0; from < numbers.length; from += numbersAtOnce) {
    const taken = await desk.tidings.call('post', '/v1/do-not-call-lists/{id}/numbers', {
      path: { id: list.id },
      body: { numbers: numbers.slice(from, from + numbersAtOnce) },
    });
    unreadable += taken.unreadable.length;
  }
  const standing = await desk.tidings.call('post', '/v1/do-not-call-lists/{id}/finish', {
    path: { id: list.id },
  });
  desk.voice.answer({ ...standing, unreadable }, () => {
    const left =
      unreadable === 0 ? '' : ` ${countOf(unreadable, 'line', 'lines')} could not be read as a number.`;
    return `${countOf(standing.entries, 'number', 'numbers')} of ${standing.as_of} stand on ${standing.id}.${left}`;
  });
  return unreadable === 0 ? exitCodes.ok : exitCodes.partial;
}

export async function endDoNotCall(
  desk: Desk,
  id: string,
  { reason }: { reason: string },
): Promise<ExitCode> {
  const ended = await desk.tidings.call('post', '/v1/do-not-call-lists/{id}/end', {
    path: { id },
    body: { reason },
  });
  desk.voice.answer(ended, () => `“${ended.name}” counts no more.`);
  return exitCodes.ok;
}

async function readNumbers(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw misuse(`${file} cannot be read.`);
  });
  const numbers = text
    .split(/\r?\n/)
    .map((line) => line.split(/[,;\t]/)[0]?.trim() ?? '')
    .filter((number) => number !== '');
  if (numbers.length === 0) throw misuse(`${file} has no numbers in it.`);
  return numbers;
}
