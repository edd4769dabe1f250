import { type WrittenRow, writeRow } from '@tidings/policy/hours';
import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { readNumberId } from '../../platform/ids.ts';
import { approvePack, revokePack } from './approve-pack.ts';
import { importPack, today, tryPack } from './import-pack.ts';
import { listPacks } from './pack.queries.ts';
import { hashPack, type Pack, presentRows } from './pack.ts';
import * as schemas from './packs.schemas.ts';

const tags = ['compliance'];
const params = Type.Object({ id: Type.String({ description: 'pck_…' }) });

export function packRoutes(http: Http, ctx: Context): void {
  readingRoutes(http, ctx);
  writingRoutes(http, ctx);
}

function readingRoutes(http: Http, ctx: Context): void {
  const read = { permission: 'workspace.read' };

  http.get(
    '/v1/policy/rows',
    {
      config: read,
      schema: {
        summary: 'Read every row about hours that holds today, to be edited and brought in as a pack',
        tags,
        response: { 200: schemas.PresentAnswer },
      },
    },
    async ({ scope }) => {
      const rows = presentRows(await ctx.db.tx(scope.workspaceId, listPacks), today(ctx));
      return {
        object: 'policy_rows' as const,
        versions: schemas.versionsOf(rows),
        rows: rows.map((row) => schemas.toRow(writeRow(row))),
      };
    },
  );

  http.get(
    '/v1/policy/packs',
    {
      config: read,
      schema: {
        summary: 'List the packs that were brought in, newest first',
        tags,
        response: {
          200: Type.Object({ object: Type.Literal('list'), data: Type.Array(schemas.PackAnswer) }),
        },
      },
    },
    async ({ scope }) => {
      const packs = await ctx.db.tx(scope.workspaceId, listPacks);
      return { object: 'list' as const, data: packs.map((pack) => schemas.toPack(pack, packs, today(ctx))) };
    },
  );
}

function writingRoutes(http: Http, ctx: Context): void {
  const write = { permission: 'policy.write' };

  http.post(
    '/v1/policy/packs',
    {
      config: write,
      schema: {
        summary: 'Bring in an edited pack; it changes nothing until somebody else approves it',
        description:
          'Rows of a pack count beside those that come with Tidings and never in their place: a row that is looser is refused.',
        tags,
        body: schemas.PackBody,
        response: { 200: schemas.PackAnswer, 201: schemas.PackAnswer },
      },
    },
    async ({ scope, body }, reply) => {
      const rows: WrittenRow[] = schemas.readRows(body.rows);
      const wish = { version: body.version.trim(), note: body.note?.trim() ?? '', rows };
      if (body.is_dry_run) {
        const trial = await ctx.db.tx(scope.workspaceId, (tx) => tryPack(ctx, tx, wish));
        return schemas.toTrial(wish, { ...trial, contentHash: hashPack(wish.version, trial.kept) });
      }
      return reply.code(201).send(await answer(ctx, scope.workspaceId, await importPack(ctx, scope, wish)));
    },
  );

  http.post(
    '/v1/policy/packs/:id/approve',
    {
      config: write,
      schema: {
        summary: 'Approve a pack that somebody else brought in, from a day on',
        tags,
        params,
        body: schemas.ApprovalBody,
        response: { 200: schemas.PackAnswer },
      },
    },
    async ({ scope, params: { id }, body }) => {
      const contentHash = Buffer.from(body.content_sha256, 'hex');
      const word = { contentHash, activeFrom: body.active_from ?? null };
      return answer(ctx, scope.workspaceId, await approvePack(ctx, scope, readPackId(id), word));
    },
  );

  http.post(
    '/v1/policy/packs/:id/revoke',
    {
      config: write,
      schema: {
        summary: 'End a pack at once, or turn down one that waits; what comes with Tidings holds on',
        tags,
        params,
        body: schemas.RevocationBody,
        response: { 200: schemas.PackAnswer },
      },
    },
    async ({ scope, params: { id }, body }) =>
      answer(ctx, scope.workspaceId, await revokePack(ctx, scope, readPackId(id), body.reason.trim())),
  );
}

async function answer(ctx: Context, workspaceId: string, pack: Pack) {
  return schemas.toPack(pack, await ctx.db.tx(workspaceId, listPacks), today(ctx));
}

function readPackId(text: string): number {
  const id = readNumberId('pck', text);
  if (id !== null) return id;
  throw new NotFound('policy_pack.not_found', `There is no pack ${text.slice(0, 40)} in this workspace.`);
}
