import type { PeopleCounts } from './count.queries.ts';
import { delimiterNames } from './file/dialect.ts';
import { attestationOf, type ImportOptions } from './import.ts';
import type { Staged } from './stage-file.ts';

export type NoteFacts = {
  readonly staged: Staged;
  readonly people: PeopleCounts;
  readonly programName: string | null;
  /** Texts that sell need more than a date. */
  readonly isForMarketing: boolean;
  /** The day on which it was made, as YYYY-MM-DD where the workspace is. */
  readonly programDay: string | null;
  /** True when nobody chose the program and the workspace has only this one. */
  readonly isOnlyProgram: boolean;
  readonly options: ImportOptions;
};

/** What a person should know before importing: whatever was decided for them, in one sentence each. */
export function notesOf(facts: NoteFacts): string[] {
  return [
    ...notesOnReading(facts),
    ...notesOnConsent(facts),
    ...notesOnDates(facts),
    ...notesOnRefusals(facts),
    ...notesOnTracking(facts),
  ];
}

function notesOnReading({ staged }: NoteFacts): string[] {
  const { tally, sniffed, columns } = staged;
  const notes: string[] = [];
  if (!sniffed.dialect.hasHeader) {
    notes.push(
      `The file has no header, so its columns (parted by ${delimiterNames[sniffed.dialect.delimiter]}) were told by what stands in them.`,
    );
  }
  if (tally.windows1252_rows > 0 && tally.utf8_rows > 0) {
    notes.push(
      `${rows(tally.windows1252_rows)} in another encoding than the rest (Windows-1252 among UTF-8) and read as such; look at their accents.`,
    );
  }
  if (tally.second_numbers > 0) {
    notes.push(
      `${rows(tally.second_numbers)} with more than one number: the first is the person's, the others are kept in the field other_numbers and not texted.`,
    );
  }
  const unsure = columns.filter(
    (column) => column.confidence < 0.6 && column.target !== 'field' && column.target !== 'skip',
  );
  for (const column of unsure)
    notes.push(
      `The column “${column.name}” was taken for ${column.target.replaceAll('_', ' ')}, and may be something else.`,
    );
  return notes;
}

function notesOnConsent({
  staged,
  people,
  programName,
  isForMarketing,
  isOnlyProgram,
  options,
}: NoteFacts): string[] {
  const { tally, columns } = staged;
  const notes: string[] = [];
  if (programName === null && people.people > 0) {
    notes.push('No program is chosen, so no consent is recorded and nobody becomes textable by this import.');
  } else if (isOnlyProgram)
    notes.push(`Consents are recorded for “${programName}”, the only program there is.`);
  if (options.consent === 'columns' && !columns.some((column) => column.target === 'consent_date')) {
    notes.push(
      'No column says when people agreed, so nobody becomes textable by this import. Map such a column, or attest how they agreed.',
    );
  }
  if (tally.claimed_without_record > 0) {
    notes.push(
      `${rows(tally.claimed_without_record)} called subscribed or given a source, with no date: that is no recorded consent, so they are kept and not texted.`,
    );
  }
  if (tally.unshown_consents > 0 && isForMarketing) {
    notes.push(
      `${tally.unshown_consents === 1 ? '1 row has' : `${tally.unshown_consents} rows have`} a date of consent and not how these people agreed. “${programName}” sells, which the law allows to those alone who agreed in writing, so its texts leave them out. Map the column that says how (web form, keyword, paper …), or say what shows it, and check the file again.`,
    );
  }
  if (tally.unshown_consents === 0 && people.weak_consent > 0) {
    notes.push(
      `${people.weak_consent === 1 ? '1 person has' : `${people.weak_consent} people have`} agreed by less than texts of “${programName}” need where they are, so these leave them out. Let them join again, or bring what shows how they agreed.`,
    );
  }
  if (tally.undated > 0) {
    notes.push(
      `${tally.undated === 1 ? '1 row has' : `${tally.undated} rows have`} no date of consent, so they are kept and not texted.`,
    );
  }
  return notes;
}

function notesOnDates(facts: NoteFacts): string[] {
  const { tally } = facts.staged;
  const notes: string[] = [];
  if (tally.unreadable_dates > 0)
    notes.push(`${rows(tally.unreadable_dates)} with a date of consent that is none; it does not count.`);
  if (tally.future_dates > 0)
    notes.push(
      `${rows(tally.future_dates)} with a date of consent that is still to come: nobody has agreed then yet, so they are kept and not texted.`,
    );
  if (tally.impossible_dates > 0)
    notes.push(
      `${rows(tally.impossible_dates)} with a date of consent before 2003, when there was no program to join by text; look whether it is a birthday. They are kept and not texted.`,
    );
  if (tally.dates_before_program > 0 && facts.options.consent !== 'none') notes.push(noteOnOlder(facts));
  const attestation = attestationOf(facts.options);
  if (attestation !== null && facts.programName !== null)
    notes.push(
      `You attest consents of this file, those older than the program included: “${attestation}” stands with your name on every one of them.`,
    );
  if (tally.ambiguous_dates > 0 && tally.day_first === tally.month_first) notes.push(orderNote(facts.staged));
  if (tally.day_first > 0 && tally.month_first > 0) {
    notes.push(
      'Some dates of consent are written day first and some month first; those that could be either were read like most of the others.',
    );
  }
  return notes;
}

function noteOnOlder({ staged, programName, programDay }: NoteFacts): string {
  return `${rows(staged.tally.dates_before_program)} with a date of consent before “${programName}” was made on ${programDay}, so they are kept and not texted. Where these people agreed to it earlier, say what shows it and where it is kept, and check the file again.`;
}

function notesOnRefusals({ staged: { tally } }: NoteFacts): string[] {
  const notes: string[] = [];
  if (tally.unread_statuses > 0)
    notes.push(`${rows(tally.unread_statuses)} with a status we do not know; they are kept and not texted.`);
  if (tally.refusals_in_notes > 0) {
    notes.push(
      `${rows(tally.refusals_in_notes)} with a remark that asks for no texts; no consent is recorded for them.`,
    );
  }
  return notes;
}

function notesOnTracking({ staged: { tally }, options }: NoteFacts): string[] {
  const notes: string[] = [];
  if (tally.tracking_without_record > 0)
    notes.push(
      `${rows(tally.tracking_without_record)} with a yes to it that clicks are kept, and nothing that shows it: it is not taken. Say what does and where it is kept, and check the file again.`,
    );
  if (tally.unread_tracking > 0)
    notes.push(`${rows(tally.unread_tracking)} with a word about the keeping of clicks that we do not know.`);
  if (options.tracking !== null)
    notes.push(
      `You attest that these people agreed to it that it is kept which links they open${options.tracking.isForEverybody ? ', whoever the file says nothing else of among them' : ''}: “${options.tracking.evidence}” stands with each of them.`,
    );
  return notes;
}

function orderNote({ columns, tally }: Staged): string {
  const order = columns.find((column) => column.target === 'consent_date')?.dayOrder ?? 'month_first';
  const words = order === 'day_first' ? 'day first (3 April)' : 'month first (March 4)';
  return `${rows(tally.ambiguous_dates)} with a date such as 03/04/2025, and nothing shows which comes first; they were read ${words}.`;
}

function rows(count: number): string {
  return count === 1 ? '1 row is' : `${count} rows are`;
}
