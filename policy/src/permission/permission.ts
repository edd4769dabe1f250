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
  /** The verdict that was given last, and for what: nearly always the next one's too. */
  last: {
    readonly because: Because;
    readonly purpose: string;
    readonly level: ConsentLevelName | null;
    readonly verdict: PermissionVerdict;
  } | null;
};

type Because = 'any' | 'none' | 'weak' | 'over' | 'good';

/** Pure: the same question at the same instant has one answer. A purpose that no row knows is refused. */
export function openPermission(standard: PermissionStandard): Permission {
  const rows = permissionRows.map((row) => compile(row, standard));
  const kept = new Map<string, readonly Compiled[]>();
  let last: { readonly purpose: string; readonly place: string; readonly found: readonly Compiled[] } | null =
    null;

  const rowsFor = (purpose: string, country: string | null): readonly Compiled[] => {
    // Area codes that are nobody's, and toll-free numbers, count with the United States.
    const place = country ?? 'US';
    // Texts of one purpose to one country come by the hundred.
    if (last?.purpose === purpose && last.place === place) return last.found;
    const key = `${purpose} ${place}`;
    const found =
      kept.get(key) ??
      rows.filter(
        ({ row }) => row.purposes.includes(purpose) && (row.places === '*' || row.places.includes(place)),
      );
    if (kept.size < mostKept) kept.set(key, found);
    last = { purpose, place, found };
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
    last: null,
  };
};

function judge(
  found: Compiled,
  { purpose, level, expiresAt }: PermissionAsked,
  ms: number,
): PermissionVerdict {
  const because = becauseOf(found, level, expiresAt, ms);
  const { last } = found;
  if (last?.because === because && last.purpose === purpose && last.level === level) return last.verdict;
  const key = `${because} ${purpose} ${level}`;
  const verdict = found.verdicts.get(key) ?? verdictFor(found.row, because, purpose, level);
  found.verdicts.set(key, verdict);
  found.last = { because, purpose, level, verdict };
  return verdict;
}

function becauseOf(
  { accepts }: Compiled,
  level: ConsentLevelName | null,
  expiresAt: Date | null,
  ms: number,
): Because {
  if (accepts === 'any') return 'any';
  if (level === null) return 'none';
  if (!accepts.has(level)) return 'weak';
  return expiresAt !== null && expiresAt.getTime() <= ms ? 'over' : 'good';
}

const decisions: Readonly<Record<Because, Decision>> = {
  any: 'allow',
  none: 'hold',
  weak: 'drop',
  over: 'drop',
  good: 'allow',
};

function verdictFor(
  row: PermissionRow,
  because: Because,
  purpose: string,
  level: ConsentLevelName | null,
): PermissionVerdict {
  const decision = decisions[because];
  const isOver = because === 'over';
  return {
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
