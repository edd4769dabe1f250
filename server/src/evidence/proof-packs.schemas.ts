import { Type } from 'typebox';
import { nullable } from '../platform/http/nullable.ts';

const Text = Type.String();
const NullableText = nullable(Text);
const NullableMs = nullable(Type.Integer({ description: 'Milliseconds.' }));
const Loose = Type.Record(Text, Type.Unknown());

const Reading = Type.Object(
  {
    score: nullable(
      Type.Number({
        description:
          'How sure the reader is that it took the words rightly, 0 to 1; null where it could not read.',
      }),
    ),
    why: NullableText,
    marks: Type.Array(Text),
  },
  { description: 'What the reader made of the words, and why.' },
);

export const ProofPackAnswer = Type.Object(
  {
    object: Type.Literal('proof_pack'),
    version: Type.Integer(),
    number: Text,
    made_at: Text,
    made_by: Text,
    workspace: Type.Object({ id: Text, name: Text }),
    time_zone: Type.Object({ name: Text, source: Text }),
    person: nullable(
      Type.Object({
        contact: Text,
        first_name: NullableText,
        last_name: NullableText,
        email: NullableText,
        country: NullableText,
        region: NullableText,
        known_since: Text,
      }),
    ),
    checks: Type.Array(Type.Object({ check: Text, holds: Type.Boolean(), sentence: Text }), {
      description: 'What the record shows, each with whether it holds.',
    }),
    programs: Type.Array(
      Type.Object({ program: Text, brand: Text, purpose: Text, status: Text, event: Text, since: Text }),
    ),
    suppressions: Type.Array(
      Type.Object({ brand: Text, reason: Text, event: Text, suppressed_at: Text, lifted_at: NullableText }),
    ),
    consent_events: Type.Array(
      Type.Object({
        id: Text,
        type: Text,
        program: NullableText,
        purpose: NullableText,
        brand: Text,
        legal_name: NullableText,
        method: Text,
        level: nullable(
          Type.Object(
            { name: Text, reason: Text, expires_at: NullableText },
            { description: 'What the law calls the consent that this proves; null where it allows nothing.' },
          ),
        ),
        occurred_at: Text,
        local_time: Text,
        recorded_at: Text,
        words_shown: NullableText,
        evidence: Loose,
        page: nullable(Type.Object({ sha256: Text, html: NullableText })),
        recorded_by: Text,
        file: NullableText,
        erased_at: NullableText,
        prev_hash: Text,
        hash: Text,
      }),
    ),
    opt_outs: Type.Array(
      Type.Object({
        event: Text,
        brand: Text,
        words: Type.Unknown({
          description: 'What the person wrote; null where the opt-out came without words.',
        }),
        method: Text,
        reading: nullable(Reading),
        asked_at: Text,
        local_time: Text,
        in_effect_at: Text,
        in_effect_after_ms: Type.Integer({ description: 'Milliseconds.' }),
        confirmation: nullable(
          Type.Object({ text: Text, status: NullableText, handed_over_after_ms: NullableMs }),
        ),
      }),
    ),
    texts: Type.Array(
      Type.Object({
        id: Text,
        kind: Text,
        purpose: Text,
        program: NullableText,
        campaign: NullableText,
        from: Text,
        to: Text,
        body: Text,
        parts: Type.Integer(),
        status: Text,
        queued_at: Text,
        asked_by: NullableText,
        handed_over_at: NullableText,
        local_time: NullableText,
        consent_event: NullableText,
        in_answer_to: nullable(
          Type.String({ description: 'What the person had written, rpl_…, of a text that answers it.' }),
        ),
        gates: Type.Array(Type.Object({ gate: Text, verdict: Text, reason: NullableText })),
        gateway: Text,
        carrier_id: NullableText,
        accepted_at: NullableText,
        sent_at: NullableText,
        final_at: NullableText,
        steps: Type.Array(Type.Object({ at: Text, kind: Text, reason: NullableText, detail: NullableText })),
      }),
      { description: 'The newest 5,000, in the order in which they were queued.' },
    ),
    texts_in_all: Type.Integer({
      description: 'How many there are; more than are told where `cut` says so.',
    }),
    cut: Type.Array(Text, {
      description: 'Of what more is on record than this pack tells; empty where it tells all.',
    }),
    replies: Type.Array(
      Type.Object({
        id: Text,
        received_at: Text,
        local_time: Text,
        body: Text,
        read_as: Text,
        read_by: NullableText,
        keyword: nullable(Type.String({ description: 'The keyword of the business that took it.' })),
        reading: Reading,
        carrier_id: Text,
        answer: NullableText,
      }),
    ),
    left_out: Type.Array(Type.Object({ campaign: Text, reason: Text, at: Text })),
    words: Type.Array(
      Type.Object({
        program: NullableText,
        brand: Text,
        kind: Text,
        locale: Text,
        version: Type.Integer(),
        sha256: Text,
        body: Text,
        written_at: Text,
      }),
      { description: 'Every version of the words of the brands concerned.' },
    ),
    ledger: Type.Object({
      is_intact: Type.Boolean(),
      events: Type.Integer(),
      broken_at: NullableText,
      last_hash: NullableText,
      anchors: Type.Integer(),
      first_of_number: NullableText,
      last_of_number: NullableText,
    }),
    audit: Type.Object({ checkpoint: nullable(Loose), entries: Type.Array(Loose) }),
    erasures: Type.Array(Type.Object({ event: Text, at: Text, by: Text, because: Type.Unknown() })),
  },
  { title: 'ProofPack' },
);
