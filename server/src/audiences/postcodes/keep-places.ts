import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { countPlaces, deletePlaces, savePlaces } from './postcode.queries.ts';
import { checkPlaces, mostPlaces } from './postcode.ts';

/** Takes in where postcodes lie. A postcode that is known already is put where the new word has it. */
export async function keepPlaces(
  ctx: Context,
  scope: Scope,
  given: Parameters<typeof checkPlaces>[0],
): Promise<{ readonly saved: number; readonly total: number }> {
  const places = checkPlaces(given);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const saved = await savePlaces(tx, places, ctx.clock.now());
    const total = await countPlaces(tx);
    if (total > mostPlaces)
      throw new Conflict(
        'postcode.too_many',
        `A workspace keeps the places of at most ${mostPlaces} postcodes. Bring in districts instead, or take a country out.`,
      );
    const countries = [...new Set(places.map(({ country }) => country))].sort();
    await recordAudit(tx, scope, {
      ...{ act: 'postcodes.imported', object: 'postcodes' },
      after: { countries: countries.join(', '), saved, total },
    });
    return { saved, total };
  });
}

/** Forgets where the postcodes of a country lie. Segments that ask for distances there are refused from then on, by their name. */
export async function removePlaces(ctx: Context, scope: Scope, country: string): Promise<number> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const removed = await deletePlaces(tx, country);
    if (removed === 0)
      throw new NotFound(
        'postcode.not_found',
        `There are no postcodes of ${country.slice(0, 20)} in this workspace.`,
      );
    await recordAudit(tx, scope, {
      ...{ act: 'postcodes.removed', object: 'postcodes' },
      before: { country, places: removed },
    });
    return removed;
  });
}
