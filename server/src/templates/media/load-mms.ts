import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Invalid } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { listMediaRows } from './media.queries.ts';
import { type Media, mediaOfOneTextAtMost } from './media.ts';
import { ensureMmsRow, listMmsRows } from './mms.queries.ts';
import type { Mms } from './mms-way.ts';

/** What somebody asks to go along: ids of media in their order, and a subject. */
export type MmsWish = { readonly media: readonly string[]; readonly subject: string | null };

/**
 * The MMS that was asked for. Refused where media are not there, and where nobody outside could fetch them: carriers fetch what goes
 * along from us, and so do people who get a link.
 */
export async function ensureMms(
  ctx: Pick<Context, 'ids' | 'clock' | 'origin'>,
  tx: Tx,
  { media, subject }: MmsWish,
): Promise<Mms> {
  if (ctx.origin === undefined)
    throw refuse(
      'media.no_public_address',
      'Carriers fetch pictures from this installation, and nobody has said where it is reached: set TIDINGS_PUBLIC_URL first.',
    );
  if (media.length === 0 || media.length > mediaOfOneTextAtMost)
    throw refuse('media.count', `Put between 1 and ${mediaOfOneTextAtMost} media into a text.`);
  const found = inOrder(media, await listMediaRows(tx, media));
  const id = await ensureMmsRow(tx, { id: ctx.ids.uuid(), media, subject }, ctx.clock.now());
  return { id, media: found, subject };
}

function inOrder(ids: readonly string[], rows: readonly Media[]): Media[] {
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id, at) => {
    const media = known.get(id);
    if (media) return media;
    throw refuse(
      'media.not_found',
      `There is no media ${publicId('mda', id)} in this workspace.`,
      `/media/${at}`,
    );
  });
}

/** By id, with their media. */
export async function loadMms(tx: Tx, ids: readonly string[]): Promise<Map<string, Mms>> {
  if (ids.length === 0) return new Map();
  const rows = await listMmsRows(tx, [...new Set(ids)]);
  const media = new Map(
    (await listMediaRows(tx, [...new Set(rows.flatMap((row) => row.media))])).map((one) => [one.id, one]),
  );
  return new Map(
    rows.map(({ id, subject, media: order }) => [
      id,
      { id, subject, media: order.flatMap((one) => media.get(one) ?? []) },
    ]),
  );
}

export async function findMms(tx: Tx, id: string | null): Promise<Mms | null> {
  return id === null ? null : ((await loadMms(tx, [id])).get(id) ?? null);
}

const refuse = (code: string, detail: string, pointer = '/media') =>
  new Invalid(code, detail, [{ pointer, code, detail }]);
