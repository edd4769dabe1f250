import type { Audience } from '../audiences/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { peopleOfImportsSql } from './standing.queries.ts';

/** What the imports behind an audience counted, summed. Null when none fed it. */
export type FeedingFiles = {
  readonly importIds: readonly string[];
  readonly rows: number;
  readonly invalid: number;
  readonly duplicates: number;
  /** Different people over all of the files. */
  readonly people: number;
};

/** The imports by which anybody came onto the included lists or under the included tags, and that still stand. */
export async function findFeedingFiles(tx: Tx, include: Audience): Promise<FeedingFiles | null> {
  const { rows } = await tx.query<Omit<FeedingFiles, 'people'>>(
    `select array_agg(i.id order by i.imported_at, i.id) as "importIds",
       sum((i.counts->>'rows')::bigint)::bigint as rows,
       sum((i.counts->>'invalid')::bigint)::bigint as invalid,
       sum((i.counts->>'duplicates')::bigint)::bigint as duplicates
     from import i
     where i.workspace_id = $1 and i.status = 'imported' and i.id in (
       select import_id from list_member where workspace_id = $1 and list_id = any($2::uuid[])
       union select import_id from contact_tag where workspace_id = $1 and tag = any($3::text[]))
     having count(*) > 0`,
    [tx.workspaceId, include.lists, include.tags],
  );
  const found = rows[0];
  if (!found) return null;
  const { rows: counted } = await tx.query<{ people: number }>(
    `select count(*) as people from (${peopleOfImportsSql('$1')}) p`,
    [found.importIds],
  );
  return { ...found, people: counted[0]?.people ?? 0 };
}
