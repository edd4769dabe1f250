import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import type { Language } from '../platform/pages/languages.ts';

/** A page at which a program is joined. */
export type JoinForm = {
  readonly id: string;
  readonly programId: string;
  readonly name: string;
  readonly address: string;
  readonly locale: Language;
  readonly title: string | null;
  readonly intro: string | null;
  readonly asks: readonly ('first_name' | 'last_name' | 'email')[];
  readonly tags: readonly string[];
  /** The number is taken once a code that was texted to it has been entered; no YES is asked for then. */
  readonly isCodeAsked: boolean;
  /** A box of its own asks whether it may be kept which links the person opens. */
  readonly isTrackingAsked: boolean;
  readonly status: 'live' | 'closed';
  /** One more with each change. */
  readonly version: number;
};

const columns = `id, program_id as "programId", name, address, locale, title, intro, asks, tags,
  is_code_asked as "isCodeAsked", is_tracking_asked as "isTrackingAsked", status, version`;

export async function getForm(tx: Tx, id: string): Promise<JoinForm> {
  const { rows } = await tx.query<JoinForm>({
    name: 'joining_get_form',
    text: `select ${columns} from join_form where workspace_id = current_workspace() and id = $1`,
    values: [id],
  });
  if (rows[0]) return rows[0];
  throw new NotFound('form.not_found', `There is no form ${publicId('frm', id)} in this workspace.`);
}

/** The same, kept as it is until the transaction ends: two who change it at once take turns. */
export async function lockForm(tx: Tx, id: string): Promise<JoinForm> {
  await tx.query('select from join_form where workspace_id = current_workspace() and id = $1 for update', [
    id,
  ]);
  return getForm(tx, id);
}

/** All of them, by name. */
export async function listForms(tx: Tx): Promise<JoinForm[]> {
  const { rows } = await tx.query<JoinForm>(
    `select ${columns} from join_form where workspace_id = current_workspace() order by name`,
  );
  return rows;
}

/** False when the name is taken. */
export async function insertForm(
  tx: Tx,
  form: JoinForm,
  made: { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into join_form (workspace_id, id, program_id, name, address, locale, title, intro, asks, tags,
       is_code_asked, is_tracking_asked, status, created_by, created_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (workspace_id, name) do nothing`,
    [
      form.id,
      form.programId,
      form.name,
      form.address,
      form.locale,
      form.title,
      form.intro,
      form.asks,
      form.tags,
      form.isCodeAsked,
      form.isTrackingAsked,
      form.status,
      made.by,
      made.at,
    ],
  );
  return rowCount === 1;
}

/** Throws a unique violation where another form has the name. */
export async function saveForm(tx: Tx, form: JoinForm): Promise<void> {
  await tx.query(
    `update join_form set name = $2, locale = $3, title = $4, intro = $5, asks = $6, tags = $7, is_code_asked = $8,
       is_tracking_asked = $9, version = $10 where workspace_id = current_workspace() and id = $1`,
    [
      form.id,
      form.name,
      form.locale,
      form.title,
      form.intro,
      form.asks,
      form.tags,
      form.isCodeAsked,
      form.isTrackingAsked,
      form.version,
    ],
  );
}

export async function closeFormRow(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update join_form set status = 'closed' where workspace_id = current_workspace() and id = $1`,
    [id],
  );
}

/** How a page looked, once for each look. Returns its hash, by which consent events name it. */
export async function keepSnapshot(tx: Tx, sha256: Buffer, html: string, at: Date): Promise<string> {
  await tx.query({
    name: 'joining_keep_snapshot',
    text: `insert into page_snapshot (workspace_id, sha256, html, first_shown_at) values (current_workspace(), $1, $2, $3)
           on conflict do nothing`,
    values: [sha256, html, at],
  });
  return sha256.toString('hex');
}
