import {
  type CompiledSql,
  compileAudience,
  isInCountriesSql,
  isMemberSql,
  joinSegmentsSql,
  nobody,
  type ResolvedChoice,
} from '../audiences/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import {
  type DoNotCallQuestion,
  isDoNotCallSql,
  reassignedSql,
  unreachableSql,
} from './number-facts.queries.ts';
import { setAsideSql } from './part.queries.ts';
import type { CampaignPart, HoldOut } from './part.ts';
import type { IfSelling } from './selling-values.ts';
import type { ExclusionReason } from './waterfall.ts';
import { isTooWeakSql, type PermissionQuestion } from './weak-consent.ts';

/** Whose consent is asked, and which imports count as "the file". */
export type StandingQuestion = {
  /** The number it comes from, for texts that name it. */
  readonly senderId?: string;
  readonly choice: ResolvedChoice;
  readonly program: { readonly id: string; readonly brandId: string };
  readonly importIds: readonly string[];
  /** The countries that the workspace texts. */
  readonly countries: readonly string[];
  /** What consent its texts need. */
  readonly needs: PermissionQuestion;
  /** Those that its sender may not text, for lack of papers. */
  readonly closedCountries: readonly string[];
  /** Null where no do-not-call list is asked. */
  readonly doNotCall: DoNotCallQuestion | null;
  /** Asked besides, of texts whose values may sell; null where no value can make a difference. */
  readonly ifSelling: IfSelling | null;
  /** Of an arm of an experiment. */
  readonly part?: CampaignPart | null;
  /** Who gets no marketing; null where there is no such group, or the text is none. */
  readonly holdOut?: HoldOut | null;
};

/** Where one person of the included lists and tags stands. `reason` is null for whoever will receive the text. */
export type Standing = {
  readonly contactId: number;
  readonly reason: Exclude<ExclusionReason, 'not_in_audience'> | null;
  readonly isFromFile: boolean;
};

/**
 * Yields `contact_id, reason, is_from_file, number, if_selling` of every chosen person, once. The last is the reason that would
 * keep a text from them if it sold something. The order of the reasons is that of the
 * waterfall: who is excluded is not asked for consent, and an opt-out is told even where no consent ever was.
 */
export function compileStandings(question: StandingQuestion, firstParameter = 1): CompiledSql {
  const { choice } = question;
  const { exclude, limit } = choice;
  const chosen = compileAudience({ ...choice, exclude: nobody }, firstParameter);
  const values = [...chosen.values];
  const place = (value: unknown) => `$${values.push(value) + firstParameter - 1}`;
  const segments = joinSegmentsSql(choice, exclude, 'a.contact_id', place);
  const isExcluded = [isMemberSql(exclude, 'a.contact_id', place), segments.isMember]
    .filter((one) => one !== '')
    .join(' or ');
  const { program, importIds, countries, closedCountries } = question;
  const isIn = (some: readonly string[]) => isInCountriesSql('a.number', some, place);
  const weak = isTooWeakSql(question.needs, countries, place, isIn);
  const { now } = question.needs;
  const called = isDoNotCallSql(question.doNotCall, now, place, isIn);
  const { ifSelling } = question;
  const weakThen = ifSelling && isTooWeakSql(ifSelling.needs, countries, place, isIn);
  const calledThen = ifSelling && isDoNotCallSql(ifSelling.doNotCall, now, place, isIn);
  const thenSql = [
    ...(weakThen === null ? [] : [`when ${weakThen} then 'weak_consent'`]),
    ...(calledThen === null ? [] : [`when ${calledThen} then 'do_not_call'`]),
  ].join(' ');
  const text = `
    select a.contact_id, ${importIds.length > 0 ? isOfImportsSql('a.contact_id', place(importIds)) : 'false'} as is_from_file,
      case when ${isExcluded} then 'excluded'
        when s.number is not null or k.status = 'opted_out' then 'opted_out'
        when a.number in (select number from restriction where workspace_id = (select current_workspace())) then 'opted_out'
        when ${isHashedSql('a.number', place(program.brandId))} then 'opted_out'
        when k.status is distinct from 'opted_in' then 'no_consent'
        when not (${isIn(countries)}) then 'outside_countries'
        when a.number in (${unreachableSql(place(now))}) then 'unreachable'
        when a.number in (${reassignedSql(place(program.id))}) then 'reassigned'
        ${weak === null ? '' : `when ${weak} then 'weak_consent'`}
        ${called === null ? '' : `when ${called} then 'do_not_call'`}
        ${closedCountries.length === 0 ? '' : `when ${isIn(closedCountries)} then 'sender_unregistered'`} end as reason, a.number,
      ${thenSql === '' ? 'null::text' : `case ${thenSql} end`} as if_selling
    from (${chosen.text}) a
    left join consent k on k.workspace_id = (select current_workspace())
      and k.program_id = ${place(program.id)}::uuid and k.number = a.number
    left join suppression s on s.workspace_id = (select current_workspace())
      and s.brand_id = ${place(program.brandId)}::uuid and s.number = a.number and s.lifted_at is null
    ${segments.joins}`;
  const drawn = limit ? drawnSql(text, place(limit.atMost), place(`${limit.seed}:`)) : text;
  const { part = null, holdOut = null } = question;
  return { text: setAsideSql(drawn, { part, holdOut }, place), values };
}

/**
 * Only so many of those who would receive the text, by lot. The lot of a person is a hash of the seed and their id, so that a check, its
 * approval and the launch draw the same people, and somebody who joins in between takes at most one other's place.
 */
function drawnSql(text: string, atMost: string, seed: string): string {
  return `select contact_id, is_from_file, case when reason is null and place > ${atMost}::integer then 'not_drawn' else reason end as reason, number, if_selling
    from (select q.*, row_number() over (partition by q.reason is null order by md5(${seed}::text || q.contact_id)) as place from (${text}) q) d`;
}

/**
 * Whether a list of hashes names the number. Nothing is hashed where there is no such list; where there is one, its hashes
 * are read once for all people, because the inner query asks nothing about any of them.
 */
function isHashedSql(number: string, brandId: string): string {
  return `case when exists (select from suppression_hash where workspace_id = (select current_workspace()))
    then sha256(convert_to(${number}, 'UTF8')) in (select h.hash from suppression_hash h
      join suppression_list l on l.workspace_id = h.workspace_id and l.id = h.list_id
      where h.workspace_id = (select current_workspace()) and (l.brand_id is null or l.brand_id = ${brandId}::uuid))
    else false end`;
}

// import_change has a row for everybody whom a file names, also for those whom it changed in nothing.
const ofImports = (place: string) =>
  `from import_change where workspace_id = (select current_workspace()) and import_id = any(${place}::uuid[])`;

function isOfImportsSql(contactId: string, place: string): string {
  return `exists (select ${ofImports(place)} and contact_id = ${contactId})`;
}

/** Everybody whom these imports name, once; `place` is a parameter of type uuid[]. */
export function peopleOfImportsSql(place: string): string {
  return `select distinct contact_id ${ofImports(place)}`;
}

/**
 * Runs `work` without nested loops. Right after an import the server has no statistics: it took a list of 20,000 for one
 * row and compared everybody with everybody (40 s; hashed 0.3 s, and a million people in 4 s). A hash is at worst one
 * pass over the workspace's consents.
 */
export async function withHashJoins<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.query('set local enable_nestloop = off');
  const result = await work();
  await tx.query('set local enable_nestloop to default');
  return result;
}

/**
 * Takes the audience as of this statement into a table of this transaction. Everything a launch does afterwards
 * (counting, excluding, queueing) reads it, so that a STOP that commits meanwhile can make nobody fall between two lines.
 * Dispatch asks for consent again with every text, so the STOP is obeyed all the same.
 */
export async function snapshotStandings(tx: Tx, question: StandingQuestion): Promise<void> {
  const { text, values } = compileStandings(question);
  await tx.query(
    'create temporary table launch_standing (contact_id bigint, is_from_file boolean, reason text) on commit drop',
  );
  await withHashJoins(tx, () =>
    tx.query(`insert into launch_standing select contact_id, is_from_file, reason from (${text}) s`, values),
  );
  await tx.query('analyze launch_standing');
}

export const snapshotOfReceivers: CompiledSql = {
  text: 'select contact_id from launch_standing where reason is null',
  values: [],
};

export type StandingCounts = {
  readonly chosen: number;
  readonly excluded: number;
  readonly noConsent: number;
  readonly optedOut: number;
  readonly outsideCountries: number;
  readonly unreachable: number;
  readonly reassigned: number;
  readonly weakConsent: number;
  readonly senderUnregistered: number;
  readonly doNotCall: number;
  readonly notDrawn: number;
  readonly otherPart: number;
  readonly inControl: number;
  readonly heldOut: number;
  readonly hourPast: number;
  readonly willReceive: number;
  readonly fromFile: number;
};

export async function countSnapshot(tx: Tx): Promise<StandingCounts> {
  const { rows } = await tx.query<StandingCounts>(countSql('launch_standing'));
  return rows[0] ?? noStandings;
}

export async function countStandings(tx: Tx, question: StandingQuestion): Promise<StandingCounts> {
  const { text, values } = compileStandings(question);
  const counting = () => tx.query<StandingCounts>(countSql(`(${text}) s`), values);
  const { rows } = await withHashJoins(tx, counting);
  return rows[0] ?? noStandings;
}

export const noStandings: StandingCounts = {
  chosen: 0,
  excluded: 0,
  noConsent: 0,
  optedOut: 0,
  outsideCountries: 0,
  unreachable: 0,
  reassigned: 0,
  weakConsent: 0,
  senderUnregistered: 0,
  doNotCall: 0,
  notDrawn: 0,
  otherPart: 0,
  inControl: 0,
  heldOut: 0,
  hourPast: 0,
  willReceive: 0,
  fromFile: 0,
};

const countSql = (from: string) => `select count(*) as chosen,
    count(*) filter (where reason = 'excluded') as excluded,
    count(*) filter (where reason = 'no_consent') as "noConsent",
    count(*) filter (where reason = 'opted_out') as "optedOut",
    count(*) filter (where reason = 'outside_countries') as "outsideCountries",
    count(*) filter (where reason = 'unreachable') as unreachable,
    count(*) filter (where reason = 'reassigned') as reassigned,
    count(*) filter (where reason = 'do_not_call') as "doNotCall",
    count(*) filter (where reason = 'weak_consent') as "weakConsent",
    count(*) filter (where reason = 'sender_unregistered') as "senderUnregistered",
    count(*) filter (where reason = 'not_drawn') as "notDrawn",
    count(*) filter (where reason = 'other_part') as "otherPart",
    count(*) filter (where reason = 'control') as "inControl",
    count(*) filter (where reason = 'held_out') as "heldOut",
    count(*) filter (where reason = 'hour_past') as "hourPast",
    count(*) filter (where reason is null) as "willReceive",
    count(*) filter (where is_from_file) as "fromFile"
  from ${from}`;

/**
 * Writes down by name who is left out: of the audience, and of the file without being in the audience. Returns how many
 * of the file are not in the audience.
 */
export async function insertExclusions(
  tx: Tx,
  campaignId: string,
  importIds: readonly string[],
): Promise<number> {
  await tx.query(
    `insert into campaign_exclusion (workspace_id, campaign_id, contact_id, reason)
     select $1, $2, contact_id, reason from launch_standing where reason is not null`,
    [tx.workspaceId, campaignId],
  );
  if (importIds.length === 0) return 0;
  const { rowCount } = await tx.query(
    `insert into campaign_exclusion (workspace_id, campaign_id, contact_id, reason)
     select $1, $2, f.contact_id, 'not_in_audience' from (${peopleOfImportsSql('$3')}) f
     where not exists (select from launch_standing s where s.contact_id = f.contact_id)`,
    [tx.workspaceId, campaignId, importIds],
  );
  return rowCount ?? 0;
}
