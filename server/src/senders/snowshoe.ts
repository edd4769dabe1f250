import type { Sender } from './sender.queries.ts';
import type { SenderPool } from './sender-pool.ts';

/** More numbers than this under one 10DLC campaign need a carrier's own consent. */
export const mostUnderOneCampaign = 49;

type Member = { readonly sender: Pick<Sender, 'kind' | 'number' | 'registration'> };

/** Numbers of the US that carriers count together, the largest such group of these. */
function largestGroup(members: readonly Member[]): readonly Member[] {
  const counted = members.filter(
    ({ sender }) =>
      sender.kind === 'long_code' && sender.number.startsWith('+1') && sender.registration !== null,
  );
  const groups = [...Map.groupBy(counted, ({ sender }) => sender.registration).values()];
  return groups.reduce<readonly Member[]>((most, group) => (group.length > most.length ? group : most), []);
}

/**
 * Why marketing may not be spread over these numbers: carriers count the numbers of one 10DLC campaign together, so more of them make
 * nothing faster, and texts spread thin over many are what filters look for (snowshoeing). Null where nothing speaks against it: numbers
 * of areas in which people hear from their own (`near`), or that stand each for itself.
 */
export function snowshoeRefusal(
  pool: Pick<SenderPool, 'isNear' | 'name'> & { members: readonly Member[] },
): string | null {
  const group = largestGroup(pool.members);
  if (group.length < 2 || pool.isNear) return null;
  return `${group.length} numbers of the pool “${pool.name}” stand under one 10DLC campaign. Carriers count them together, so spreading marketing over them makes nothing faster and looks like an attempt to pass their filters. Send it from one number, or let people hear from a number of their own area (near).`;
}

/** Why a pool of these numbers is refused; null where it is not. */
export function crowdRefusal(members: readonly Member[]): string | null {
  const { length } = largestGroup(members);
  if (length <= mostUnderOneCampaign) return null;
  return `${length} numbers of this pool stand under one 10DLC campaign. Carriers let at most ${mostUnderOneCampaign} send under one without their consent, and take more for an attempt to pass their filters. Leave some out.`;
}
