import { type Static, Type } from 'typebox';
import { getWorkspace, recordAudit, requireFreshSignIn, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { readEmails } from '../alerts/set-alerts.ts';
import { deleteSubscription, insertSubscription, listSubscriptions } from './subscription.queries.ts';
import { nextTime, reportNames, rhythms, type Subscription } from './subscription.ts';

const tags = ['reports'];
const Time = Type.String({ format: 'date-time' });
const most = 50;

const parts = {
  report: Type.Enum([...reportNames], {
    description: 'overview: a line a day. campaigns: a line a campaign.',
  }),
  every: Type.Enum([...rhythms], {
    description: 'Each day, on Mondays, or on the first of the month; of what has just ended.',
  }),
  at_hour: Type.Integer({ minimum: 0, maximum: 23, description: 'Of the workspace’s clock.' }),
  emails: Type.Array(Type.String({ maxLength: 254 }), { maxItems: 20 }),
  to_file: Type.Boolean({ description: 'Also as a file in the folder reports of the installation.' }),
};
const Body = Type.Object(parts, { additionalProperties: false });
const Answer = Type.Object(
  {
    ...{ object: Type.Literal('report_subscription'), id: Type.String(), ...parts },
    ...{ created_by: Type.String(), created_at: Time, next_at: Time, last_at: nullable(Time) },
    last_trouble: nullable(Type.String({ description: 'Why the last one could not be sent.' })),
  },
  { title: 'ReportSubscription' },
);

const toAnswer = (one: Subscription): Static<typeof Answer> => ({
  object: 'report_subscription',
  ...{ id: publicId('rps', one.id), report: one.report, every: one.every, at_hour: one.atHour },
  ...{ emails: [...one.emails], to_file: one.toFile, created_by: one.createdBy },
  ...{ created_at: one.createdAt.toISOString(), next_at: one.nextAt.toISOString() },
  ...{ last_at: one.lastAt?.toISOString() ?? null, last_trouble: one.lastTrouble },
});

export function subscriptionRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/report-subscriptions',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'List the reports that are sent by the calendar',
        ...{ tags, response: { 200: Type.Object({ data: Type.Array(Answer) }) } },
      },
    },
    async ({ scope }) => ({ data: (await ctx.db.tx(scope.workspaceId, listSubscriptions)).map(toAnswer) }),
  );
  http.post(
    '/v1/report-subscriptions',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Have a report sent by mail, or written to a file, by the calendar',
        tags,
        body: Body,
        response: { 201: Answer },
      },
    },
    async ({ body, scope }, reply) => reply.code(201).send(toAnswer(await subscribe(ctx, scope, body))),
  );
  http.delete(
    '/v1/report-subscriptions/:id',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Send a report no more',
        tags,
        params: Type.Object({ id: Type.String({ description: 'rps_…' }) }),
        response: { 204: Type.Null() },
      },
    },
    async ({ params, scope }, reply) => {
      const id = readUuidId('rps', params.id);
      await ctx.db.tx(scope.workspaceId, async (tx) => {
        const gone = id === null ? null : await deleteSubscription(tx, id);
        if (gone === null)
          throw new NotFound(
            'report_subscription.not_found',
            'There is no such subscription in this workspace.',
          );
        await recordAudit(tx, scope, {
          act: 'report_subscription.deleted',
          object: publicId('rps', gone.id),
          before: { report: gone.report, every: gone.every, people: gone.emails.length, file: gone.toFile },
        });
      });
      return reply.code(204).send(null);
    },
  );
}

async function subscribe(ctx: Context, scope: Scope, body: Static<typeof Body>): Promise<Subscription> {
  const emails = readEmails(body.emails);
  if (emails.length === 0 && !body.to_file)
    throw new Invalid(
      'report_subscription.nobody',
      'Say to whom it is mailed, or that it is written to a file.',
    );
  if (emails.length > 0) requireFreshSignIn(scope);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    if ((await listSubscriptions(tx)).length >= most)
      throw new Conflict('report_subscription.too_many', `There are ${most} already. Delete one first.`);
    const { timeZone } = await getWorkspace(tx);
    const now = ctx.clock.now();
    const rhythm = { every: body.every, atHour: body.at_hour };
    const one: Subscription = {
      ...{ id: ctx.ids.uuid(), report: body.report, ...rhythm, emails, toFile: body.to_file },
      ...{
        createdBy: scope.actor,
        createdAt: now,
        nextAt: nextTime(rhythm, now, timeZone),
        lastAt: null,
        lastTrouble: null,
        told: [],
      },
    };
    await insertSubscription(tx, one);
    await recordAudit(tx, scope, {
      act: 'report_subscription.created',
      object: publicId('rps', one.id),
      after: { report: one.report, every: one.every, people: emails.length, file: one.toFile },
    });
    return one;
  });
}
