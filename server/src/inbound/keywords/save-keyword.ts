import { getWorkspace, recordAudit, requireFreshSignIn, type Scope } from '../../accounts/index.ts';
import { loadRulings } from '../../compliance/index.ts';
import { getBrand, getProgram, listContactFields, standardFields } from '../../contacts/index.ts';
import { loadJoinable } from '../../joining/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { getSender } from '../../senders/index.ts';
import { ensureMms } from '../../templates/index.ts';
import { checkKeyword, type Finding, type Findings } from './check-keyword.ts';
import { getKeyword, listKeywords, lockKeywords, saveKeyword } from './keyword.queries.ts';
import type { Keyword, KeywordContent } from './keyword.ts';

// All of them are read for every reply that is no word of the rules; so many are read in a millisecond.
const mostKeywords = 500;

/** A keyword as it was made, with the key its calls are signed with: shown this once. */
export type MadeKeyword = { readonly keyword: Keyword; readonly secret: string | null };

/** What stands against a keyword, without making it. `id` is of the one that it would become a version of. */
export async function tryKeyword(
  ctx: Context,
  scope: Scope,
  content: KeywordContent,
  id: string | null = null,
): Promise<Findings & { readonly brandName: string }> {
  return ctx.db.tx(scope.workspaceId, (tx) => findOut(tx, ctx, content, id));
}

export async function createKeyword(
  ctx: Context,
  scope: Scope,
  wanted: KeywordContent,
): Promise<MadeKeyword> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await lockKeywords(tx);
    if ((await listKeywords(tx)).length >= mostKeywords)
      throw new Conflict(
        'keyword.too_many',
        `There are ${mostKeywords} keywords, which is the most. Archive one that is over.`,
      );
    const { brandId } = refuseProblems(await findOut(tx, ctx, wanted, null));
    const content = await withMms(tx, ctx, wanted);
    const now = ctx.clock.now();
    const base = {
      id: ctx.ids.uuid(),
      version: 1,
      brandId,
      createdAt: now,
      updatedAt: now,
      archivedAt: null,
    };
    const keyword: Keyword = { ...content, ...base };
    refuseStaleCalls(scope, content, null);
    const secret = content.kind === 'webhook' ? newSecret(ctx) : null;
    await saveKeyword(tx, keyword, scope.actor, sealSecret(ctx, keyword.id, secret));
    await recordAudit(tx, scope, {
      act: 'keyword.created',
      object: publicId('kwd', keyword.id),
      after: content,
    });
    return { keyword, secret };
  });
}

/** The next version. What people have entered or voted so far stays; the former words mean nothing from now on. */
export async function changeKeyword(
  ctx: Context,
  scope: Scope,
  id: string,
  change: (before: Keyword) => KeywordContent,
): Promise<MadeKeyword> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await lockKeywords(tx);
    const before = refuseArchived(await getKeyword(tx, id));
    const wanted = change(before);
    const { brandId } = refuseProblems(await findOut(tx, ctx, wanted, id));
    const content = await withMms(tx, ctx, wanted);
    const { createdAt, version } = before;
    const keyword = {
      ...{ ...content, id, brandId, createdAt, version: version + 1 },
      ...{ updatedAt: ctx.clock.now(), archivedAt: null },
    };
    refuseStaleCalls(scope, content, before);
    const isFirstCall = content.kind === 'webhook' && before.kind !== 'webhook';
    const secret = isFirstCall ? newSecret(ctx) : null;
    await saveKeyword(tx, keyword, scope.actor, sealSecret(ctx, id, secret));
    await recordAudit(tx, scope, {
      ...{ act: 'keyword.changed', object: publicId('kwd', id), before: contentOnly(before), after: content },
    });
    return { keyword, secret };
  });
}

/** Who sends what people write to another address shows first who they are. */
function refuseStaleCalls(scope: Scope, { kind, address }: KeywordContent, before: Keyword | null): void {
  if (kind === 'webhook' && address !== before?.address) requireFreshSignIn(scope);
}

/** It means nothing any more; its versions, entries and votes stay. */
export async function archiveKeyword(ctx: Context, scope: Scope, id: string): Promise<Keyword> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await lockKeywords(tx);
    const before = refuseArchived(await getKeyword(tx, id));
    const now = ctx.clock.now();
    const keyword = { ...before, version: before.version + 1, updatedAt: now, archivedAt: now };
    await saveKeyword(tx, keyword, scope.actor, null);
    await recordAudit(tx, scope, {
      act: 'keyword.archived',
      object: publicId('kwd', id),
      before: contentOnly(before),
      after: { archivedAt: now },
    });
    return keyword;
  });
}

/** The same with the MMS that its answer goes as. Throws Invalid where media are not there, or nobody could fetch them. */
async function withMms(tx: Tx, ctx: Context, content: KeywordContent): Promise<KeywordContent> {
  const { media, mmsSubject: subject } = content;
  if (media.length === 0) return { ...content, mmsId: null };
  return { ...content, mmsId: (await ensureMms(ctx, tx, { media, subject })).id };
}

async function findJoinLack(tx: Tx, programId: string): Promise<string | null> {
  const { program, lacks } = await loadJoinable(tx, programId);
  if (program.status !== 'live') return `Publish “${program.name}” first: nobody can join it yet.`;
  return lacks.length === 0
    ? null
    : `Complete “${program.name}” first. ${lacks.map((one) => one.sentence).join(' ')}`;
}

type Findout = Findings & { readonly brandName: string; readonly brandId: string };

async function findOut(tx: Tx, ctx: Context, content: KeywordContent, id: string | null): Promise<Findout> {
  const program = await getProgram(tx, content.programId);
  const sender = content.senderId === null ? [] : await findSenderProblems(tx, content.senderId);
  const others = (await listKeywords(tx)).filter((one) => one.id !== id);
  const own = (await listContactFields(tx)).map(({ name }) => name);
  const { problems, warnings } = checkKeyword(content, {
    program,
    brand: await getBrand(tx, program.brandId),
    country: (await getWorkspace(tx)).country,
    cleared: (await loadRulings(tx)).cleared,
    others,
    fields: [...standardFields, ...own],
    now: ctx.clock.now(),
    joinLack: content.kind === 'join' ? await findJoinLack(tx, content.programId) : null,
  });
  return {
    problems: [...sender, ...problems],
    warnings,
    brandName: program.brandName,
    brandId: program.brandId,
  };
}

async function findSenderProblems(tx: Tx, senderId: string): Promise<Finding[]> {
  const sender = await getSender(tx, senderId).catch((error: unknown) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (sender === null)
    return [
      {
        code: 'sender.not_found',
        sentence: `There is no sender ${publicId('snd', senderId)} in this workspace. List the senders to see which there are.`,
        pointer: '/sender_id',
      },
    ];
  if (sender.kind !== 'alphanumeric') return [];
  const sentence = `Choose a number: nobody can write back to the name ${sender.number}.`;
  return [{ code: 'keyword.no_way_back', sentence, pointer: '/sender_id' }];
}

function refuseProblems(findout: Findout): Findout {
  const [first] = findout.problems;
  if (!first) return findout;
  const details = findout.problems.map(({ sentence, ...place }) => ({ ...place, detail: sentence }));
  if (findout.problems.length > 1)
    throw new Invalid(
      'keyword.not_ready',
      `${findout.problems.length} things stand against this keyword. ${first.sentence}`,
      details,
    );
  const isTaken = first.code === 'keyword.word_taken' || first.code === 'keyword.default_taken';
  throw new (isTaken ? Conflict : Invalid)(first.code, first.sentence, details);
}

function refuseArchived(keyword: Keyword): Keyword {
  if (keyword.archivedAt === null) return keyword;
  throw new Conflict('keyword.archived', 'This keyword is archived. Make a new one.');
}

function contentOnly(keyword: Keyword): KeywordContent {
  const {
    id: _id,
    version: _version,
    brandId: _brand,
    createdAt: _made,
    updatedAt: _at,
    archivedAt: _gone,
    ...content
  } = keyword;
  return content;
}

/** As Standard Webhooks writes keys: 24 bytes or more, base64, with a mark in front. */
const newSecret = (ctx: Context): string =>
  `whsec_${Buffer.from(ctx.ids.token(32), 'base64url').toString('base64')}`;

export const secretPlace = (keywordId: string): string => `keyword.secret ${keywordId}`;
const sealSecret = (ctx: Context, id: string, secret: string | null): Buffer | null =>
  secret === null ? null : ctx.secrets.seal(secret, secretPlace(id));
