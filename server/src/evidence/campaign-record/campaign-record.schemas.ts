import { Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';

const Text = Type.String();
const NullableText = nullable(Text);
const Count = Type.Integer();
const Loose = Type.Record(Text, Type.Unknown());
const Reasons = Type.Array(Type.Object({ reason: Text, count: Count }));
const Choice = Type.Object({
  lists: Type.Array(Type.Object({ id: Text, name: NullableText })),
  tags: Type.Array(Text),
  segments: Type.Array(Type.Object({ id: Text, name: NullableText })),
});
const People = Type.Object(
  { people: Count, sha256: Text },
  {
    description:
      'SHA-256 of the numbers of their contacts, ascending, joined by commas. An erasure changes it.',
  },
);
const Findings = Type.Array(Type.Object({ rule: Text, sentence: Text }));

export const CampaignRecordAnswer = Type.Object(
  {
    object: Type.Literal('campaign_record'),
    version: Count,
    made_at: Text,
    made_by: Text,
    workspace: Type.Object({ id: Text, name: Text, time_zone: Text }),
    campaign: Type.Object({
      id: Text,
      name: Text,
      status: Text,
      body: Text,
      texts: Type.Array(
        Type.Object({
          language: Text,
          is_for_all: Type.Boolean({ description: 'True for what people get without a text of their own.' }),
          body: Text,
        }),
        { description: 'As they went out: with snippets, the brand and how to leave, where it has those.' },
      ),
      subject: NullableText,
      content_sha256: NullableText,
      created_at: Text,
      created_by: Text,
      launched_at: NullableText,
      finished_at: NullableText,
    }),
    program: Type.Object({ id: Text, name: Text, purpose: Text }),
    brand: Type.Object({ name: Text, legal_name: NullableText, postal_address: NullableText }),
    sender: Type.Object({
      number: Text,
      kind: Text,
      registration: NullableText,
      gateway: Text,
      gateway_kind: Text,
    }),
    checks: Type.Array(Type.Object({ check: Text, holds: Type.Boolean(), sentence: Text })),
    audience: Type.Object({
      include: Choice,
      exclude: Choice,
      at_most: Type.Union([Count, Type.Null()]),
      waterfall: Type.Array(Type.Object({ line: Text, label: Text, sign: Text, count: Count })),
      texted: People,
      left_out: People,
    }),
    approvals: Type.Array(
      Type.Object({
        verdict: Text,
        by: Text,
        member: Text,
        content_sha256: Text,
        people: Count,
        note: NullableText,
        given_at: Text,
        expires_at: Text,
      }),
    ),
    lint: Type.Object(
      { asked_at: Text, errors: Findings, warnings: Findings },
      { description: 'The words asked anew by the rules of today, as if nobody had been told how to leave.' },
    ),
    outcomes: Type.Array(Type.Object({ status: Text, reason: NullableText, count: Count })),
    refusals: Type.Object(
      { at_launch: Reasons, at_dispatch: Reasons, waited: Reasons },
      {
        description:
          'By rule: who was left out at the launch, which texts were refused later, and which had to wait.',
      },
    ),
    hours: Type.Array(
      Type.Object({
        profile: Text,
        packs: Type.Array(Text),
        jurisdictions: Type.Array(Text),
        zones: Type.Array(Text),
        rules: Type.Array(Text),
        basis: Text,
        texts: Count,
        first: Text,
        last: Text,
      }),
      { description: 'Which hours were asked of which states and clocks; the 500 with most texts.' },
    ),
    consents: Type.Array(Type.Object({ method: Text, type: Text, texts: Count, first: Text, last: Text })),
    words: Type.Array(
      Type.Object({
        program: NullableText,
        brand: Text,
        kind: Text,
        locale: Text,
        version: Count,
        sha256: Text,
        body: Text,
        written_at: Text,
      }),
    ),
    ledger: Type.Object({
      is_intact: Type.Boolean(),
      events: Count,
      broken_at: NullableText,
      last_hash: NullableText,
      anchors: Count,
      first_of_number: NullableText,
      last_of_number: NullableText,
    }),
    audit: Type.Object({ checkpoint: nullable(Loose), entries: Type.Array(Loose) }),
  },
  { title: 'CampaignRecord' },
);
