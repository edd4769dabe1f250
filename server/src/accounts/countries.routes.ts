import { type Static, Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { setCountries } from './set-countries.ts';
import { getWorkspace, type Workspace } from './workspace.queries.ts';

const CountriesAnswer = Type.Object(
  {
    object: Type.Literal('countries'),
    countries: Type.Array(Type.String(), { description: 'Two letters each.' }),
    is_default: Type.Boolean({
      description: 'True while nobody has said otherwise: the home country alone.',
    }),
  },
  { title: 'Countries' },
);

const CountriesBody = Type.Object(
  {
    countries: Type.Union(
      [Type.Array(Type.String({ minLength: 2, maxLength: 2 }), { minItems: 1, maxItems: 250 }), Type.Null()],
      { description: 'Every country that may be texted; null for the home country alone.' },
    ),
  },
  { additionalProperties: false },
);

const toAnswer = ({ countries, hasOwnCountries }: Workspace): Static<typeof CountriesAnswer> => ({
  object: 'countries',
  countries: [...countries],
  is_default: !hasOwnCountries,
});

export function countryRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/workspace/countries',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'List the countries to which texts may go',
        tags: ['accounts'],
        response: { 200: CountriesAnswer },
      },
    },
    async ({ scope }) => toAnswer(await ctx.db.tx(scope.workspaceId, getWorkspace)),
  );

  http.put(
    '/v1/workspace/countries',
    {
      config: { permission: 'workspace.admin' },
      schema: {
        summary: 'Say to which countries texts may go; it holds from the next chunk on',
        tags: ['accounts'],
        body: CountriesBody,
        response: { 200: CountriesAnswer },
      },
    },
    async ({ scope, body }) => toAnswer(await setCountries(ctx, scope, body.countries)),
  );
}
