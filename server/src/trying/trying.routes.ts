import { Type } from 'typebox';
import { CampaignParams, readCampaignId } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readNumberId, readUuidId } from '../platform/ids.ts';
import { readLanguage } from '../templates/index.ts';
import { sendTests } from './send-tests.ts';

const TestBody = Type.Object(
  {
    to: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
        maxItems: 50,
        description: 'Numbers, or ids of contacts (con_…).',
      }),
    ),
    list_id: Type.Optional(
      Type.String({ description: 'Everybody on a list that is marked as a test group, lst_….' }),
    ),
    to_me: Type.Optional(
      Type.Boolean({
        description:
          'To whoever asks: the phone that they have confirmed under their notifications, else the person of a test group with the address of their account.',
      }),
    ),
    as_contact_id: Type.Optional(
      Type.String({
        description: 'With the values of this person, con_…; left out, with each tester’s own.',
      }),
    ),
    language: Type.Optional(
      Type.String({ maxLength: 40, description: 'The text for this language, whatever the person reads.' }),
    ),
    marked: Type.Optional(Type.Boolean({ description: 'Begin with “[Test] ”, which it does unless told.' })),
  },
  { additionalProperties: false },
);

const TestAnswer = Type.Object(
  {
    object: Type.Literal('campaign_test'),
    campaign_id: Type.String(),
    sent: Type.Integer({ description: 'How many are on their way.' }),
    texts: Type.Array(
      Type.Object({
        to: Type.String(),
        message_id: nullable(Type.String({ description: 'Null where it was refused.' })),
        text: nullable(Type.String()),
        parts: Type.Integer(),
        code: nullable(Type.String({ description: 'Why it was refused.' })),
        sentence: nullable(Type.String()),
      }),
    ),
  },
  { title: 'CampaignTest' },
);

export function tryingRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/campaigns/:id/tests',
    {
      config: { permission: 'messages.send' },
      schema: {
        summary: 'Send the words of a campaign to a few phones of the house, to be looked at',
        description:
          'Each is a text of kind `test`. It passes what every text passes, and counts in no report, cap or experiment; carriers bill it.',
        tags: ['campaigns'],
        params: CampaignParams,
        body: TestBody,
        response: { 201: TestAnswer },
      },
    },
    async ({ params, body, scope }, reply) => {
      const id = readCampaignId(params.id);
      const tested = await sendTests(ctx, scope, id, {
        to: body.to ?? [],
        listId: body.list_id === undefined ? null : readList(body.list_id),
        isToMe: body.to_me ?? false,
        asContactId: body.as_contact_id === undefined ? null : readContact(body.as_contact_id),
        language: body.language === undefined ? null : readLanguage(body.language),
        isMarked: body.marked ?? true,
      });
      return reply.code(201).send({
        object: 'campaign_test' as const,
        campaign_id: publicId('cmp', id),
        sent: tested.filter(({ messageId }) => messageId !== null).length,
        texts: tested.map(({ to, messageId, text, parts, refusal }) => ({
          ...{ to, message_id: messageId === null ? null : publicId('msg', messageId), text, parts },
          ...{ code: refusal?.code ?? null, sentence: refusal?.sentence ?? null },
        })),
      });
    },
  );
}

function readList(text: string): string {
  const id = readUuidId('lst', text);
  if (id !== null) return id;
  throw refuse('list.bad_id', 'This is not the id of a list (lst_…).', '/list_id');
}

function readContact(text: string): number {
  const id = readNumberId('con', text);
  if (id !== null) return id;
  throw refuse('contact.bad_id', 'This is not the id of a contact (con_…).', '/as_contact_id');
}

const refuse = (code: string, detail: string, pointer: string) =>
  new Invalid(code, detail, [{ pointer, code, detail }]);
