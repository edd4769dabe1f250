import { type Case, isOpenEnded, showWall } from '@tidings/policy/hours';

/**
 * Why a text is held, as its chunk says it: `quiet_hours: 21:10 in America/Denver`, `closed: US-LA`, `place_unknown`. Short,
 * because everybody for whom it is true waits in one chunk; `explain` has the whole.
 */
export function holdReason({ candidates, closures }: Case, at: Date): string {
  const ms = at.getTime();
  if (candidates.kind === 'unknown') return 'place_unknown';
  const closure = closures.find(
    (one) => isOpenEnded(one, ms) || (one.from <= at && one.to !== null && at < one.to),
  );
  if (closure) return `closed: ${closure.jurisdiction}`;
  const zones = [...new Set(candidates.places.flatMap((place) => place.zones))];
  return `quiet_hours: ${zones.map((zone) => `${showWall(zone, ms).slice(15, 20)} in ${zone}`).join(', ')}`;
}
