import { Type } from 'typebox';
import { getWorkspace } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { dayIn } from './day.ts';
import { importPrices } from './import-prices.ts';
import { moneyOf, writeMoney } from './money.ts';
import { findBudget } from './spend.queries.ts';
import { type ReportKey, reportKeys, sumActual, sumSpend } from './spend-report.queries.ts';

const tags = ['spending'];
const Day = Type.String({ format: 'date' });
const ReportQuery = Type.Object({
  by: Type.Optional(Type.Enum([...reportKeys])),
  from: Type.Optional(Day),
  until: Type.Optional(Day),
});
const Line = Type.Object({
  key: nullable(
    Type.String({ description: 'A day, or the id of a campaign or gateway; null for the rest.' }),
  ),
  name: nullable(Type.String()),
  parts: Type.Integer(),
  expected: Type.String({ description: 'By the price table; an MMS counts as one part.' }),
  actual: Type.Array(Type.Object({ currency: Type.String(), texts: Type.Integer(), amount: Type.String() }), {
    description: 'What carriers have said so far, with answers, in lists or on invoices; exact, by currency.',
  }),
});
const Report = Type.Object(
  {
    object: Type.Literal('spend_report'),
    ...{ by: Type.Enum([...reportKeys]), from: Day, until: Day },
    currency: nullable(Type.String({ description: 'Null while nobody has said what texts cost.' })),
    data: Type.Array(Line),
  },
  { title: 'SpendReport' },
);

const longestDays = 400;

/** What was spent, and the table by which it is foreseen. */
export function spendReportRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/spending/report',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'See what texts cost, by day, campaign or gateway: by the price table, and as carriers say',
        tags,
        querystring: ReportQuery,
        response: { 200: Report },
      },
    },
    async ({ query, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const { timeZone } = await getWorkspace(tx);
        const by: ReportKey = query.by ?? 'day';
        const until = query.until ?? dayIn(timeZone, ctx.clock.now());
        const from = query.from ?? `${until.slice(0, 8)}01`;
        refuseBadSpan(from, until);
        const lines = await sumSpend(tx, by, from, until);
        const actual = await sumActual(tx, by, from, until);
        const currency = (await findBudget(tx))?.currency ?? null;
        const keys = [...new Set([...lines, ...actual].map(({ key }) => key))];
        const data = keys.map((key) => {
          const line = lines.find((one) => one.key === key);
          return {
            key: key === null || by === 'day' ? key : publicId(by === 'campaign' ? 'cmp' : 'gtw', key),
            name: line?.name ?? null,
            parts: line?.parts ?? 0,
            expected: writeMoney(moneyOf(line?.expected ?? '0')),
            actual: actual
              .filter((one) => one.key === key)
              .map(({ currency: unit, texts, amount }) => ({
                currency: unit,
                texts,
                amount: plainAmount(amount),
              })),
          };
        });
        return { object: 'spend_report' as const, by, from, until, currency, data };
      }),
  );
  pricesRoute(http, ctx);
}

function refuseBadSpan(from: string, until: string): void {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  if (days >= 0 && days <= longestDays) return;
  const detail = `Ask for a span of up to ${longestDays} days, its first day first.`;
  throw new Invalid('spending.bad_span', detail, [{ pointer: '/from', code: 'spending.bad_span', detail }]);
}

/** Two decimals at the least and no noughts behind. */
export function plainAmount(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
}

const priceFileBytes = 4 << 20;

const PriceImportAnswer = Type.Object(
  {
    object: Type.Literal('price_import'),
    added: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    bad: Type.Array(Type.Object({ line: Type.Integer(), sentence: Type.String() })),
    is_applied: Type.Boolean({
      description: 'False for a dry run, and where a row is bad: then nothing was taken.',
    }),
  },
  { title: 'PriceImport' },
);

function pricesRoute(http: Http, ctx: Context): void {
  http.register(async (scoped: Http) => {
    scoped.removeAllContentTypeParsers();
    scoped.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: priceFileBytes },
      (_request, body, done) => done(null, body),
    );
    scoped.post(
      '/v1/workspace/prices',
      {
        config: { permission: 'workspace.admin' },
        bodyLimit: priceFileBytes,
        schema: {
          summary: 'Bring in a table of prices as CSV',
          description:
            'Columns: per_part, and as needed gateway (name or id), sender (number or id), country, kind (sms, mms), carrier (of a fee on top), currency, effective_from. All rows or none.',
          tags,
          consumes: ['text/csv'],
          querystring: Type.Object({ dry_run: Type.Optional(Type.Boolean()) }),
          response: { 200: PriceImportAnswer },
        },
      },
      async ({ query, scope, body }) => {
        const { isApplied, bad, ...counts } = await importPrices(
          ctx,
          scope,
          typeof body === 'string' ? body : '',
          query.dry_run ?? false,
        );
        return { object: 'price_import' as const, ...counts, bad: [...bad], is_applied: isApplied };
      },
    );
  });
}
