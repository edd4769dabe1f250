import { Type } from 'typebox';
import type { Scope } from '../accounts/index.ts';
import {
  type Brand,
  getBrand,
  getProgram,
  listWordVersions,
  type ProgramWords,
  toProgramAnswer,
} from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { countRequests, type JoinCounts } from './join-request.queries.ts';
import type { JoinRule } from './join-rule.ts';
import { type Joinable, loadJoinable } from './joinable.ts';
import {
  BrandAnswer,
  BrandBody,
  ById,
  JoinAnswer,
  JoinableAnswer,
  JoinBody,
  JoinRuleBody,
  PoliciesBody,
  readBrandId,
  readProgramId,
  WordsAnswer,
  WordsBody,
} from './joining.schemas.ts';
import {
  closeProgram,
  publishProgram,
  setBrandFacts,
  setJoinRule,
  writeStandingPolicies,
  writeWords,
} from './publish-program.ts';
import { tellJoin } from './tell-join.ts';

const [read, write] = [{ permission: 'contacts.read', isNarrowed: true }, { permission: 'programs.write' }];
const tags = ['programs'];

export function joiningRoutes(http: Http, ctx: Context): void {
  programStateRoutes(http, ctx);
  wordsRoutes(http, ctx);
  ruleRoutes(http, ctx);
  joinRoute(http, ctx);
}

function programStateRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/programs/:id',
    {
      config: read,
      schema: {
        summary:
          'Show a program: what it lacks before anybody may join, its words, its rule and who was asked',
        tags,
        params: ById,
        response: { 200: JoinableAnswer },
      },
    },
    ({ params, scope }) => showProgram(ctx, scope, readProgramId(params.id)),
  );
  for (const [act, verb, summary] of [
    [
      'publish',
      publishProgram,
      'Publish a program, so that people can join it; refused with everything that is missing',
    ],
    ['close', closeProgram, 'Close a program: nobody joins any more, whoever has joined stays'],
  ] as const) {
    http.post(
      `/v1/programs/:id/${act}`,
      { config: write, schema: { summary, tags, params: ById, response: { 200: JoinableAnswer } } },
      async ({ params, scope }) => {
        const id = readProgramId(params.id);
        await verb(ctx, scope, id);
        return showProgram(ctx, scope, id);
      },
    );
  }
}

function wordsRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/programs/:id/words',
    {
      config: read,
      schema: {
        summary: 'List every version of every word people were shown',
        tags,
        params: ById,
        response: { 200: Type.Object({ data: Type.Array(WordsAnswer) }) },
      },
    },
    async ({ params, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const program = await getProgram(tx, readProgramId(params.id));
        const versions = await listWordVersions(tx, { brandId: program.brandId, programId: program.id });
        return { data: versions.map(toWords) };
      }),
  );
  http.post(
    '/v1/programs/:id/words',
    {
      config: write,
      schema: {
        summary: 'Write the next version of a program’s words; those of before stay on record',
        tags,
        params: ById,
        body: WordsBody,
        response: { 201: WordsAnswer },
      },
    },
    async ({ params, body, scope }, reply) =>
      reply.code(201).send(toWords(await writeWords(ctx, scope, readProgramId(params.id), body))),
  );
  http.post(
    '/v1/programs/:id/policies',
    {
      config: write,
      schema: {
        summary: 'Write terms and privacy policy of the program’s brand from what is known of it',
        tags,
        params: ById,
        body: PoliciesBody,
        response: { 201: Type.Object({ data: Type.Array(WordsAnswer) }) },
      },
    },
    async ({ params, body, scope }, reply) => {
      const written = await writeStandingPolicies(ctx, scope, readProgramId(params.id), body.locale);
      return reply.code(201).send({ data: written.map(toWords) });
    },
  );
}

function ruleRoutes(http: Http, ctx: Context): void {
  http.put(
    '/v1/programs/:id/join-rule',
    {
      config: write,
      schema: {
        summary: 'Say how a program is joined: double opt-in, age, countries, and how long a request waits',
        tags,
        params: ById,
        body: JoinRuleBody,
        response: { 200: JoinableAnswer },
      },
    },
    async ({ params, body, scope }) => {
      const id = readProgramId(params.id);
      await setJoinRule(ctx, scope, id, {
        doubleOptIn: body.double_opt_in,
        confirmWithinHours: body.confirm_within_hours,
        remindAfterHours: body.remind_after_hours,
        leastAge: body.least_age,
        countries: body.countries,
        // One that is no id of ours finds no sender, and is refused as such.
        senderId: body.sender_id === null ? null : (readUuidId('snd', body.sender_id) ?? body.sender_id),
      });
      return showProgram(ctx, scope, id);
    },
  );
  http.put(
    '/v1/brands/:id',
    {
      config: write,
      schema: {
        summary: 'Say who stands behind a brand and where people get help',
        tags,
        params: ById,
        body: BrandBody,
        response: { 200: BrandAnswer },
      },
    },
    async ({ params, body, scope }) => {
      const id = readBrandId(params.id);
      const facts = {
        legalName: emptyAsNull(body.legal_name),
        postalAddress: emptyAsNull(body.postal_address),
        website: emptyAsNull(body.website),
      };
      await setBrandFacts(ctx, scope, id, facts, body.help_contact);
      return toBrand(await ctx.db.tx(scope.workspaceId, (tx) => getBrand(tx, id)));
    },
  );
}

function joinRoute(http: Http, ctx: Context): void {
  http.post(
    '/v1/programs/:id/joins',
    {
      config: { permission: 'contacts.write' },
      schema: {
        summary:
          'Record that a person joins: by a checkout, on paper, at the till. Asks them to confirm where the rule says so',
        tags,
        params: ById,
        body: JoinBody,
        response: { 201: JoinAnswer },
      },
    },
    async ({ params, body, scope }, reply) => {
      const result = await tellJoin(ctx, scope, readProgramId(params.id), body);
      return reply.code(201).send({
        object: 'join' as const,
        status: result.kind,
        contact_id: 'contactId' in result ? publicId('con', result.contactId) : null,
        event_id: result.kind === 'joined' ? publicId('cev', result.eventId) : null,
        answer_id: 'answerId' in result && result.answerId !== null ? publicId('msg', result.answerId) : null,
        expires_at: result.kind === 'pending' ? result.expiresAt.toISOString() : null,
      });
    },
  );
}

const emptyAsNull = (text: string | null) => {
  const trimmed = text?.normalize('NFC').trim() ?? '';
  return trimmed === '' ? null : trimmed;
};

function showProgram(ctx: Context, scope: Scope, id: string) {
  return ctx.db.tx(scope.workspaceId, async (tx) =>
    toJoinable(await loadJoinable(tx, id), await countRequests(tx, id)),
  );
}

function toJoinable(about: Joinable, requests: readonly JoinCounts[]) {
  return {
    program: toProgramAnswer(about.program),
    brand: toBrand(about.brand),
    join_rule: toRule(about.rule),
    countries: [...about.countries],
    lacks: [...about.lacks],
    words: about.words.map(toWords),
    requests: [...requests],
  };
}

const toRule = (rule: JoinRule) => ({
  double_opt_in: rule.doubleOptIn,
  confirm_within_hours: rule.confirmWithinHours,
  remind_after_hours: rule.remindAfterHours,
  least_age: rule.leastAge,
  countries: rule.countries === null ? null : [...rule.countries],
  sender_id: rule.senderId === null ? null : publicId('snd', rule.senderId),
});

const toWords = (words: ProgramWords) => ({
  object: 'words' as const,
  kind: words.kind,
  locale: words.locale,
  version: words.version,
  body: words.body,
  sha256: words.sha256,
  written_by: words.writtenBy,
  written_at: words.writtenAt.toISOString(),
});

const toBrand = (brand: Brand) => ({
  object: 'brand' as const,
  id: publicId('brd', brand.id),
  name: brand.name,
  help_contact: brand.helpContact,
  legal_name: brand.legalName,
  postal_address: brand.postalAddress,
  website: brand.website,
});
