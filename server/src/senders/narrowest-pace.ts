import type { Tx } from '../platform/db/pool.ts';
import { isOfDay, leftToday, listPaces, type Pace } from './pace.queries.ts';
import type { Sender } from './sender.queries.ts';

/** The carriers that count a registration's texts each for itself, AT&T pictures apart; others let it be. */
const countingCarriers = ['att', 'att_mms', 'tmobile', 'verizon'] as const;

/** Whether a pace of a registration is one for pictures alone, and whether it is one that pictures are counted apart from. */
export const isOfPictures = ({ subject }: Pick<Pace, 'subject'>): boolean => subject.endsWith(':att_mms');
const isApartFromPictures = ({ subject }: Pick<Pace, 'subject'>): boolean => subject.endsWith(':att');

export type Counter = Omit<Pace, 'partsPerSecond'>;

/** Everything that may count the texts of a sender, whether or not it has a limit. */
export function countersOf(
  workspaceId: string,
  sender: Pick<Sender, 'id' | 'gatewayId' | 'registration' | 'brandRegistration'>,
  campaignId: string | null,
): Counter[] {
  const { registration, brandRegistration } = sender;
  return [
    { level: 'sender', subject: sender.id },
    { level: 'gateway', subject: sender.gatewayId },
    { level: 'workspace', subject: workspaceId },
    ...(campaignId === null ? [] : [{ level: 'campaign' as const, subject: campaignId }]),
    ...(registration === null
      ? []
      : countingCarriers.map((carrier) => ({
          level: 'registration' as const,
          // T-Mobile counts what all registrations of a brand send together.
          subject: `${carrier === 'tmobile' ? (brandRegistration ?? registration) : registration}:${carrier}`,
        }))),
  ];
}

/**
 * The limit that decides how long a campaign takes, when nothing else sends. A registration's carrier counts with all
 * texts, as it does while nobody knows which carrier people are with: then the estimate errs on the slow side. What a carrier
 * takes in a day decides only where so many parts do not fit into what is left of today.
 *
 * @param parts how many are to leave; left out where nobody knows, then a day counts once it is full
 * @param hasPictures whether they go as pictures, which AT&T counts apart
 */
export async function findNarrowestPace(
  tx: Tx,
  sender: Pick<Sender, 'id' | 'gatewayId' | 'registration' | 'brandRegistration' | 'partsPerSecond'>,
  campaignId: string | null,
  parts = 1,
  hasPictures = false,
): Promise<Pace> {
  const own: Pace = { level: 'sender', subject: sender.id, partsPerSecond: sender.partsPerSecond };
  const paces = await listPaces(tx, countersOf(tx.workspaceId, sender, campaignId));
  const counting = paces
    .filter((pace) => !isOfDay(pace) || parts > leftToday(pace))
    .filter((pace) => !(hasPictures ? isApartFromPictures : isOfPictures)(pace));
  return findNarrowest([own, ...counting]) ?? own;
}

/** The first of the narrowest; null where there is none. */
export const findNarrowest = (paces: readonly Pace[]): Pace | null =>
  paces.reduce<Pace | null>(
    (narrowest, pace) =>
      narrowest === null || pace.partsPerSecond < narrowest.partsPerSecond ? pace : narrowest,
    null,
  );

const limitOf: Readonly<Record<Pace['level'], (subject: string) => string>> = {
  sender: () => 'the number',
  registration: (subject) => `the registration with ${subject.slice(subject.lastIndexOf(':') + 1)}`,
  gateway: () => 'the gateway',
  workspace: () => 'the workspace',
  campaign: () => 'this campaign',
};

/** `4.5 parts a second, the limit of the gateway` */
export const paceInWords = ({ level, subject, partsPerSecond, partsPerDay }: Pace): string => {
  const figure =
    partsPerDay == null
      ? `${partsPerSecond.toLocaleString('en-US', { maximumFractionDigits: 3 })} parts a second`
      : `${partsPerDay.toLocaleString('en-US')} parts a day`;
  return `${figure}, the limit of ${limitOf[level](subject)}`;
};
