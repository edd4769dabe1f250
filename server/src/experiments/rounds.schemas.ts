import { type Static, Type } from 'typebox';
import { nullable } from '../platform/http/nullable.ts';
import { publicId } from '../platform/ids.ts';
import { noCounts } from './count-arms.ts';
import { type Arm, type ArmCounts, hitsOf, type Plan } from './experiment.ts';

const share = Type.Number({ minimum: 0, maximum: 1 });

export const RoundAnswer = Type.Object({
  round: Type.Integer({ minimum: 1, description: 'Counted from 1.' }),
  variants: Type.Array(
    Type.Object({
      place: Type.Integer(),
      name: Type.String(),
      campaign_id: nullable(Type.String({ description: 'Null where the round left nobody for it.' })),
      share: { ...share, description: 'Of the people of the round.' },
      texts: Type.Integer({ description: 'Handed over to a carrier.' }),
      rate: nullable({ ...share, description: 'Of the metric, in this round alone.' }),
    }),
  ),
});

/** Round by round, what each variant got and what came of it; a variant that got nothing in a round stands there with nought. */
export function toRounds(
  { variants, metric }: Pick<Plan, 'variants' | 'metric'>,
  arms: readonly Arm[],
  counts: ReadonlyMap<string, ArmCounts>,
): Static<typeof RoundAnswer>[] {
  return [...Map.groupBy(arms, ({ round }) => round)]
    .toSorted(([one], [other]) => one - other)
    .map(([round, own]) => {
      const all = own.reduce((sum, one) => sum + one.share, 0);
      return {
        round: round + 1,
        variants: variants.map(({ name }, place) => {
          const arm = own.find((one) => one.place === place);
          const found = (arm && counts.get(arm.armId)) ?? noCounts;
          return {
            ...{ place, name, texts: found.texts },
            campaign_id: arm ? publicId('cmp', arm.armId) : null,
            share: arm && all > 0 ? Math.round((arm.share / all) * 10_000) / 10_000 : 0,
            rate: found.texts === 0 ? null : Math.min(found.texts, hitsOf(metric, found)) / found.texts,
          };
        }),
      };
    });
}
