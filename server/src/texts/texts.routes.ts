import { type Static, Type } from 'typebox';
import { answerRepeat, getWorkspace, readKeptRequest, type Scope } from '../accounts/index.ts';
import { type Evidence, findContactByNumber } from '../contacts/index.ts';
import type { TextsOf } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { badCursor, PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { bringConsent } from './bring-consent.ts';
import { cancelText } from './cancel-text.ts';
import { getText, listTexts } from './find-text.ts';
import { MessageAnswer, toMessage } from './message-answer.ts';
import { readRecipient } from './read-recipient.ts';
import type { TextWish } from './text.ts';
import { openTextDesk } from './text-desk.ts';
import {
  MessageParams,
  NewMessageBody,
  readMessageId,
  readWish,
  TrialAnswer,
  toTrial,
} from './texts.schemas.ts';
import { type MediaOf, tryText } from './try-text.ts';

const tags = ['messages'];

export function textRoutes(http: Http, ctx: Context, mediaOf: MediaOf): void {
  sendRoute(http, ctx, mediaOf);
  readRoutes(http, ctx);
}

function sendRoute(http: Http, ctx: Context, mediaOf: MediaOf): void {
  const desk = openTextDesk(ctx);
  http.post(
    '/v1/messages',
    {
      config: { permission: 'messages.send', keepsOwnAnswers: true, allowsTestKeys: true },
      schema: {
        summary: 'Send one text',
        description:
          'Answered once the text is durably queued. It goes through the same steps as a campaign’s texts, and is refused for the same reasons. With an Idempotency-Key, which is kept for 72 hours, a repeat of the request sends nothing and gets the first answer.',
        tags,
        body: NewMessageBody,
        response: { 200: TrialAnswer, 201: MessageAnswer },
      },
    },
    async (request, reply) => {
      const { body, scope } = request;
      const wish = readWish(body, body);
      if (body.dry_run || scope.isTest)
        return reply.code(200).send(toTrial(await tryText(ctx, mediaOf, scope.workspaceId, wish)));
      const kept = readKeptRequest(request);
      if (body.consent) await bringConsentOf(ctx, scope, wish, body.consent);
      const answer = await desk.send(scope.workspaceId, { wish, actor: scope.actor }, kept);
      if (answer.kind === 'repeat') return answerRepeat(request, reply, answer.claim);
      return reply.code(201).send(answer.message);
    },
  );
}

function bringConsentOf(
  ctx: Context,
  scope: Scope,
  { to, programId }: TextWish,
  consent: NonNullable<Static<typeof NewMessageBody>['consent']>,
): Promise<void> {
  return bringConsent(ctx, scope, to, {
    programId,
    method: consent.method,
    occurredAt: new Date(consent.occurred_at),
    wordsShown: consent.words_shown ?? null,
    evidence: (consent.evidence ?? {}) as Evidence,
  });
}

function readRoutes(http: Http, ctx: Context): void {
  const reading = { permission: 'messages.read', isNarrowed: true };
  http.get(
    '/v1/messages',
    {
      config: reading,
      schema: {
        summary: 'List single texts, newest first; with `to` every text of one person, campaigns’ included',
        tags,
        querystring: Type.Object({
          ...PageQuery.properties,
          to: Type.Optional(Type.String({ maxLength: 40, description: 'A number, or con_….' })),
        }),
        response: { 200: pageOf(MessageAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const before = readPlace(query.cursor);
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const of = query.to === undefined ? ({ kind: 'single' } as const) : await findTextsOf(tx, query.to);
        return listTexts(tx, of, { before, limit: limit + 1 });
      });
      return toPage(
        rows,
        limit,
        ({ text }) => text.id,
        ({ text, waiting }) => toMessage(text, waiting),
      );
    },
  );

  http.get(
    '/v1/messages/:id',
    {
      config: reading,
      schema: {
        summary: 'Read a text and what became of it',
        tags,
        params: MessageParams,
        response: { 200: MessageAnswer },
      },
    },
    async ({ params, scope }) => {
      const id = readMessageId(params.id);
      const { text, waiting } = await ctx.db.tx(scope.workspaceId, (tx) => getText(tx, id));
      return toMessage(text, waiting);
    },
  );

  http.post(
    '/v1/messages/:id/cancel',
    {
      config: { permission: 'messages.send' },
      schema: {
        summary: 'Take back a text that has not left yet',
        tags,
        params: MessageParams,
        response: { 200: MessageAnswer },
      },
    },
    async ({ params, scope }) => {
      const { text, waiting } = await cancelText(ctx, scope, readMessageId(params.id));
      return toMessage(text, waiting);
    },
  );
}

async function findTextsOf(tx: Tx, to: string): Promise<TextsOf> {
  const recipient = readRecipient(to.trim(), (await getWorkspace(tx)).country);
  if (recipient.kind === 'refused') throw new Invalid(recipient.refusal.code, recipient.refusal.sentence);
  if (recipient.kind === 'contact') return recipient;
  const contact = await findContactByNumber(tx, recipient.number);
  return contact ? { kind: 'contact', contactId: contact.id } : recipient;
}

function readPlace(cursor: string | undefined): number | null {
  const place = readCursor(cursor);
  if (place === null || Number.isSafeInteger(place)) return place as number | null;
  throw badCursor();
}
