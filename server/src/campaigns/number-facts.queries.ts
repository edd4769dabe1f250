import { doNotCallVerdict, unitedStates } from '@tidings/policy/permission';

/** What do-not-call lists are asked with: under which keys numbers stand on them, and of which day the registers are. */
export type DoNotCallQuestion = {
  readonly keys: readonly string[];
  /** The day of the oldest register at hand; null while the federal one is not. */
  readonly registersAsOf: Date | null;
};

// Each of these is read once for all people: the inner query asks nothing about any of them, so the server hashes it.

/** Numbers that no text reaches, as is believed at an hour. */
export const unreachableSql = (now: string): string =>
  `select number from number_check where workspace_id = (select current_workspace()) and unreachable_reason is not null
     and (unreachable_until is null or unreachable_until > ${now}::timestamptz)`;

/** Numbers that were given up after the consent to a program. */
export const reassignedSql = (programId: string): string =>
  `select n.number from number_check n
   join consent p on p.workspace_id = n.workspace_id and p.program_id = ${programId}::uuid and p.number = n.number
   join consent_event e on e.workspace_id = n.workspace_id and e.id = p.event_id and e.occurred_at <= n.disconnected_at
   where n.workspace_id = (select current_workspace()) and n.disconnected_at is not null`;

/**
 * Whether a do-not-call list keeps marketing from the number, by the rule of `doNotCallVerdict`: one's own list whatever anybody agreed
 * to; the registers where nothing but a relationship is on file. Null where nothing is asked. `isIn` writes whether the number belongs
 * to some of the countries.
 */
export function isDoNotCallSql(
  question: DoNotCallQuestion | null,
  now: Date,
  place: (value: unknown) => string,
  isIn: (countries: readonly string[]) => string,
): string | null {
  if (question === null) return null;
  const { keys, registersAsOf } = question;
  const keyPlaces = keys.map((key) => place(key));
  const isOn = (kind: 'own' | 'state') =>
    keyPlaces
      .map((key) => `sha256(convert_to(${key}::text || a.number, 'UTF8')) in (${hashesSql(kind)})`)
      .join(' or ');
  const level = 'established_relationship' as const;
  const asked = { purpose: 'marketing', country: 'US', level, lists: [], registersAsOf };
  const isTooOld = doNotCallVerdict(asked, now)?.decision === 'drop';
  return `case when ${isAnySql} then ${isOn('own')} else false end
    or (k.level = '${level}' and ${isIn(unitedStates)} and ${isTooOld ? 'true' : `(${isOn('state')})`})`;
}

// Nothing is hashed where no list stands.
const isAnySql = `exists (select from do_not_call_list where workspace_id = (select current_workspace()) and state = 'standing')`;

const hashesSql = (kind: string): string =>
  `select d.hash from do_not_call_number d join do_not_call_list l on l.workspace_id = d.workspace_id and l.id = d.list_id
   where d.workspace_id = (select current_workspace()) and l.state = 'standing' and l.kind = '${kind}'`;
