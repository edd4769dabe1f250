import { compileAudience, type ResolvedChoice } from '../audiences/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Answer, Emergency } from './emergency.ts';

export const rosterStates = [
  'needs_help',
  'silent',
  'undelivered',
  'not_texted',
  'waiting',
  'unclear',
  'safe',
] as const;
export type RosterState = (typeof rosterStates)[number];

export type RosterLine = {
  readonly number: string;
  readonly contactId: number | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly state: RosterState;
  readonly texts: number;
  readonly lastTextAt: Date | null;
  /** What the carrier said of the last text, or why there was none. */
  readonly reason: string | null;
  readonly answeredAt: Date | null;
  readonly words: string | null;
  readonly notedBy: string | null;
};

/**
 * Where a person stands: what they said comes before what became of texts. Whoever was reached once is silent and not undelivered,
 * whatever becomes of a later text; a text that waits is no answer either.
 */
const stateSql = `case when p.answer is not null then p.answer
  when p.is_reached then 'silent'
  when p.message_id is null then case when p.refusal_code is null then 'waiting' else 'not_texted' end
  when m.status = 'queued' then 'waiting'
  when m.status in ('undelivered', 'failed', 'rejected', 'expired', 'suppressed') then 'undelivered'
  else 'silent' end`;
const fromSql = `from emergency_person p
  left join message m on m.workspace_id = p.workspace_id and m.id = p.message_id
  where p.workspace_id = current_workspace() and p.emergency_id = $1`;

/** Puts everybody of the choice on the roster, each number once. Returns how many. */
export async function fillRoster(tx: Tx, emergencyId: string, choice: ResolvedChoice): Promise<number> {
  const { text, values } = compileAudience(choice, 2);
  const { rowCount } = await tx.query(
    `insert into emergency_person (workspace_id, emergency_id, number, contact_id)
     select current_workspace(), $1, a.number, min(a.contact_id) from (${text}) a group by a.number on conflict do nothing`,
    [emergencyId, ...values],
  );
  return rowCount ?? 0;
}

export type RosterCounts = Readonly<Record<RosterState, number>>;

export async function countRoster(tx: Tx, emergencyId: string): Promise<RosterCounts> {
  const { rows } = await tx.query<{ state: RosterState; people: number }>(
    `select ${stateSql} as state, count(*) as people ${fromSql} group by 1`,
    [emergencyId],
  );
  const counted = new Map(rows.map(({ state, people }) => [state, people]));
  return Object.fromEntries(rosterStates.map((state) => [state, counted.get(state) ?? 0])) as RosterCounts;
}

/** By number; of one state, or of all. */
export async function listRoster(
  tx: Tx,
  emergencyId: string,
  page: { readonly state: RosterState | null; readonly after: string | null; readonly limit: number },
): Promise<RosterLine[]> {
  const { rows } = await tx.query<RosterLine>(
    `select r.*, c.first_name as "firstName", c.last_name as "lastName" from (
       select p.number, p.contact_id as "contactId", ${stateSql} as state, p.texts, p.last_text_at as "lastTextAt",
         coalesce(p.refusal, m.reason_detail, m.reason) as reason, p.answered_at as "answeredAt", p.words, p.noted_by as "notedBy" ${fromSql}
         and ($3::text is null or p.number > $3)) r
     left join contact c on c.workspace_id = current_workspace() and c.id = r."contactId"
     where $2::text is null or r.state = $2 order by r.number limit $4`,
    [emergencyId, page.state, page.after, page.limit],
  );
  return rows;
}

export type PersonToText = {
  readonly number: string;
  readonly contactId: number | null;
  /** A text to them waits already; another one would only come after it. */
  readonly isWaiting: boolean;
  /** How many texts of this emergency there were for them. */
  readonly texts: number;
};

/** People with whom this round has still to begin and who have not answered. */
export async function takeForRound(
  tx: Tx,
  emergencyId: string,
  round: number,
  limit: number,
): Promise<PersonToText[]> {
  const { rows } = await tx.query<PersonToText>({
    name: 'emergency_take_for_round',
    text: `select p.number, p.contact_id as "contactId", coalesce(m.status = 'queued', false) as "isWaiting", p.texts ${fromSql}
             and p.round < $2 and p.answer is null order by p.number limit $3`,
    values: [emergencyId, round, limit],
  });
  return rows;
}

export type TextedPerson = {
  readonly number: string;
  readonly messageId: number | null;
  readonly refusalCode: string | null;
  readonly refusal: string | null;
};

/** Notes what came of a round for some people: a text, or why there is none. */
export async function saveRound(
  tx: Tx,
  emergencyId: string,
  round: number,
  people: readonly TextedPerson[],
  at: Date,
): Promise<void> {
  await tx.query({
    name: 'emergency_save_round',
    text: `update emergency_person p set round = $2,
             is_reached = p.is_reached or exists (select from message m where m.workspace_id = p.workspace_id and m.id = p.message_id
               and m.status in ('accepted', 'sent', 'delivered', 'unknown')),
             texts = p.texts + (t.message_id is not null)::int, message_id = coalesce(t.message_id, p.message_id),
             last_text_at = case when t.message_id is null then p.last_text_at else $3 end,
             refusal_code = t.refusal_code, refusal = t.refusal
           from unnest($4::text[], $5::bigint[], $6::text[], $7::text[]) as t (number, message_id, refusal_code, refusal)
           where p.workspace_id = current_workspace() and p.emergency_id = $1 and p.number = t.number`,
    values: [
      ...[emergencyId, round, at, people.map((one) => one.number), people.map((one) => one.messageId)],
      ...[people.map((one) => one.refusalCode), people.map((one) => one.refusal)],
    ],
  });
}

/** With whom a text waits already: the round passes over them. */
export async function skipRound(
  tx: Tx,
  emergencyId: string,
  round: number,
  numbers: readonly string[],
): Promise<void> {
  if (numbers.length === 0) return;
  await tx.query(
    `update emergency_person set round = $2 where workspace_id = current_workspace() and emergency_id = $1 and number = any($3::text[])`,
    [emergencyId, round, numbers],
  );
}

/** Texts of an emergency that have not left. */
export async function listWaitingTexts(tx: Tx, emergencyId: string): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `select m.id ${fromSql} and m.status = 'queued' order by m.id`,
    [emergencyId],
  );
  return rows.map(({ id }) => id);
}

export type AskedPerson = {
  readonly emergencyId: string;
  readonly number: string;
  readonly answer: Answer | null;
  readonly emergency: Pick<Emergency, 'programId' | 'safeBody' | 'helpBody' | 'isDrill'>;
};

/**
 * The emergency in which somebody was asked last, while it lasts or within a day of its end: answers come late where networks are
 * down. Locked, so that two texts of one person come after one another.
 */
export async function lockAsked(tx: Tx, number: string, now: Date): Promise<AskedPerson | null> {
  const { rows } = await tx.query<Omit<AskedPerson, 'emergency'> & AskedPerson['emergency']>({
    name: 'emergency_lock_asked',
    text: `select p.emergency_id as "emergencyId", p.number, p.answer, e.program_id as "programId", e.safe_body as "safeBody",
             e.help_body as "helpBody", e.is_drill as "isDrill"
           from emergency_person p join emergency e on e.workspace_id = p.workspace_id and e.id = p.emergency_id
           where p.workspace_id = current_workspace() and p.number = $1 and p.texts > 0 and e.is_asking
             and (e.state = 'active' or (e.state = 'ended' and e.ended_at > $2::timestamptz - interval '1 day' and p.answer is distinct from 'safe'))
           order by p.last_text_at desc limit 1 for update of p`,
    values: [number, now],
  });
  const [row] = rows;
  if (!row) return null;
  const { emergencyId, answer, ...emergency } = row;
  return { emergencyId, number, answer, emergency };
}

/** False where the number is not on the roster. */
export async function saveAnswer(
  tx: Tx,
  { emergencyId, number }: { readonly emergencyId: string; readonly number: string },
  said: {
    readonly answer: Answer;
    readonly words: string | null;
    readonly notedBy: string | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update emergency_person set answer = $3, answered_at = $4, words = $5, noted_by = $6
     where workspace_id = current_workspace() and emergency_id = $1 and number = $2`,
    [emergencyId, number, said.answer, said.at, said.words, said.notedBy],
  );
  return rowCount === 1;
}

export type EmergencyOnFile = {
  readonly at: Date | null;
  readonly isDrill: boolean;
  readonly answer: Answer | null;
  readonly answeredAt: Date | null;
  readonly words: string | null;
};

/** Every emergency in which a number was to be texted, oldest first. */
export async function listEmergenciesOf(tx: Tx, number: string): Promise<EmergencyOnFile[]> {
  const { rows } = await tx.query<EmergencyOnFile>(
    `select e.confirmed_at as at, e.is_drill as "isDrill", p.answer, p.answered_at as "answeredAt", p.words
     from emergency_person p join emergency e on e.workspace_id = p.workspace_id and e.id = p.emergency_id
     where p.workspace_id = current_workspace() and p.number = $1 order by e.id`,
    [number],
  );
  return rows;
}

/** Counts stay right: the person stays on the roster as nobody, without what they said. */
export async function eraseFromEmergencies(tx: Tx, number: string, pseudonym: string): Promise<void> {
  await tx.query(
    `update emergency_person set number = $2, contact_id = null, message_id = null, words = null, refusal = null
     where workspace_id = current_workspace() and number = $1`,
    [number, pseudonym],
  );
}
