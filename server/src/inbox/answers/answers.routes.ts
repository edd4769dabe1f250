import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readNumberId, readUuidId } from '../../platform/ids.ts';
import { MmsFields, readMmsWish } from '../../templates/index.ts';
import { readConversation } from '../conversations.routes.ts';
import { ConversationAnswer, ConversationParams, readConversationId } from '../conversations.schemas.ts';
import { askForRating } from '../ratings/ask-rating.ts';
import { answerConversation, takeBackAnswer } from './answer-conversation.ts';

const tags = ['conversations'];
const answering = { permission: 'inbox.answer', isNarrowed: true };

const AnswerBody = Type.Object({
  body: Type.String({
    maxLength: 4096,
    description: 'The answer. Merge fields are filled from the person; {{ agent }} is your first name.',
  }),
  ...MmsFields,
  sender_id: Type.Optional(
    Type.String({ description: 'The number it leaves from, snd_…; left out, the one they wrote to last.' }),
  ),
  send_at: Type.Optional(Type.String({ format: 'date-time', description: 'Left out, it leaves at once.' })),
  unless_reply: Type.Optional(
    Type.Boolean({ description: 'With send_at: taken back when the person writes before it has left.' }),
  ),
  turn: Type.Optional(
    Type.Integer({
      minimum: 0,
      description:
        'Of the conversation as you read it. Refused with 409 when somebody has said something since.',
    }),
  ),
  close: Type.Optional(
    Type.Boolean({
      description:
        'Close the conversation with it; with send_at, when it has left, unless they have written since.',
    }),
  ),
});

const SentAnswer = Type.Object(
  {
    object: Type.Literal('answer'),
    message_id: Type.String(),
    body: Type.String(),
    parts: Type.Integer(),
    conversation: ConversationAnswer,
  },
  { title: 'ConversationReply' },
);

export function answerRoutes(http: Http, ctx: Context): void {
  answerRoute(http, ctx);
  takeBackRoute(http, ctx);
  ratingRoute(http, ctx);
}

function answerRoute(http: Http, ctx: Context): void {
  http.post(
    '/v1/conversations/:id/answers',
    {
      config: answering,
      schema: {
        summary: 'Answer the person of a conversation, now or later',
        description:
          'What they wrote permits an answer, so no consent is asked for; whoever has opted out of the brand is not answered. The text takes the way of every text.',
        tags,
        params: ConversationParams,
        body: AnswerBody,
        response: { 201: SentAnswer },
      },
    },
    async ({ params, body, scope }, reply) => {
      const id = readConversationId(params.id);
      const mms = readMmsWish(body);
      const sent = await answerConversation(ctx, scope, id, {
        body: body.body,
        senderId: readSender(body.sender_id),
        mms: mms !== null && typeof mms === 'object' ? mms : null,
        sendAt: body.send_at === undefined ? null : new Date(body.send_at),
        isUnlessReply: body.unless_reply ?? false,
        readTurn: body.turn ?? null,
        isLast: body.close ?? false,
      });
      const conversation = await ctx.db.tx(scope.workspaceId, (tx) => readConversation(tx, scope, id));
      return reply.code(201).send({
        ...{ object: 'answer', message_id: publicId('msg', sent.messageId) },
        ...{ body: sent.body, parts: sent.parts, conversation },
      });
    },
  );
}

function readSender(text: string | undefined): string | null {
  if (text === undefined) return null;
  const id = readUuidId('snd', text);
  if (id !== null) return id;
  throw new Invalid(
    'sender.not_found',
    `“${text.slice(0, 60)}” is no id of a sender: those begin with snd_.`,
  );
}

function takeBackRoute(http: Http, ctx: Context): void {
  http.delete(
    '/v1/conversations/:id/answers/:message',
    {
      config: answering,
      schema: {
        summary: 'Take back an answer that has not left yet',
        tags,
        params: Type.Object({
          ...ConversationParams.properties,
          message: Type.String({ description: 'msg_…' }),
        }),
        response: { 204: Type.Null() },
      },
    },
    async ({ params, scope }, reply) => {
      const messageId = readNumberId('msg', params.message);
      if (messageId === null)
        throw new NotFound(
          'text.not_found',
          `No answer of this conversation is ${params.message.slice(0, 40)}.`,
        );
      await takeBackAnswer(ctx, scope, readConversationId(params.id), messageId);
      return reply.code(204).send(null);
    },
  );
}

function ratingRoute(http: Http, ctx: Context): void {
  http.post(
    '/v1/conversations/:id/rating',
    {
      config: answering,
      schema: {
        summary: 'Ask the person how it was, from 1 to 5; once in thirty days',
        tags,
        params: ConversationParams,
        response: { 201: Type.Object({ message_id: nullable(Type.String()) }) },
      },
    },
    async ({ params, scope }, reply) => {
      const said = await askForRating(ctx, scope, readConversationId(params.id));
      return reply.code(201).send({ message_id: publicId('msg', said) });
    },
  );
}
