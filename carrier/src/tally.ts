import { isoTime } from './clock.ts';
import { createTable } from './memory/table.ts';
import { createNames, type Names } from './names.ts';
import {
  type AcceptedRow,
  type ChoiceRow,
  type FinalStatus,
  type HeardRow,
  isAutomaticReply,
  type LedgerEntry,
  type RefusalCode,
} from './rows.ts';
import { createTextsTo } from './texts-to.ts';

/** What the ledger says, in numbers. Names are those of `GET /v1/ledger/summary`. */
export interface Counts {
  accepted: number;
  parts: number;
  delivered: number;
  undelivered: number;
  failed: number;
  expired: number;
  rejected: number;
  /** Accepted, and nothing has become of it yet. */
  in_flight: number;
  /** Turned away for good: a 4xx with a reason other than speed. */
  refused: number;
  /** Turned away for now: 429, never processed. */
  throttled: number;
  /** Nothing was accepted: 503, or a connection reset before acceptance. */
  not_accepted: number;
  receipts: number;
  receipts_lost: number;
  replies: number;
  opt_outs: number;
  /** Acceptances beyond the first for one reference of ours. */
  duplicates_by_reference: number;
  /** Acceptances beyond the first for one tag and recipient; automatic replies (`auto:`) do not count. */
  duplicates_by_recipient: number;
  /** Texts accepted although the receiver had acknowledged this person's opt-out from this sender. */
  texts_after_opt_out: number;
}

export interface Verdict extends Counts {
  distinct_recipients: number;
  turned_away_by_code: Partial<Record<RefusalCode, number>>;
  /** The longest time from such an acknowledgement to the acceptance of a text. */
  latest_text_after_opt_out_ms: number;
  /** Acceptances in the busiest second of the clock: how fast it went while it went. */
  most_in_a_second: number;
  first_accepted_at: string | null;
  last_accepted_at: string | null;
}

/** Counts rows one at a time. The running carrier and the judge of a file use this same count. */
export interface Tally {
  /** `at` is the time of the row in milliseconds since 1970. */
  add(row: LedgerEntry, at: number): void;
  verdict(tag?: string): Verdict;
}

/** The counts of one tag. */
interface Page {
  number: number;
  counts: Counts;
  codes: Map<RefusalCode, number>;
  distinctRecipients: number;
  latestAfterOptOutMs: number;
  firstAt: number | null;
  lastAt: number | null;
  /** The second that is being counted, and the most that any has had. */
  second: { at: number; count: number; most: number };
}

/** An opt-out, and when the receiver acknowledged the text that said so: until then it could not know. */
interface OptOut {
  eventId: string;
  heardAt: number | null;
}

export function createTally(names: Pick<Names, 'references' | 'numbers'> = createNames()): Tally {
  const pages = new Map<string, Page>();
  const isAccepted = createTable(1);
  const textsTo = createTextsTo();
  const optOuts = new Map<string, OptOut>();
  let lastTag = '';
  let lastPage: Page | null = null;

  function pageOf(tag: string): Page {
    // Rows of one campaign come in thousands.
    if (lastPage && tag === lastTag) return lastPage;
    const page = pages.get(tag) ?? emptyPage(pages.size);
    pages.set(tag, page);
    lastTag = tag;
    lastPage = page;
    return page;
  }

  function addAccepted(page: Page, row: AcceptedRow, at: number): void {
    const { counts } = page;
    counts.accepted++;
    counts.in_flight++;
    counts.parts += row.parts;
    page.firstAt ??= at;
    page.lastAt = at;
    countSecond(page.second, at);
    const reference = names.references.add(row.reference);
    if (isAccepted.get(reference, 0)) counts.duplicates_by_reference++;
    else isAccepted.set(reference, 0, 1);
    const before = textsTo.add(names.numbers.add(row.to), page.number);
    if (before === 0) page.distinctRecipients++;
    if (isAutomaticReply(row.tag)) return;
    if (before > 0) counts.duplicates_by_recipient++;
    if (optOuts.size > 0) checkOptOut(page, row, at);
  }

  function checkOptOut(page: Page, row: AcceptedRow, at: number): void {
    const heardAt = optOuts.get(pairOf(row.from, row.to))?.heardAt;
    if (heardAt === undefined || heardAt === null) return;
    page.counts.texts_after_opt_out++;
    page.latestAfterOptOutMs = Math.max(page.latestAfterOptOutMs, at - heardAt);
  }

  function addChoice(row: ChoiceRow): void {
    const pair = pairOf(row.sender, row.number);
    if (row.kind === 'opt_in') optOuts.delete(pair);
    else {
      pageOf(row.tag).counts.opt_outs++;
      if (!optOuts.has(pair)) optOuts.set(pair, { eventId: row.event_id, heardAt: null });
    }
  }

  function addHeard(row: HeardRow, at: number): void {
    const optOut = optOuts.get(pairOf(row.sender, row.number));
    if (optOut?.eventId === row.event_id) optOut.heardAt ??= at;
  }

  return {
    add(row, at) {
      if (row.kind === 'accepted') addAccepted(pageOf(row.tag), row, at);
      else if (row.kind === 'refused') addRefused(pageOf(row.tag), row.code);
      else if (row.kind === 'outcome') addOutcome(pageOf(row.tag).counts, row.status);
      else if (row.kind === 'receipt') pageOf(row.tag).counts[row.lost ? 'receipts_lost' : 'receipts']++;
      else if (row.kind === 'inbound') pageOf(row.tag).counts.replies++;
      else if (row.kind === 'opt_out' || row.kind === 'opt_in') addChoice(row);
      else if (row.kind === 'heard') addHeard(row, at);
    },
    verdict(tag) {
      if (tag === undefined) return verdictOf([...pages.values()], textsTo.recipients);
      const page = pages.get(tag);
      return verdictOf(page ? [page] : [], page?.distinctRecipients ?? 0);
    },
  };
}

function countSecond(second: Page['second'], at: number): void {
  const now = Math.floor(at / 1000);
  second.count = second.at === now ? second.count + 1 : 1;
  second.at = now;
  second.most = Math.max(second.most, second.count);
}

/** A choice concerns one sender: the same business may still be welcome from another of its numbers. */
function pairOf(sender: string, number: string): string {
  return `${sender} ${number}`;
}

function addOutcome(counts: Counts, status: FinalStatus): void {
  counts[status]++;
  counts.in_flight--;
}

function addRefused({ counts, codes }: Page, code: RefusalCode): void {
  codes.set(code, (codes.get(code) ?? 0) + 1);
  if (code === 'throttled') counts.throttled++;
  else if (code === 'unavailable' || code === 'down' || code === 'dropped') counts.not_accepted++;
  else counts.refused++;
}

function verdictOf(pages: readonly Page[], distinctRecipients: number): Verdict {
  const counts = emptyCounts();
  const codes: Verdict['turned_away_by_code'] = {};
  for (const page of pages) {
    for (const name of counterNames) counts[name] += page.counts[name];
    for (const [code, times] of page.codes) codes[code] = (codes[code] ?? 0) + times;
  }
  return {
    ...counts,
    distinct_recipients: distinctRecipients,
    turned_away_by_code: codes,
    latest_text_after_opt_out_ms: pages.reduce((most, page) => Math.max(most, page.latestAfterOptOutMs), 0),
    most_in_a_second: Math.max(0, ...pages.map((page) => page.second.most)),
    first_accepted_at: isoOrNull(Math.min(...pages.map((page) => page.firstAt ?? Number.POSITIVE_INFINITY))),
    last_accepted_at: isoOrNull(Math.max(...pages.map((page) => page.lastAt ?? Number.NEGATIVE_INFINITY))),
  };
}

function isoOrNull(at: number): string | null {
  return Number.isFinite(at) ? isoTime(at) : null;
}

function emptyPage(number: number): Page {
  return {
    number,
    counts: emptyCounts(),
    codes: new Map(),
    distinctRecipients: 0,
    latestAfterOptOutMs: 0,
    firstAt: null,
    second: { at: 0, count: 0, most: 0 },
    lastAt: null,
  };
}

function emptyCounts(): Counts {
  return {
    accepted: 0,
    parts: 0,
    delivered: 0,
    undelivered: 0,
    failed: 0,
    expired: 0,
    rejected: 0,
    in_flight: 0,
    refused: 0,
    throttled: 0,
    not_accepted: 0,
    receipts: 0,
    receipts_lost: 0,
    replies: 0,
    opt_outs: 0,
    duplicates_by_reference: 0,
    duplicates_by_recipient: 0,
    texts_after_opt_out: 0,
  };
}

const counterNames = Object.keys(emptyCounts()) as (keyof Counts)[];
