import { getWorkspace, recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { countOf } from '../../platform/count-of.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, type Problem } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { loadEnoughRules } from '../enough-consent.ts';
import { getProgram, listPrograms } from '../program.queries.ts';
import type { Purpose } from '../program.ts';
import { evidenceOf } from './consent-evidence.ts';
import { addCounts, countPage, noCounts, type PeopleCounts } from './count.queries.ts';
import { failImport, getImport, listBrandIds, lockImport, saveCheck, startCheck } from './import.queries.ts';
import {
  attestationOf,
  checkOptions,
  dayOf,
  firstDayOf,
  type Import,
  type ImportOptions,
  refuseCheck,
} from './import.ts';
import { isFinalProblem } from './is-final-problem.ts';
import { keepToKeys } from './keep-to-keys.queries.ts';
import { notesOf } from './notes.ts';
import type { PeoplePage } from './pages/people-page.ts';
import { type Progress, watchProgress } from './progress.ts';
import { type Staged, stageFile } from './stage-file.ts';
import { takeStaging } from './staging.queries.ts';
import type { WeakRules } from './weak-consents.ts';

export const checkTask = 'imports.check';

const never = new AbortController().signal;

/** Puts the check of a file down as a job. */
export async function requestCheck(
  ctx: Context,
  scope: Scope,
  id: string,
  options: ImportOptions,
): Promise<Import> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await beginCheck(tx, scope, id, options, ctx.clock.now());
    await enqueue(
      tx,
      checkTask,
      { workspaceId: scope.workspaceId, importId: id, actor: scope.actor },
      { key: `${checkTask}:${id}` },
    );
    await recordAudit(tx, scope, {
      act: 'import.check_requested',
      object: publicId('imp', id),
      after: options,
    });
    return getImport(tx, id);
  });
}

async function beginCheck(
  tx: Tx,
  scope: Scope,
  id: string,
  options: ImportOptions,
  now: Date,
): Promise<void> {
  const imported = await lockImport(tx, id);
  refuseCheck(imported);
  checkOptions(options, now);
  if (options.programId) await getProgram(tx, options.programId);
  await startCheck(tx, id, { ...options, attestedBy: scope.actor });
}

/**
 * Reads the whole file and says what importing it would do. Changes nothing but the import itself. Throws the sentence
 * that also stands in `problem` when the file cannot be read.
 */
export async function checkImport(
  ctx: Context,
  scope: Scope,
  id: string,
  options: ImportOptions,
  signal = never,
): Promise<Import> {
  await ctx.db.tx(scope.workspaceId, (tx) => beginCheck(tx, scope, id, options, ctx.clock.now()));
  return runCheck(ctx, scope, id, signal);
}

/**
 * One transaction: killed at any moment, nothing of it remains, and the job begins again. While another process reads the
 * same file this one leaves it to that.
 */
export async function runCheck(ctx: Context, scope: Scope, id: string, signal: AbortSignal): Promise<Import> {
  const progress = watchProgress(ctx, scope.workspaceId, id);
  try {
    return await ctx.db.tx(scope.workspaceId, async (tx) => {
      const imported = await getImport(tx, id);
      if (imported.status !== 'checking' || !(await takeStaging(tx, id))) return imported;
      await saveFindings(tx, imported, await findOut(tx, ctx, imported, progress, signal));
      return getImport(tx, id);
    });
  } catch (error) {
    await progress.settle();
    if (isFinalProblem(error))
      await ctx.db.tx(scope.workspaceId, (tx) => failImport(tx, id, (error as Problem).message));
    throw error;
  }
}

type Findings = {
  readonly staged: Staged;
  readonly people: PeopleCounts;
  readonly program: Chosen;
  /** The day on which it was made, where the workspace is. */
  readonly programDay: string | null;
  readonly checkedAt: Date;
  /** As they were asked for, with what follows from the program. */
  readonly options: ImportOptions;
};

async function findOut(
  tx: Tx,
  ctx: Context,
  imported: Import,
  progress: Progress,
  signal: AbortSignal,
): Promise<Findings> {
  const { country, timeZone } = await getWorkspace(tx);
  const program = await chooseProgram(tx, imported.options);
  const now = ctx.clock.now();
  const options = settle(imported.options, program);
  const question = {
    importId: imported.id,
    duplicates: imported.options.duplicates,
    brandIds: await listBrandIds(tx, program.id),
    programId: program.id,
    weak: await weakRulesOf(tx, { ...imported, options }, program, now),
  };
  await keepToKeys(tx);
  let people = noCounts;
  const onPage = async (nth: number, page: PeoplePage) => {
    if (page.people === 0) return;
    const counts = await countPage(tx, ctx, question, nth, page);
    // Two pages may be counted at a time.
    people = addCounts(people, counts);
  };
  const staged = await stageFile(tx, {
    ctx,
    imported: { ...imported, options },
    country,
    now,
    progress,
    signal,
    onPage,
  });
  await progress.settle();
  if (people.opted_out > 0 && question.brandIds.length === 0) {
    throw new Conflict(
      'import.no_brand',
      `${countOf(people.opted_out, 'person of this file has', 'people of this file have')} opted out, and there is no program yet whose texts they could be kept from. Create a program, then check again.`,
    );
  }
  const programDay = program.createdAt && dayOf(program.createdAt, timeZone);
  return { staged, people, program, programDay, checkedAt: now, options };
}

async function weakRulesOf(
  tx: Tx,
  imported: Import,
  { purpose }: Chosen,
  now: Date,
): Promise<WeakRules | null> {
  if (purpose === null) return null;
  const rules = await loadEnoughRules(tx, now);
  const areShown = attestationOf(imported.options) !== null && rules.permission.standard !== 'proven';
  return { ...rules, purpose, evidence: evidenceOf(imported), areShown };
}

async function saveFindings(tx: Tx, imported: Import, findings: Findings): Promise<void> {
  const { staged, people, program, programDay, checkedAt, options } = findings;
  await saveCheck(tx, imported.id, {
    dialect: { ...imported.dialect, ...staged.sniffed.dialect },
    mapping: {
      columns: staged.columns,
      notes: notesOf({
        staged,
        people,
        programName: program.name,
        isForMarketing: program.purpose === 'marketing',
        programDay,
        isOnlyProgram: program.isOnly,
        options,
      }),
    },
    options,
    counts: { ...staged.tally, duplicates: staged.repeated, ...people },
    checkedAt,
  });
}

type Chosen = {
  readonly id: string | null;
  readonly name: string | null;
  readonly purpose: Purpose | null;
  readonly createdAt: Date | null;
  readonly isOnly: boolean;
};

/**
 * Whoever attests speaks for consents of before the program as well; nobody else can. A check that takes no consents counts
 * the older ones all the same, so that whoever is asked next how people agreed knows of them.
 */
function settle(options: ImportOptions, { id, createdAt }: Chosen): ImportOptions {
  const isOpen = createdAt === null || attestationOf(options) !== null;
  return { ...options, programId: id, consentsSince: isOpen ? null : firstDayOf(createdAt) };
}

async function chooseProgram(tx: Tx, options: ImportOptions): Promise<Chosen> {
  if (options.programId) {
    const { id, name, purpose, createdAt } = await getProgram(tx, options.programId);
    return { id, name, purpose, createdAt, isOnly: false };
  }
  const programs = await listPrograms(tx);
  const [only] = programs;
  return programs.length === 1 && only
    ? { id: only.id, name: only.name, purpose: only.purpose, createdAt: only.createdAt, isOnly: true }
    : { id: null, name: null, purpose: null, createdAt: null, isOnly: false };
}
