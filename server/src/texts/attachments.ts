import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { loadMedia, loadMms, type Media, type Mms, type MmsWish } from '../templates/index.ts';
import type { Attachment } from './attachment.ts';
import type { Refusal, TextWish } from './text.ts';

/** What the wishes of a batch name of media. */
export type KnownMedia = {
  readonly media: ReadonlyMap<string, Media>;
  readonly mms: ReadonlyMap<string, Mms>;
  /** False while nobody has said where carriers could fetch them. */
  readonly isReachable: boolean;
};

export const noMedia: KnownMedia = { media: new Map(), mms: new Map(), isReachable: false };

export async function loadKnownMedia(
  tx: Tx,
  wishes: readonly Pick<TextWish, 'mms'>[],
  templateMms: readonly string[],
  origin: string | undefined,
): Promise<KnownMedia> {
  const ids = wishes.flatMap(({ mms }) => (isWish(mms) ? mms.media : []));
  const known = [
    ...templateMms,
    ...wishes.flatMap(({ mms }) => (mms && typeof mms === 'object' && 'mmsId' in mms ? [mms.mmsId] : [])),
  ];
  const rows = ids.length === 0 ? [] : await loadMedia(tx, [...new Set(ids)]);
  return {
    media: new Map(rows.map((row) => [row.id, row])),
    mms: await loadMms(tx, known),
    isReachable: origin !== undefined,
  };
}

export const isWish = (mms: TextWish['mms']): mms is MmsWish =>
  mms !== undefined && mms !== null && mms !== 'none' && 'media' in mms;

/** What goes along with this text; null for nothing, a refusal where it cannot. */
export function findAttachment(
  { mms = null }: Pick<TextWish, 'mms'>,
  { mmsId }: { readonly mmsId: string | null },
  known: KnownMedia,
): Attachment | null | Refusal {
  const found = isWish(mms) ? namedMedia(mms, known) : (known.mms.get(idOf(mms, mmsId) ?? '') ?? null);
  if (found === null || 'code' in found || known.isReachable) return found;
  const sentence =
    'Carriers fetch pictures from this installation, and nobody has said where it is reached: set TIDINGS_PUBLIC_URL first.';
  return { code: 'media.no_public_address', sentence, pointer: '/media' };
}

function idOf(mms: Exclude<TextWish['mms'], undefined | MmsWish>, ofTemplate: string | null): string | null {
  if (mms === 'none') return null;
  return mms === null ? ofTemplate : mms.mmsId;
}

function namedMedia({ media: ids, subject }: MmsWish, known: KnownMedia): Attachment | Refusal {
  const media = ids.map((id) => known.media.get(id));
  const missing = media.indexOf(undefined);
  if (missing < 0) return { id: null, media: media.flatMap((one) => one ?? []), subject };
  const sentence = `There is no media ${publicId('mda', ids[missing] ?? '')} in this workspace.`;
  return { code: 'media.not_found', sentence, pointer: `/media/${missing}` };
}
