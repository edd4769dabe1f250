import { publicId } from '../platform/ids.ts';

/** To whom a campaign can go again: whom it did not reach, or who got it and did nothing. */
export const againTo = ['failed', 'not_clicked', 'not_replied'] as const;
export type AgainTo = (typeof againTo)[number];

/**
 * Whether two of them may name the same people. Whom a campaign did not reach is nobody who got it; who did not click may be who did not
 * reply.
 */
export const mayOverlap = (one: AgainTo, other: AgainTo): boolean =>
  (one === 'failed') === (other === 'failed');

type Act = 'received' | 'failed' | 'clicked' | 'replied';

/**
 * The rule of those people, as JSON of the segment language. It is asked anew at the check and at the launch, so a receipt that
 * comes late counts: whoever got it, by any of these, is not among those whom it did not reach.
 *
 * @param first what they go again for; of an experiment, what leads it stands for its variants
 * @param earlier those that went again before
 */
export function ruleOfAgain(to: AgainTo, first: string, earlier: readonly string[]): unknown {
  const family = [first, ...earlier];
  const did = (act: Act, of: readonly string[]) => any(of.map((id) => once(act, id)));
  if (to === 'failed') return all([did('failed', family), not(did('received', family))]);
  const act = to === 'not_clicked' ? 'clicked' : 'replied';
  const isReminded = earlier.length === 0 ? [] : [not(did('received', earlier))];
  return all([once('received', first), not(did(act, family)), ...isReminded]);
}

/** The rule of those who got one that goes again. */
export const ruleOfGot = (id: string): unknown => once('received', id);

/** What the segment of those people is called. */
export const nameOfGot = (campaign: string): string => `Got “${campaign.slice(0, longestPart)}”`;

const longestPart = 80;

const once = (act: Act, id: string) => ({
  kind: 'count',
  of: { act, campaign: publicId('cmp', id) },
  ...{ compare: 'at_least', value: 1 },
});
const any = (of: readonly unknown[]) => (of.length === 1 ? of[0] : { kind: 'any', of });
const all = (of: readonly unknown[]) => ({ kind: 'all', of });
const not = (of: unknown) => ({ kind: 'not', of });

const names: Readonly<Record<AgainTo, (name: string) => string>> = {
  failed: (name) => `Not reached by “${name}”`,
  not_clicked: (name) => `No click in “${name}”`,
  not_replied: (name) => `No reply to “${name}”`,
};

/** What the segment of those people is called. */
export const nameOfAgain = (to: AgainTo, campaign: string): string =>
  names[to](campaign.slice(0, longestPart));
