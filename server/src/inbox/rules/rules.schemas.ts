import { type Static, Type } from 'typebox';
import { Invalid } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import type { RuleCall } from './rule.queries.ts';
import type { InboxRule, RuleDoes, RuleWants } from './rule.ts';

const Words = (description: string, most = 50) =>
  Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: most, description }));

const Wants = Type.Object(
  {
    keyword_ids: Words('Replies that one of these keywords took, kwd_….'),
    words: Words('Replies that say one of these words or phrases, whole, however they are spelled.'),
    sender_ids: Words('Replies to one of these numbers of yours, snd_….'),
    brand_ids: Words('Conversations of one of these brands, brd_….'),
    marks: Words('Replies with one of these marks or intents: legal_threat, booking, wrong_number …'),
    outside_hours: Type.Optional(Type.Boolean({ description: 'Only outside, or only within, the hours.' })),
    has_media: Type.Optional(Type.Boolean()),
  },
  {
    description:
      'Everything that is said must hold; a list holds where one of it does. Nothing said: every reply.',
  },
);

const Does = Type.Object({
  tags: Words('Tags that the person gets.', 20),
  assign_to: Type.Optional(
    Type.String({ maxLength: 60, description: 'mem_…, or next for whoever’s turn it is.' }),
  ),
  hand_over_to: Type.Optional(
    Type.String({
      maxLength: 60,
      description: 'The same, and keywords keep silent for a day: a person speaks.',
    }),
  ),
  forward_to: Words('Mail addresses that get the text.', 10),
  webhook: Type.Optional(
    Type.String({
      maxLength: 2_000,
      description: 'An https address that is called, signed as Standard Webhooks.',
    }),
  ),
  close: Type.Optional(Type.Boolean({ description: 'Nobody need answer it.' })),
});

export const RuleBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000]*$' }),
  rank: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 10_000, description: 'Asked from the lowest on; 100.' }),
  ),
  is_on: Type.Optional(Type.Boolean()),
  wants: Wants,
  does: Does,
});

export const RuleAnswer = Type.Object(
  {
    object: Type.Literal('inbox_rule'),
    id: Type.String({ description: 'irl_…' }),
    name: Type.String(),
    rank: Type.Integer(),
    is_on: Type.Boolean(),
    wants: Wants,
    does: Does,
    secret: Type.Optional(
      Type.String({ description: 'The key that calls are signed with; shown once, with the first webhook.' }),
    ),
  },
  { title: 'InboxRule' },
);

const ids = (prefix: string, list: readonly string[] | undefined): string[] | undefined =>
  list?.map((text) => {
    const id = readUuidId(prefix, text);
    if (id !== null) return id;
    throw new Invalid(
      'id.malformed',
      `“${text.slice(0, 60)}” is no such id: it should begin with ${prefix}_.`,
    );
  });

/** Without what was not said. */
const said = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

export function readRule(body: Static<typeof RuleBody>): Omit<InboxRule, 'id'> {
  const { wants, does } = body;
  return {
    name: body.name.trim(),
    rank: body.rank ?? 100,
    isOn: body.is_on ?? true,
    wants: said({
      keywordIds: ids('kwd', wants.keyword_ids),
      words: wants.words,
      senderIds: ids('snd', wants.sender_ids),
      brandIds: ids('brd', wants.brand_ids),
      marks: wants.marks,
      isOutsideHours: wants.outside_hours,
      hasMedia: wants.has_media,
    }) as RuleWants,
    does: said({
      tags: does.tags,
      assignTo: does.assign_to,
      handOverTo: does.hand_over_to,
      forwardTo: does.forward_to,
      webhook: does.webhook,
      close: does.close,
    }) as RuleDoes,
  };
}

const shownIds = (prefix: string, list: readonly string[] | undefined) =>
  list?.map((id) => publicId(prefix, id));

export function toRule({ id, name, rank, isOn, wants, does }: InboxRule): Static<typeof RuleAnswer> {
  return {
    object: 'inbox_rule',
    id: publicId('irl', id),
    ...{ name, rank, is_on: isOn },
    wants: said({
      keyword_ids: shownIds('kwd', wants.keywordIds),
      words: wants.words && [...wants.words],
      sender_ids: shownIds('snd', wants.senderIds),
      brand_ids: shownIds('brd', wants.brandIds),
      marks: wants.marks && [...wants.marks],
      outside_hours: wants.isOutsideHours,
      has_media: wants.hasMedia,
    }) as Static<typeof Wants>,
    does: said({
      tags: does.tags && [...does.tags],
      assign_to: does.assignTo,
      hand_over_to: does.handOverTo,
      forward_to: does.forwardTo && [...does.forwardTo],
      webhook: does.webhook,
      close: does.close,
    }) as Static<typeof Does>,
  };
}

export const RuleCallAnswer = Type.Object(
  {
    object: Type.Literal('inbox_call'),
    id: Type.String(),
    conversation_id: Type.String(),
    kind: Type.Enum(['webhook', 'mail']),
    address: Type.String(),
    state: Type.Enum(['waiting', 'delivered', 'given_up']),
    tries: Type.Integer(),
    last_problem: nullable(Type.String()),
    created_at: Type.String(),
  },
  { title: 'InboxCall' },
);

export const toRuleCall = (call: RuleCall): Static<typeof RuleCallAnswer> => ({
  object: 'inbox_call',
  id: publicId('icl', call.id),
  conversation_id: publicId('cnv', call.conversationId),
  ...{ kind: call.kind, address: call.address, state: call.state, tries: call.tries },
  last_problem: call.lastProblem,
  created_at: call.createdAt.toISOString(),
});
