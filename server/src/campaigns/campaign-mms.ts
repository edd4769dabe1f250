import { getGatewayRow } from '../gateways/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Sender } from '../senders/index.ts';
import {
  findMms,
  linkReasons,
  type MediaLimits,
  mmsWayOf,
  sampleMmsPage,
  withLink,
} from '../templates/index.ts';

/** What the gateways of a kind take along with a text; null for nothing. */
export type MediaOf = (gatewayKind: string) => MediaLimits | null;
export const noMediaKnown: MediaOf = () => null;

/** How the media of a campaign go to a country: with the text, or behind a link in it. */
export type CampaignMms = {
  isMms(country: string | null): boolean;
  /** Why people of this country would get a link; null where they would not. */
  reasonOf(country: string | null): string | null;
  withLink(text: string): string;
};

/** Null of a campaign without media. */
export async function openCampaignMms(
  ctx: Pick<Context, 'origin'>,
  tx: Tx,
  mediaOf: MediaOf,
  { mmsId }: { readonly mmsId: string | null },
  sender: Pick<Sender, 'gatewayId' | 'kind' | 'canMms'>,
): Promise<CampaignMms | null> {
  const mms = await findMms(tx, mmsId);
  if (!mms) return null;
  const limits = mediaOf((await getGatewayRow(tx, sender.gatewayId)).kind);
  const link = sampleMmsPage(ctx.origin);
  const known = new Map<string | null, ReturnType<typeof mmsWayOf>>();
  const wayOf = (country: string | null) => {
    const way = known.get(country) ?? mmsWayOf(mms, { limits, sender, country });
    known.set(country, way);
    return way;
  };
  return {
    isMms: (country) => wayOf(country).kind === 'mms',
    reasonOf(country) {
      const way = wayOf(country);
      return way.kind === 'mms' ? null : linkReasons[way.reason];
    },
    withLink: (text) => withLink(text, link),
  };
}
