import type { Tx } from '../../platform/db/pool.ts';

export type KeywordUse = {
  readonly inboundId: number;
  readonly keywordId: string;
  readonly version: number;
  readonly number: string;
  readonly outcome: 'done' | 'again' | 'unclear' | 'over_limit';
  readonly isAnswered: boolean;
  readonly usedAt: Date;
};

export async function insertUse(tx: Tx, use: KeywordUse): Promise<void> {
  await tx.query({
    name: 'keyword_use_insert',
    text: `insert into keyword_use (workspace_id, inbound_id, keyword_id, version, number, outcome, is_answered, used_at)
           values (current_workspace(), $1, $2, $3, $4, $5, $6, $7)`,
    values: [
      ...[use.inboundId, use.keywordId, use.version, use.number, use.outcome, use.isAnswered, use.usedAt],
    ],
  });
}

/** How often this person was answered for this keyword since then. */
export async function countAnswersTo(
  tx: Tx,
  keywordId: string,
  number: string,
  since: Date,
): Promise<number> {
  const { rows } = await tx.query<{ n: number }>({
    name: 'keyword_use_of_person',
    text: `select count(*) as n from keyword_use
           where workspace_id = current_workspace() and number = $2 and keyword_id = $1 and used_at >= $3 and is_answered`,
    values: [keywordId, number, since],
  });
  return rows[0]?.n ?? 0;
}

/** Uses that counted, in all. Whoever counts for a limit holds the keyword, so that two last ones are not both the last. */
export async function countUses(tx: Tx, keywordId: string): Promise<number> {
  await tx.query({
    name: 'keyword_use_lock',
    text: 'select from keyword where workspace_id = current_workspace() and id = $1 for update',
    values: [keywordId],
  });
  const { rows } = await tx.query<{ n: number }>({
    name: 'keyword_use_count',
    text: `select count(*) as n from keyword_use where workspace_id = current_workspace() and keyword_id = $1 and outcome = 'done'`,
    values: [keywordId],
  });
  return rows[0]?.n ?? 0;
}

export type NewEntry = {
  readonly keywordId: string;
  readonly number: string;
  readonly period: string;
  readonly contactId: number | null;
  readonly choice: string | null;
  readonly inboundId: number;
  readonly enteredAt: Date;
};

/** False where this person has entered in this period already. `replaces` lets the later choice count. */
export async function insertEntry(
  tx: Tx,
  entry: NewEntry,
  { replaces }: { replaces: boolean },
): Promise<boolean> {
  const onConflict = replaces
    ? 'do update set choice = excluded.choice, inbound_id = excluded.inbound_id, entered_at = excluded.entered_at'
    : 'do nothing';
  const { rowCount } = await tx.query({
    name: replaces ? 'keyword_entry_replace' : 'keyword_entry_insert',
    text: `insert into keyword_entry (workspace_id, keyword_id, number, period, contact_id, choice, inbound_id, entered_at)
           values (current_workspace(), $1, $2, $3, $4, $5, $6, $7)
           on conflict (workspace_id, keyword_id, number, period) ${onConflict}`,
    values: [
      ...[
        entry.keywordId,
        entry.number,
        entry.period,
        entry.contactId,
        entry.choice,
        entry.inboundId,
        entry.enteredAt,
      ],
    ],
  });
  return rowCount === 1;
}

export type Entry = Pick<
  NewEntry,
  'number' | 'period' | 'contactId' | 'choice' | 'inboundId' | 'enteredAt'
> & {
  readonly id: number;
};

/** In the order in which people entered. */
export async function listEntries(
  tx: Tx,
  keywordId: string,
  page: { after: number | null; limit: number },
): Promise<Entry[]> {
  const { rows } = await tx.query<Entry>(
    `select id, number, period, contact_id as "contactId", choice, inbound_id as "inboundId", entered_at as "enteredAt"
     from keyword_entry where workspace_id = current_workspace() and keyword_id = $1 and ($2::bigint is null or id > $2) order by id limit $3`,
    [keywordId, page.after, page.limit],
  );
  return rows;
}

export type KeywordResults = {
  readonly uses: number;
  readonly people: number;
  /** Uses that did what the keyword does: of one to join, people who joined or were asked for their YES. */
  readonly done: number;
  readonly lastDoneAt: Date | null;
  readonly answered: number;
  readonly overLimit: number;
  readonly entries: number;
  readonly votes: readonly { readonly choice: string; readonly count: number }[];
  readonly calls: { readonly waiting: number; readonly delivered: number; readonly givenUp: number };
};

export async function countResults(tx: Tx, keywordId: string): Promise<KeywordResults> {
  const { rows } = await tx.query<Omit<KeywordResults, 'votes' | 'calls' | 'entries'>>(
    `select count(*) as uses, count(distinct number) as people, count(*) filter (where is_answered) as answered,
       count(*) filter (where outcome = 'done') as done, max(used_at) filter (where outcome = 'done') as "lastDoneAt",
       count(*) filter (where outcome = 'over_limit') as "overLimit"
     from keyword_use where workspace_id = current_workspace() and keyword_id = $1`,
    [keywordId],
  );
  const { rows: choices } = await tx.query<{ choice: string | null; count: number }>(
    `select choice, count(*) as count from keyword_entry where workspace_id = current_workspace() and keyword_id = $1 group by 1 order by 2 desc, 1`,
    [keywordId],
  );
  const { rows: calls } = await tx.query<KeywordResults['calls']>(
    `select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'delivered') as delivered,
       count(*) filter (where state = 'given_up') as "givenUp"
     from keyword_call where workspace_id = current_workspace() and keyword_id = $1`,
    [keywordId],
  );
  return {
    ...(rows[0] ?? { uses: 0, people: 0, answered: 0, overLimit: 0, done: 0, lastDoneAt: null }),
    entries: choices.reduce((sum, { count }) => sum + count, 0),
    votes: choices.flatMap(({ choice, count }) => (choice === null ? [] : [{ choice, count }])),
    calls: calls[0] ?? { waiting: 0, delivered: 0, givenUp: 0 },
  };
}

export type UsesOfDay = { readonly day: string; readonly uses: number; readonly done: number };

/** Day by day on the clock of a zone, the oldest first; days without a use are left out. */
export async function countUsesByDay(
  tx: Tx,
  keywordId: string,
  { since, zone }: { since: Date; zone: string },
): Promise<UsesOfDay[]> {
  const { rows } = await tx.query<UsesOfDay>(
    `select (used_at at time zone $3)::date::text as day, count(*) as uses, count(*) filter (where outcome = 'done') as done
     from keyword_use where workspace_id = current_workspace() and keyword_id = $1 and used_at >= $2 group by 1 order by 1`,
    [keywordId, since, zone],
  );
  return rows;
}
