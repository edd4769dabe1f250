import type { Tx } from '../platform/db/pool.ts';
import type { Contest } from './contest.ts';

const columns = `id, name, program_id as "programId", sender_id as "senderId", keyword_id as "keywordId", prize, rules, entered_body as "enteredBody",
  won_body as "wonBody", starts_at as "startsAt", ends_at as "endsAt", entries, least_age as "leastAge", regions, winners, alternates,
  claim_hours as "claimHours", beacon_source as "beaconSource", state, seed_hash as "seedHash", entries_hash as "entriesHash", seed, beacon,
  opened_at as "openedAt", closed_at as "closedAt", drawn_at as "drawnAt", made_by as "madeBy", created_at as "createdAt", changed_at as "changedAt"`;

const contentOf = (one: Contest) => [
  ...[
    one.id,
    one.name,
    one.programId,
    one.senderId,
    one.keywordId,
    one.prize,
    one.rules,
    one.enteredBody,
    one.wonBody,
  ],
  ...[one.startsAt, one.endsAt, one.entries, one.leastAge, one.regions, one.winners, one.alternates],
  ...[one.claimHours, one.beaconSource, one.changedAt],
];

export async function insertContest(tx: Tx, one: Contest): Promise<void> {
  await tx.query(
    `insert into contest (workspace_id, id, name, program_id, sender_id, keyword_id, prize, rules, entered_body, won_body, starts_at, ends_at, entries,
       least_age, regions, winners, alternates, claim_hours, beacon_source, changed_at, created_at, made_by)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19, $20)`,
    [...contentOf(one), one.madeBy],
  );
}

export async function saveDraft(tx: Tx, one: Contest): Promise<void> {
  await tx.query(
    `update contest set name = $2, program_id = $3, sender_id = $4, keyword_id = $5, prize = $6, rules = $7, entered_body = $8, won_body = $9,
       starts_at = $10, ends_at = $11, entries = $12, least_age = $13, regions = $14, winners = $15, alternates = $16, claim_hours = $17,
       beacon_source = $18, changed_at = $19
     where workspace_id = current_workspace() and id = $1`,
    contentOf(one),
  );
}

export async function saveOpening(tx: Tx, one: Contest, seedSealed: Buffer): Promise<void> {
  await tx.query(
    `update contest set state = 'open', opened_at = $2, changed_at = $2, seed_sealed = $3, seed_hash = $4
     where workspace_id = current_workspace() and id = $1`,
    [one.id, one.openedAt, seedSealed, one.seedHash],
  );
}

export async function saveClosing(
  tx: Tx,
  { id, state, entriesHash, closedAt }: Pick<Contest, 'id' | 'state' | 'entriesHash' | 'closedAt'>,
): Promise<void> {
  await tx.query(
    `update contest set state = $2, closed_at = $3, changed_at = $3, entries_hash = $4 where workspace_id = current_workspace() and id = $1`,
    [id, state, closedAt, entriesHash],
  );
}

export async function saveDraw(
  tx: Tx,
  { id, seed, beacon, drawnAt }: Pick<Contest, 'id' | 'seed' | 'beacon' | 'drawnAt'>,
): Promise<void> {
  await tx.query(
    `update contest set state = 'drawn', drawn_at = $2, changed_at = $2, seed = $3, beacon = $4 where workspace_id = current_workspace() and id = $1`,
    [id, drawnAt, seed, beacon],
  );
}

export async function findSealedSeed(tx: Tx, id: string): Promise<Buffer | null> {
  const { rows } = await tx.query<{ sealed: Buffer | null }>(
    `select seed_sealed as sealed from contest where workspace_id = current_workspace() and id = $1`,
    [id],
  );
  return rows[0]?.sealed ?? null;
}

export async function findContest(tx: Tx, id: string): Promise<Contest | null> {
  const { rows } = await tx.query<Contest>({
    name: 'contest_find',
    text: `select ${columns} from contest where workspace_id = current_workspace() and id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

export async function lockContest(tx: Tx, id: string): Promise<Contest | null> {
  const { rows } = await tx.query<Contest>(
    `select ${columns} from contest where workspace_id = current_workspace() and id = $1 for update`,
    [id],
  );
  return rows[0] ?? null;
}

/** With the row shared: nobody closes the contest while somebody enters it. */
export async function shareContest(tx: Tx, id: string): Promise<Contest | null> {
  const { rows } = await tx.query<Contest>({
    name: 'contest_share',
    text: `select ${columns} from contest where workspace_id = current_workspace() and id = $1 for share`,
    values: [id],
  });
  return rows[0] ?? null;
}

export async function findContestOfKeyword(tx: Tx, keywordId: string): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'contest_of_keyword',
    text: `select id from contest where workspace_id = current_workspace() and keyword_id = $1
           order by state in ('draft', 'open') desc, id desc limit 1`,
    values: [keywordId],
  });
  return rows[0]?.id ?? null;
}

export async function isKeywordTaken(tx: Tx, keywordId: string, exceptId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from contest where workspace_id = current_workspace() and keyword_id = $1 and id <> $2 and state in ('draft', 'open')`,
    [keywordId, exceptId],
  );
  return rowCount !== 0;
}

/** Latest first. */
export async function listContests(
  tx: Tx,
  page: { readonly before: string | null; readonly limit: number },
): Promise<Contest[]> {
  const { rows } = await tx.query<Contest>(
    `select ${columns} from contest where workspace_id = current_workspace() and ($1::uuid is null or id < $1) order by id desc limit $2`,
    [page.before, page.limit],
  );
  return rows;
}

export async function listOver(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from contest where workspace_id = current_workspace() and state = 'open' and ends_at <= $1`,
    [now],
  );
  return rows.map(({ id }) => id);
}
