import { publicId } from '../../platform/ids.ts';
import type { Evidence } from '../consent.ts';
import type { OptOuts } from '../opt-out.ts';
import type { ConsentGrant } from '../record-consent.ts';
import type { StagedOptOut } from './commit.queries.ts';
import { attestationOf, attestedAt, type Import } from './import.ts';
import type { SavedPerson } from './save-people.queries.ts';
import { consentMethod } from './values/consent-method.ts';

type ImportOptOut = OptOuts['optOuts'][number];

/** What rows of a file prove. What they have in common is told by one object for all of them. */
export type EvidenceOf = {
  /** By its own columns, or what somebody stands in for where the row has no date. */
  grant(person: SavedPerson): ConsentGrant;
  /** `now` is when somebody left, where the file does not say. */
  optOut(leaving: StagedOptOut, now: Date): ImportOptOut;
};

export function evidenceOf(imported: Import): EvidenceOf {
  const { consent } = imported.options;
  const whereFrom = (targets: readonly string[]): Evidence => ({
    columns: columnsOf(imported, targets),
    ...whereOf(imported),
  });
  const told = {
    ...whereFrom(['consent_date', 'consent_source']),
    ...attestedIn(imported, attestationOf(imported.options)),
  };
  const left = whereFrom(['status', 'opted_out', 'consent', 'consent_source']);
  const attested =
    typeof consent === 'string'
      ? null
      : {
          method: consent.method,
          // Without a date, the latest moment by which it must have happened: the file was there.
          occurredAt: consent.date ? attestedAt(consent.date) : imported.createdAt,
          origin: {
            ...attestedIn(imported, consent.evidence),
            ...whereOf(imported),
            is_date_known: consent.date !== null,
          },
        };
  return {
    grant({ number, contactId, line, at, source }) {
      if (at === null && attested !== null)
        return { number, contactId, wordsShown: null, evidence: { line }, ...attested };
      return {
        number,
        contactId,
        wordsShown: null,
        method: consentMethod(source ?? ''),
        occurredAt: at ?? imported.createdAt,
        evidence: source === null ? { line } : { line, source },
        origin: told,
      };
    },
    optOut: ({ number, contactId, line, at }, now) => ({
      number,
      contactId,
      method: 'import',
      occurredAt: at ?? now,
      evidence: { line },
      origin: left,
    }),
  };
}

/** In which file it stood whether clicks may be kept, and what shows that by the word of whoever attests. */
export function trackingEvidence(imported: Import): string {
  const { tracking, attestedBy } = imported.options;
  const file = `import ${publicId('imp', imported.id)}, ${imported.fileName}`;
  return tracking === null
    ? file
    : `${file}; ${attestedBy ?? imported.createdBy} attests: ${tracking.evidence}`;
}

/** Imports that were checked before it was kept who asked for that were attested by whoever brought the file. */
function attestedIn({ options, createdBy }: Import, attestation: string | null): Evidence {
  return attestation === null ? {} : { attestation, attested_by: options.attestedBy ?? createdBy };
}

/** In which file. The digest tells it from every other of the same name. */
function whereOf(imported: Import): Evidence {
  return {
    file: imported.fileName,
    import: publicId('imp', imported.id),
    sha256: imported.dialect?.sha256,
  };
}

function columnsOf(imported: Import, targets: readonly string[]): string[] {
  const columns = imported.mapping?.columns ?? [];
  return columns.filter((column) => targets.includes(column.target)).map((column) => column.name);
}
