import { Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';
import type { SelfCheckReport } from './report.ts';
import type { SelfCheckRow } from './self-check.queries.ts';

const Time = Type.String({ format: 'date-time' });
const Count = Type.Integer({ minimum: 0 });
const Month = Type.String({
  pattern: '^\\d{4}-\\d{2}$',
  description:
    'Such as 2026-10, by the clock of the workspace. Of a new one, the last that is over unless told.',
});

export const MonthParams = Type.Object({ month: Month });

export const SelfCheckBody = Type.Object(
  {
    month: Type.Optional(Month),
    sample: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 2_000, description: 'How many texts are drawn; 200 unless told.' }),
    ),
  },
  { additionalProperties: false },
);

const Report = Type.Object(
  {
    object: Type.Literal('self_check'),
    version: Type.Integer(),
    workspace: Type.Object({ id: Type.String(), name: Type.String(), time_zone: Type.String() }),
    month: Type.String(),
    made_at: Time,
    made_by: Type.String(),
    texts_sent: Count,
    marketing_texts_sent: Count,
    people_texted: Count,
    opt_outs: Count,
    sample: Type.Object({ size: Count, seed: Count }),
    holds: Type.Boolean(),
    checks: Type.Array(
      Type.Object({
        check: Type.String(),
        holds: Type.Boolean(),
        asked: Count,
        failed: Count,
        sentence: Type.String(),
      }),
    ),
    ledger: Type.Object({ events: Count, is_intact: Type.Boolean(), last_hash: nullable(Type.String()) }),
    failures: Type.Array(
      Type.Object({
        text: Type.String(),
        submitted_at: Time,
        failed: Type.Array(Type.Object({ check: Type.String(), sentence: Type.String() })),
      }),
    ),
    sampled_texts: Type.Array(Type.String()),
  },
  { title: 'SelfCheckReport' },
);

export const SelfCheckAnswer = Type.Object(
  {
    report: Report,
    signature: Type.Object({
      algorithm: Type.Literal('ed25519'),
      key_id: Type.String(),
      public_key: nullable(
        Type.String({
          description: 'Ed25519, 32 bytes in base64; null where this installation has the key no more.',
        }),
      ),
      value: Type.String({ description: 'Base64.' }),
      signed_text: Type.String({
        description: 'The very text that was signed: a line of its own, then the report.',
      }),
    }),
  },
  { title: 'SelfCheck' },
);

export const SelfCheckSummary = Type.Object({
  month: Type.String(),
  made_at: Time,
  made_by: Type.String(),
  sampled: Count,
  failed_checks: Count,
});

export const readReport = ({ report }: SelfCheckRow) => JSON.parse(report) as SelfCheckReport;

export const toSummary = ({ month, madeAt, madeBy, sampled, failed }: SelfCheckRow) => ({
  month,
  made_at: madeAt.toISOString(),
  made_by: madeBy,
  sampled,
  failed_checks: failed,
});
