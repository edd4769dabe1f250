import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import type { Keyword, KeywordContent } from './keyword.ts';

type Row = Pick<Keyword, 'id' | 'version' | 'brandId' | 'createdAt' | 'updatedAt' | 'archivedAt'> & {
  content: StoredContent;
};
/** In JSON hours are written out. */
type StoredContent = Omit<KeywordContent, 'startsAt' | 'endsAt'> & {
  startsAt: string | null;
  endsAt: string | null;
};

const columns = `id, version, brand_id as "brandId", content, created_at as "createdAt", updated_at as "updatedAt", archived_at as "archivedAt"`;

const dateOf = (text: string | null) => (text === null ? null : new Date(text));
const contentOf = (stored: StoredContent): KeywordContent => ({
  // Keywords of before answers could have media say nothing of them.
  ...{ media: [], mmsSubject: null, mmsId: null },
  ...stored,
  startsAt: dateOf(stored.startsAt),
  endsAt: dateOf(stored.endsAt),
});
const toKeyword = ({ content, ...row }: Row): Keyword => ({ ...contentOf(content), ...row });

export async function getKeyword(tx: Tx, id: string): Promise<Keyword> {
  const { rows } = await tx.query<Row>({
    name: 'keyword_get',
    text: `select ${columns} from keyword where workspace_id = current_workspace() and id = $1`,
    values: [id],
  });
  if (!rows[0]) throw keywordNotFound(publicId('kwd', id));
  return toKeyword(rows[0]);
}

export const keywordNotFound = (shown: string): NotFound =>
  new NotFound('keyword.not_found', `There is no keyword ${shown.slice(0, 60)} in this workspace.`);

/** The newest first; all that are not archived, unless archived ones are asked for too. */
export async function listKeywords(tx: Tx, { isArchivedToo = false } = {}): Promise<Keyword[]> {
  const { rows } = await tx.query<Row>({
    name: 'keyword_list',
    text: `select ${columns} from keyword where workspace_id = current_workspace() and ($1 or archived_at is null) order by created_at desc, id`,
    values: [isArchivedToo],
  });
  return rows.map(toKeyword);
}

/** Keywords are checked against each other, so that one is made or changed at a time in a workspace. */
export async function lockKeywords(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('keywords ' || current_workspace(), 0))`);
}

/** Keeps the newest version, and the version beside those before it. */
export async function saveKeyword(
  tx: Tx,
  keyword: Keyword,
  changedBy: string,
  secret: Buffer | null,
): Promise<void> {
  const { id, version, brandId, createdAt, updatedAt, archivedAt, ...content } = keyword;
  await tx.query(
    `insert into keyword (workspace_id, id, version, kind, program_id, brand_id, sender_id, content, secret, created_at, updated_at, archived_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (workspace_id, id) do update set version = excluded.version, kind = excluded.kind, program_id = excluded.program_id,
       brand_id = excluded.brand_id, sender_id = excluded.sender_id, content = excluded.content,
       secret = coalesce(excluded.secret, keyword.secret), updated_at = excluded.updated_at, archived_at = excluded.archived_at`,
    [
      ...[
        id,
        version,
        content.kind,
        content.programId,
        brandId,
        content.senderId,
        JSON.stringify(content),
        secret,
      ],
      ...[createdAt, updatedAt, archivedAt],
    ],
  );
  await tx.query(
    `insert into keyword_version (workspace_id, keyword_id, version, content, changed_by, changed_at)
     values (current_workspace(), $1, $2, $3, $4, $5)`,
    [id, version, JSON.stringify({ ...content, archivedAt }), changedBy, updatedAt],
  );
}

export type KeywordVersion = {
  readonly version: number;
  readonly content: KeywordContent;
  readonly changedBy: string;
  readonly changedAt: Date;
};

export async function listVersions(tx: Tx, keywordId: string): Promise<KeywordVersion[]> {
  const { rows } = await tx.query<Omit<KeywordVersion, 'content'> & { content: StoredContent }>(
    `select version, content, changed_by as "changedBy", changed_at as "changedAt" from keyword_version
     where workspace_id = current_workspace() and keyword_id = $1 order by version desc`,
    [keywordId],
  );
  return rows.map((row) => ({ ...row, content: contentOf(row.content) }));
}

export async function findKeywordSecret(tx: Tx, id: string): Promise<Buffer | null> {
  const { rows } = await tx.query<{ secret: Buffer | null }>(
    'select secret from keyword where workspace_id = current_workspace() and id = $1',
    [id],
  );
  return rows[0]?.secret ?? null;
}
