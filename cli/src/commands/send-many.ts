import { readFileSync } from 'node:fs';
import type { NewBulk, Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { countOf } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { misuse, notFound } from '../refusal.ts';
import { orBlocked, readShared, type SendOptions, sendText, type TextOptions } from './send-text.ts';

const lookEveryMs = 500;
// A list to look at; --json and the API have all of them.
const refusedShown = 20;

export async function sendOneOrMany(
  desk: Desk,
  to: string | undefined,
  options: SendOptions & { readonly toFile?: string },
): Promise<ExitCode> {
  const { toFile, var: values, label, dryRun } = options;
  if (toFile === undefined) {
    if (to === undefined) throw misuse('Say whom it is for: a number, or --to-file FILE.');
    return sendText(desk, to, options);
  }
  if (to !== undefined) throw misuse('Give one number or --to-file, not both.');
  if (values !== undefined || label !== undefined)
    throw misuse('With --to-file, values and labels stand in the file.');
  return dryRun ? tryMany(desk, toFile, options) : sendMany(desk, toFile, options);
}

/** Says what would become of everybody in the file, and sends nothing. */
async function tryMany(desk: Desk, file: string, options: TextOptions): Promise<ExitCode> {
  const { recipients, lineOf } = readRecipients(file);
  const shared = await readShared(desk, options);
  return orBlocked(async () => {
    const trial = await desk.tidings.messages.tryMany({ ...shared, recipients });
    const refused = trial.items.filter((one) => one.will === 'refuse');
    const { send, wait, total, parts, cost } = trial;
    desk.voice.answer(trial, () =>
      [
        `${send} of ${total} would be sent at once, ${wait} would wait, ${refused.length} would be refused: ${countOf(parts, 'part', 'parts')}${cost === null ? '' : `, ${cost.amount} ${cost.currency}`}.`,
        ...linesOf(refused, lineOf),
      ].join('\n'),
    );
    return refused.length > 0 ? exitCodes.partial : exitCodes.ok;
  });
}

/** Sends to everybody in the file, waits until each has been decided about, and says who was refused and why. */
async function sendMany(desk: Desk, file: string, options: TextOptions): Promise<ExitCode> {
  const { recipients, lineOf } = readRecipients(file);
  const shared = await readShared(desk, options);
  return orBlocked(async () => {
    const { messages } = desk.tidings;
    const key = options.key === undefined ? {} : { idempotencyKey: options.key };
    let operation: Schemas['Operation'] = await messages.sendMany({ ...shared, recipients }, key);
    const { id } = operation;
    desk.ifInterrupted(`The service works on; see GET /v1/operations/${id}.`);
    while (operation.status === 'working') {
      await desk.around.pause(lookEveryMs);
      operation = await messages.getOperation(id);
    }
    const refused: Schemas['OperationItem'][] = [];
    if (operation.refused > 0)
      for await (const item of messages.eachItem(id, { outcome: 'refused' })) refused.push(item);
    desk.voice.answer({ ...operation, refused_items: refused }, () => spell(operation, refused, lineOf));
    return operation.refused > 0 ? exitCodes.partial : exitCodes.ok;
  });
}

function spell(
  { id, accepted, total, parts }: Schemas['Operation'],
  refused: readonly Schemas['OperationItem'][],
  lineOf: LineOf,
): string {
  return [
    `${id}: ${accepted} of ${countOf(total, 'text', 'texts')} queued, ${countOf(parts, 'part', 'parts')}.`,
    ...linesOf(refused, lineOf),
  ].join('\n');
}

type Refused = { readonly position: number; readonly to: string; readonly sentence: string | null };

/** The line of the file on which somebody stands, from one; empty lines count. */
type LineOf = (position: number) => number;

function linesOf(refused: readonly Refused[], lineOf: LineOf): string[] {
  const lines = refused
    .slice(0, refusedShown)
    .map(
      ({ position, to, sentence }) => `line ${lineOf(position)}, ${oneLine(to)}: ${oneLine(sentence ?? '')}`,
    );
  return refused.length > refusedShown ? [...lines, `and ${refused.length - refusedShown} more`] : lines;
}

function readRecipients(file: string): { recipients: NewBulk['recipients']; lineOf: LineOf } {
  const filled = readLines(file)
    .map((words, at) => ({ words, line: at + 1 }))
    .filter(({ words }) => words.trim() !== '');
  const recipients = filled.map(({ words, line }) => {
    try {
      return JSON.parse(words) as NewBulk['recipients'][number];
    } catch {
      throw misuse(`Line ${line} of ${file} is no JSON. Each line is one person: {"to": "+12025550142"}.`);
    }
  });
  if (recipients.length === 0) throw misuse(`There is nobody in ${file}.`);
  return { recipients, lineOf: (position) => filled[position]?.line ?? position + 1 };
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\ufeff/, '')
      .split(/\r?\n/);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw notFound('file.not_found', `There is no file ${file} here.`);
    throw misuse(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
