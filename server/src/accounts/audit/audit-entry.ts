import { createHmac } from 'node:crypto';
import { canonicalJson, type JsonObject } from '../../platform/canonical-json.ts';
import { publicId } from '../../platform/ids.ts';
import { leafHash } from './merkle.ts';

/** What is known of a person before and after, field by field. It can be erased; commitments to it stay. */
export type PersonalFacts = { readonly before?: JsonObject; readonly after?: JsonObject };

/** For each personal field, as `before.number` or `after.number`: HMAC-SHA-256 under the person's salt, in hex. */
export type Commitments = Readonly<Record<string, string>>;

/** What the tree covers of an entry: all of it but what can be erased. */
export type CoveredEntry = {
  readonly id: number;
  /** To the microsecond, as `2026-11-24T17:00:00.123456Z`. */
  readonly at: string;
  readonly actor: string;
  readonly act: string;
  readonly object: string;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly subject: string | null;
  readonly commitments: Commitments | null;
};

export function commitTo(salt: Buffer, { before = {}, after = {} }: PersonalFacts): Commitments {
  return Object.fromEntries([...commitEach(salt, 'before', before), ...commitEach(salt, 'after', after)]);
}

const commitEach = (salt: Buffer, side: 'before' | 'after', facts: JsonObject): [string, string][] =>
  Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [
      `${side}.${name}`,
      // The name of the field is part of it, so that values cannot be moved from one field to another.
      createHmac('sha256', salt)
        .update(canonicalJson([`${side}.${name}`, value ?? null]), 'utf8')
        .digest('hex'),
    ]);

/** As it is hashed, and as it goes out: nothing more and nothing less. */
export function coveredBy(workspaceId: string, entry: CoveredEntry) {
  const { id, at, actor, act, object, before, after, subject, commitments } = entry;
  return {
    ...{ workspace: publicId('wsp', workspaceId), id, at, actor, act, object },
    ...{ before, after, subject, commitments },
  };
}

/** The leaf is the hash of these words; its place is not among them, because the tree itself says it. */
export const leafOfEntry = (workspaceId: string, entry: CoveredEntry): Buffer =>
  leafHash(canonicalJson(coveredBy(workspaceId, entry)));
