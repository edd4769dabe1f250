import type { Static } from 'typebox';
import { Invalid } from '../../platform/errors.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { type Import, type ImportOptions, usualOptions } from './import.ts';
import type { CheckOptions, ImportAnswer, RejectAnswer } from './imports.schemas.ts';
import type { ImportReject } from './reject.queries.ts';

const iso = (date: Date | null) => date?.toISOString() ?? null;

export function toImportAnswer(imported: Import): Static<typeof ImportAnswer> {
  const columns = imported.mapping?.columns ?? [];
  const { options, dialect } = imported;
  return {
    object: 'import',
    id: publicId('imp', imported.id),
    file_name: imported.fileName,
    status: imported.status,
    problem: imported.problem,
    counts: { ...imported.counts },
    notes: [...(imported.mapping?.notes ?? [])],
    progress: {
      rows_done: imported.rowsDone,
      bytes_done: imported.bytesDone,
      bytes_total: imported.bytesTotal,
    },
    mapping: Object.fromEntries(columns.map((column) => [column.name, column.field ?? column.target])),
    columns: columns.map((column) => ({
      name: column.name,
      taken_for: column.field ?? column.target,
      label: column.name,
      confidence: column.confidence,
      samples: [...column.samples],
    })),
    dialect: dialect && {
      ...(dialect.delimiter && { delimiter: dialect.delimiter }),
      ...(dialect.encoding && { encoding: encodingName(imported) }),
      ...(dialect.hasHeader !== undefined && { has_header: dialect.hasHeader }),
      ...(dialect.sha256 && { sha256: dialect.sha256 }),
    },
    list: options.list,
    program_id: options.programId && publicId('prg', options.programId),
    created_at: imported.createdAt.toISOString(),
    checked_at: iso(imported.checkedAt),
    imported_at: iso(imported.importedAt),
    undo_until: iso(imported.undoUntil),
    undone_at: iso(imported.undoneAt),
  };
}

// Which of the two it was is known only when every row has been read.
function encodingName({ dialect, counts }: Import): string {
  if (dialect?.encoding !== 'utf-8') return dialect?.encoding ?? 'utf-8';
  const older = counts.windows1252_rows ?? 0;
  if (older === 0) return 'utf-8';
  return (counts.utf8_rows ?? 0) > 0 ? 'mixed' : 'windows-1252';
}

export function toOptions(body: CheckOptions): ImportOptions {
  const { consent } = body;
  return {
    ...usualOptions,
    defaultCountry: body.default_country ?? null,
    list: body.list ?? null,
    tags: body.tags ?? [],
    programId: readProgramId(body.program_id),
    consent:
      typeof consent === 'object'
        ? { ...consent, date: consent.date ?? null }
        : (consent ?? usualOptions.consent),
    historicConsent: body.historic_consent ?? null,
    tracking: body.tracking
      ? { evidence: body.tracking.evidence, isForEverybody: body.tracking.everybody ?? false }
      : null,
    mapping: body.mapping ?? {},
    duplicates: body.duplicates ?? usualOptions.duplicates,
  };
}

function readProgramId(text: string | undefined): string | null {
  if (text === undefined) return null;
  const id = readUuidId('prg', text);
  if (!id) throw new Invalid('program.bad_id', 'program_id is not the id of a program (prg_…).');
  return id;
}

export function toRejectAnswer(reject: ImportReject): Static<typeof RejectAnswer> {
  const { line, code, sentence, row, number } = reject;
  return { object: 'import_reject', line, code, sentence, row: [...row], number };
}
