import { bigintArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { MessageStatus } from './message.ts';

/** A person as texts know them; a number that is nobody's contact has texts too. */
export type TextedPerson = { readonly number: string; readonly contactId: number | null };

export type TextOnFile = {
  readonly id: number;
  readonly senderId: string;
  readonly purpose: string;
  readonly body: string;
  readonly status: MessageStatus;
  readonly reason: string | null;
  readonly consentEventId: number | null;
  readonly queuedAt: Date;
  readonly sentAt: Date | null;
  readonly finalAt: Date | null;
};

const ofPerson = `m.workspace_id = current_workspace()
  and (m.contact_id = $1 or (m.contact_id is null and m.number = $2))`;

/** Every text to a person that is kept, oldest first. */
export async function listTextsOfPerson(tx: Tx, person: TextedPerson): Promise<TextOnFile[]> {
  const { rows } = await tx.query<TextOnFile>(
    `select m.id, m.sender_id as "senderId", m.purpose, m.body, m.status, m.reason, m.consent_event_id as "consentEventId",
       m.queued_at as "queuedAt", coalesce(m.submitted_at, m.accepted_at) as "sentAt", m.final_at as "finalAt"
     from message m where ${ofPerson} order by m.id`,
    [person.contactId, person.number],
  );
  return rows;
}

/** The words of texts whose ids are in a half-open range, of those that still have words. */
export async function listWordsBetween(
  tx: Tx,
  fromId: number,
  untilId: number,
): Promise<{ readonly id: number; readonly body: string }[]> {
  const { rows } = await tx.query<{ id: number; body: string }>(
    `select m.id, m.body from message m
     where m.workspace_id = current_workspace() and m.id >= $1 and m.id < $2 and m.body <> '' order by m.id`,
    [fromId, untilId],
  );
  return rows;
}

/**
 * Which of these words stand in a single text since an instant, those of some texts left out. Ids begin with the day by the real
 * hour; a rehearsal's is ahead of that, and a day is left for a request that began before midnight.
 */
export async function wordsInSingleTexts(
  tx: Tx,
  words: readonly string[],
  { since, exceptIn }: { readonly since: Date; readonly exceptIn: readonly number[] },
): Promise<string[]> {
  const { rows } = await tx.query<{ word: string }>(
    `select w.word from unnest($1::text[]) w (word) where exists (
       select from message m where m.workspace_id = current_workspace() and m.campaign_id is null
         and m.id >= message_day_floor(((least($2::timestamptz, now()) at time zone 'utc') - interval '1 day')::date)
         and m.id <> all($3::bigint[]) and strpos(m.body, w.word) > 0)`,
    [words, since, bigintArray(exceptIn)],
  );
  return rows.map(({ word }) => word);
}

/**
 * Empties the texts of a person: the row stays, so that every recipient of a campaign stays in exactly one place, and says
 * nothing of whom or what. A text that may still leave (queued, or named here as open) keeps its words until it has.
 * Returns how many still do.
 */
export async function eraseTexts(
  tx: Tx,
  person: TextedPerson,
  pseudonym: string,
  openIds: readonly number[],
): Promise<{ readonly erased: number; readonly waiting: number }> {
  const { rows } = await tx.query<{ id: number }>(
    `update message m set number = $3, body = '', metadata = null,
       reason_detail = ${withoutNumber('m.reason_detail', '$4', '$3')}
     where ${ofPerson} and m.number = $4 and m.status <> 'queued' and m.id <> all($5::bigint[]) returning m.id`,
    [person.contactId, person.number, pseudonym, person.number, openIds],
  );
  const ids = rows.map((row) => row.id);
  await tx.query(
    `update message_event set detail = ${withoutNumber('detail', '$2', '$3')}
     where workspace_id = current_workspace() and message_id = any($1::bigint[]) and detail is not null`,
    [ids, person.number, pseudonym],
  );
  await tx.query(
    `update receipt_parked set reason_detail = ${withoutNumber('reason_detail', '$2', '$3')}
     where workspace_id = current_workspace() and message_id = any($1::bigint[]) and reason_detail is not null`,
    [ids, person.number, pseudonym],
  );
  const { rowCount: waiting } = await tx.query(`select from message m where ${ofPerson} and m.number = $2`, [
    person.contactId,
    person.number,
  ]);
  return { erased: ids.length, waiting: waiting ?? 0 };
}

// Carriers write the number into their sentences, with the plus and without.
const withoutNumber = (column: string, number: string, pseudonym: string) =>
  `replace(replace(${column}, ${number}, ${pseudonym}), ltrim(${number}, '+'), ${pseudonym})`;
