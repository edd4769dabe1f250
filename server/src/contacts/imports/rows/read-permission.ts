import { isWrittenWay } from '../../consent-level.ts';
import { consentMethod } from '../values/consent-method.ts';
import { readDate } from '../values/dates.ts';
import { readStatus, readYesNo, refusesTexts } from '../values/statuses.ts';
import type { Lanes, RowPlan } from './row-plan.ts';
import type { Tally } from './tally.ts';

/** What a row says about being texted. `given` without a date rests on the attestation for the file. */
export type Permission =
  | { readonly consent: 'given'; readonly at: Date | null; readonly source: string | null }
  | { readonly consent: 'opted_out'; readonly at: Date | null; readonly source: null }
  | { readonly consent: 'none'; readonly at: null; readonly source: null };

const none: Permission = { consent: 'none', at: null, source: null };

const dayMs = 86_400_000;

// No program to text people could be joined before: the first short codes shared by carriers came late in 2003. What is older
// is a birthday, or the day from which a spreadsheet counts.
export const firstProgramsMs = Date.UTC(2003, 0, 1);

/**
 * An opt-out anywhere in the row decides. Otherwise consent is what has a date: “subscribed” without one is a claim that
 * nobody could prove later. A word we do not know, a “no” or a remark such as “don't text” withholds it, and so does a date
 * on which it cannot have happened, whoever attests for the file.
 */
export function readPermission(
  cells: readonly string[],
  lanes: Lanes,
  plan: RowPlan,
  tally: Tally,
): Permission {
  const says = readSigns(cells, lanes, tally);
  if (says.isOut) return { consent: 'opted_out', at: readOptOutDate(cells, lanes, plan), source: null };
  const date = readConsentDate(cells, lanes, plan, tally);
  const source = lanes.consentSource < 0 ? '' : (cells[lanes.consentSource] ?? '');
  if (says.isWithheld || plan.consent === 'none') return none;
  if (date === 'refused') return none;
  if (date) {
    if (!plan.isAttested && !isWrittenWay(consentMethod(source))) tally.unshown_consents += 1;
    return { consent: 'given', at: date, source: source === '' ? null : source };
  }
  if (plan.consent === 'attested') return { consent: 'given', at: null, source: null };
  if (says.isClaimed || source !== '') tally.claimed_without_record += 1;
  else if (isBlank(cells, lanes)) tally.undated += 1;
  return none;
}

/** Whether a column has the dates of consent and this row none; a date that nobody can read is told of elsewhere. */
const isBlank = (cells: readonly string[], { consentDate }: Lanes): boolean =>
  consentDate !== undefined && (cells[consentDate.index] ?? '') === '';

type Signs = { readonly isOut: boolean; readonly isWithheld: boolean; readonly isClaimed: boolean };

function readSigns(cells: readonly string[], lanes: Lanes, tally: Tally): Signs {
  let isWithheld = false;
  let isClaimed = false;
  for (const index of lanes.statuses) {
    const cell = cells[index] ?? '';
    if (cell === '') continue;
    const word = readStatus(cell);
    if (word === 'out') return { isOut: true, isWithheld, isClaimed };
    if (word === 'unread') tally.unread_statuses += 1;
    if (word === 'in') isClaimed = true;
    else isWithheld = true;
  }
  if (lanes.optedOuts.some((index) => isOptOut(cells[index] ?? '')))
    return { isOut: true, isWithheld, isClaimed };
  for (const index of lanes.consents) {
    const cell = cells[index] ?? '';
    if (cell === '') continue;
    const answer = readAnswer(cell);
    if (answer === 'out') return { isOut: true, isWithheld, isClaimed };
    if (answer === 'yes') isClaimed = true;
    else isWithheld = true;
  }
  const source = lanes.consentSource < 0 ? '' : (cells[lanes.consentSource] ?? '');
  if (source !== '' && readYesNo(source) === false) isWithheld = true;
  else if (source !== '' && readStatus(source) === 'out') return { isOut: true, isWithheld, isClaimed };
  if (lanes.notes.some((index) => refusesTexts(cells[index] ?? ''))) {
    tally.refusals_in_notes += 1;
    isWithheld = true;
  }
  return { isOut: false, isWithheld, isClaimed };
}

// In a column of opt-outs a date, a yes and a word for leaving all say the same; a no and a word for staying do not.
function isOptOut(cell: string): boolean {
  if (cell === '') return false;
  const flag = readYesNo(cell);
  if (flag !== undefined) return flag;
  const word = readStatus(cell);
  return word === 'out' || (word === 'unread' && readDate(cell, 'month_first') !== null);
}

// “No” to being asked is no opt-out: that person never agreed, which is a smaller thing than having left.
function readAnswer(cell: string): 'yes' | 'no' | 'out' {
  const flag = readYesNo(cell);
  if (flag !== undefined) return flag ? 'yes' : 'no';
  const word = readStatus(cell);
  if (word === 'out') return 'out';
  return word === 'in' ? 'yes' : 'no';
}

// When the file says since when. The order of day and month is the one of the consent dates beside it.
function readOptOutDate(cells: readonly string[], lanes: Lanes, plan: RowPlan): Date | null {
  for (const column of lanes.optOutDates) {
    const cell = cells[column.index] ?? '';
    const ms = cell === '' || readYesNo(cell) !== undefined ? undefined : readDate(cell, column.dayOrder)?.ms;
    if (ms !== undefined && ms >= 0 && ms <= plan.nowMs) return new Date(ms);
  }
  return null;
}

function readConsentDate(
  cells: readonly string[],
  lanes: Lanes,
  plan: RowPlan,
  tally: Tally,
): Date | 'refused' | null {
  const column = lanes.consentDate;
  const cell = column ? (cells[column.index] ?? '') : '';
  if (!column || cell === '') return null;
  const reading = readDate(cell, column.dayOrder);
  if (reading?.order === 'day_first') tally.day_first += 1;
  if (reading?.order === 'month_first') tally.month_first += 1;
  if (reading?.order === 'either') tally.ambiguous_dates += 1;
  if (!reading) {
    tally.unreadable_dates += 1;
    return null;
  }
  const objection = objectionTo(reading.ms, plan);
  if (objection === null) return new Date(Math.min(reading.ms, plan.nowMs));
  tally[objection] += 1;
  return 'refused';
}

/** Why nobody can have agreed then, by the count that tells of it. */
function objectionTo(
  ms: number,
  plan: RowPlan,
): 'future_dates' | 'impossible_dates' | 'dates_before_program' | null {
  // A day written in a zone ahead of ours may be tomorrow here.
  if (ms > plan.nowMs + dayMs) return 'future_dates';
  if (ms < firstProgramsMs) return 'impossible_dates';
  return plan.sinceMs !== null && ms < plan.sinceMs ? 'dates_before_program' : null;
}
