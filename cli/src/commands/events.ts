import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { BodyOf, Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findContact } from '../find/find-contact.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse, notFound } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';

const mostAtOnce = 1_000;
const mostToldOf = 20;

export type SendEventsOptions = { readonly createContacts?: boolean };

type Line = { readonly line: number; readonly event: unknown };
type Sent = {
  accepted: number;
  duplicates: number;
  contacts_created: number;
  rejected: { line: number; id: string | null; code: string; detail: string }[];
};

/** Sends events from a file, one JSON object a line, or from a pipe (`-`). Ends with 5 where some were refused. Sent twice, they are taken once. */
export async function sendEvents(desk: Desk, file: string, options: SendEventsOptions): Promise<ExitCode> {
  const sent: Sent = { accepted: 0, duplicates: 0, contacts_created: 0, rejected: [] };
  let waiting: Line[] = [];
  desk.ifInterrupted('Some of the events may be there already. Send the file again: each is taken once.');
  const flush = async () => {
    if (waiting.length > 0) await sendSome(desk, waiting, options, sent);
    waiting = [];
  };
  for await (const line of linesOf(openFile(desk, file))) {
    waiting.push(line);
    if (waiting.length === mostAtOnce) await flush();
  }
  await flush();
  desk.voice.answer(sent, () => tell(sent));
  return sent.rejected.length > 0 ? exitCodes.partial : exitCodes.ok;
}

async function sendSome(
  desk: Desk,
  lines: readonly Line[],
  { createContacts }: SendEventsOptions,
  sent: Sent,
): Promise<void> {
  const body: BodyOf<'/v1/events', 'post'> = {
    events: lines.map(({ event }) => event),
    ...(createContacts ? { unknown_people: 'create' as const } : {}),
  };
  const taken: Schemas['EventsTaken'] = await desk.tidings.call('post', '/v1/events', { body });
  sent.accepted += taken.accepted;
  sent.duplicates += taken.duplicates;
  sent.contacts_created += taken.contacts_created;
  for (const { index, ...refused } of taken.rejected)
    sent.rejected.push({ line: lines[index]?.line ?? 0, ...refused });
}

function openFile({ around }: Desk, file: string): Readable {
  if (file !== '-') return createReadStream(file);
  if (around.stdin.isTTY)
    throw misuse('- reads events from a pipe, such as: zcat orders.ndjson.gz | tidings events send -');
  return around.stdin;
}

async function* linesOf(input: Readable): AsyncGenerator<Line> {
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      if (text.trim() !== '') yield { line, event: parse(text.replace(/^\ufeff/, ''), line) };
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw notFound('file.not_found', 'There is no such file here.');
    throw error;
  }
}

function parse(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw misuse(
      `Line ${line} is no JSON. Write one event a line; what came before it was sent, and is taken once when you send the file again.`,
    );
  }
}

function tell({ accepted, duplicates, contacts_created: created, rejected }: Sent): string {
  return [
    `Taken: ${accepted}. Here already: ${duplicates}. Refused: ${rejected.length}.${created > 0 ? ` Contacts made: ${created}.` : ''}`,
    ...rejected.slice(0, mostToldOf).map(({ line, detail }) => `  line ${line}: ${plain(detail)}`),
    ...(rejected.length > mostToldOf
      ? [`  and ${rejected.length - mostToldOf} more; --json tells all of them`]
      : []),
  ].join('\n');
}

export async function listEvents(
  desk: Desk,
  options: { limit: number; name?: string; contact?: string },
): Promise<ExitCode> {
  const query = {
    limit: Math.min(options.limit + 1, 200),
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(options.contact === undefined ? {} : { contact_id: await findContact(desk, options.contact) }),
  };
  const page = await takePage(desk.tidings.each('/v1/events', { query }), options.limit);
  desk.voice.answer(page, () =>
    printTable(
      ['contact', 'event', 'happened', 'value', 'properties'],
      page.data.map((one) => [
        one.contact_id,
        one.name,
        one.occurred_at,
        one.value,
        JSON.stringify(one.properties ?? {}),
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

export async function listEventNames(desk: Desk): Promise<ExitCode> {
  const names = await desk.tidings.call('get', '/v1/event-names');
  desk.voice.answer(names, () =>
    printTable(
      ['event', 'properties', 'first seen'],
      names.data.map(({ name, properties, first_seen_at }) => [
        name,
        Object.keys(properties).join(', '),
        first_seen_at,
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}
