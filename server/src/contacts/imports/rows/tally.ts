/** What was noticed while reading, for the counts and the notes of a check. */
export type Tally = {
  rows: number;
  invalid: number;
  /** Rows that hold more numbers than the one that becomes the person's. */
  second_numbers: number;
  /** Rows whose number has an extension, so that it is probably a company's. */
  extensions: number;
  /** The file says subscribed, yes or a source, and no date: that is a claim and no record. */
  claimed_without_record: number;
  /** Rows that say nothing of consent where others have a date of it; they are not texted. */
  undated: number;
  /** Rows with a date of consent and no written way, with nobody who attests: texts that sell need more. */
  unshown_consents: number;
  /** Rows with a date of consent that nobody can read. */
  unreadable_dates: number;
  /** Rows whose date of consent is still to come; they are not texted. */
  future_dates: number;
  /** Rows whose date of consent is older than any program that texts; they are not texted. */
  impossible_dates: number;
  /** Rows whose date of consent is older than the program, with nobody who attests to it; they are not texted. */
  dates_before_program: number;
  /** Rows whose status is a word we do not know; they are not texted. */
  unread_statuses: number;
  /** Rows with a remark such as “don't text”; they are not texted. */
  refusals_in_notes: number;
  /** Rows by which a person agreed that clicks are kept, with nobody who attests to it: it is not kept. */
  tracking_without_record: number;
  /** Rows whose word about the keeping of clicks is one we do not know. */
  unread_tracking: number;
  /** Dates by what they show of their order. */
  day_first: number;
  month_first: number;
  ambiguous_dates: number;
  utf8_rows: number;
  windows1252_rows: number;
};

export type TallyCount = keyof Tally;

export function newTally(): Tally {
  return {
    rows: 0,
    invalid: 0,
    second_numbers: 0,
    extensions: 0,
    claimed_without_record: 0,
    undated: 0,
    unshown_consents: 0,
    unreadable_dates: 0,
    future_dates: 0,
    impossible_dates: 0,
    dates_before_program: 0,
    unread_statuses: 0,
    refusals_in_notes: 0,
    tracking_without_record: 0,
    unread_tracking: 0,
    day_first: 0,
    month_first: 0,
    ambiguous_dates: 0,
    utf8_rows: 0,
    windows1252_rows: 0,
  };
}

export function addTally(total: Tally, part: Tally): void {
  for (const name of Object.keys(part) as TallyCount[]) total[name] += part[name];
}
