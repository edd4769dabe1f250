/** What can go along with a text, and what carriers take of it. Nouns and pure rules. */

/** A picture, film, sound or card of the workspace, without its content. */
export type Media = {
  readonly id: string;
  readonly name: string;
  /** By its own bytes. */
  readonly contentType: string;
  readonly bytes: number;
  /** In pixels; null of what is no picture. */
  readonly width: number | null;
  readonly height: number | null;
  readonly isAnimated: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
};

/** What a carrier takes along with a text. */
export type MediaLimits = {
  readonly most: number;
  readonly bytesAtMost: number;
  /** ISO countries whose phones can get it; null for no such limit. */
  readonly countries: readonly string[] | null;
  /** Content types; left out for whatever phones show. */
  readonly types?: readonly string[];
  /** Of what is no picture, where the carrier takes less of it. */
  readonly otherBytesAtMost?: number;
};

/** What can be uploaded, by kind. Everything else is no phone's. */
export const mediaKinds = {
  picture: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
  sound: ['audio/mpeg', 'audio/amr', 'audio/mp4', 'audio/ogg', 'audio/wav'],
  film: ['video/mp4', 'video/3gpp', 'video/quicktime'],
  card: ['text/vcard', 'text/calendar'],
} as const;

export type MediaKind = keyof typeof mediaKinds;

export const mediaKindOf = (contentType: string): MediaKind | null =>
  (Object.keys(mediaKinds) as MediaKind[]).find((kind) =>
    (mediaKinds[kind] as readonly string[]).includes(contentType),
  ) ?? null;

/**
 * The largest upload of each kind, in bytes. Pictures are made smaller for each carrier; the others go as they are, and no carrier
 * takes more than 5 MB.
 */
export const uploadBytesAtMost: Readonly<Record<MediaKind, number>> = {
  picture: 10 << 20,
  sound: 5 << 20,
  film: 5 << 20,
  card: 1 << 20,
};

export const mediaOfOneTextAtMost = 10;

/** A subject of more is cut by phones (OMA MMS Conformance 1.2, 40 characters). */
export const longestSubject = 40;

/** A picture that does not move can be made to fit any carrier; the others go as they are, or not at all. */
export const canBeMadeSmaller = ({
  contentType,
  isAnimated,
}: Pick<Media, 'contentType' | 'isAnimated'>): boolean =>
  mediaKindOf(contentType) === 'picture' && !isAnimated;

/** Room for the envelope that carriers count together with what is in it: headers, SMIL, the words. */
const envelopeBytes = 10_000;

/** How many bytes each of several media may have, so that all of them and the envelope fit together. */
export const shareOf = (
  { bytesAtMost }: Pick<MediaLimits, 'bytesAtMost'>,
  media: readonly Pick<Media, 'bytes' | 'contentType' | 'isAnimated'>[],
): number => {
  const fixed = media.filter((one) => !canBeMadeSmaller(one)).reduce((sum, { bytes }) => sum + bytes, 0);
  const pictures = media.length - media.filter((one) => !canBeMadeSmaller(one)).length;
  return pictures === 0 ? 0 : Math.floor((bytesAtMost - envelopeBytes - fixed) / pictures);
};

/** A picture of fewer bytes than these shows nothing any more. */
export const smallestPictureBytes = 20_000;

/** Whether media of this size fit the limit together; pictures that stand still are made to. */
export function doFit(
  limits: Pick<MediaLimits, 'bytesAtMost' | 'otherBytesAtMost'>,
  media: readonly Pick<Media, 'bytes' | 'contentType' | 'isAnimated'>[],
): boolean {
  const { otherBytesAtMost: others } = limits;
  if (
    others !== undefined &&
    media.some((one) => mediaKindOf(one.contentType) !== 'picture' && one.bytes > others)
  )
    return false;
  const total = media.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total + envelopeBytes <= limits.bytesAtMost) return true;
  return shareOf(limits, media) >= smallestPictureBytes;
}
