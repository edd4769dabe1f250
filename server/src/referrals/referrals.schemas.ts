import { type Static, Type } from 'typebox';
import { readReference } from '../campaigns/index.ts';
import { NotFound } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import { publicId, readNumberId, readUuidId } from '../platform/ids.ts';
import type { ListedReferral, SchemeCounts } from './referral.queries.ts';
import type { Scheme, SchemeContent } from './referral.ts';
import { invalid, type OwnCode } from './save-scheme.ts';

const NullableText = nullable(Type.String());

export const SchemeBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    program_id: Type.String({
      description: 'For marketing, prg_…: what friends join, and by which rewards are told.',
    }),
    ask_keyword_id: Type.Optional(
      nullable(Type.String({ description: 'Of the kind reply, kwd_…: whoever sends it gets their code.' })),
    ),
    join_keyword_id: Type.String({
      description: 'Of the kind join with may_go_on, kwd_…: friends send it with the code behind it.',
    }),
    reward_pools: Type.Array(Type.String(), {
      ...{ minItems: 1, maxItems: 20 },
      description:
        'Names of coupon pools: the first friend brings a code of the first, the second one of the second, and so on.',
    }),
    reward_body: Type.String({
      minLength: 1,
      maxLength: 1_000,
      description: 'With {{ coupon }} for the code.',
    }),
  },
  { additionalProperties: false },
);

export function readContent(body: Static<typeof SchemeBody>): SchemeContent {
  return {
    name: body.name.trim(),
    programId: readReference('prg', body.program_id, '/program_id'),
    askKeywordId: body.ask_keyword_id == null ? null : readKeywordId(body.ask_keyword_id, '/ask_keyword_id'),
    joinKeywordId: readKeywordId(body.join_keyword_id, '/join_keyword_id'),
    rewardPools: body.reward_pools,
    rewardBody: body.reward_body,
  };
}

function readKeywordId(text: string, pointer: string): string {
  const id = readUuidId('kwd', text);
  if (id) return id;
  throw invalid('referral.bad_reference', 'This is not the id of a keyword (kwd_…).', pointer);
}

export const StateBody = Type.Object(
  { state: Type.Union([Type.Literal('on'), Type.Literal('off')]) },
  { additionalProperties: false },
);
export const CodeBody = Type.Object(
  { contact_id: Type.String({ description: 'Whose code it is, con_….' }) },
  { additionalProperties: false },
);

export const SchemeAnswer = Type.Object(
  {
    object: Type.Literal('referral_scheme'),
    id: Type.String(),
    state: Type.Union([Type.Literal('on'), Type.Literal('off')]),
    ...Type.Required(SchemeBody).properties,
    counts: Type.Object({
      codes: Type.Integer(),
      waiting: Type.Integer({
        description: 'Friends who have not confirmed yet, or for whom there is no coupon left.',
      }),
      rewarded: Type.Integer(),
      refused: Type.Integer(),
    }),
    made_by: Type.String(),
    created_at: Type.String(),
    changed_at: Type.String(),
  },
  { title: 'ReferralScheme' },
);

const none: SchemeCounts = { codes: 0, waiting: 0, rewarded: 0, refused: 0 };

export const toScheme = (one: Scheme, counts: SchemeCounts = none): Static<typeof SchemeAnswer> => ({
  object: 'referral_scheme',
  id: publicId('rfs', one.id),
  state: one.state,
  name: one.name,
  program_id: publicId('prg', one.programId),
  ask_keyword_id: one.askKeywordId && publicId('kwd', one.askKeywordId),
  join_keyword_id: publicId('kwd', one.joinKeywordId),
  reward_pools: [...one.rewardPools],
  reward_body: one.rewardBody,
  counts: { ...counts },
  made_by: one.madeBy,
  created_at: one.createdAt.toISOString(),
  changed_at: one.changedAt.toISOString(),
});

export const CodeAnswer = Type.Object(
  {
    object: Type.Literal('referral_code'),
    code: Type.String(),
    join_word: Type.String({ description: 'Friends send it with the code behind it.' }),
    number: { ...NullableText, description: 'Whereto.' },
    link: {
      ...NullableText,
      description: 'Opens the texts of a phone with the words in it; the friend sends them.',
    },
  },
  { title: 'ReferralCode' },
);

export const toCode = ({ code, joinWord, number, link }: OwnCode): Static<typeof CodeAnswer> => ({
  ...{ object: 'referral_code', code, join_word: joinWord, number, link },
});

export const ReferralAnswer = Type.Object(
  {
    object: Type.Literal('referral'),
    id: Type.String(),
    code: Type.String(),
    owner_id: { ...NullableText, description: 'Whose code it was.' },
    friend_number: Type.String(),
    friend_id: NullableText,
    state: Type.Enum(['waiting', 'rewarded', 'refused']),
    reason: NullableText,
    pool: NullableText,
    message_id: NullableText,
    written_at: Type.String(),
    decided_at: NullableText,
  },
  { title: 'Referral' },
);

export const toReferral = (one: ListedReferral): Static<typeof ReferralAnswer> => ({
  object: 'referral',
  id: publicId('rfr', one.id),
  code: one.code,
  owner_id: one.ownerId === null ? null : publicId('con', one.ownerId),
  friend_number: one.number,
  friend_id: one.contactId === null ? null : publicId('con', one.contactId),
  state: one.state,
  reason: one.reason,
  pool: one.pool,
  message_id: one.messageId === null ? null : publicId('msg', one.messageId),
  written_at: one.writtenAt.toISOString(),
  decided_at: one.decidedAt?.toISOString() ?? null,
});

export function readSchemeId(text: string): string {
  const id = readUuidId('rfs', text);
  if (id) return id;
  throw new NotFound(
    'referral.scheme_not_found',
    'There is no such referral scheme in this workspace. List them to see which there are.',
  );
}

export function readContactId(text: string): number {
  const id = readNumberId('con', text);
  if (id !== null) return id;
  throw invalid('referral.bad_reference', 'This is not the id of a contact (con_…).', '/contact_id');
}
