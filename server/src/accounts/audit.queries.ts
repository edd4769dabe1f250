import { canonicalJson, type JsonObject } from '../platform/canonical-json.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Internal } from '../platform/errors.ts';
import { commitTo, type PersonalFacts } from './audit/audit-entry.ts';
import type { Scope } from './scope.ts';

export type AuditFact = {
  /** Noun first, in the past: `campaign.paused`. */
  readonly act: string;
  /** The public id of what it happened to: `cmp_…`. */
  readonly object: string;
  /** What it was and what it became. Nothing about a person and no secret: this stays for good. */
  readonly before?: object;
  readonly after?: object;
  /** What was changed about a person. It is kept apart, and goes when the person is erased (`eraseFromAudit`). */
  readonly personal?: PersonalFacts & {
    /** The public id of the person: `con_…`. */
    readonly subject: string;
  };
};

/** Says who did what, in the transaction that did it: no audit, no change. */
export async function recordAudit(tx: Tx, scope: Pick<Scope, 'actor'>, fact: AuditFact): Promise<void> {
  const personal = fact.personal && (await hidePersonal(tx, fact.personal));
  await tx.query({
    name: 'record_audit',
    text: `insert into audit_entry (workspace_id, actor, act, object, before, after, subject, personal, commitments)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      tx.workspaceId,
      scope.actor,
      fact.act,
      fact.object,
      asJson(fact.before),
      asJson(fact.after),
      personal?.subject ?? null,
      asJson(personal?.facts),
      asJson(personal?.commitments),
    ],
  });
}

const asJson = (value: object | undefined) => (value === undefined ? null : canonicalJson(plain(value)));

/** As it will be read again: dates as text, nothing undefined. */
const plain = <T extends object>(value: T): JsonObject & T => JSON.parse(JSON.stringify(value));

async function hidePersonal(tx: Tx, { subject, before, after }: NonNullable<AuditFact['personal']>) {
  const facts: PersonalFacts = plain({ ...(before && { before }), ...(after && { after }) });
  return { subject, facts, commitments: commitTo(await ensureSalt(tx, subject), facts) };
}

/** 32 random bytes less the ten bits that a UUID spends on saying what it is, each from the server's own entropy. */
const newSalt = `uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())`;

async function ensureSalt(tx: Tx, subject: string): Promise<Buffer> {
  const find = async () =>
    (
      await tx.query<{ salt: Buffer }>({
        name: 'find_audit_salt',
        text: 'select salt from audit_subject where workspace_id = $1 and subject = $2',
        values: [tx.workspaceId, subject],
      })
    ).rows[0]?.salt;
  const found = await find();
  if (found) return found;
  const { rows } = await tx.query<{ salt: Buffer }>({
    name: 'make_audit_salt',
    text: `insert into audit_subject (workspace_id, subject, salt) values ($1, $2, ${newSalt})
      on conflict (workspace_id, subject) do nothing returning salt`,
    values: [tx.workspaceId, subject],
  });
  // Where somebody else made one at the same moment, theirs is committed by now.
  const salt = rows[0]?.salt ?? (await find());
  if (salt) return salt;
  throw new Internal('audit.no_salt', 'The person was erased at this very moment. Try again.');
}

/**
 * Erases what the audit says about a person, and writes that it did, with the reason. The entries stay, and so does every
 * proof; what they committed to can be guessed by nobody once the salt is gone. Returns how many entries lost something.
 */
export async function eraseFromAudit(
  tx: Tx,
  scope: Pick<Scope, 'actor'>,
  subject: string,
  reason: string,
): Promise<number> {
  const { rowCount } = await tx.query(
    'update audit_entry set personal = null where workspace_id = $1 and subject = $2 and personal is not null',
    [tx.workspaceId, subject],
  );
  await tx.query('delete from audit_subject where workspace_id = $1 and subject = $2', [
    tx.workspaceId,
    subject,
  ]);
  const entries = rowCount ?? 0;
  await recordAudit(tx, scope, { act: 'audit.erased', object: subject, after: { entries, reason } });
  return entries;
}

export type FoundEntry = {
  readonly id: number;
  readonly sequence: number | null;
  readonly leafHash: Buffer | null;
  readonly at: string;
  readonly actor: string;
  readonly act: string;
  readonly object: string;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly subject: string | null;
  readonly personal: PersonalFacts | null;
  readonly commitments: Readonly<Record<string, string>> | null;
  /** The salt of the person; null where there is none, or none any more. */
  readonly salt: Buffer | null;
};
