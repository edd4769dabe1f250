import type { BodyOf, Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findLists, findProgram, findSenderOrOnly, findTags } from '../find/find.ts';
import { findSegments } from '../find/find-segment.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { savePdf as saveDocument } from '../save-download.ts';
import { takePage, tellMore } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

type Emergency = Schemas['Emergency'];
type Reason = Emergency['reason'];

export type DeclareOptions = {
  readonly reason: Reason;
  readonly note: string;
  readonly program: string;
  readonly sender?: string;
  readonly message: string;
  readonly repeatMessage?: string;
  readonly toList?: readonly string[];
  readonly toTag?: readonly string[];
  readonly toSegment?: readonly string[];
  readonly notList?: readonly string[];
  readonly notTag?: readonly string[];
  readonly drill?: boolean;
  readonly ask: boolean;
  readonly question?: string;
  readonly every?: number;
  readonly repeats?: number;
};

export async function declareEmergency(desk: Desk, options: DeclareOptions): Promise<ExitCode> {
  const { toList = [], toTag = [], toSegment = [], notList = [], notTag = [] } = options;
  return orBlocked(async () => {
    const body: BodyOf<'/v1/emergencies', 'post'> = {
      ...{ reason: options.reason, note: options.note, message: options.message, ask: options.ask },
      program_id: await findProgram(desk, options.program),
      ...(options.sender !== undefined && { sender_id: await findSenderOrOnly(desk, options.sender) }),
      ...(options.drill && { is_drill: true }),
      ...(options.repeatMessage !== undefined && { repeat_message: options.repeatMessage }),
      ...(options.question !== undefined && { question: options.question }),
      ...(options.every !== undefined && { repeat_minutes: options.every }),
      ...(options.repeats !== undefined && { repeats: options.repeats }),
      include: {
        lists: await findLists(desk, toList),
        tags: await findTags(desk, toTag),
        ...(toSegment.length > 0 && { segments: await findSegments(desk, toSegment) }),
      },
      exclude: { lists: await findLists(desk, notList), tags: await findTags(desk, notTag) },
    };
    const declared = await desk.tidings.call('post', '/v1/emergencies', { body });
    desk.voice.answer(
      declared,
      () =>
        `${describe(declared)}\nNothing has left. Somebody else, signed in, confirms it (POST /v1/emergencies/${declared.id}/confirm with words_sha256 ${declared.words_sha256}). A key cannot.`,
    );
    return exitCodes.ok;
  });
}

const headOf = ({ id, state, reason, is_drill: isDrill }: Emergency) =>
  `${id} (${state}${isDrill ? ', a drill' : ''}) ${reason.replaceAll('_', ' ')}`;

function describe(one: Emergency): string {
  const { counts } = one;
  return [
    headOf(one),
    plain(one.note),
    `First: ${plain(one.body)}`,
    ...(one.ask && one.repeats > 0
      ? [
          `Again, every ${one.repeat_minutes} minutes, ${countOf(one.repeats, 'time', 'times')}: ${plain(one.repeat_body)}`,
        ]
      : []),
    ...(one.next_round_at === null
      ? []
      : [`Round ${one.round}; the next is due ${formatTime(one.next_round_at)}.`]),
    counts === null
      ? `For ${countOf(one.people, 'person', 'people')}${one.reach === 'known' ? ', those among them who have not joined too, where the law asks for no consent' : ''}.`
      : `Of ${countOf(one.people, 'person', 'people')}: ${counts.needs_help} need help, ${counts.safe} safe, ${counts.silent} silent, ${counts.undelivered} undelivered, ${counts.unclear} unclear, ${counts.waiting} waiting, ${counts.not_texted} may not be texted.`,
  ].join('\n');
}

export async function listEmergencies(desk: Desk, { limit }: { limit: number }): Promise<ExitCode> {
  const page = await takePage(desk.tidings.each('/v1/emergencies', {}), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'state', 'reason', 'drill', 'people', 'need help', 'safe', 'silent', 'declared'],
      page.data.map((one) => [
        ...[one.id, one.state, one.reason.replaceAll('_', ' '), one.is_drill ? 'yes' : '', one.people],
        ...[
          one.counts?.needs_help ?? '',
          one.counts?.safe ?? '',
          one.counts?.silent ?? '',
          formatTime(one.declared_at),
        ],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

export async function showEmergency(desk: Desk, id: string): Promise<ExitCode> {
  const found = await desk.tidings.call('get', '/v1/emergencies/{id}', { path: { id } });
  desk.voice.answer(found, () => describe(found));
  return exitCodes.ok;
}

export async function endEmergency(
  desk: Desk,
  id: string,
  { reason }: { reason: string },
): Promise<ExitCode> {
  return orBlocked(async () => {
    const ended = await desk.tidings.call('post', '/v1/emergencies/{id}/end', {
      path: { id },
      body: { reason },
    });
    desk.voice.answer(ended, () => describe(ended));
    return exitCodes.ok;
  });
}

type State = Schemas['RosterLine']['state'];

export async function showRoster(
  desk: Desk,
  id: string,
  { state, csv, limit }: { state?: State; csv?: string; limit: number },
): Promise<ExitCode> {
  const query = state === undefined ? {} : { state };
  if (csv !== undefined) {
    const file = await saveDocument(csv, () =>
      desk.tidings.download('/v1/emergencies/{id}/roster/file', { path: { id }, query }),
    );
    desk.voice.answer({ file }, () => `The roster is in ${file}.`);
    return exitCodes.ok;
  }
  const page = await takePage(
    desk.tidings.each('/v1/emergencies/{id}/roster', { path: { id }, query }),
    limit,
  );
  desk.voice.answer(page, () =>
    printTable(
      ['number', 'name', 'state', 'texts', 'answered', 'words'],
      page.data.map((line) => [
        ...[
          line.number,
          plain([line.first_name, line.last_name].filter(Boolean).join(' ')),
          line.state,
          line.texts,
        ],
        ...[
          line.answered_at && formatTime(line.answered_at),
          oneLine(line.words ?? line.reason ?? '').slice(0, 60),
        ],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

export async function notePerson(
  desk: Desk,
  id: string,
  number: string,
  { state, note }: { state: 'safe' | 'needs_help'; note: string },
): Promise<ExitCode> {
  return orBlocked(async () => {
    const body = { number, state, note };
    const found = await desk.tidings.call('post', '/v1/emergencies/{id}/roster/notes', {
      path: { id },
      body,
    });
    desk.voice.answer(found, () => describe(found));
    return exitCodes.ok;
  });
}
