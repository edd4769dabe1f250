import {
  type LintFinding,
  type LintInput,
  lintChannels,
  lintText,
  ownDomainsOf,
} from '@tidings/policy/content';
import { type Static, Type } from 'typebox';
import { getBrand, getProgram, purposes } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { readUuidId } from '../platform/ids.ts';
import { loadRulings } from './rulings/ruling.queries.ts';

const Name = Type.String({ minLength: 1, maxLength: 200 });
const Address = Type.String({ minLength: 1, maxLength: 2_000 });

const LintBody = Type.Object(
  {
    body: Type.String({ maxLength: 4_096, description: 'The text, with its merge fields.' }),
    program_id: Type.Optional(
      Type.String({
        description:
          'Takes purpose, brand, website and promised frequency from this program, prg_…, where they are left out here.',
      }),
    ),
    purpose: Type.Optional(nullable(Type.Enum([...purposes]))),
    brands: Type.Optional(
      Type.Array(Name, { maxItems: 20, description: 'Names of the brand, the usual one first.' }),
    ),
    country: Type.Optional(
      Type.String({ pattern: '^[A-Z]{2}$', description: 'Where it goes; US when left out.' }),
    ),
    can_reply: Type.Optional(
      Type.Boolean({ description: 'False where nobody can write back to the sender.' }),
    ),
    opt_out_line_due: Type.Optional(
      Type.Boolean({ description: 'False where everybody has been told within 30 days how to leave.' }),
    ),
    own_domains: Type.Optional(nullable(Type.Array(Name, { maxItems: 100 }))),
    age_gate: Type.Optional(
      nullable(
        Type.Integer({
          minimum: 0,
          maximum: 99,
          description: 'The age that everybody has proved by a date of birth.',
        }),
      ),
    ),
    texts_per_month: Type.Optional(
      nullable(Type.Number({ minimum: 0, description: 'What the program promises.' })),
    ),
    certain_fields: Type.Optional(
      Type.Array(Name, { maxItems: 200, description: 'Fields that everybody has.' }),
    ),
    redirects: Type.Optional(
      Type.Array(Type.Object({ from: Address, hops: Type.Array(Address, { maxItems: 20 }) }), {
        maxItems: 20,
        description: 'Where links of the text lead on to, as you have seen it; nothing is fetched.',
      }),
    ),
    channel: Type.Optional(
      Type.Enum([...lintChannels], {
        description:
          '`text` when left out; the others are mail, which is asked for the particulars of CAN-SPAM.',
      }),
    ),
    postal_address: Type.Optional(
      nullable(
        Type.String({ maxLength: 500, description: 'Of the brand, which commercial mail must carry.' }),
      ),
    ),
  },
  { additionalProperties: false },
);

const LintAnswer = Type.Object(
  {
    object: Type.Literal('lint'),
    errors: Type.Integer({ description: 'How many of the findings keep the text from leaving.' }),
    warnings: Type.Integer(),
    findings: Type.Array(
      Type.Object({
        rule: Type.String(),
        severity: Type.Enum(['error', 'warning']),
        start: Type.Integer({
          description: 'Index in the body in UTF-16 units; `end` is the one after the last.',
        }),
        end: Type.Integer(),
        sentence: Type.String(),
        remedy: Type.String(),
        fix: Type.Optional(Type.String({ description: 'What to put in place of it.' })),
      }),
    ),
  },
  { title: 'Lint' },
);

export function lintRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/lint',
    {
      config: { permission: 'templates.read' },
      schema: {
        summary: 'Say what speaks against a text; nothing is kept',
        tags: ['compliance'],
        body: LintBody,
        response: { 200: LintAnswer },
      },
    },
    async ({ body, scope }) => {
      const known = await ctx.db.tx(scope.workspaceId, async (tx) => ({
        ...(body.program_id === undefined ? {} : await knownOfProgram(tx, body.program_id)),
        cleared: (await loadRulings(tx)).cleared,
      }));
      return toAnswer(lintText({ ...known, ...readInput(body) }));
    },
  );
}

async function knownOfProgram(tx: Tx, text: string): Promise<Omit<LintInput, 'body'>> {
  const id = readUuidId('prg', text);
  if (id === null) {
    const detail = 'This is not the id of a program (prg_…).';
    throw new Invalid('lint.bad_reference', detail, [
      { pointer: '/program_id', code: 'lint.bad_reference', detail },
    ]);
  }
  const program = await getProgram(tx, id);
  const { website, helpContact, postalAddress } = await getBrand(tx, program.brandId);
  return {
    purpose: program.purpose,
    brands: [program.brandName],
    textsPerMonth: program.textsPerMonth,
    ownDomains: website === null ? null : ownDomainsOf([website, helpContact]),
    postalAddress,
  };
}

function readInput(body: Static<typeof LintBody>): LintInput {
  const {
    program_id: _program,
    can_reply,
    opt_out_line_due,
    own_domains,
    age_gate,
    texts_per_month,
    certain_fields,
    postal_address,
    ...same
  } = body;
  return {
    ...same,
    ...(can_reply === undefined ? {} : { canReply: can_reply }),
    ...(opt_out_line_due === undefined ? {} : { isOptOutLineDue: opt_out_line_due }),
    ...(own_domains === undefined ? {} : { ownDomains: own_domains }),
    ...(age_gate === undefined ? {} : { ageGate: age_gate }),
    ...(texts_per_month === undefined ? {} : { textsPerMonth: texts_per_month }),
    ...(certain_fields === undefined ? {} : { certainFields: certain_fields }),
    ...(postal_address === undefined ? {} : { postalAddress: postal_address }),
  };
}

function toAnswer(findings: readonly LintFinding[]): Static<typeof LintAnswer> {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return {
    object: 'lint',
    errors,
    warnings: findings.length - errors,
    findings: findings.map((one) => ({ ...one })),
  };
}
