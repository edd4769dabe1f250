import { type Static, Type } from 'typebox';
import { listStaff, type Post, requireAccount, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { SettingAnswer, SettingBody, toSetting } from './notifications.schemas.ts';
import { askForNumber, confirmNumber, removeNumber } from './own-number.ts';
import { requirePerson } from './require-person.ts';
import { sendTest, setChannel, setNotifications } from './set-notifications.ts';
import { type Channel, findChannel, readSetting } from './setting.queries.ts';

const tags = ['notifications'];

export function settingRoutes(http: Http, ctx: Context, { post }: { readonly post: Post | null }): void {
  const answer = (scope: Scope, secret: string | null): Promise<Static<typeof SettingAnswer>> =>
    ctx.db.tx(scope.workspaceId, async (tx) => {
      const accountId = await requirePerson(tx, scope);
      const setting = await readSetting(tx, accountId);
      const me = (await listStaff(tx)).find((one) => one.accountId === accountId);
      const mayText = (await findChannel(tx)) !== null;
      const permissions = me?.permissions ?? new Set<never>();
      return toSetting({
        setting,
        permissions,
        email: me?.email ?? null,
        mailWorks: post !== null,
        mayText,
        secret,
      });
    });
  http.get(
    '/v1/me/notification-settings',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Read what you are told of, how, and when not',
        tags,
        response: { 200: SettingAnswer },
      },
    },
    ({ scope }) => answer(scope, null),
  );
  http.patch(
    '/v1/me/notification-settings',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Say what you want to be told of, how, and when not',
        ...{ tags, body: SettingBody, response: { 200: SettingAnswer } },
      },
    },
    async ({ body, scope }) => {
      const accountId = await ctx.db.tx(scope.workspaceId, (tx) => requirePerson(tx, scope));
      const { secret } = await setNotifications(ctx, scope, accountId, {
        ...(body.choices && { choices: body.choices }),
        ...(body.quiet !== undefined && { quiet: body.quiet }),
        ...(body.time_zone !== undefined && { timeZone: body.time_zone }),
        ...(body.urgent_anyway !== undefined && { urgentAnyway: body.urgent_anyway }),
        ...(body.digest && { digest: body.digest }),
        ...(body.digest_hour !== undefined && { digestHour: body.digest_hour }),
        ...(body.webhook_url !== undefined && { webhookUrl: body.webhook_url }),
      });
      return answer(scope, secret);
    },
  );
  http.post(
    '/v1/me/notification-settings/test',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Have a test told to you, by every way for which you have an address',
        ...{ tags, response: { 204: Type.Null() } },
      },
    },
    async ({ scope }, reply) => {
      const accountId = await ctx.db.tx(scope.workspaceId, (tx) => requirePerson(tx, scope));
      await sendTest(ctx, scope, accountId);
      return reply.code(204).send(null);
    },
  );
  numberRoutes(http, ctx);
  channelRoutes(http, ctx);
}

function numberRoutes(http: Http, ctx: Context): void {
  const config = { permission: 'workspace.read' } as const;
  http.post(
    '/v1/me/notification-settings/number',
    {
      config,
      schema: {
        summary: 'Have a code texted to your phone, to be told by text from then on',
        tags,
        body: Type.Object({ number: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
        response: {
          202: Type.Object({
            object: Type.Literal('number_code'),
            number: Type.String(),
            expires_at: Type.String({ format: 'date-time' }),
          }),
        },
      },
    },
    async ({ body, scope }, reply) => {
      const { number, expiresAt } = await askForNumber(ctx, scope, requireAccount(scope), body.number);
      return reply
        .code(202)
        .send({ object: 'number_code' as const, number, expires_at: expiresAt.toISOString() });
    },
  );
  http.post(
    '/v1/me/notification-settings/number/confirm',
    {
      config,
      schema: {
        summary: 'Enter the code that was texted to your phone',
        tags,
        body: Type.Object({ code: Type.String({ maxLength: 20 }) }, { additionalProperties: false }),
        response: { 200: Type.Object({ object: Type.Literal('own_number'), number: Type.String() }) },
      },
    },
    async ({ body, scope }) => ({
      object: 'own_number' as const,
      number: await confirmNumber(ctx, scope, requireAccount(scope), body.code),
    }),
  );
  http.delete(
    '/v1/me/notification-settings/number',
    {
      config,
      schema: { summary: 'Be told by text no more', tags, response: { 204: Type.Null() } },
    },
    async ({ scope }, reply) => {
      await removeNumber(ctx, scope, requireAccount(scope));
      return reply.code(204).send(null);
    },
  );
}

const ChannelAnswer = Type.Object(
  {
    object: Type.Literal('notification_channel'),
    program_id: nullable(Type.String({ description: 'A program for internal or transactional texts.' })),
    sender_id: nullable(Type.String()),
  },
  { title: 'NotificationChannel' },
);
const toChannel = (channel: Channel | null): Static<typeof ChannelAnswer> => ({
  object: 'notification_channel',
  program_id: channel && publicId('prg', channel.programId),
  sender_id: channel && publicId('snd', channel.senderId),
});

function channelRoutes(http: Http, ctx: Context): void {
  const url = '/v1/workspace/notifications';
  http.get(
    url,
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Read through which program and from which number staff is texted',
        ...{ tags, response: { 200: ChannelAnswer } },
      },
    },
    async ({ scope }) => toChannel(await ctx.db.tx(scope.workspaceId, findChannel)),
  );
  http.put(
    url,
    {
      config: { permission: 'workspace.admin' },
      schema: {
        summary: 'Say through which program and from which number staff is texted; both null for nobody',
        tags,
        body: Type.Object(
          { program_id: nullable(Type.String()), sender_id: nullable(Type.String()) },
          { additionalProperties: false },
        ),
        response: { 200: ChannelAnswer },
      },
    },
    async ({ body, scope }) => {
      if (body.program_id === null || body.sender_id === null)
        return toChannel(await setChannel(ctx, scope, null));
      const programId = readUuidId('prg', body.program_id);
      const senderId = readUuidId('snd', body.sender_id);
      if (programId === null)
        throw new NotFound('program.not_found', 'There is no such program in this workspace.');
      if (senderId === null)
        throw new NotFound('sender.not_found', 'There is no such sender in this workspace.');
      return toChannel(await setChannel(ctx, scope, { programId, senderId }));
    },
  );
}
