import { type Static, Type } from 'typebox';
import { PageQuery } from '../../platform/http/pages.ts';

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256, in hex.' });
const Facts = Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]);
const Size = Type.Integer({ minimum: 1, description: 'How many entries the tree has.' });

export const AuditQuery = Type.Intersect([
  PageQuery,
  Type.Object({
    actor: Type.Optional(
      Type.String({ description: '`member:…`, `key:…` or `system:…`, as entries have it.' }),
    ),
    act: Type.Optional(
      Type.String({
        description: 'Such as `campaign.launched`; with a dot at the end, all that begin so: `campaign.`.',
      }),
    ),
    target: Type.Optional(Type.String({ description: 'The id of what it happened to, such as `cmp_…`.' })),
    since: Type.Optional(Type.String({ format: 'date-time' })),
    until: Type.Optional(Type.String({ format: 'date-time' })),
  }),
]);

export const AuditEntryAnswer = Type.Object(
  {
    object: Type.Literal('audit_entry'),
    id: Type.String(),
    at: Type.String({ description: 'To the microsecond.' }),
    actor: Type.String({ description: 'Who did it: `member:…`, `key:…` or `system:…`.' }),
    act: Type.String(),
    target: Type.String({ description: 'The id of what it happened to.' }),
    before: Facts,
    after: Facts,
    personal: {
      ...Facts,
      description:
        'What was changed about a person, before and after; null where nothing was, or where it was erased.',
    },
    sequence: Type.Union([Type.Integer(), Type.Null()], {
      description: 'Its place in the tree, from 0; null in the second before it has one.',
    }),
    leaf_hash: Type.Union([Hash, Type.Null()]),
  },
  { title: 'AuditEntry' },
);

export const CheckpointAnswer = Type.Object(
  {
    object: Type.Literal('audit_checkpoint'),
    workspace: Type.String(),
    size: Size,
    root: Hash,
    signed_at: Type.String({ format: 'date-time' }),
    key_id: Type.String({ description: 'The first 16 hex digits of the SHA-256 of the public key.' }),
    public_key: Type.String({ description: 'Ed25519, 32 bytes in base64.' }),
    signature: Type.String({
      description:
        'Ed25519 in base64 over five lines: `tidings audit checkpoint v1`, workspace, size, root, signed_at, each with a newline after it.',
    }),
  },
  { title: 'AuditCheckpoint' },
);

export const ProofQuery = Type.Object({
  size: Type.Optional({
    ...Size,
    description: 'The size of the checkpoint to prove against; the newest where none is said.',
  }),
});

export const ProofAnswer = Type.Object(
  {
    object: Type.Literal('audit_proof'),
    sequence: Type.Integer(),
    leaf_hash: Hash,
    entry: Type.Record(Type.String(), Type.Unknown(), {
      description:
        'What is hashed: SHA-256 of a zero byte and this as canonical JSON (keys sorted, no spaces).',
    }),
    hashes: Type.Array(Hash, { description: 'From the leaf to the root, as in RFC 6962, 2.1.1.' }),
    checkpoint: CheckpointAnswer,
  },
  { title: 'AuditProof' },
);

export const ConsistencyQuery = Type.Object({ older: Size, newer: Size });

export const ConsistencyAnswer = Type.Object(
  {
    object: Type.Literal('audit_consistency'),
    older: Size,
    newer: Size,
    hashes: Type.Array(Hash, { description: 'As in RFC 6962, 2.1.2.' }),
  },
  { title: 'AuditConsistency' },
);

export type AuditEntryBody = Static<typeof AuditEntryAnswer>;

export const CheckpointsQuery = PageQuery;
