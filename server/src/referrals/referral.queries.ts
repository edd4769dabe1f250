import type { Tx } from '../platform/db/pool.ts';
import type { Referral, Scheme } from './referral.ts';

const schemeColumns = `id, name, program_id as "programId", ask_keyword_id as "askKeywordId", join_keyword_id as "joinKeywordId",
  reward_pools as "rewardPools", reward_body as "rewardBody", state, made_by as "madeBy", created_at as "createdAt", changed_at as "changedAt"`;

/** False where friends join another scheme by this keyword already. */
export async function insertScheme(tx: Tx, one: Scheme): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into referral_scheme (workspace_id, id, name, program_id, ask_keyword_id, join_keyword_id, reward_pools, reward_body, made_by, created_at, changed_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict (workspace_id, join_keyword_id) do nothing`,
    [
      ...[one.id, one.name, one.programId, one.askKeywordId, one.joinKeywordId, one.rewardPools],
      ...[one.rewardBody, one.madeBy, one.createdAt],
    ],
  );
  return rowCount === 1;
}

export async function saveSchemeState(tx: Tx, id: string, state: Scheme['state'], at: Date): Promise<void> {
  await tx.query(
    `update referral_scheme set state = $2, changed_at = $3 where workspace_id = current_workspace() and id = $1`,
    [id, state, at],
  );
}

export async function findScheme(tx: Tx, id: string): Promise<Scheme | null> {
  const { rows } = await tx.query<Scheme>({
    name: 'referral_find_scheme',
    text: `select ${schemeColumns} from referral_scheme where workspace_id = current_workspace() and id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

export async function findSchemeOfKeyword(tx: Tx, keywordId: string): Promise<Scheme | null> {
  const { rows } = await tx.query<Scheme>({
    name: 'referral_scheme_of_keyword',
    text: `select ${schemeColumns} from referral_scheme where workspace_id = current_workspace() and state = 'on'
             and (ask_keyword_id = $1 or join_keyword_id = $1) order by id desc limit 1`,
    values: [keywordId],
  });
  return rows[0] ?? null;
}

/** Latest first. */
export async function listSchemes(
  tx: Tx,
  page: { readonly before: string | null; readonly limit: number },
): Promise<Scheme[]> {
  const { rows } = await tx.query<Scheme>(
    `select ${schemeColumns} from referral_scheme where workspace_id = current_workspace() and ($1::uuid is null or id < $1) order by id desc limit $2`,
    [page.before, page.limit],
  );
  return rows;
}

/** The code of a person in a scheme; null where the code that was drawn is somebody else's and they have none. */
export async function ensureCode(
  tx: Tx,
  { schemeId, contactId, code, at }: { schemeId: string; contactId: number; code: string; at: Date },
): Promise<string | null> {
  await tx.query(
    `insert into referral_code (workspace_id, code, scheme_id, contact_id, made_at) values (current_workspace(), $1, $2, $3, $4) on conflict do nothing`,
    [code, schemeId, contactId, at],
  );
  const { rows } = await tx.query<{ code: string }>(
    `select code from referral_code where workspace_id = current_workspace() and scheme_id = $1 and contact_id = $2`,
    [schemeId, contactId],
  );
  return rows[0]?.code ?? null;
}

export async function findOwner(
  tx: Tx,
  schemeId: string,
  code: string,
): Promise<{ contactId: number | null } | null> {
  const { rows } = await tx.query<{ contactId: number | null }>(
    `select contact_id as "contactId" from referral_code where workspace_id = current_workspace() and scheme_id = $1 and code = $2`,
    [schemeId, code],
  );
  return rows[0] ?? null;
}

const columns = `r.id, r.code, r.number, r.contact_id as "contactId", r.state, r.reason, r.pool, r.message_id as "messageId",
  r.written_at as "writtenAt", r.decided_at as "decidedAt", c.contact_id as "ownerId"`;
const withOwner =
  'from referral r join referral_code c on c.workspace_id = r.workspace_id and c.code = r.code';

/** Nothing where this friend has been brought before. */
export async function insertReferral(
  tx: Tx,
  schemeId: string,
  one: Pick<Referral, 'code' | 'number' | 'contactId' | 'state' | 'reason' | 'writtenAt'>,
): Promise<void> {
  await tx.query(
    `insert into referral (workspace_id, scheme_id, code, number, contact_id, state, reason, written_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7) on conflict (workspace_id, scheme_id, number) do nothing`,
    [schemeId, one.code, one.number, one.contactId, one.state, one.reason, one.writtenAt],
  );
}

export type WaitingReferral = Referral & { readonly schemeId: string; readonly ownerId: number | null };

/** Some that wait, with whose code it was, after one of them. */
export async function lockWaiting(tx: Tx, after: number, limit: number): Promise<WaitingReferral[]> {
  const { rows } = await tx.query<WaitingReferral>({
    name: 'referral_lock_waiting',
    text: `select ${columns}, r.scheme_id as "schemeId" ${withOwner}
           where r.workspace_id = current_workspace() and r.state = 'waiting' and r.id > $1 order by r.id limit $2 for update of r skip locked`,
    values: [after, limit],
  });
  return rows;
}

export async function saveReferral(
  tx: Tx,
  one: Pick<Referral, 'id' | 'state' | 'reason' | 'pool' | 'messageId' | 'decidedAt'>,
): Promise<void> {
  await tx.query(
    `update referral set state = $2, reason = $3, pool = $4, message_id = $5, decided_at = $6 where workspace_id = current_workspace() and id = $1`,
    [one.id, one.state, one.reason, one.pool, one.messageId, one.decidedAt],
  );
}

/** How many friends somebody has had a reward for. Whoever counts holds their codes, so that two friends are not both the first. */
export async function countRewards(tx: Tx, schemeId: string, ownerId: number): Promise<number> {
  await tx.query(
    `select from referral_code where workspace_id = current_workspace() and scheme_id = $1 and contact_id = $2 for update`,
    [schemeId, ownerId],
  );
  const { rows } = await tx.query<{ n: number }>(
    `select count(*) as n ${withOwner}
     where r.workspace_id = current_workspace() and r.scheme_id = $1 and c.contact_id = $2 and r.state = 'rewarded'`,
    [schemeId, ownerId],
  );
  return rows[0]?.n ?? 0;
}

export type SchemeCounts = {
  readonly codes: number;
  readonly waiting: number;
  readonly rewarded: number;
  readonly refused: number;
};

export async function countReferrals(tx: Tx, schemeId: string): Promise<SchemeCounts> {
  const { rows } = await tx.query<SchemeCounts>(
    `select (select count(*) from referral_code where workspace_id = current_workspace() and scheme_id = $1) as codes,
       count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'rewarded') as rewarded,
       count(*) filter (where state = 'refused') as refused
     from referral where workspace_id = current_workspace() and scheme_id = $1`,
    [schemeId],
  );
  return rows[0] ?? { codes: 0, waiting: 0, rewarded: 0, refused: 0 };
}

export type ListedReferral = Referral & { readonly ownerId: number | null };

export async function listReferrals(
  tx: Tx,
  schemeId: string,
  page: { readonly after: number | null; readonly limit: number },
): Promise<ListedReferral[]> {
  const { rows } = await tx.query<ListedReferral>(
    `select ${columns} ${withOwner}
     where r.workspace_id = current_workspace() and r.scheme_id = $1 and ($2::bigint is null or r.id > $2) order by r.id limit $3`,
    [schemeId, page.after, page.limit],
  );
  return rows;
}

export type ReferralOnFile = {
  readonly scheme: string;
  readonly code: string;
  readonly role: 'your_code' | 'you_came_by_it';
  readonly at: Date;
  readonly state: string | null;
};

export async function listReferralsOf(
  tx: Tx,
  { number, contactId }: { readonly number: string; readonly contactId: number | null },
): Promise<ReferralOnFile[]> {
  const { rows } = await tx.query<ReferralOnFile>(
    `select s.name as scheme, c.code, 'your_code' as role, c.made_at as at, null as state from referral_code c
     join referral_scheme s on s.workspace_id = c.workspace_id and s.id = c.scheme_id
     where c.workspace_id = current_workspace() and c.contact_id = $2
     union all
     select s.name, r.code, 'you_came_by_it', r.written_at, r.state from referral r
     join referral_scheme s on s.workspace_id = r.workspace_id and s.id = r.scheme_id
     where r.workspace_id = current_workspace() and r.number = $1 order by 4`,
    [number, contactId],
  );
  return rows;
}

/** That somebody came stays, as a count; who it was is forgotten, and whose the code was. */
export async function eraseReferrals(
  tx: Tx,
  { number, contactId }: { readonly number: string; readonly contactId: number | null },
  pseudonym: string,
): Promise<void> {
  await tx.query(
    `update referral set number = $2 || '~' || id, contact_id = null, state = case when state = 'waiting' then 'refused' else state end
     where workspace_id = current_workspace() and number = $1`,
    [number, pseudonym],
  );
  if (contactId === null) return;
  await tx.query(
    `update referral_code set contact_id = null where workspace_id = current_workspace() and contact_id = $1`,
    [contactId],
  );
}
