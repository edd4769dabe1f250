import { publicId } from '../../platform/ids.ts';
import type { Evidence } from '../consent.ts';
import type { ConsentGrant } from '../record-consent.ts';
import { attestedAt, type Import } from './import.ts';
import type { SavedPerson } from './save-people.queries.ts';
import { consentMethod } from './values/consent-method.ts';

/** Where in which file it stands. The digest tells the file from every other of the same name. */
function whereOf(imported: Import, line: number): Evidence {
  return {
    import: publicId('imp', imported.id),
    file: imported.fileName,
    sha256: imported.dialect?.sha256,
    line,
  };
}

export function optOutEvidence(imported: Import, line: number): Evidence {
  return {
    ...whereOf(imported, line),
    columns: columnsOf(imported, ['status', 'opted_out', 'consent', 'consent_source']),
  };
}

/** What a row proves by its own columns, or what somebody stands in for where the row has no date. */
export function grantOf(imported: Import, person: SavedPerson): ConsentGrant {
  const { consent } = imported.options;
  const where = whereOf(imported, person.line);
  if (person.at || typeof consent === 'string') {
    return {
      ...personOf(person),
      method: consentMethod(person.source ?? ''),
      occurredAt: person.at ?? imported.createdAt,
      evidence: {
        ...where,
        columns: columnsOf(imported, ['consent_date', 'consent_source']),
        source: person.source ?? undefined,
      },
    };
  }
  return {
    ...personOf(person),
    method: consent.method,
    // Without a date, the latest moment by which it must have happened: the file was there.
    occurredAt: consent.date ? attestedAt(consent.date) : imported.createdAt,
    evidence: {
      ...where,
      attested_by: imported.createdBy,
      attestation: consent.evidence,
      is_date_known: consent.date !== null,
    },
  };
}

const personOf = ({ number, contactId }: SavedPerson) => ({ number, contactId, wordsShown: null });

function columnsOf(imported: Import, targets: readonly string[]): string[] {
  const columns = imported.mapping?.columns ?? [];
  return columns.filter((column) => targets.includes(column.target)).map((column) => column.name);
}
