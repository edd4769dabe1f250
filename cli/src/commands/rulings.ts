import { readFile } from 'node:fs/promises';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findProgramOrOnly } from '../find/find.ts';
import { formatTime } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';

const readRulings = (desk: Desk) => desk.tidings.call('get', '/v1/word-rulings');
type Ruling = Awaited<ReturnType<typeof readRulings>>['data'][number];

export async function listRulings(desk: Desk): Promise<ExitCode> {
  const { data } = await readRulings(desk);
  desk.voice.answer({ data }, () =>
    printTable(
      ['id', 'about', 'state', 'words', 'sha-256', 'by', 'since'],
      data.map((one) => [
        ...[one.id, one.kind === 'emergency' ? 'emergency' : 'no promotion', stateOf(one)],
        ...[
          oneLine(one.body).slice(0, 40),
          one.body_sha256.slice(0, 12),
          one.made_by,
          formatTime(one.made_at),
        ],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

const stateOf = ({ state, expires_at }: Ruling) =>
  state === 'standing' && expires_at ? `until ${formatTime(expires_at)}` : state;

type Words = { readonly body?: string; readonly bodyFile?: string; readonly note: string };

async function wordsOf({ body, bodyFile, note }: Words): Promise<{ body: string; note: string }> {
  if ((body === undefined) === (bodyFile === undefined))
    throw misuse('Give the words in --body or in --body-file.');
  if (body !== undefined) return { body, note };
  const text = await readFile(bodyFile ?? '', 'utf8').catch(() => {
    throw misuse(`${bodyFile} cannot be read.`);
  });
  return { body: text.replace(/\r?\n$/, ''), note };
}

export async function clearWords(desk: Desk, options: Words): Promise<ExitCode> {
  const made = await desk.tidings.call('post', '/v1/word-rulings', { body: await wordsOf(options) });
  desk.voice.answer(
    made,
    () => `${made.id}: texts with these words keep their purpose (sha-256 ${made.body_sha256}).`,
  );
  return exitCodes.ok;
}

export async function endRuling(
  desk: Desk,
  id: string,
  { reason }: { readonly reason: string },
): Promise<ExitCode> {
  const ended = await desk.tidings.call('post', '/v1/word-rulings/{id}/end', {
    path: { id },
    body: { reason },
  });
  desk.voice.answer(ended, () => `${ended.id} counts no more.`);
  return exitCodes.ok;
}

export async function askForRelease(
  desk: Desk,
  { program, ...words }: Words & { readonly program?: string },
): Promise<ExitCode> {
  const body = { program_id: await findProgramOrOnly(desk, program), ...(await wordsOf(words)) };
  const asked = await desk.tidings.call('post', '/v1/emergency-releases', { body });
  desk.voice.answer(
    asked,
    () =>
      `${asked.id} waits for somebody else: tidings emergency release ${asked.id} --sha256 ${asked.body_sha256}`,
  );
  return exitCodes.ok;
}

/** Prints the words before it lets them go: whoever gives the hash has looked at them. */
export async function releaseEmergency(
  desk: Desk,
  id: string,
  { sha256 }: { readonly sha256: string },
): Promise<ExitCode> {
  const released = await desk.tidings.call('post', '/v1/emergency-releases/{id}/release', {
    path: { id },
    body: { body_sha256: sha256 },
  });
  desk.voice.answer(
    released,
    () => `Released until ${formatTime(released.expires_at ?? '')}: “${oneLine(released.body)}”`,
  );
  return exitCodes.ok;
}
