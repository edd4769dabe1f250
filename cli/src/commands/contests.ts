import { createHash } from 'node:crypto';
import type { BodyOf, Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findProgramOrOnly } from '../find/find.ts';
import { findKeyword } from '../find/find-keyword.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readFile } from '../read-file.ts';
import { failure, misuse } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

type Contest = Schemas['Contest'];
type Draw = Schemas['ContestDraw'];

export async function listContests(desk: Desk, { limit }: { limit: number }): Promise<ExitCode> {
  const page = await takePage(desk.tidings.each('/v1/contests', {}), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'name', 'state', 'entries', 'people', 'ends'],
      page.data.map((one) => [
        ...[
          one.id,
          plain(one.name),
          one.state,
          one.counts.entered,
          one.counts.people,
          formatTime(one.ends_at),
        ],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

function describe(one: Contest): string {
  const { counts } = one;
  return [
    `${one.id} (${one.state}) ${plain(one.name)}: ${plain(one.prize)}`,
    `From ${formatTime(one.starts_at)} to ${formatTime(one.ends_at)}; ${one.winners} to win, ${countOf(one.alternates, 'alternate', 'alternates')}.`,
    `${countOf(counts.entered, 'entry counts', 'entries count')}, of ${countOf(counts.people, 'person', 'people')}, ${counts.free} free of charge; ${counts.asked} still to say their age, ${counts.refused} refused.`,
    ...(one.page === null ? [] : [`Rules and free entry: ${one.page}`]),
    ...(one.seed_sha256 === null ? [] : [`SHA-256 of the seed: ${one.seed_sha256}`]),
    ...(one.entries_sha256 === null ? [] : [`SHA-256 of the entries: ${one.entries_sha256}`]),
  ].join('\n');
}

const said = (desk: Desk, contest: Contest): ExitCode => {
  desk.voice.answer(contest, () => describe(contest));
  return exitCodes.ok;
};

export async function showContest(desk: Desk, id: string): Promise<ExitCode> {
  return said(desk, await desk.tidings.call('get', '/v1/contests/{id}', { path: { id } }));
}

export type ContestOptions = {
  readonly file: string;
  readonly program?: string;
  readonly keyword?: string;
  readonly rules?: string;
};

/** The contest as the API takes it, from a JSON file; its program, keyword and rules may be named here. */
async function readContest(desk: Desk, options: ContestOptions): Promise<BodyOf<'/v1/contests', 'post'>> {
  const { file, program, keyword, rules } = options;
  let body: BodyOf<'/v1/contests', 'post'>;
  try {
    body = JSON.parse(readFile(file)) as BodyOf<'/v1/contests', 'post'>;
  } catch (error) {
    if (error instanceof SyntaxError) throw misuse(`${file} is no JSON: ${error.message}.`);
    throw error;
  }
  const programId =
    program === undefined && body.program_id ? body.program_id : await findProgramOrOnly(desk, program);
  return {
    ...body,
    program_id: programId,
    ...(keyword !== undefined && { keyword_id: await findKeyword(desk, keyword) }),
    ...(rules !== undefined && { rules: readFile(rules) }),
  };
}

export async function createContest(desk: Desk, options: ContestOptions): Promise<ExitCode> {
  return orBlocked(async () => {
    const body = await readContest(desk, options);
    return said(desk, await desk.tidings.call('post', '/v1/contests', { body }));
  });
}

export async function writeContest(desk: Desk, id: string, options: ContestOptions): Promise<ExitCode> {
  return orBlocked(async () => {
    const body = await readContest(desk, options);
    return said(desk, await desk.tidings.call('put', '/v1/contests/{id}', { path: { id }, body }));
  });
}

export const openContest = (desk: Desk, id: string): Promise<ExitCode> =>
  orBlocked(async () =>
    said(desk, await desk.tidings.call('post', '/v1/contests/{id}/open', { path: { id } })),
  );

export const closeContest = (desk: Desk, id: string): Promise<ExitCode> =>
  orBlocked(async () =>
    said(desk, await desk.tidings.call('post', '/v1/contests/{id}/close', { path: { id } })),
  );

export const cancelContest = (desk: Desk, id: string, { reason }: { reason: string }): Promise<ExitCode> =>
  orBlocked(async () =>
    said(
      desk,
      await desk.tidings.call('post', '/v1/contests/{id}/cancel', { path: { id }, body: { reason } }),
    ),
  );

export async function drawContest(
  desk: Desk,
  id: string,
  { beacon }: { beacon?: string },
): Promise<ExitCode> {
  return orBlocked(async () => {
    const body = beacon === undefined ? {} : { beacon };
    const drawn = await desk.tidings.call('post', '/v1/contests/{id}/draw', { path: { id }, body });
    desk.voice.answer(drawn, () => `${describe(drawn)}\nWho won: tidings contest winners ${id}`);
    return exitCodes.ok;
  });
}

function tellPlaces(desk: Desk, places: Awaited<ReturnType<typeof readPlaces>>): ExitCode {
  desk.voice.answer(places, () =>
    printTable(
      ['rank', 'state', 'number', 'name', 'told', 'claim by'],
      places.data.map((one) => [
        ...[one.rank, one.state, one.number, plain(one.full_name ?? '')],
        one.told_at === null
          ? one.not_told_because === null
            ? ''
            : `no: ${one.not_told_because}`
          : formatTime(one.told_at),
        one.claim_by && formatTime(one.claim_by),
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

const readPlaces = (desk: Desk, id: string) =>
  desk.tidings.call('get', '/v1/contests/{id}/places', { path: { id } });

export const showWinners = async (desk: Desk, id: string): Promise<ExitCode> =>
  tellPlaces(desk, await readPlaces(desk, id));

export async function decidePlace(
  desk: Desk,
  id: string,
  rank: number,
  { verdict, reason }: { verdict: 'claimed' | 'forfeited'; reason: string },
): Promise<ExitCode> {
  return orBlocked(async () => {
    const path = { id, rank };
    const places = await desk.tidings.call('post', '/v1/contests/{id}/places/{rank}', {
      path,
      body: { verdict, reason },
    });
    return tellPlaces(desk, places);
  });
}

export async function listEntries(desk: Desk, id: string, { limit }: { limit: number }): Promise<ExitCode> {
  const page = await takePage(desk.tidings.each('/v1/contests/{id}/entries', { path: { id } }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['entry', 'number', 'way', 'day', 'state', 'reason', 'entered'],
      page.data.map((one) => [
        ...[
          one.id,
          one.number,
          one.way,
          one.day ?? '',
          one.state,
          one.reason ?? '',
          formatTime(one.entered_at),
        ],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

export type HandOptions = {
  readonly name: string;
  readonly email?: string;
  readonly region?: string;
  readonly oldEnough?: boolean;
};

export async function addEntry(
  desk: Desk,
  id: string,
  number: string,
  options: HandOptions,
): Promise<ExitCode> {
  return orBlocked(async () => {
    const body = {
      ...{ number, full_name: options.name, is_old_enough: options.oldEnough ?? false },
      ...(options.email !== undefined && { email: options.email }),
      ...(options.region !== undefined && { region: options.region }),
    };
    const added = await desk.tidings.call('post', '/v1/contests/{id}/entries', { path: { id }, body });
    desk.voice.answer(added, () =>
      added.state === 'entered'
        ? 'The entry counts.'
        : `The entry does not count (${added.reason ?? added.state}).`,
    );
    return exitCodes.ok;
  });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export type Check = { readonly what: string; readonly holds: boolean };

/**
 * Draws again, from what is told of a draw and nothing else, and holds it against what was told before: here, without asking the
 * service what it thinks of itself. `seedHash` and `entriesHash` are what somebody noted at the opening and the closing.
 */
export function checkDraw(
  draw: Draw,
  noted: { readonly seedHash?: string; readonly entriesHash?: string } = {},
): Check[] {
  const lines = draw.entries
    .toSorted((one, other) => one.id - other.id)
    .map(({ id, person }) => `${id} ${person}\n`)
    .join('');
  const lots = draw.entries
    .map(({ id, person }) => ({
      ...{ id, person },
      lot: sha256(`${draw.seed}\n${sha256(lines)}\n${draw.beacon ?? ''}\n${id} ${person}`),
    }))
    .toSorted((one, other) => (one.lot < other.lot ? -1 : 1));
  const seen = new Set<string>();
  const firstOfEach = lots.filter(({ person }) => !seen.has(person) && seen.add(person));
  const expected = firstOfEach.slice(0, draw.winners + draw.alternates).map(({ id }) => id);
  const found = draw.places.toSorted((one, other) => one.rank - other.rank).map(({ entry_id }) => entry_id);
  return [
    {
      what: 'the seed is the one of the opening',
      holds: sha256(draw.seed ?? '') === (noted.seedHash ?? draw.seed_sha256),
    },
    {
      what: 'the entries are those of the closing',
      holds: sha256(lines) === (noted.entriesHash ?? draw.entries_sha256),
    },
    { what: 'the promised number was used', holds: (draw.beacon_source === null) === (draw.beacon === null) },
    { what: 'the winners are who the draw gives', holds: JSON.stringify(expected) === JSON.stringify(found) },
  ];
}

export async function verifyContest(
  desk: Desk,
  id: string,
  noted: { readonly seedHash?: string; readonly entriesHash?: string },
): Promise<ExitCode> {
  return orBlocked(async () => {
    const draw = await desk.tidings.call('get', '/v1/contests/{id}/draw', { path: { id } });
    if (draw.seed === null)
      throw failure('contest.not_drawn', 'Nobody has been drawn yet; the seed is told with the draw.');
    const checks = checkDraw(draw, noted);
    const holds = checks.every((one) => one.holds);
    desk.voice.answer({ contest_id: id, holds, checks }, () =>
      [
        ...checks.map((one) => `${one.holds ? 'yes' : 'NO '}  ${one.what}`),
        holds
          ? `The draw of ${countOf(draw.entries.length, 'entry', 'entries')} holds.`
          : 'The draw does not hold. Keep what you see here, and ask who held it.',
        ...(draw.beacon === null
          ? []
          : [`Compare yourself: ${plain(draw.beacon_source ?? '')} was “${plain(draw.beacon)}”.`]),
        ...(noted.seedHash === undefined
          ? [
              'Bring what you noted at the opening and the closing (--seed-hash, --entries-hash) to be sure of them.',
            ]
          : []),
      ].join('\n'),
    );
    return holds ? exitCodes.ok : exitCodes.failure;
  });
}
