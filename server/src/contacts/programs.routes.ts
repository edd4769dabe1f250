import type { Context } from '../platform/context.ts';
import { pageOf } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { createProgram } from './create-program.ts';
import { listPrograms } from './program.queries.ts';
import type { Program } from './program.ts';
import { ProgramAnswer, ProgramBody } from './programs.schemas.ts';

export function programRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/programs',
    {
      config: { permission: 'contacts.read', isNarrowed: true },
      schema: {
        summary: 'List the programs people can join, by name',
        tags: ['programs'],
        response: { 200: pageOf(ProgramAnswer) },
      },
    },
    async ({ scope }) => {
      const programs = await ctx.db.tx(scope.workspaceId, listPrograms);
      return { data: programs.map(toProgramAnswer), next_cursor: null, has_more: false };
    },
  );

  http.post(
    '/v1/programs',
    {
      config: { permission: 'programs.write' },
      schema: {
        summary: 'Make a program: brand, purpose, disclosure, promised frequency and where to get help',
        tags: ['programs'],
        body: ProgramBody,
        response: { 201: ProgramAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const program = await createProgram(ctx, scope, {
        name: body.name,
        purpose: body.purpose,
        brandName: body.brand_name,
        helpContact: body.help_contact,
        disclosure: body.disclosure,
        textsPerMonth: body.texts_per_month,
        locale: body.locale,
      });
      return reply.code(201).send(toProgramAnswer(program));
    },
  );
}

/** A program as the API shows it. */
export function toProgramAnswer(program: Program) {
  return {
    object: 'program' as const,
    id: publicId('prg', program.id),
    name: program.name,
    purpose: program.purpose,
    brand_id: publicId('brd', program.brandId),
    brand_name: program.brandName,
    help_contact: program.helpContact,
    disclosure: program.disclosure,
    disclosure_version: program.disclosureVersion,
    texts_per_month: program.textsPerMonth,
    status: program.status,
    created_at: program.createdAt.toISOString(),
  };
}
