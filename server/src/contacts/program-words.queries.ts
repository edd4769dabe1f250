import type { Tx } from '../platform/db/pool.ts';
import type { Language } from '../platform/pages/languages.ts';
import { digestOf, isOfBrand, type ProgramWords, type WordsKind } from './program-words.ts';

const columns = `w.id, w.kind, w.locale, w.version, w.body, encode(w.sha256, 'hex') as sha256, w.written_by as "writtenBy",
  w.written_at as "writtenAt"`;

type Whose = { readonly brandId: string; readonly programId: string };

/** The words in use for a program, its brand's terms and policy among them: the newest of each kind and language. */
export async function listCurrentWords(tx: Tx, { brandId, programId }: Whose): Promise<ProgramWords[]> {
  const { rows } = await tx.query<ProgramWords>({
    name: 'contacts_current_words',
    text: `select distinct on (w.kind, w.locale) ${columns} from program_words w
      where w.workspace_id = $1 and w.brand_id = $2 and (w.program_id is null or w.program_id = $3)
      order by w.kind, w.locale, w.version desc`,
    values: [tx.workspaceId, brandId, programId],
  });
  return rows;
}

/** Every version, newest first. */
export async function listWordVersions(tx: Tx, { brandId, programId }: Whose): Promise<ProgramWords[]> {
  const { rows } = await tx.query<ProgramWords>(
    `select ${columns} from program_words w
     where w.workspace_id = $1 and w.brand_id = $2 and (w.program_id is null or w.program_id = $3)
     order by w.kind, w.locale, w.version desc`,
    [tx.workspaceId, brandId, programId],
  );
  return rows;
}

/** One version by its number; of a brand's terms and policy when there is no program. */
export async function findWords(
  tx: Tx,
  whose: { brandId: string; programId: string | null },
  which: { kind: WordsKind; locale: string; version: number | null },
): Promise<ProgramWords | undefined> {
  const { rows } = await tx.query<ProgramWords>(
    `select ${columns} from program_words w
     where w.workspace_id = $1 and w.brand_id = $2 and w.program_id is not distinct from $3 and w.kind = $4
       and w.locale = $5 and ($6::integer is null or w.version = $6)
     order by w.version desc limit 1`,
    [tx.workspaceId, whose.brandId, whose.programId, which.kind, which.locale, which.version],
  );
  return rows[0];
}

/**
 * Keeps the next version and returns it; the one in use already when the words are the same. Two who write at once get two
 * versions: the brand's row is held.
 */
export async function insertWords(
  tx: Tx,
  whose: Whose,
  words: { kind: WordsKind; locale: Language; body: string; writtenBy: string; writtenAt: Date },
): Promise<ProgramWords> {
  const { kind, locale, body, writtenBy, writtenAt } = words;
  const programId = isOfBrand(kind) ? null : whose.programId;
  await tx.query('select from brand where workspace_id = $1 and id = $2 for update', [
    tx.workspaceId,
    whose.brandId,
  ]);
  const before = await findWords(tx, { brandId: whose.brandId, programId }, { kind, locale, version: null });
  if (before?.body === body) return before;
  const { rows } = await tx.query<ProgramWords>(
    `insert into program_words as w (workspace_id, brand_id, program_id, kind, locale, version, body, sha256, written_by, written_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${columns}`,
    [
      tx.workspaceId,
      whose.brandId,
      programId,
      kind,
      locale,
      (before?.version ?? 0) + 1,
      body,
      digestOf(body),
      writtenBy,
      writtenAt,
    ],
  );
  return rows[0] as ProgramWords;
}
