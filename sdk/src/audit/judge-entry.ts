import { createHmac } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { AuditFinding } from './finding.ts';

/** What a leaf of the tree is the hash of. */
export type AuditEntry = {
  readonly workspace: string;
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly act: string;
  readonly object: string;
  readonly before: unknown;
  readonly after: unknown;
  /** The person of whom `personal` tells. */
  readonly subject: string | null;
  /** HMAC-SHA-256 in hex for each field of `personal`, under the person's salt. */
  readonly commitments: Readonly<Record<string, string>> | null;
};

export type EntryLine = {
  readonly sequence: number | null;
  readonly leaf_hash: string | null;
  readonly entry: AuditEntry;
  readonly personal: Readonly<Record<string, Readonly<Record<string, unknown>>>> | null;
  readonly salt: string | null;
};

/** Holds what an entry says about a person against what the tree covers of it. Null where it fits. */
export function judgePersonal({ entry, personal, salt }: EntryLine, sequence: number): AuditFinding | null {
  const { commitments, act, object } = entry;
  if (personal === null) return null; // Never there, or erased: which of the two is asked at the end.
  const given = Object.entries(personal).flatMap(([side, facts]) =>
    Object.entries(facts).map(([name, value]): [string, unknown] => [`${side}.${name}`, value]),
  );
  const isKept =
    salt !== null &&
    commitments !== null &&
    given.length === Object.keys(commitments).length &&
    given.every(([name, value]) => commitments[name] === commit(salt, name, value));
  if (isKept) return null;
  const sentence = `What entry ${sequence} (${act} of ${object}) says about a person is not what was written.`;
  return { code: 'entry.personal_changed', sentence, sequence };
}

const commit = (salt: string, name: string, value: unknown): string =>
  createHmac('sha256', Buffer.from(salt, 'hex'))
    .update(canonicalJson([name, value]), 'utf8')
    .digest('hex');
