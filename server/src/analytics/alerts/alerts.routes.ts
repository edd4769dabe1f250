import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { PageQuery, pageOf, readIdCursor, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import {
  type Alert,
  listAlerts,
  listLetters,
  readAlertSetting,
  readRules,
  type ToldLetter,
} from './alert.queries.ts';
import { meanings, ruleNames } from './rules.ts';
import { setAlerts, takeNote } from './set-alerts.ts';
import { sentenceOf } from './tell.ts';

const tags = ['alerts'];
const Time = Type.String({ format: 'date-time' });

const AlertAnswer = Type.Object(
  {
    object: Type.Literal('alert'),
    ...{
      id: Type.String(),
      rule: Type.String(),
      title: Type.String(),
      sentence: Type.String(),
      remedy: Type.String(),
    },
    ...{
      value: Type.Number(),
      low: Type.Number(),
      high: Type.Number(),
      threshold: Type.Number(),
      texts: Type.Integer(),
    },
    ...{
      raised_at: Time,
      ended_at: nullable(Time),
      seen_by: nullable(Type.String()),
      seen_at: nullable(Time),
    },
    told: Type.Array(
      Type.Object({
        ...{
          way: Type.String(),
          recipient: Type.String(),
          told_at: nullable(Time),
          trouble: nullable(Type.String()),
        },
      }),
    ),
  },
  { title: 'Alert' },
);

const toAlert = (alert: Alert, letters: readonly ToldLetter[]): Static<typeof AlertAnswer> => ({
  object: 'alert',
  ...{ id: publicId('alr', alert.id), rule: alert.rule, title: meanings[alert.rule].title },
  ...{ sentence: sentenceOf(alert), remedy: meanings[alert.rule].remedy },
  ...{ value: alert.value, low: alert.low, high: alert.high, threshold: alert.threshold, texts: alert.texts },
  ...{ raised_at: alert.raisedAt.toISOString(), ended_at: alert.endedAt?.toISOString() ?? null },
  ...{ seen_by: alert.seenBy, seen_at: alert.seenAt?.toISOString() ?? null },
  told: letters
    .filter((one) => one.alertId === alert.id)
    .map(({ way, recipient, toldAt, trouble }) => ({
      way,
      recipient,
      told_at: toldAt?.toISOString() ?? null,
      trouble,
    })),
});

const RuleAnswer = Type.Object({
  rule: Type.Enum([...ruleNames]),
  is_on: Type.Boolean(),
  threshold: Type.Number({ minimum: 0, maximum: 1, description: 'A share, 0 to 1.' }),
});
const SettingAnswer = Type.Object(
  {
    object: Type.Literal('alert_settings'),
    rules: Type.Array(
      Type.Object({ ...RuleAnswer.properties, title: Type.String(), side: Type.Enum(['above', 'below']) }),
    ),
    emails: Type.Array(Type.String(), { description: 'With none, owners and admins are mailed.' }),
    webhook_url: nullable(Type.String()),
    webhook_secret: nullable(
      Type.String({ description: 'Shown once, when a new address is named. Signed as Standard Webhooks.' }),
    ),
  },
  { title: 'AlertSettings' },
);
const SettingBody = Type.Object(
  {
    rules: Type.Optional(
      Type.Array(RuleAnswer, { maxItems: ruleNames.length, description: 'Those that change.' }),
    ),
    emails: Type.Optional(Type.Array(Type.String({ maxLength: 254 }), { maxItems: 20 })),
    webhook_url: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  },
  { additionalProperties: false, minProperties: 1 },
);

export function alertRoutes(http: Http, ctx: Context): void {
  settingRoutes(http, ctx);
  http.get(
    '/v1/alerts',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'List alerts, latest first, with who was told',
        tags,
        querystring: Type.Object({
          ...PageQuery.properties,
          open: Type.Optional(Type.Boolean({ description: 'Only those that last.' })),
        }),
        response: { 200: pageOf(AlertAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const before = readIdCursor(query.cursor);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const rows = await listAlerts(tx, { before, isOpenOnly: query.open ?? false, limit: limit + 1 });
        const letters = await listLetters(
          tx,
          rows.map(({ id }) => id),
        );
        return toPage(
          rows,
          limit,
          (row) => row.id,
          (row) => toAlert(row, letters),
        );
      });
    },
  );
  http.post(
    '/v1/alerts/:id/seen',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Say that somebody has taken note of an alert',
        ...{
          tags,
          params: Type.Object({ id: Type.String({ description: 'alr_…' }) }),
          response: { 200: AlertAnswer },
        },
      },
    },
    async ({ params, scope }) => {
      const id = readUuidId('alr', params.id);
      if (!id) throw new NotFound('alert.not_found', 'There is no such alert in this workspace.');
      const alert = await takeNote(ctx, scope, id);
      return toAlert(alert, await ctx.db.tx(scope.workspaceId, (tx) => listLetters(tx, [id])));
    },
  );
}

function settingRoutes(http: Http, ctx: Context): void {
  const answer = (workspaceId: string, secret: string | null) =>
    ctx.db.tx(workspaceId, async (tx) => {
      const setting = await readAlertSetting(tx);
      return {
        object: 'alert_settings' as const,
        rules: (await readRules(tx)).map(({ rule, isOn, threshold }) => ({
          ...{ rule, is_on: isOn, threshold, title: meanings[rule].title, side: meanings[rule].side },
        })),
        ...{ emails: [...setting.emails], webhook_url: setting.webhookUrl, webhook_secret: secret },
      };
    });
  http.get(
    '/v1/workspace/alerts',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Read what the workspace is told of, and who is told',
        tags,
        response: { 200: SettingAnswer },
      },
    },
    ({ scope }) => answer(scope.workspaceId, null),
  );
  http.patch(
    '/v1/workspace/alerts',
    {
      config: { permission: 'workspace.admin' },
      schema: {
        summary: 'Say what the workspace is told of, and who is told',
        ...{ tags, body: SettingBody, response: { 200: SettingAnswer } },
      },
    },
    async ({ body, scope }) => {
      const { secret } = await setAlerts(ctx, scope, {
        ...(body.rules && {
          rules: body.rules.map(({ rule, is_on: isOn, threshold }) => ({ rule, isOn, threshold })),
        }),
        ...(body.emails && { emails: body.emails }),
        ...(body.webhook_url !== undefined && { webhookUrl: body.webhook_url }),
      });
      return answer(scope.workspaceId, secret);
    },
  );
}
