import type { ConsentLevelName, DoNotCallKind } from '@tidings/policy/permission';
import { textArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Consent, ConsentStatus } from './consent.ts';
import type { UnreachableReason } from './number-checks/number-check.ts';

export type ConsentsAsked = {
  readonly programId: string;
  /** Null where nobody has looked yet which brand the program is of. */
  readonly brandId: string | null;
  readonly numbers: readonly string[];
  /** Under which numbers stand on do-not-call lists (`doNotCallKeys`); left out where nobody asks about those. */
  readonly doNotCallKeys?: readonly string[];
};

type ConsentRow = {
  number: string;
  status: ConsentStatus;
  eventId: number;
  level: ConsentLevelName | null;
  levelExpiresAt: Date | null;
  heldSince: Date | null;
  pausedUntil: Date | null;
};

const standing =
  'number, status, event_id as "eventId", level, level_expires_at as "levelExpiresAt", held_since as "heldSince", paused_until as "pausedUntil"';

/**
 * For dispatch, in the transaction that records the intent. The rows are taken FOR SHARE in the order of their numbers,
 * so a STOP either has committed and is seen here (a row that had to be waited for is read again), or waits until the
 * intent has committed. Suppression is read by a second statement, which runs after the first: it sees what was committed
 * while that waited.
 */
export async function lockConsents(tx: Tx, asked: ConsentsAsked): Promise<Map<string, Consent>> {
  const standingRows = tx.query<ConsentRow>({
    name: 'lock_consents',
    text: `select ${standing} from consent
      where workspace_id = $1 and program_id = $2 and number = any($3)
      order by number for share`,
    values: [tx.workspaceId, asked.programId, textArray(asked.numbers)],
  });
  return withBlocks(...(await Promise.all([standingRows, listBlocks(tx, asked)])));
}

/** For planning: the same answer without locks, so only as good as the moment it was given. */
export async function loadConsents(tx: Tx, asked: ConsentsAsked): Promise<Map<string, Consent>> {
  const standingRows = tx.query<ConsentRow>({
    name: 'load_consents',
    text: `select ${standing} from consent
      where workspace_id = $1 and program_id = $2 and number = any($3)`,
    values: [tx.workspaceId, asked.programId, textArray(asked.numbers)],
  });
  return withBlocks(...(await Promise.all([standingRows, listBlocks(tx, asked)])));
}

/** Which of these numbers a brand may not text at all, whatever they have joined: those who have left, and the restricted. */
export async function listSuppressed(
  tx: Tx,
  brandId: string,
  numbers: readonly string[],
): Promise<Set<string>> {
  const blocks = await listBlocks(tx, { brandId, numbers, programId: null });
  const isBlocked = ({ kind }: Block) => kind === 'suppressed' || kind === 'restricted';
  return new Set(blocks.filter(isBlocked).map(({ number }) => number));
}

type Block = {
  readonly number: string;
  readonly kind: 'suppressed' | 'restricted' | 'unreachable' | 'reassigned' | 'registers' | DoNotCallKind;
  readonly reason: string | null;
  readonly at: Date | null;
};

// Asked once a statement, and not at all where the brand is given.
const brand = `coalesce($2::uuid, (select brand_id from program where workspace_id = $1 and id = $4))`;

/**
 * What speaks against texting these numbers, in one statement: an opt-out of the brand, whether or not they had joined anything, by
 * a suppression of their own or on a list of hashes; data that may not be used; a line that no text reaches; a number that was given
 * up after the consent on file; do-not-call lists. Where a workspace has no list of hashes, nothing is hashed.
 */
async function listBlocks(
  tx: Tx,
  asked: Omit<ConsentsAsked, 'programId'> & { readonly programId: string | null },
): Promise<readonly Block[]> {
  const { rows } = await tx.query<Block>({
    name: 'blocked_among',
    text: `select number, 'suppressed' as kind, null as reason, null::timestamptz as at from suppression
      where workspace_id = $1 and brand_id = ${brand} and number = any($3) and lifted_at is null
      union all
      select number, 'restricted', null, null from restriction where workspace_id = $1 and number = any($3)
      union all
      select asked.number, 'suppressed', null, null from unnest($3::text[]) as asked (number)
      where exists (select from suppression_hash where workspace_id = $1)
        and exists (select from suppression_hash h
          join suppression_list l on l.workspace_id = h.workspace_id and l.id = h.list_id
          where h.workspace_id = $1 and h.hash = sha256(convert_to(asked.number, 'UTF8'))
            and (l.brand_id is null or l.brand_id = ${brand}))
      union all
      select number, 'unreachable', unreachable_reason, unreachable_until from number_check
      where workspace_id = $1 and number = any($3) and unreachable_reason is not null
      union all
      select n.number, 'reassigned', null, n.disconnected_at from number_check n
      join consent c on c.workspace_id = $1 and c.program_id = $4 and c.number = n.number and c.event_at <= n.disconnected_at
      where n.workspace_id = $1 and n.number = any($3) and n.disconnected_at is not null
      union all
      select asked.number, l.kind, null, null from unnest($3::text[]) as asked (number) cross join unnest($5::text[]) as k (key)
      join do_not_call_number d on d.workspace_id = $1 and d.hash = sha256(convert_to(k.key || asked.number, 'UTF8'))
      join do_not_call_list l on l.workspace_id = $1 and l.id = d.list_id and l.state = 'standing'
      where exists (select from do_not_call_list where workspace_id = $1 and state = 'standing')
      union all
      select '', 'registers', null, min(as_of)::timestamp at time zone 'UTC' from do_not_call_list
      where workspace_id = $1 and state = 'standing' and kind <> 'own' and $5::text[] <> '{}' having bool_or(kind = 'federal')`,
    values: [
      ...[tx.workspaceId, asked.brandId, textArray(asked.numbers), asked.programId],
      textArray(asked.doNotCallKeys ?? []),
    ],
  });
  return rows;
}

/** Nothing is written of what is not so: nearly nobody stands on any list. */
function withBlocks(
  { rows }: { rows: readonly ConsentRow[] },
  blocks: readonly Block[],
): Map<string, Consent> {
  const ofNumber = Map.groupBy(blocks, ({ number }) => number);
  const registersAsOf = ofNumber.get('')?.[0]?.at ?? null;
  const consents = new Map<string, Consent>();
  for (const { number, status, eventId, level, levelExpiresAt, heldSince, pausedUntil } of rows) {
    const plain: Consent = { status, eventId, level, levelExpiresAt, isSuppressed: false };
    const found = ofNumber.get(number);
    const isWaiting = heldSince !== null || pausedUntil !== null;
    consents.set(
      number,
      found || isWaiting || registersAsOf
        ? {
            ...plain,
            ...(isWaiting && { heldSince, pausedUntil }),
            ...(registersAsOf && { registersAsOf }),
            ...(found && factsOf(found)),
          }
        : plain,
    );
  }
  return consents;
}

const lists: readonly string[] = ['own', 'state', 'federal'];

function factsOf(
  found: readonly Block[],
): Pick<Consent, 'isSuppressed' | 'isRestricted' | 'isReassigned' | 'unreachable' | 'doNotCall'> {
  const unreachable = found.find(({ kind }) => kind === 'unreachable');
  const doNotCall = [...new Set(found.map(({ kind }) => kind))].filter((kind) => lists.includes(kind));
  return {
    isSuppressed: found.some(({ kind }) => kind === 'suppressed'),
    ...(found.some(({ kind }) => kind === 'restricted') && { isRestricted: true }),
    ...(found.some(({ kind }) => kind === 'reassigned') && { isReassigned: true }),
    ...(unreachable && {
      unreachable: { reason: unreachable.reason as UnreachableReason, until: unreachable.at },
    }),
    ...(doNotCall.length > 0 && { doNotCall: doNotCall as DoNotCallKind[] }),
  };
}
