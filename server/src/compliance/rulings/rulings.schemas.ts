import { type Static, Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId } from '../../platform/ids.ts';
import { stateOfRuling, type WordRuling } from './ruling.ts';

const words = Type.String({ minLength: 1, maxLength: 4_096, description: 'The words, to the letter.' });
const note = Type.String({ minLength: 1, maxLength: 2_000, description: 'Why, for the record.' });
const moment = Type.String({ format: 'date-time' });

export const RulingBody = Type.Object({ body: words, note }, { additionalProperties: false });
export const ReleaseWish = Type.Object(
  { program_id: Type.String({ description: 'prg_…; of the purpose emergency.' }), body: words, note },
  { additionalProperties: false },
);
export const ReleaseBody = Type.Object(
  {
    body_sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of the words that were looked at.' }),
  },
  { additionalProperties: false },
);
export const EndBody = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 2_000, description: 'Why, for the record.' }) },
  { additionalProperties: false },
);
export const RulingAnswer = Type.Object(
  {
    object: Type.Literal('word_ruling'),
    id: Type.String(),
    kind: Type.Union([Type.Literal('not_promotional'), Type.Literal('emergency')], {
      description:
        '`not_promotional`: texts made from these words keep their purpose. `emergency`: they may go out as one.',
    }),
    state: Type.Enum(['waiting', 'standing', 'expired', 'ended'], {
      description: '`waiting`: an emergency that nobody has released yet.',
    }),
    program_id: nullable(Type.String()),
    is_without_consent: Type.Boolean({
      description: 'Of an emergency: it goes to people who have not joined, where the law lets it.',
    }),
    body: Type.String(),
    body_sha256: Type.String(),
    note: Type.String(),
    made_by: Type.String(),
    made_at: moment,
    released_by: nullable(Type.String()),
    released_at: nullable(moment),
    expires_at: nullable(moment),
    ended_by: nullable(Type.String()),
    ended_at: nullable(moment),
    ended_reason: nullable(Type.String()),
  },
  { title: 'WordRuling' },
);
export const RulingsAnswer = Type.Object({ object: Type.Literal('list'), data: Type.Array(RulingAnswer) });

export const toRuling = (ruling: WordRuling, now: Date): Static<typeof RulingAnswer> => ({
  object: 'word_ruling',
  id: publicId('wrl', ruling.id),
  kind: ruling.kind,
  state: stateOfRuling(ruling, now),
  program_id: ruling.programId && publicId('prg', ruling.programId),
  is_without_consent: ruling.isWithoutConsent,
  body: ruling.body,
  body_sha256: ruling.bodyHash.toString('hex'),
  note: ruling.note,
  made_by: ruling.madeBy,
  made_at: ruling.madeAt.toISOString(),
  released_by: ruling.releasedBy,
  released_at: ruling.releasedAt?.toISOString() ?? null,
  expires_at: ruling.expiresAt?.toISOString() ?? null,
  ended_by: ruling.endedBy,
  ended_at: ruling.endedAt?.toISOString() ?? null,
  ended_reason: ruling.endedReason,
});
