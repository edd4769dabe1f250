import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { readNumberId, readUuidId } from '../../platform/ids.ts';
import { askForRelease, clearWords, endRuling, releaseEmergency } from './rule-on-words.ts';
import { listRulings } from './ruling.queries.ts';
import * as schemas from './rulings.schemas.ts';

const tags = ['compliance'];
const params = Type.Object({ id: Type.String({ description: 'wrl_…' }) });

export function rulingRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/word-rulings',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'List what was said of words: that they promote nothing, that they may go as an emergency',
        tags,
        response: { 200: schemas.RulingsAnswer },
      },
    },
    async ({ scope }) => {
      const rulings = await ctx.db.tx(scope.workspaceId, listRulings);
      return {
        object: 'list' as const,
        data: rulings.map((one) => schemas.toRuling(one, ctx.clock.now())),
      };
    },
  );
  http.post(
    '/v1/word-rulings',
    {
      config: { permission: 'policy.write' },
      schema: {
        summary: 'Record that words promote nothing',
        description:
          'Texts with these words, or made from them with values that sell nothing, keep their purpose. Without it a promotion makes any text marketing, for permission and for hours.',
        tags,
        body: schemas.RulingBody,
        response: { 201: schemas.RulingAnswer },
      },
    },
    async ({ scope, body: { body, note } }, reply) =>
      reply.code(201).send(schemas.toRuling(await clearWords(ctx, scope, { body, note }), ctx.clock.now())),
  );
  http.post(
    '/v1/word-rulings/:id/end',
    {
      config: { permission: 'policy.write' },
      schema: {
        summary: 'End a ruling: from now on the words are judged as any others',
        tags,
        params,
        body: schemas.EndBody,
        response: { 200: schemas.RulingAnswer },
      },
    },
    async ({ scope, params: { id }, body }) =>
      schemas.toRuling(await endRuling(ctx, scope, readId(id), body.reason), ctx.clock.now()),
  );
  emergencyRoutes(http, ctx);
}

function emergencyRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/emergency-releases',
    {
      config: { permission: 'messages.send' },
      schema: {
        summary: 'Ask that words may go out as an emergency',
        description:
          'An emergency passes hours and caps, so two people answer for it. Texts of the program with these very words are accepted once somebody else has released them, for 24 hours.',
        tags,
        body: schemas.ReleaseWish,
        response: { 201: schemas.RulingAnswer },
      },
    },
    async ({ scope, body: { program_id, body, note } }, reply) => {
      const programId = readUuidId('prg', program_id);
      if (programId === null) {
        const detail = 'This is not the id of a program (prg_…).';
        const code = 'emergency.bad_reference';
        throw new Invalid(code, detail, [{ pointer: '/program_id', code, detail }]);
      }
      const asked = await askForRelease(ctx, scope, { programId, body, note });
      return reply.code(201).send(schemas.toRuling(asked, ctx.clock.now()));
    },
  );
  http.post(
    '/v1/emergency-releases/:id/release',
    {
      config: { permission: 'campaigns.approve' },
      schema: {
        summary: 'Release words that somebody else wants to send as an emergency',
        tags,
        params,
        body: schemas.ReleaseBody,
        response: { 200: schemas.RulingAnswer },
      },
    },
    async ({ scope, params: { id }, body }) => {
      const hash = Buffer.from(body.body_sha256, 'hex');
      return schemas.toRuling(await releaseEmergency(ctx, scope, readId(id), hash), ctx.clock.now());
    },
  );
}

function readId(text: string): number {
  const id = readNumberId('wrl', text);
  if (id !== null) return id;
  throw new NotFound('word_ruling.not_found', `There is no ruling ${text.slice(0, 40)} in this workspace.`);
}
