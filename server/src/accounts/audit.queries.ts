import type { Tx } from '../platform/db/pool.ts';
import type { Scope } from './scope.ts';

export type AuditFact = {
  /** Noun first, in the past: `campaign.paused`. */
  readonly act: string;
  /** The public id of what it happened to: `cmp_…`. */
  readonly object: string;
  readonly before?: object;
  readonly after?: object;
};

/** Says who did what, in the transaction that did it: no audit, no change. */
export async function recordAudit(tx: Tx, scope: Scope, fact: AuditFact): Promise<void> {
  await tx.query({
    name: 'record_audit',
    text: 'insert into audit_entry (workspace_id, actor, act, object, before, after) values ($1, $2, $3, $4, $5, $6)',
    values: [tx.workspaceId, scope.actor, fact.act, fact.object, asJson(fact.before), asJson(fact.after)],
  });
}

const asJson = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value));
