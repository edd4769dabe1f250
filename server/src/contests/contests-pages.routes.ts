import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { getWorkspace } from '../accounts/index.ts';
import { getProgram } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { languageOf, publicPages, sendPage } from '../platform/http/public-pages.ts';
import type { Http } from '../platform/http/server.ts';
import { type Language, say } from '../platform/pages/languages.ts';
import { networkKey } from '../platform/pages/network.ts';
import { getPageTheme } from '../platform/pages/page-theme.queries.ts';
import { findPublicAddress } from '../platform/pages/public-address.queries.ts';
import { countRequest, refuseOver } from '../platform/pages/request-count.queries.ts';
import { type Contest, closedBecause } from './contest.ts';
import { contestPage, type EntryFields, sayingPage } from './contest-page.ts';
import { contestWords } from './contest-words.ts';
import { enterFree } from './enter-contest.ts';
import { addressKind, getContest } from './save-contest.ts';

const params = Type.Object({ address: Type.String({ pattern: '^[a-z0-9]{10}$' }) });
const querystring = Type.Object({ language: Type.Optional(Type.String({ maxLength: 10 })) });
const Fields = Type.Record(Type.String({ maxLength: 50 }), Type.String({ maxLength: 1_000 }));

// A household enters by one network; a robot enters a thousand times.
const entriesOfNetwork = { most: 20, windowSeconds: 3_600 };

type Visit = {
  readonly workspaceId: string;
  readonly contestId: string;
  readonly address: string;
  readonly language: Language;
};

/** Pages of contests at `/e/…`: the rules, and the free entry. */
export async function contestPages(http: Http, ctx: Context): Promise<void> {
  await publicPages(http, ctx, (pages) => {
    pages.get(
      '/e/:address',
      { config: { permission: 'public', isHidden: true }, schema: { params, querystring } },
      async (request, reply) => {
        const visit = await visitOf(ctx, request, request.params.address);
        const page = await show(ctx, visit, {}, []);
        return sendPage(reply.code(page.isClosed ? 410 : 200), page);
      },
    );
    pages.post(
      '/e/:address',
      { config: { permission: 'public', isHidden: true }, schema: { params, querystring, body: Fields } },
      async (request, reply) => {
        const visit = await visitOf(ctx, request, request.params.address);
        return sendPage(reply, await submit(ctx, visit, request.ip, request.body));
      },
    );
  });
}

async function visitOf(ctx: Context, request: FastifyRequest, address: string): Promise<Visit> {
  const found = await ctx.db.system((tx) => findPublicAddress(tx, address));
  if (found?.kind !== addressKind) throw new NotFound('page.not_found', 'There is no such page.');
  return {
    workspaceId: found.workspaceId,
    contestId: found.objectId,
    address,
    language: languageOf(request),
  };
}

async function show(ctx: Context, visit: Visit, fields: EntryFields, problems: readonly string[]) {
  const { language, address } = visit;
  return ctx.db.tx(visit.workspaceId, async (tx) => {
    const contest = await getContest(tx, visit.contestId);
    const theme = await getPageTheme(tx);
    const closed = closedBecause(contest, ctx.clock.now());
    if (closed !== null) return { ...sayingPage(language, closed), language, theme, isClosed: true };
    const { brandName } = await getProgram(tx, contest.programId);
    const { country } = await getWorkspace(tx);
    const body = contestPage({ contest, address, brandName, country, language, fields, problems });
    return { title: contest.name, body, language, theme, isClosed: false };
  });
}

/** Takes an entry. Whoever has entered already is told the same, so that nobody learns here whose numbers are known. */
async function submit(ctx: Context, visit: Visit, ip: string, fields: EntryFields) {
  const { language, workspaceId } = visit;
  const subject = networkKey(ctx.secrets, ip);
  refuseOver(
    await ctx.db.tx(workspaceId, (tx) =>
      countRequest(tx, { purpose: 'contest.entries', subject, ...entriesOfNetwork }),
    ),
  );
  const { contest, country, theme } = await ctx.db.tx(workspaceId, async (tx) => ({
    contest: await getContest(tx, visit.contestId),
    country: (await getWorkspace(tx)).country,
    theme: await getPageTheme(tx),
  }));
  // Only a robot fills in what people do not see; it is told what everybody is told.
  if (fields.website) return { ...sayingPage(language, 'entered'), language, theme };
  const read = readFields(contest, country, language, fields);
  if (read.problems.length > 0) return show(ctx, visit, fields, read.problems);
  const entered = await ctx.db.tx(workspaceId, (tx) =>
    enterFree(tx, ctx, visit.contestId, {
      ...{ number: read.number, way: 'form', fullName: (fields.full_name ?? '').trim() },
      ...{ email: fields.email?.trim() || null, region: fields.region || null },
      isOldEnough: contest.leastAge === null ? null : fields.age === String(contest.leastAge),
    }),
  );
  const key = 'closed' in entered ? entered.closed : entered.state === 'refused' ? 'refused' : 'entered';
  return { ...sayingPage(language, key), language, theme };
}

function readFields(
  { leastAge, regions }: Contest,
  country: string,
  language: Language,
  fields: EntryFields,
) {
  const problems: string[] = [];
  const words = (key: string, values = {}) => say(contestWords, language, key, values);
  const parsed = parseNumber(fields.number ?? '', {
    defaultCountry: isCountryCode(country) ? country : undefined,
  });
  if (!parsed.ok) problems.push(words('problem_number', { sentence: parsed.sentence }));
  if (!fields.full_name?.trim()) problems.push(words('problem_name'));
  if (leastAge !== null && fields.age !== String(leastAge))
    problems.push(words('problem_age', { age: leastAge }));
  if (regions !== null && ![...regions, 'elsewhere'].includes(fields.region ?? ''))
    problems.push(words('problem_region'));
  return { number: parsed.ok ? parsed.e164 : '', problems };
}
