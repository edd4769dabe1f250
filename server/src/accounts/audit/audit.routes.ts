import { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import { badCursor, pageOf, readCursor, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readNumberId } from '../../platform/ids.ts';
import type { FoundEntry } from '../audit.queries.ts';
import * as schemas from './audit.schemas.ts';
import { coveredBy } from './audit-entry.ts';
import { type Checkpoint, toCheckpointBody } from './checkpoint.ts';
import { findAuditEntry, listAuditEntries } from './entry.queries.ts';
import { exportAudit } from './export-audit.ts';
import { proveConsistency, proveInclusion } from './prove.ts';
import { findTree, listCheckpoints } from './tree.queries.ts';

const tags = ['audit'];
const config = { permission: 'audit.read' };

/** Who did what, and the proofs that nothing of it was changed, left out or put in later. */
export function auditRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/audit',
    {
      config,
      schema: {
        summary: 'List what was done here and by whom, newest first',
        tags,
        querystring: schemas.AuditQuery,
        response: { 200: pageOf(schemas.AuditEntryAnswer) },
      },
    },
    async ({ query, scope }) => {
      const { limit = 50, cursor, actor, act, target, since, until } = query;
      const filter = { actor, act, object: target, since: readTime(since), until: readTime(until) };
      const rows = await ctx.db.tx(scope.workspaceId, (tx) =>
        listAuditEntries(tx, filter, readPlace(cursor), limit + 1),
      );
      return toPage(rows, limit, (row) => row.id, toEntryAnswer);
    },
  );

  http.get(
    '/v1/audit/checkpoints',
    {
      config,
      schema: {
        summary: 'List the signed checkpoints of the audit, newest first',
        tags,
        querystring: schemas.CheckpointsQuery,
        response: { 200: pageOf(schemas.CheckpointAnswer) },
      },
    },
    async ({ query: { limit = 50, cursor }, scope }) => {
      const rows = await ctx.db.tx(scope.workspaceId, (tx) =>
        listCheckpoints(tx, readPlace(cursor), limit + 1),
      );
      return toPage(rows, limit, (row) => row.size, toCheckpointBody);
    },
  );

  http.get(
    '/v1/audit/consistency',
    {
      config,
      schema: {
        summary: 'Prove that the audit of one size is a beginning of the audit of another',
        tags,
        querystring: schemas.ConsistencyQuery,
        response: { 200: schemas.ConsistencyAnswer },
      },
    },
    async ({ query: { older, newer }, scope }) => {
      const hashes = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const size = (await findTree(tx))?.size ?? 0;
        if (older > newer || newer > size) throw refuseSizes(older, newer, size);
        return proveConsistency(tx, older, newer);
      });
      return { object: 'audit_consistency' as const, older, newer, hashes: hashes.map(inHex) };
    },
  );

  http.get(
    '/v1/audit/export',
    {
      config: { ...config, needsFreshSignIn: true },
      schema: {
        summary: 'Download the whole audit with its checkpoints, a line of JSON each, to check it elsewhere',
        tags,
        produces: ['application/x-ndjson'],
        response: { 200: Type.Unsafe<never>({ type: 'string', format: 'binary' }) },
      },
    },
    async ({ scope }, reply) =>
      reply
        .type('application/x-ndjson')
        .header('content-disposition', 'attachment; filename="audit.ndjson"')
        .send(Readable.from(exportAudit(ctx, scope.workspaceId)) as never),
  );

  http.get(
    '/v1/audit/:id/proof',
    {
      config,
      schema: {
        summary: 'Prove that an entry is covered by a signed checkpoint',
        tags,
        params: Type.Object({ id: Type.String() }),
        querystring: schemas.ProofQuery,
        response: { 200: schemas.ProofAnswer },
      },
    },
    async ({ params: { id }, query: { size }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const found = await getEntry(tx, id);
        const checkpoint = await getCheckpoint(tx, size ?? null);
        const { sequence, leafHash } = found;
        if (sequence === null || leafHash === null || sequence >= checkpoint.size) {
          throw new NotFound(
            'audit.not_covered_yet',
            'No checkpoint covers this entry yet. One is signed within a minute; ask again then, or name a larger one.',
          );
        }
        return {
          object: 'audit_proof' as const,
          sequence,
          leaf_hash: inHex(leafHash),
          entry: coveredBy(scope.workspaceId, found),
          hashes: (await proveInclusion(tx, sequence, checkpoint.size)).map(inHex),
          checkpoint: toCheckpointBody(checkpoint),
        };
      }),
  );
}

const inHex = (bytes: Buffer) => bytes.toString('hex');

const toEntryAnswer = (entry: FoundEntry): schemas.AuditEntryBody => ({
  object: 'audit_entry',
  id: publicId('aud', entry.id),
  at: entry.at,
  actor: entry.actor,
  act: entry.act,
  target: entry.object,
  before: entry.before,
  after: entry.after,
  personal: entry.personal,
  sequence: entry.sequence,
  leaf_hash: entry.leafHash && inHex(entry.leafHash),
});

async function getEntry(tx: Tx, text: string): Promise<FoundEntry> {
  const id = readNumberId('aud', text);
  const found = id === null ? null : await findAuditEntry(tx, id);
  if (found) return found;
  throw new NotFound('audit.not_found', `There is no audit entry ${text} in this workspace.`);
}

async function getCheckpoint(tx: Tx, size: number | null): Promise<Checkpoint> {
  const [found] = await listCheckpoints(tx, size === null ? null : size + 1, 1);
  if (found && (size === null || found.size === size)) return found;
  const which = size === null ? 'no checkpoint yet' : `no checkpoint of the size ${size}`;
  throw new NotFound('audit.no_checkpoint', `There is ${which}. See GET /v1/audit/checkpoints.`);
}

const refuseSizes = (older: number, newer: number, size: number) =>
  new Invalid(
    'audit.bad_sizes',
    `The audit has ${size} entries in its tree, so there is no proof from ${older} to ${newer}: older must not be above newer, nor newer above ${size}.`,
  );

const readTime = (text: string | undefined) => (text === undefined ? undefined : new Date(text));

function readPlace(cursor: string | undefined): number | null {
  const place = readCursor(cursor);
  if (place === null || Number.isSafeInteger(place)) return place as number | null;
  throw badCursor();
}
