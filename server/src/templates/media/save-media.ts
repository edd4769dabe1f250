import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/secrets.ts';
import { cleanMedia } from './clean-media.ts';
import { deleteMedia, findMediaBySource, findMediaRow, insertMedia } from './media.queries.ts';
import type { Media } from './media.ts';

export async function getMedia(tx: Tx, id: string): Promise<Media> {
  const media = await findMediaRow(tx, id);
  if (media) return media;
  throw new NotFound('media.not_found', `There is no media ${publicId('mda', id)} in this workspace.`);
}

/** Keeps a file that goes along with texts. The same file again is the media that is there. */
export async function saveMedia(
  ctx: Context,
  scope: Scope,
  upload: { readonly name: string; readonly content: Buffer },
): Promise<{ media: Media; isNew: boolean }> {
  const name = checkName(upload.name);
  const sourceSha256 = sha256(upload.content);
  const known = await ctx.db.tx(scope.workspaceId, (tx) => findMediaBySource(tx, sourceSha256));
  if (known) return { media: known, isNew: false };
  // Reading a picture takes a while: no connection to the database is held meanwhile.
  const clean = await cleanMedia(upload.content);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const saved = await insertMedia(tx, {
      ...{ id: ctx.ids.uuid(), name, sourceSha256, ...clean, bytes: clean.content.length },
      ...{ createdBy: scope.actor, createdAt: ctx.clock.now() },
    });
    const { id, contentType, bytes } = saved.media;
    if (saved.isNew)
      await recordAudit(tx, scope, {
        act: 'media.uploaded',
        object: publicId('mda', id),
        after: { name, contentType, bytes },
      });
    return saved;
  });
}

/** Refused where a text, a campaign or a template holds it: what people were sent stays on record. */
export async function removeMedia(ctx: Context, scope: Scope, id: string): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const { name, contentType } = await getMedia(tx, id);
    if (!(await deleteMedia(tx, id)))
      throw new Conflict(
        'media.in_use',
        'A text, a campaign or a template holds this. It goes by itself once nothing does any more.',
      );
    await recordAudit(tx, scope, {
      act: 'media.deleted',
      object: publicId('mda', id),
      before: { name, contentType },
    });
  });
}

const longestName = 120;

function checkName(name: string): string {
  const checked = name.trim();
  const isGood = checked !== '' && checked.length <= longestName && !/\p{Cc}/u.test(checked);
  if (isGood) return checked;
  const detail = `Give the file a name of at most ${longestName} characters.`;
  throw new Invalid('media.bad_name', detail, [{ pointer: '/name', code: 'media.bad_name', detail }]);
}
