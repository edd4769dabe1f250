import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { endingOf } from '../../platform/media-type.ts';
import { ensurePublicAddress } from '../../platform/pages/public-address.queries.ts';
import { canBeMadeSmaller, type Media, type MediaLimits, shareOf } from './media.ts';
import type { Mms } from './mms-way.ts';

/** What a link opens: one media of a workspace, made a JPEG of so many bytes at most; 0 for as it is. */
export type MediaLink = {
  readonly workspaceId: string;
  readonly mediaId: string;
  readonly bytesAtMost: number;
};

type Tools = Pick<Context, 'clock' | 'secrets'>;

const purpose = 'media link';
const version = '1';
const dayMs = 86_400_000;
// Carriers fetch at once, and keep trying a text for three days at the most; phones that are on a journey fetch from the carrier.
const lastsDays = 7;

/**
 * Version, then workspace, media, bytes and last day in 40 bytes, then HMAC. Those of one day are the same: a carrier that fetches by
 * address fetches once for a whole campaign, and a text that is written again is the same text.
 */
export function mediaTokenOf(
  { clock, secrets }: Tools,
  { workspaceId, mediaId, bytesAtMost }: MediaLink,
): string {
  const bytes = Buffer.alloc(40);
  bytes.write(workspaceId.replaceAll('-', ''), 0, 'hex');
  bytes.write(mediaId.replaceAll('-', ''), 16, 'hex');
  bytes.writeUInt32BE(bytesAtMost, 32);
  bytes.writeUInt32BE(Math.floor(clock.now().getTime() / dayMs) + lastsDays + 1, 36);
  const packed = `${version}.${bytes.toString('base64url')}`;
  return `${packed}.${secrets.sign(packed, purpose)}`;
}

/** Null of a token that is not ours, or whose time is over. Nothing is believed before its signature is. */
export function readMediaToken({ clock, secrets }: Tools, token: string): MediaLink | null {
  const [given, packed = '', signature = '', more] = token.split('.');
  if (given !== version || more !== undefined || !secrets.isSigned(`${given}.${packed}`, purpose, signature))
    return null;
  const bytes = Buffer.from(packed, 'base64url');
  if (bytes.length !== 40 || clock.now().getTime() >= bytes.readUInt32BE(36) * dayMs) return null;
  return {
    workspaceId: uuidOf(bytes.subarray(0, 16)),
    mediaId: uuidOf(bytes.subarray(16, 32)),
    bytesAtMost: bytes.readUInt32BE(32),
  };
}

const uuidOf = (bytes: Buffer) =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Where a carrier fetches each media of an MMS. Some know what they fetch by how its address ends. */
export function mediaUrlsOf(
  ctx: Tools & Pick<Context, 'origin'>,
  workspaceId: string,
  { media }: Pick<Mms, 'media'>,
  limits: MediaLimits,
): string[] {
  const total = media.reduce((sum, { bytes }) => sum + bytes, 0);
  const share = shareOf(limits, media);
  return media.map((one) => {
    const goesAsItIs =
      !canBeMadeSmaller(one) || (takes(limits, one) && (one.bytes <= share || total <= share));
    const token = mediaTokenOf(ctx, { workspaceId, mediaId: one.id, bytesAtMost: goesAsItIs ? 0 : share });
    return `${ctx.origin}/media/${token}/${fileNameOf(one, goesAsItIs)}`;
  });
}

// No network carries WebP.
const takes = ({ types }: MediaLimits, { contentType }: Media) =>
  contentType !== 'image/webp' && (types?.includes(contentType) ?? true);

/** What is made to fit is a JPEG. Names of files are the workspace's own business and stand in no address. */
const fileNameOf = ({ contentType }: Media, goesAsItIs: boolean) =>
  `1.${endingOf(goesAsItIs ? contentType : 'image/jpeg')}`;

/** The kind of a public address that shows an MMS to whoever got it as a link. */
export const mmsPageKind = 'mms';

/** A link as long as that of any page, for whoever counts parts before one is made. */
export const sampleMmsPage = (origin = ''): string => `${origin}/m/abcdefghjk`;

/** The page behind the link of a text; null while nobody has said where this installation is reached. */
export async function mmsPageOf(
  ctx: Pick<Context, 'ids' | 'origin'>,
  tx: Tx,
  mmsId: string,
): Promise<string | null> {
  if (ctx.origin === undefined) return null;
  const address = await ensurePublicAddress(tx, ctx.ids.token, { kind: mmsPageKind, objectId: mmsId });
  return `${ctx.origin}/m/${address}`;
}
