import type { Decision, TraceEntry } from '../decision.ts';
import { type ConsentLevelName, levelWords } from './levels.ts';
import { acceptedBy, type PermissionRow, type PermissionStandard } from './row.ts';
import { permissionRows } from './rows.ts';

/** What is asked about one text to one person. */
export interface PermissionAsked {
  readonly purpose: string;
  /** Whose the number is; null for numbers that belong to none. */
  readonly country: string | null;
  /** What the consent on file is worth; null while nobody has worked it out. */
  readonly level: ConsentLevelName | null;
  /** When it ends; null where it does not. */
  readonly expiresAt: Date | null;
}

export interface PermissionVerdict {
  readonly decision: Decision;
  /** Null where the text may go; otherwise the code of the refusal. */
  readonly code:
    | 'contact.consent_too_weak'
    | 'contact.consent_expired'
    | 'consent.level_unknown'
    | 'contact.do_not_call'
    | 'do_not_call.too_old'
    | null;
  readonly rule: string;
  readonly version: string;
  /** What is needed and what is on file, without the number. */
  readonly sentence: string;
}

/** The permission rules under one standard. Whoever asks about many texts keeps it: what is alike is worked out once. */
export interface Permission {
  readonly standard: PermissionStandard;
  verdictOf(asked: PermissionAsked, at: Date): PermissionVerdict;
  /** The row that decides; undefined where a purpose is none of ours. */
  rowFor(purpose: string, country: string | null, at: Date): PermissionRow | undefined;
}

type Compiled = {
  readonly row: PermissionRow;
  readonly fromMs: number;
  readonly toMs: number;
  readonly accepts: ReadonlySet<ConsentLevelName> | 'any';
  readonly verdicts: Map<string, PermissionVerdict>;
};

/** Pure: the same question at the same instant has one answer. A purpose that no row knows is refused. */
export function openPermission(standard: PermissionStandard): Permission {
  const rows = permissionRows.map((row) => compile(row, standard));
  const kept = new Map<string, readonly Compiled[]>();

  const rowsFor = (purpose: string, country: string | null): readonly Compiled[] => {
    // Area codes that are nobody's, and toll-free numbers, count with the United States.
    const place = country ?? 'US';
    const key = `${purpose} ${place}`;
    const known = kept.get(key);
    if (known) return known;
    const found = rows.filter(
      ({ row }) => row.purposes.includes(purpose) && (row.places === '*' || row.places.includes(place)),
    );
    if (kept.size < mostKept) kept.set(key, found);
    return found;
  };
  const find = (purpose: string, country: string | null, ms: number) =>
    rowsFor(purpose, country).find(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);

  return {
    standard,
    verdictOf(asked, at) {
      const ms = at.getTime();
      const found = find(asked.purpose, asked.country, ms);
      if (!found) return unknownPurpose(asked.purpose);
      return judge(found, asked, ms);
    },
    rowFor: (purpose, country, at) => find(purpose, country, at.getTime())?.row,
  };
}

// Purposes times countries; a file of nonsense must not fill the memory.
const mostKept = 4_000;

const compile = (row: PermissionRow, standard: PermissionStandard): Compiled => {
  const accepts = acceptedBy(row, standard);
  return {
    row,
    fromMs: row.validFrom === null ? Number.NEGATIVE_INFINITY : Date.parse(row.validFrom),
    toMs: row.validTo === null ? Number.POSITIVE_INFINITY : Date.parse(row.validTo),
    accepts: accepts === 'any' ? accepts : new Set(accepts),
    verdicts: new Map(),
  };
};

function judge(
  found: Compiled,
  { purpose, level, expiresAt }: PermissionAsked,
  ms: number,
): PermissionVerdict {
  const isAny = found.accepts === 'any';
  if (isAny) return keep(found, `any ${purpose} ${level}`, 'allow', purpose, level);
  if (level === null) return keep(found, `none ${purpose}`, 'hold', purpose, level);
  if (!found.accepts.has(level)) return keep(found, `weak ${purpose} ${level}`, 'drop', purpose, level);
  const isOver = expiresAt !== null && expiresAt.getTime() <= ms;
  if (isOver) return keep(found, `over ${purpose} ${level}`, 'drop', purpose, level, true);
  return keep(found, `good ${purpose} ${level}`, 'allow', purpose, level);
}

function keep(
  { row, verdicts }: Compiled,
  key: string,
  decision: Decision,
  purpose: string,
  level: ConsentLevelName | null,
  isOver = false,
): PermissionVerdict {
  const known = verdicts.get(key);
  if (known) return known;
  const made: PermissionVerdict = {
    decision,
    code:
      decision === 'allow'
        ? null
        : decision === 'hold'
          ? 'consent.level_unknown'
          : isOver
            ? 'contact.consent_expired'
            : 'contact.consent_too_weak',
    rule: row.id,
    version: row.version,
    sentence: sentenceOf(row, purpose, level, decision, isOver),
  };
  verdicts.set(key, made);
  return made;
}

function sentenceOf(
  row: PermissionRow,
  purpose: string,
  level: ConsentLevelName | null,
  decision: Decision,
  isOver: boolean,
): string {
  const needs = `A text for ${purpose} needs ${row.needs}`;
  if (decision === 'hold') return `${needs}; what is on file is still being read from the ledger.`;
  if (level === null) return `${needs}.`;
  const has = `on file is ${levelWords[level]}`;
  if (isOver) return `${needs}; ${has}, and its time is over.`;
  return decision === 'allow' ? `${needs}; ${has}.` : `${needs}; ${has}, which is not enough.`;
}

const unknownPurpose = (purpose: string): PermissionVerdict => ({
  decision: 'drop',
  code: 'contact.consent_too_weak',
  rule: 'permission.purpose',
  version: 'permission 1',
  sentence: `No rule says what consent a text for “${purpose}” needs, so none is sent.`,
});

export const traceOf = ({ rule, version, decision, sentence }: PermissionVerdict): TraceEntry => ({
  rule,
  version,
  outcome: decision,
  sentence,
});
