import type { Template } from '@tidings/sms';
import { listContactFields, preferencesField, standardFields } from '../contacts/index.ts';
import { withSampleCoupons } from '../coupons/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { CampaignContent } from './campaign.ts';
import { withSampleLinks } from './campaign-links.ts';
import { type Finding, readBody } from './text-problems.ts';

export type ReadWords = {
  /** With something as long as a short link or a code where those will stand, to count parts with; null where it cannot be read. */
  readonly template: Template | null;
  /** By their places in the words as they were written. */
  readonly problems: Finding[];
  /** How many codes nobody has yet, by pool of coupons. */
  readonly codesLeft: ReadonlyMap<string, number>;
};

/** Reads the words of a campaign against the fields, the links and the coupons that there are. */
export async function readAgainstFields(
  ctx: Pick<Context, 'origin' | 'clock'>,
  tx: Tx,
  { body, shortensLinks }: Pick<CampaignContent, 'body' | 'shortensLinks'>,
): Promise<ReadWords> {
  const own = await listContactFields(tx);
  const coupons = await withSampleCoupons(tx, body, ctx.clock.now());
  const known = [...standardFields, preferencesField, ...own.map((field) => field.name), ...coupons.fields];
  const asWritten = readBody(body, known);
  const links = shortensLinks ? await withSampleLinks(ctx, tx, body) : { body, problems: [] };
  const counted = coupons.fill(links.body);
  const template = counted === body ? asWritten.template : readBody(counted, known).template;
  const isLinked = template?.fields.some(({ name }) => name === preferencesField) ?? false;
  return {
    template,
    problems: [
      ...asWritten.problems,
      ...coupons.problems.map((one) => ({ ...one, pointer: '/body' })),
      ...links.problems,
      ...(isLinked && ctx.origin === undefined ? [noAddress] : []),
    ],
    codesLeft: coupons.left,
  };
}

const noAddress: Finding = {
  code: 'merge.no_address',
  sentence:
    'Take out {{ preferences_link }}, or have an operator set TIDINGS_PUBLIC_URL: nobody knows yet where people reach their page.',
  pointer: '/body',
};

/** Pools that have fewer codes than there are people: the rest would wait. */
export function findCouponWarnings({ codesLeft }: Pick<ReadWords, 'codesLeft'>, people: number): Finding[] {
  return [...codesLeft].flatMap(([pool, left]) => {
    if (left === 0 || left >= people) return [];
    const sentence = `The coupons “${pool}” have ${left.toLocaleString('en-US')} codes left for ${people.toLocaleString('en-US')} people: add codes, or the rest waits until somebody does. Who has a code of them already keeps it.`;
    return [{ code: 'coupon.too_few_codes', sentence, pointer: '/body', people: people - left }];
  });
}
