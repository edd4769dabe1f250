import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Http } from '../../platform/http/server.ts';
import { keepPlaces, removePlaces } from './keep-places.ts';
import { listPlaces } from './postcode.queries.ts';
import { placesAtOnce } from './postcode.ts';

const tags = ['segments'];
const Count = Type.Integer({ minimum: 0 });

const PlacesBody = Type.Object({
  places: Type.Array(
    Type.Object({
      country: Type.String({ minLength: 2, maxLength: 2, description: 'Two capitals: US.' }),
      postcode: Type.String({
        minLength: 1,
        maxLength: 20,
        description: 'A postcode, or a district of them: 94110, SW1A, M5V.',
      }),
      latitude: Type.Number({ description: 'Degrees, north is positive.' }),
      longitude: Type.Number({ description: 'Degrees, east is positive.' }),
    }),
    { minItems: 1, maxItems: placesAtOnce },
  ),
});
const KeptAnswer = Type.Object(
  { object: Type.Literal('postcodes_kept'), saved: Count, total: Count },
  { title: 'PostcodesKept' },
);
const ListAnswer = Type.Object({
  object: Type.Literal('list'),
  data: Type.Array(
    Type.Object(
      {
        object: Type.Literal('postcodes'),
        country: Type.String(),
        places: Count,
        changed_at: Type.String({ format: 'date-time' }),
      },
      { title: 'Postcodes' },
    ),
  ),
});
const RemovedAnswer = Type.Object(
  { object: Type.Literal('postcodes_removed'), country: Type.String(), removed: Count },
  { title: 'PostcodesRemoved' },
);

export function postcodeRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/postcodes',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'List the countries of which it is known where postcodes lie',
        ...{ tags, response: { 200: ListAnswer } },
      },
    },
    async ({ scope }) => ({
      object: 'list' as const,
      data: (await ctx.db.tx(scope.workspaceId, listPlaces)).map(({ country, places, changedAt }) => ({
        ...{ object: 'postcodes' as const, country, places },
        changed_at: changedAt.toISOString(),
      })),
    }),
  );
  http.post(
    '/v1/postcodes',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Bring in where postcodes lie, so that segments can ask for distances',
        description:
          'Up to 5,000 a call, as many calls as it takes. A postcode that is known already is put where the new word has it.',
        ...{ tags, body: PlacesBody, response: { 200: KeptAnswer } },
      },
    },
    async ({ scope, body }) => ({
      object: 'postcodes_kept' as const,
      ...(await keepPlaces(ctx, scope, body.places)),
    }),
  );
  http.delete(
    '/v1/postcodes/:country',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Forget where the postcodes of a country lie',
        ...{ tags, params: Type.Object({ country: Type.String({ minLength: 2, maxLength: 2 }) }) },
        response: { 200: RemovedAnswer },
      },
    },
    async ({ scope, params: { country } }) => ({
      object: 'postcodes_removed' as const,
      country: country.toUpperCase(),
      removed: await removePlaces(ctx, scope, country.toUpperCase()),
    }),
  );
}
