import type { HoursRow, RowDiff, WrittenRow } from '@tidings/policy/hours';
import { type Static, Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId } from '../../platform/ids.ts';
import { type Pack, type PackChange, stateOf, toChange } from './pack.ts';

const moment = Type.String({ format: 'date-time' });
const day = Type.String({ format: 'date' });
const time = Type.String({ maxLength: 5, description: 'Such as 08:00; 24:00 for the end of the day.' });
const hours = nullable(
  Type.Array(time, {
    minItems: 2,
    maxItems: 2,
    description: 'From and until, half-open, on the person’s clock; null for a day without texts.',
  }),
);

const Vector = Type.Object(
  {
    at: Type.String({
      maxLength: 16,
      description: 'A minute on the clock that the row is meant for, such as 2027-01-05T08:59.',
    }),
    decision: Type.Enum(['allow', 'hold']),
  },
  { additionalProperties: false },
);

const Row = Type.Object(
  {
    id: Type.String({ maxLength: 80, description: 'The rule, such as hours.us.fl.' }),
    jurisdiction: Type.String({
      maxLength: 10,
      description: '`US-FL`, `GB`; `default` for countries without a row, `house` for texts that can wait.',
    }),
    name: Type.String({ minLength: 1, maxLength: 120 }),
    source: Type.String({ minLength: 1, maxLength: 500, description: 'Where it is written.' }),
    confidence: Type.Enum(['A', 'B', 'C', 'M', 'R'], {
      description: 'A the law was read, B a summary, C a vendor’s table, M memory, R a recommendation.',
    }),
    valid_from: nullable({ ...day, description: 'The first day on which it holds.' }),
    valid_to: nullable({ ...day, description: 'The first day on which it no longer does.' }),
    mon_fri: hours,
    sat: hours,
    sun: hours,
    holidays: nullable(
      Type.String({ maxLength: 40, description: 'The id of a calendar, such as holidays.us.la.' }),
    ),
    zone: nullable(
      Type.String({
        maxLength: 64,
        description: 'Where the hours are meant, whatever the person’s clock shows.',
      }),
    ),
    note: Type.String({ maxLength: 1_000 }),
    vectors: Type.Optional(
      Type.Array(Vector, {
        maxItems: 200,
        description:
          'What the row must decide at some minutes. An edited row is refused without them, and any row with one that it does not agree with.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const PackBody = Type.Object(
  {
    version: Type.String({
      minLength: 1,
      maxLength: 80,
      description: 'What traces and proofs call it, such as “counsel 2027-01”.',
    }),
    note: Type.Optional(Type.String({ maxLength: 2_000, description: 'Why, and on whose advice.' })),
    rows: Type.Array(Row, { minItems: 1, maxItems: 500 }),
    is_dry_run: Type.Optional(
      Type.Boolean({ description: 'Only say what it would change, and keep nothing.' }),
    ),
  },
  { additionalProperties: false },
);

export const ApprovalBody = Type.Object(
  {
    content_sha256: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'Of the pack that was looked at.',
    }),
    active_from: Type.Optional({
      ...day,
      description: 'The first day on which it holds; today where it is left out.',
    }),
  },
  { additionalProperties: false },
);

export const RevocationBody = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
);

const Change = Type.Object({
  change: Type.Enum(['added', 'changed', 'removed', 'same']),
  effect: Type.Enum(['stricter', 'looser', 'mixed', 'none'], {
    description: 'What it means for texts. Nothing is ever looser than what comes with Tidings.',
  }),
  id: Type.String(),
  jurisdiction: Type.String(),
  name: Type.String(),
  valid_from: nullable(Type.String()),
  sentence: Type.String(),
});

export const PackAnswer = Type.Object(
  {
    object: Type.Literal('policy_pack'),
    id: nullable(Type.String({ description: 'Null of a dry run, which keeps nothing.' })),
    version: Type.String(),
    note: Type.String(),
    state: Type.Enum(['waiting', 'scheduled', 'in_force', 'superseded', 'revoked', 'not_kept']),
    content_sha256: Type.String(),
    changes: Type.Array(Change),
    rows: Type.Array(Row),
    imported_by: nullable(Type.String()),
    imported_at: nullable(moment),
    approved_by: nullable(Type.String()),
    approved_at: nullable(moment),
    active_from: nullable(Type.String()),
    revoked_by: nullable(Type.String()),
    revoked_at: nullable(moment),
    revoke_reason: nullable(Type.String()),
  },
  { title: 'PolicyPack' },
);

export const PresentAnswer = Type.Object(
  {
    object: Type.Literal('policy_rows'),
    versions: Type.Array(Type.String(), { description: 'The packs that these rows stand in.' }),
    rows: Type.Array(Row),
  },
  { title: 'PolicyRows' },
);

type RowAnswer = Static<typeof Row>;
const toHours = (written: WrittenRow['mon_fri']) => written && [...written];
export const toRow = ({ vectors, ...row }: WrittenRow): RowAnswer => ({
  ...row,
  ...(vectors !== undefined && { vectors: vectors.map((one) => ({ ...one })) }),
  mon_fri: toHours(row.mon_fri),
  sat: toHours(row.sat),
  sun: toHours(row.sun),
});

/** The schema has seen that hours are pairs. */
export const readRows = (rows: readonly RowAnswer[]): WrittenRow[] => rows as unknown as WrittenRow[];

export const versionsOf = (rows: readonly HoursRow[]): string[] => [
  ...new Set(rows.map(({ version }) => version)),
];

const toChangeAnswer = ({ validFrom, ...change }: PackChange) => ({ ...change, valid_from: validFrom });

export const toPack = (pack: Pack, packs: readonly Pack[], today: string): Static<typeof PackAnswer> => ({
  object: 'policy_pack',
  id: publicId('pck', pack.id),
  version: pack.version,
  note: pack.note,
  state: stateOf(pack, packs, today),
  content_sha256: pack.contentHash.toString('hex'),
  changes: pack.diff.map(toChangeAnswer),
  rows: pack.rows.map(toRow),
  imported_by: pack.importedBy,
  imported_at: pack.importedAt.toISOString(),
  approved_by: pack.approvedBy,
  approved_at: pack.approvedAt?.toISOString() ?? null,
  active_from: pack.activeFrom,
  revoked_by: pack.revokedBy,
  revoked_at: pack.revokedAt?.toISOString() ?? null,
  revoke_reason: pack.revokeReason,
});

export const toTrial = (
  { version, note }: { version: string; note: string },
  {
    changes,
    kept,
    contentHash,
  }: { changes: readonly RowDiff[]; kept: readonly WrittenRow[]; contentHash: Buffer },
): Static<typeof PackAnswer> => ({
  ...{ object: 'policy_pack', id: null, version, note, state: 'not_kept' },
  content_sha256: contentHash.toString('hex'),
  changes: changes.filter(({ change }) => change !== 'same').map((one) => toChangeAnswer(toChange(one))),
  rows: kept.map(toRow),
  ...{ imported_by: null, imported_at: null, approved_by: null, approved_at: null, active_from: null },
  ...{ revoked_by: null, revoked_at: null, revoke_reason: null },
});
