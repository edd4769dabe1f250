import {
  type Campaign,
  type ExclusionReason,
  getCampaign,
  type StandingQuestion,
  type WaterfallName,
  waterfallNow,
} from '../campaigns/index.ts';
import { getProgram, nameOf, type Program } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { explainPerson } from './explain-person.ts';
import {
  lastOptOuts,
  listAudience,
  listByText,
  listExcluded,
  listNotFromFile,
  listNotSent,
  listOfFilesElsewhere,
  listReceivers,
  listStanding,
  listWaiting,
  listWhoReplied,
  type PeoplePage,
  type PersonRow,
  type TextFilter,
} from './people.queries.ts';
import {
  type FiledPlace,
  listFiledPeople,
  listRejectedRows,
  type RejectedRow,
  type RowPlace,
} from './rows.queries.ts';

export type PersonEntry = {
  readonly kind: 'person';
  readonly contactId: number;
  readonly name: string | null;
  readonly number: string;
  readonly reason: string;
  readonly sentence: string;
};

export type LineEntry = PersonEntry | ({ readonly kind: 'rejected_row' } & RejectedRow);

/** Where a page ends: within the rejected rows, the people, or the people file by file. */
export type LinePlace =
  | { readonly rows: RowPlace }
  | { readonly people: number }
  | { readonly filed: FiledPlace };

export type LinePage = { readonly entries: readonly LineEntry[]; readonly next: LinePlace | null };

/** Live lines by what became of the text. "Accepted" is with the carrier and not final; "failed" is any bad end. */
const textLines: Readonly<Record<string, TextFilter>> = {
  accepted: { statuses: ['accepted', 'sent'] },
  sent: { statuses: ['sent'] },
  delivered: { statuses: ['delivered'] },
  undelivered: { statuses: ['undelivered'] },
  failed: { statuses: ['failed', 'undelivered', 'rejected', 'expired'] },
  rejected: { statuses: ['rejected'] },
  expired: { statuses: ['expired'] },
  unknown: { statuses: ['unknown'] },
  handed_over: 'handed_over',
  failed_before: 'failed_before',
};

const waterfallLines = [
  'in_file',
  'invalid',
  'duplicates',
  'repeated_files',
  'not_in_audience',
  'not_from_file',
  'audience',
  'excluded',
  'no_consent',
  'opted_out',
  'outside_countries',
  'unreachable',
  'reassigned',
  'weak_consent',
  'do_not_call',
  'sender_unregistered',
  'not_drawn',
  'other_part',
  'control',
  'held_out',
  'hour_past',
  'will_receive',
] as const satisfies readonly WaterfallName[];

const liveLines = ['queued', 'held', 'suppressed', 'not_sent', 'stopped', 'replies', 'opt_outs'] as const;

export const lineNames: readonly string[] = [...waterfallLines, ...liveLines, ...Object.keys(textLines)];

type Asked = {
  readonly tx: Tx;
  readonly campaign: Campaign;
  readonly program: Program;
  readonly now: Date;
  readonly importIds: readonly string[];
  /** Null once it was launched: then the snapshot answers. */
  readonly question: StandingQuestion | null;
  readonly line: string;
  readonly after: LinePlace | null;
  readonly limit: number;
};

/** Person by person (or row by row), everybody behind one line of the waterfall or of the live numbers. */
export async function peopleBehindLine(
  ctx: Pick<Context, 'clock' | 'secrets'>,
  tx: Tx,
  campaignId: string,
  line: string,
  page: { readonly after: LinePlace | null; readonly limit: number },
): Promise<LinePage> {
  if (!lineNames.includes(line)) throw unknownLine(line);
  const campaign = await getCampaign(tx, campaignId);
  const program = await getProgram(tx, campaign.programId);
  const question = campaign.launchedAt
    ? null
    : (await waterfallNow(ctx, tx, campaign, ctx.clock.now())).question;
  const importIds = question?.importIds ?? campaign.audience?.importIds ?? [];
  const asked = { tx, campaign, program, now: ctx.clock.now(), importIds, question, line, ...page };
  if (line === 'in_file') return listFile(asked);
  if (line === 'invalid' || line === 'duplicates') return listRows(asked, line);
  if (line === 'repeated_files') return listFiled(asked, 'repeated');
  return describe(asked, await listLine(asked, peoplePage(asked)));
}

function unknownLine(line: string): Invalid {
  const sentence = `There is no line “${line.slice(0, 40)}”. The lines are ${lineNames.join(', ')}.`;
  return new Invalid('report.unknown_line', sentence, [
    { pointer: '/line', code: 'report.unknown_line', detail: sentence },
  ]);
}

const peoplePage = ({ after, limit }: Asked): PeoplePage => ({
  after: after && 'people' in after ? after.people : 0,
  limit: limit + 1,
});

async function listLine(asked: Asked, page: PeoplePage): Promise<PersonRow[]> {
  const { tx, campaign, line, question, importIds, now } = asked;
  const filter = textLines[line];
  if (filter) return listByText(tx, campaign.id, filter, page);
  if (line === 'queued' || line === 'held' || line === 'stopped')
    return listWaiting(tx, campaign.id, line, now, page);
  if (line === 'suppressed') return listSuppressed(asked, page);
  if (line === 'not_sent') return listNotSent(tx, campaign.id, page);
  if (line === 'replies' || line === 'opt_outs')
    return listWhoReplied(tx, campaign.id, line === 'opt_outs', page);
  if (question) return listStandingLine(tx, question, line as WaterfallName, page);
  if (line === 'will_receive') return listReceivers(tx, campaign.id, now, page);
  if (line === 'audience') return listAudience(tx, campaign.id, now, page);
  if (line === 'not_from_file') return listNotFromFile(tx, campaign.id, importIds, page);
  return listExcluded(tx, campaign.id, line satisfies string as ExclusionReason, page);
}

function listStandingLine(
  tx: Tx,
  question: StandingQuestion,
  line: WaterfallName,
  page: PeoplePage,
): Promise<PersonRow[]> {
  if (line === 'audience') return listStanding(tx, question, 'all', page);
  if (line === 'not_from_file') return listStanding(tx, question, 'not_from_file', page);
  if (line === 'not_in_audience') return listOfFilesElsewhere(tx, question, page);
  return listStanding(tx, question, { reason: line === 'will_receive' ? null : line }, page);
}

/** Suppressed texts and people of a stopped campaign together: both are paged by the id their text has or would have had. */
async function listSuppressed({ tx, campaign, now }: Asked, page: PeoplePage): Promise<PersonRow[]> {
  const texts = await listByText(tx, campaign.id, { statuses: ['suppressed'] }, page);
  const stopped = await listWaiting(tx, campaign.id, 'stopped', now, page);
  const all = [...texts, ...stopped.map((row) => ({ ...row, reason: 'campaign.stopped' }))];
  return all.sort((a, b) => a.key - b.key).slice(0, page.limit);
}

async function describe(asked: Asked, rows: readonly PersonRow[]): Promise<LinePage> {
  const { tx, program, line, limit } = asked;
  const shown = rows.slice(0, limit);
  const isOut = (row: PersonRow) =>
    (row.reason ?? line).endsWith('opted_out') || row.reason === 'carrier.opted_out';
  const numbers = shown.filter(isOut).map((row) => row.number);
  const optOuts = numbers.length > 0 ? await lastOptOuts(tx, program.brandId, numbers) : new Map();
  const entries = shown.map(
    (row): PersonEntry => ({
      kind: 'person',
      contactId: row.contactId,
      name: nameOf(row),
      number: row.number,
      reason: row.reason ?? row.status ?? line,
      sentence: explainPerson({ row, line, program, optOut: optOuts.get(row.number) ?? null }),
    }),
  );
  const last = shown.at(-1);
  return { entries, next: rows.length > limit && last ? { people: last.key } : null };
}

async function listRows(
  { tx, importIds, after, limit }: Asked,
  which: 'invalid' | 'duplicates' | 'all',
): Promise<LinePage> {
  const place = after && 'rows' in after ? after.rows : null;
  const rows = await listRejectedRows(tx, importIds, which, { after: place, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? { rows: placeOf(last) } : null;
  return { entries: shown.map((row) => ({ kind: 'rejected_row', ...row })), next };
}

const placeOf = ({ importId, line, position }: RejectedRow): RowPlace => ({ importId, line, position });

/** The whole file: first the rows that became nobody, then the people, file by file. */
async function listFile(asked: Asked): Promise<LinePage> {
  const { after, limit } = asked;
  if (after && 'filed' in after) return listFiled(asked, 'all');
  const rows = await listRows(asked, 'all');
  const rest = limit - rows.entries.length;
  if (rows.next || rest === 0) return { ...rows, next: rows.next ?? { filed: beforeAll } };
  const people = await listFiled({ ...asked, after: null, limit: rest }, 'all');
  return { entries: [...rows.entries, ...people.entries], next: people.next };
}

const beforeAll: FiledPlace = { contactId: 0, importId: '00000000-0000-0000-0000-000000000000' };

async function listFiled(
  { tx, importIds, after, limit }: Asked,
  which: 'all' | 'repeated',
): Promise<LinePage> {
  const place = after && 'filed' in after ? after.filed : null;
  const people = await listFiledPeople(tx, importIds, which, { after: place, limit: limit + 1 });
  const shown = people.slice(0, limit);
  const entries = shown.map(
    (person): PersonEntry => ({
      kind: 'person',
      contactId: person.contactId,
      name: nameOf(person),
      number: person.number,
      reason: which === 'all' ? 'in_file' : 'repeated_files',
      sentence:
        which === 'all'
          ? `Stands in ${person.fileName}.`
          : `Stands in ${person.fileName} again; an earlier file had brought this person in.`,
    }),
  );
  const last = shown.at(-1);
  const next = last && { filed: { contactId: last.contactId, importId: last.importId } };
  return { entries, next: people.length > limit && next ? next : null };
}
