import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { getTemplate } from '../save-template.ts';
import { templateStandings } from '../template.ts';
import { readTemplateId } from '../templates.schemas.ts';
import { judgeTemplate, setNeedsApproval, unapprovedBecause } from './judge-template.ts';
import { listVerdicts, needsApproval } from './template-approval.queries.ts';

const tags = ['templates'];
const params = Type.Object({ id: Type.String({ description: 'tpl_…' }) });
const Verdict = Type.Enum(['approved', 'declined']);
const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 });

const ApprovalsAnswer = Type.Object(
  {
    object: Type.Literal('template_approvals'),
    template_id: Type.String(),
    version: Type.Integer(),
    standing: Type.Enum([...templateStandings]),
    is_needed: Type.Boolean({ description: 'Whether this workspace uses approved versions alone.' }),
    is_usable: Type.Boolean({ description: 'Whether texts may be written from this version now.' }),
    sentence: Type.String(),
    data: Type.Array(
      Type.Object({
        verdict: Verdict,
        by: Type.String(),
        note: nullable(Type.String()),
        given_at: Type.String({ format: 'date-time' }),
        snippets: nullable(
          Type.Record(Type.String(), Type.Integer(), {
            description:
              'Which version of each snippet they have seen; texts say these until it is approved anew.',
          }),
        ),
      }),
    ),
  },
  { title: 'TemplateApprovals' },
);

const SettingBody = Type.Object(
  {
    needs_approval: Type.Boolean({
      description: 'True where texts and campaigns may take approved versions of templates alone.',
    }),
  },
  { additionalProperties: false },
);
const SettingAnswer = Type.Object(
  { object: Type.Literal('template_setting'), ...SettingBody.properties },
  { title: 'TemplateSetting' },
);

/** Which versions of templates may be used. */
export function templateApprovalRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/templates/:id/approvals',
    {
      config: { permission: 'templates.read' },
      schema: {
        summary: 'See whether a version of a template may be used, and who said so',
        tags,
        params,
        querystring: Type.Object({ version: Type.Optional(Version) }),
        response: { 200: ApprovalsAnswer },
      },
    },
    async ({ params: { id }, query, scope }) =>
      ctx.db.tx(scope.workspaceId, (tx) => read(tx, readTemplateId(id), query.version ?? null)),
  );

  http.post(
    '/v1/templates/:id/approvals',
    {
      config: { permission: 'campaigns.approve' },
      schema: {
        summary: 'Approve or decline a version of a template that somebody else wrote',
        tags,
        params,
        body: Type.Object(
          {
            verdict: Verdict,
            version: { ...Version, description: 'Of the words that you have looked at.' },
            note: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 1_000 }))),
          },
          { additionalProperties: false },
        ),
        response: { 201: ApprovalsAnswer },
      },
    },
    async ({ params: { id }, body, scope }, reply) => {
      const templateId = readTemplateId(id);
      const { verdict, version, note = null } = body;
      await judgeTemplate(ctx, scope, templateId, { verdict, version, note });
      return reply.code(201).send(await ctx.db.tx(scope.workspaceId, (tx) => read(tx, templateId, version)));
    },
  );

  settingRoutes(http, ctx);
}

function settingRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/policy/templates',
    {
      config: { permission: 'templates.read' },
      schema: { summary: 'Read whether templates must be approved', tags, response: { 200: SettingAnswer } },
    },
    async ({ scope }) => toSetting(await ctx.db.tx(scope.workspaceId, needsApproval)),
  );

  http.put(
    '/v1/policy/templates',
    {
      config: { permission: 'campaigns.approve' },
      schema: {
        summary: 'Say whether templates must be approved before texts are written from them',
        tags,
        body: SettingBody,
        response: { 200: SettingAnswer },
      },
    },
    async ({ scope, body }) => toSetting(await setNeedsApproval(ctx, scope, body.needs_approval)),
  );
}

const toSetting = (isNeeded: boolean) => ({ object: 'template_setting' as const, needs_approval: isNeeded });

async function read(tx: Tx, id: string, version: number | null): Promise<Static<typeof ApprovalsAnswer>> {
  const template = await getTemplate(tx, id, version);
  const isNeeded = await needsApproval(tx);
  const against = unapprovedBecause(template, isNeeded);
  const verdicts = await listVerdicts(tx, id, template.version);
  return {
    object: 'template_approvals',
    template_id: publicId('tpl', id),
    version: template.version,
    standing: template.standing,
    is_needed: isNeeded,
    is_usable: against === null,
    sentence: against ?? (isNeeded ? 'It is approved and can be used.' : 'Nobody need approve it.'),
    data: verdicts.map(({ verdict, by, note, givenAt, snippets }) => ({
      ...{ verdict, by, note, given_at: givenAt.toISOString(), snippets: snippets && { ...snippets } },
    })),
  };
}
