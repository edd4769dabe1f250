import { getWorkspace, recordAudit, type Scope } from '../accounts/index.ts';
import { lintForProgram } from '../compliance/index.ts';
import {
  type BrandFacts,
  getBrand,
  getProgram,
  insertWords,
  isOfBrand,
  listPrograms,
  lockProgram,
  type Program,
  type ProgramWords,
  readHelpContact,
  readWords,
  saveBrandFacts,
  saveDisclosure,
  saveProgramStatus,
  standingPolicy,
  type WordsKind,
} from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import type { Language } from '../platform/pages/languages.ts';
import { ensurePublicAddress } from '../platform/pages/public-address.queries.ts';
import { refuseWords } from '../templates/index.ts';
import { saveJoinRule } from './join-rule.queries.ts';
import { checkRule, type JoinRule } from './join-rule.ts';
import { loadJoinable } from './joinable.ts';

/** Opens a program to whoever wants to join. With anything missing it stays a draft, and the refusal names all of it. */
export async function publishProgram(ctx: Context, scope: Scope, programId: string): Promise<Program> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { status } = await lockProgram(tx, programId);
    if (status === 'live') return getProgram(tx, programId);
    const { lacks } = await loadJoinable(tx, programId);
    if (lacks.length > 0) {
      throw new Invalid(
        'program.incomplete',
        `This program cannot go live yet. ${lacks.map((one) => one.sentence).join(' ')}`,
        lacks.map(({ element, sentence }) => ({ pointer: `/${element}`, code: element, detail: sentence })),
      );
    }
    await saveProgramStatus(tx, programId, 'live', ctx.clock.now());
    const change = { before: { status }, after: { status: 'live' } };
    await recordAudit(tx, scope, {
      act: 'program.published',
      object: publicId('prg', programId),
      ...change,
    });
    return getProgram(tx, programId);
  });
}

/** Nobody joins any more; whoever has joined stays and may be texted. */
export async function closeProgram(ctx: Context, scope: Scope, programId: string): Promise<Program> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { status } = await lockProgram(tx, programId);
    if (status === 'draft') throw new Conflict('program.not_live', 'This program was never published.');
    if (status === 'closed') return getProgram(tx, programId);
    await saveProgramStatus(tx, programId, 'closed', ctx.clock.now());
    const change = { before: { status }, after: { status: 'closed' } };
    await recordAudit(tx, scope, {
      act: 'program.closed',
      object: publicId('prg', programId),
      ...change,
    });
    return getProgram(tx, programId);
  });
}

export type NewWords = { readonly kind: WordsKind; readonly locale: Language; readonly body: string };

/**
 * Puts the next version of words in place. Those of before stay on record with whoever agreed to them. Words that would
 * leave a live program without something it must say are refused, and the ones in use stay.
 */
export async function writeWords(
  ctx: Context,
  scope: Scope,
  programId: string,
  words: NewWords,
): Promise<ProgramWords> {
  const { kind, locale } = words;
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const program = await lockProgram(tx, programId);
    const before = await loadJoinable(tx, programId);
    await refuseUnsayable(tx, program, words);
    const written = await insertWords(
      tx,
      { brandId: program.brandId, programId },
      {
        kind,
        locale,
        body: readWords(kind, words.body),
        writtenBy: scope.actor,
        writtenAt: ctx.clock.now(),
      },
    );
    if (isOfBrand(kind))
      await ensurePublicAddress(tx, ctx.ids.token, { kind: 'brand', objectId: program.brandId });
    if (kind === 'disclosure' && isMainDisclosure(before.words, locale))
      await saveDisclosure(tx, programId, written.body, written.version);
    await refuseNewLacks(
      tx,
      program,
      before.lacks.map((one) => one.element),
    );
    await recordAudit(tx, scope, {
      act: 'program.words_written',
      object: publicId('prg', programId),
      after: { kind, locale, version: written.version, sha256: written.sha256 },
    });
    return written;
  });
}

/** Of the words of a program, those that are sent. A confirmation is the first text that people keep, so it says how to leave. */
async function refuseUnsayable(tx: Tx, program: Program, { kind, body }: NewWords): Promise<void> {
  if (kind !== 'join_request' && kind !== 'join_reminder' && kind !== 'join_confirmation') return;
  const brand = await getBrand(tx, program.brandId);
  const { country } = await getWorkspace(tx);
  const isOptOutLineDue = kind === 'join_confirmation';
  refuseWords(lintForProgram({ program, brand, body, country, isOptOutLineDue }));
}

const isMainDisclosure = (words: readonly ProgramWords[], locale: Language) => {
  const ofKind = words.filter((one) => one.kind === 'disclosure');
  const first = ofKind.reduce<ProgramWords | null>((a, b) => (a === null || b.id < a.id ? b : a), null);
  return first === null || first.locale === locale || locale === 'en';
};

/** A program that was made before words were checked may lack some; new words must not add to that. */
async function refuseNewLacks(tx: Tx, { id, status }: Program, known: readonly string[]): Promise<void> {
  if (status !== 'live') return;
  const lacks = (await loadJoinable(tx, id)).lacks.filter((one) => !known.includes(one.element));
  const [first] = lacks;
  if (!first) return;
  throw new Invalid(
    'words.incomplete',
    lacks.map((one) => one.sentence).join(' '),
    lacks.map(({ element, sentence }) => ({ pointer: '/body', code: element, detail: sentence })),
  );
}

/** Writes the terms and the privacy policy of a program's brand from what the workspace has said of itself. */
export async function writeStandingPolicies(
  ctx: Context,
  scope: Scope,
  programId: string,
  locale: Language,
): Promise<ProgramWords[]> {
  const texts = await ctx.db.tx(scope.workspaceId, (tx) => draftPolicies(tx, programId, locale));
  const written: ProgramWords[] = [];
  for (const words of texts) written.push(await writeWords(ctx, scope, programId, words));
  return written;
}

async function draftPolicies(tx: Tx, programId: string, locale: Language): Promise<NewWords[]> {
  const program = await getProgram(tx, programId);
  const brand = await getBrand(tx, program.brandId);
  const programs = (await listPrograms(tx)).filter((one) => one.brandId === brand.id);
  return (['terms', 'privacy'] as const).map((kind) => ({
    kind,
    locale,
    body: standingPolicy(kind, locale, brand, programs),
  }));
}

export async function setJoinRule(
  ctx: Context,
  scope: Scope,
  programId: string,
  rule: JoinRule,
): Promise<JoinRule> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const program = await lockProgram(tx, programId);
    const before = await loadJoinable(tx, programId);
    const checked = checkRule(rule);
    if (checked.senderId !== null && !before.senders.some(({ id }) => id === checked.senderId))
      throw new Invalid('sender.not_found', 'There is no such sender in this workspace.');
    await saveJoinRule(tx, programId, checked);
    await refuseNewLacks(
      tx,
      program,
      before.lacks.map((one) => one.element),
    );
    await recordAudit(tx, scope, {
      act: 'program.join_rule_set',
      object: publicId('prg', programId),
      before: before.rule,
      after: checked,
    });
    return checked;
  });
}

export async function setBrandFacts(
  ctx: Context,
  scope: Scope,
  brandId: string,
  facts: BrandFacts,
  helpContact: string | undefined,
): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const { id: _, name: __, ...before } = await getBrand(tx, brandId);
    const after = {
      ...facts,
      helpContact: helpContact === undefined ? before.helpContact : readHelpContact(helpContact),
    };
    await saveBrandFacts(tx, brandId, after);
    await recordAudit(tx, scope, {
      act: 'brand.facts_set',
      object: publicId('brd', brandId),
      before,
      after,
    });
  });
}
