import { Conflict, Invalid } from '../../platform/errors.ts';
import { tagOf } from '../tag.ts';
import type { Column } from './columns/column.ts';
import type { Mapping } from './columns/map-columns.ts';
import type { Dialect } from './file/dialect.ts';
import type { Duplicates } from './merge-contact.queries.ts';

export type ImportStatus =
  | 'uploaded'
  | 'checking'
  | 'checked'
  | 'importing'
  | 'imported'
  | 'undoing'
  | 'undone'
  | 'failed';

/** Somebody stands in for the whole file: how people agreed, what shows it, and since when at the latest. */
export type Attestation = {
  readonly method: string;
  readonly evidence: string;
  readonly date: string | null;
};

/** Somebody says what shows that people agreed that it is kept which links they open. */
export type TrackingWord = {
  readonly evidence: string;
  /** Of whoever the file says nothing else of, too. */
  readonly isForEverybody: boolean;
};

export type ImportOptions = {
  /** For numbers written without country code; the workspace's own where none is given. */
  readonly defaultCountry: string | null;
  /** The list that all people of the file come on, by name. */
  readonly list: string | null;
  readonly tags: readonly string[];
  /** The program that consents in the file are for. */
  readonly programId: string | null;
  readonly consent: 'columns' | 'none' | Attestation;
  /** Consents older than the program: what shows them, by the word of whoever asked for the check; null counts none of them. */
  readonly historicConsent: string | null;
  /** Who asked for the check, and so stands in for what it attests. Settled by the check. */
  readonly attestedBy: string | null;
  /** The day (2026-11-24) before which no date of a row is a consent; null where there is no such day. Settled by the check. */
  readonly consentsSince: string | null;
  /** Null takes no agreement to the keeping of clicks from the file; refusals are taken always. */
  readonly tracking: TrackingWord | null;
  readonly mapping: Mapping;
  readonly duplicates: Duplicates;
};

export const usualOptions: ImportOptions = {
  defaultCountry: null,
  list: null,
  tags: [],
  programId: null,
  consent: 'columns',
  historicConsent: null,
  attestedBy: null,
  consentsSince: null,
  tracking: null,
  mapping: {},
  duplicates: 'update',
};

/** Numbers by name. `rows = invalid + duplicates + created + updated + unchanged`, and the last three are `people`. */
export type ImportCounts = Readonly<Record<string, number>>;

/** People saved so far; of them those who have left and those who may be texted. */
export type SavedCounts = {
  readonly people?: number;
  readonly closed?: number;
  readonly with_consent?: number;
};

export type FileFacts = Dialect & { readonly sha256?: string };

export type Import = {
  readonly id: string;
  readonly fileName: string;
  readonly filePath: string;
  readonly status: ImportStatus;
  /** One sentence, when it failed. */
  readonly problem: string | null;
  readonly dialect: Partial<FileFacts> | null;
  /** What each column was taken for, and what a person should know before importing. */
  readonly mapping: { readonly columns: readonly Column[]; readonly notes: readonly string[] } | null;
  readonly options: ImportOptions;
  readonly counts: ImportCounts;
  /** Everybody up to this number is imported, in the order of numbers; '' before the first. */
  readonly savedTo: string;
  /** What was found about them when they were. */
  readonly savedCounts: SavedCounts;
  readonly rowsDone: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly checkedAt: Date | null;
  readonly importedAt: Date | null;
  readonly undoUntil: Date | null;
  readonly undoneAt: Date | null;
};

const checkable: ReadonlySet<ImportStatus> = new Set(['uploaded', 'checked', 'failed', 'checking']);

type HowFar = Pick<Import, 'status' | 'savedTo'>;

/** Whether it failed after it had imported somebody. They stay until that is undone. */
const isPartlyIn = ({ status, savedTo }: HowFar): boolean => status === 'failed' && savedTo !== '';

/** A check may be repeated with other options until people have been imported. */
export function refuseCheck(imported: HowFar): void {
  if (isPartlyIn(imported))
    throw new Conflict(
      'import.partly_imported',
      'A part of this file has been imported. Undo that or keep it, and upload the file again.',
    );
  if (checkable.has(imported.status)) return;
  throw new Conflict(
    'import.already_imported',
    'This file has been imported. To import it with other options, upload it again.',
  );
}

export function refuseCommit(status: ImportStatus): void {
  if (status === 'checked' || status === 'importing') return;
  if (status === 'imported')
    throw new Conflict(
      'import.already_imported',
      'This file has been imported already; nothing was done twice.',
    );
  if (status === 'checking')
    throw new Conflict(
      'import.still_checking',
      'The file is still being checked. Look at the counts, then import.',
    );
  throw new Conflict('import.not_checked', 'Check the file first and look at the counts, then import.');
}

export function refuseUndo(imported: HowFar, isInTime: boolean): void {
  if (imported.status === 'undoing') return;
  if (imported.status !== 'imported' && !isPartlyIn(imported))
    throw new Conflict(
      'import.not_imported',
      'Only an import that is finished, or that failed with people imported, can be undone.',
    );
  if (!isInTime) {
    throw new Conflict(
      'import.undo_over',
      'An import can be undone for 24 hours, and those are over. Remove people from the list instead.',
    );
  }
}

const longestListName = 200;

/** Refuses options that contradict themselves, before anything is read. */
export function checkOptions(options: ImportOptions, now: Date): void {
  const { consent, historicConsent, list, tags } = options;
  for (const tag of tags) tagOf(tag);
  if (list !== null && (list.trim() === '' || list.length > longestListName)) {
    throw new Invalid('list.bad_name', `A list needs a name of at most ${longestListName} characters.`);
  }
  if (historicConsent !== null) checkHistoric(historicConsent, consent);
  if (options.tracking?.evidence.trim() === '')
    throw new Invalid(
      'import.no_evidence',
      'To take from a file that people agreed to it that their clicks are kept, say what shows it and where it is kept.',
    );
  if (typeof consent === 'string') return;
  if (consent.method.trim() === '' || consent.evidence.trim() === '') {
    throw new Invalid(
      'import.no_evidence',
      'To attest consent for a file, say how people agreed and what shows it, such as the form or the contract.',
    );
  }
  if (consent.date === null) return;
  const at = attestedAt(consent.date);
  if (Number.isNaN(at.getTime()) || at.getTime() > now.getTime() + dayMs) {
    throw new Invalid(
      'import.bad_consent_date',
      'Give the day by which everybody had agreed as 2026-11-24; it cannot lie in the future.',
    );
  }
}

function checkHistoric(attestation: string, consent: ImportOptions['consent']): void {
  if (attestation.trim() === '')
    throw new Invalid(
      'import.no_evidence',
      'To attest consents that are older than the program, say what shows them and where it is kept.',
    );
  if (consent === 'none')
    throw new Invalid(
      'import.historic_without_consent',
      'This import takes no consents, so there are no older ones to attest. Leave out historic_consent, or set consent to columns.',
    );
}

/** What somebody stands in for by their own word; null when the rows alone prove it. */
export function attestationOf({ consent, historicConsent }: ImportOptions): string | null {
  if (historicConsent !== null) return historicConsent;
  return typeof consent === 'string' ? null : consent.evidence;
}

const dayMs = 86_400_000;

/**
 * The first day on which somebody can have joined a program. Where it was made it may still have been the day before, and
 * days of a file name no zone.
 */
export function firstDayOf(createdAt: Date): string {
  return new Date(createdAt.getTime() - dayMs).toISOString().slice(0, 10);
}

/** The day of a moment where the workspace is, as `2026-11-24`. */
export const dayOf = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);

/** A day without an hour is taken at noon UTC, as in the columns of a file. */
export function attestedAt(day: string): Date {
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T12:00:00Z` : Number.NaN);
}
