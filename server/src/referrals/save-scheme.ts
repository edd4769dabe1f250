import { parseTemplate } from '@tidings/sms';
import { recordAudit, type Scope } from '../accounts/index.ts';
import { getContact, getProgram } from '../contacts/index.ts';
import { findPoolByName } from '../coupons/index.ts';
import { getKeyword } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, conflictAt, Internal, Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { listSenders } from '../senders/index.ts';
import { requireSayable } from '../texts/index.ts';
import { ensureCode, findScheme, insertScheme, saveSchemeState } from './referral.queries.ts';
import { joinLinkOf, newCode, type Scheme, type SchemeContent } from './referral.ts';

export async function createScheme(ctx: Context, scope: Scope, content: SchemeContent): Promise<Scheme> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await requireGood(tx, ctx, content);
    const now = ctx.clock.now();
    const made = { madeBy: scope.actor, createdAt: now, changedAt: now };
    const scheme: Scheme = { ...content, id: ctx.ids.uuid(), state: 'on', ...made };
    if (!(await insertScheme(tx, scheme)))
      throw conflictAt(
        '/join_keyword_id',
        'referral.keyword_taken',
        'Friends join another referral scheme by this keyword. Take another one.',
      );
    const after = { name: scheme.name, reward_pools: scheme.rewardPools.join(' ') };
    await recordAudit(tx, scope, {
      act: 'referral_scheme.created',
      object: publicId('rfs', scheme.id),
      after,
    });
    return scheme;
  });
}

async function requireGood(tx: Tx, ctx: Context, content: SchemeContent): Promise<void> {
  const { programId, joinKeywordId, askKeywordId, rewardPools, rewardBody } = content;
  const program = await getProgram(tx, programId);
  if (program.purpose !== 'marketing')
    throw invalid(
      'referral.other_program',
      `“${program.name}” is for ${program.purpose} texts. A reward promotes: choose a program for marketing.`,
      '/program_id',
    );
  const join = await getKeyword(tx, joinKeywordId);
  if (join.archivedAt !== null || join.kind !== 'join' || join.programId !== programId || !join.mayGoOn)
    throw invalid(
      'referral.bad_join_keyword',
      'Choose a keyword by which people join this program, after which a text may go on (may_go_on): the code stands there.',
      '/join_keyword_id',
    );
  if (askKeywordId !== null) {
    const ask = await getKeyword(tx, askKeywordId);
    if (ask.archivedAt !== null || ask.kind !== 'reply' || ask.programId !== programId)
      throw invalid(
        'referral.bad_ask_keyword',
        'Choose a keyword of the kind reply, of the same program.',
        '/ask_keyword_id',
      );
  }
  for (const [at, pool] of rewardPools.entries())
    if (!(await findPoolByName(tx, pool)))
      throw invalid('referral.no_pool', `There are no coupons called “${pool}”.`, `/reward_pools/${at}`);
  if (new Set(rewardPools).size < rewardPools.length)
    throw invalid(
      'referral.pool_twice',
      'Name each pool once: a person gets one code of a pool.',
      '/reward_pools',
    );
  const parsed = parseTemplate(rewardBody);
  if (!parsed.ok || !parsed.template.fields.some(({ name }) => name === 'coupon'))
    throw invalid(
      'referral.no_coupon',
      'Put {{ coupon }} into the words: that is where the code stands.',
      '/reward_body',
    );
  await requireSayable(tx, ctx, { programId, from: null, body: rewardBody });
}

/** While it is off nobody gets a code and no friend counts; people still join by the keyword. */
export async function switchScheme(
  ctx: Context,
  scope: Scope,
  id: string,
  state: Scheme['state'],
): Promise<Scheme> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await getScheme(tx, id);
    await saveSchemeState(tx, id, state, ctx.clock.now());
    const act = { act: 'referral_scheme.switched', object: publicId('rfs', id) };
    await recordAudit(tx, scope, { ...act, before: { state: before.state }, after: { state } });
    return getScheme(tx, id);
  });
}

export async function getScheme(tx: Tx, id: string): Promise<Scheme> {
  const found = await findScheme(tx, id);
  if (found) return found;
  throw new NotFound(
    'referral.scheme_not_found',
    'There is no such referral scheme in this workspace. List them to see which there are.',
  );
}

export type OwnCode = {
  readonly code: string;
  readonly joinWord: string;
  readonly number: string | null;
  readonly link: string | null;
};

/** The code of a person, the same whenever they ask. */
export async function codeOf(
  tx: Tx,
  ctx: Pick<Context, 'ids' | 'clock'>,
  scheme: Scheme,
  contactId: number,
): Promise<OwnCode> {
  const { words, senderId } = await getKeyword(tx, scheme.joinKeywordId);
  const [joinWord = 'JOIN'] = words;
  const senders = await listSenders(tx);
  const number =
    (senders.find(({ id }) => id === senderId) ?? senders.find(({ kind }) => kind !== 'alphanumeric'))
      ?.number ?? null;
  for (let tries = 0; tries < 5; tries += 1) {
    const wanted = { schemeId: scheme.id, contactId, code: newCode(ctx.ids.token), at: ctx.clock.now() };
    const code = await ensureCode(tx, wanted);
    if (code !== null) return { code, joinWord, number, link: number && joinLinkOf(number, joinWord, code) };
  }
  throw new Internal('referral.no_code', 'No free code was drawn five times. Try again.');
}

/** For whoever hands it to the person otherwise, such as on a page of theirs. */
export async function giveCode(ctx: Context, scope: Scope, id: string, contactId: number): Promise<OwnCode> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const scheme = await getScheme(tx, id);
    if (scheme.state === 'off')
      throw new Conflict('referral.off', 'This referral scheme is off. Switch it on first.');
    await getContact(tx, contactId);
    const own = await codeOf(tx, ctx, scheme, contactId);
    const after = { contact: publicId('con', contactId) };
    await recordAudit(tx, scope, { act: 'referral_code.given', object: publicId('rfs', id), after });
    return own;
  });
}

export const invalid = (code: string, detail: string, pointer: string): Invalid =>
  new Invalid(code, detail, [{ pointer, code, detail }]);
