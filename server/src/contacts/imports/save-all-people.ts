import type { Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { textArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { isUniqueViolation } from '../../platform/db/trouble.ts';
import { readListName } from '../create-list.ts';
import { findListByName } from '../list.queries.ts';
import { getProgram } from '../program.queries.ts';
import type { Program } from '../program.ts';
import { type ConsentGrant, recordConsents } from '../record-consent.ts';
import { loadErasedSuppressions } from '../suppression.queries.ts';
import { countStanding, type Standing } from './commit.queries.ts';
import { type EvidenceOf, evidenceOf, trackingEvidence } from './consent-evidence.ts';
import { listBrandIds, lockImport, saveMilestone } from './import.queries.ts';
import type { Import } from './import.ts';
import { keepToKeys, leaveToTheNext } from './keep-to-keys.queries.ts';
import { putOnNewList } from './new-list.queries.ts';
import {
  isAnybodyKnown,
  listPages,
  readContactIds,
  readPeople,
  type SavedPage,
  type SavedPerson,
  type StagedPage,
  saveAmongKnown,
  saveNewcomers,
} from './save-people.queries.ts';

type Saving = {
  readonly ctx: Context;
  readonly scope: Scope;
  readonly imported: Import;
  readonly program: Program | null;
  readonly brandIds: readonly string[];
  readonly evidence: EvidenceOf;
  /** The list stands only when everybody is there, so people may be put on it as they come. */
  readonly isListNew: boolean;
};

// Of each page that is under way a few hundred kilobytes are in memory.
const pagesAhead = 5;
// While one is with the database, this process may have the answer to the other in hand, or consents.
const pagesAtOnce = 3;

/**
 * Page by page in two transactions: one for the people, one for their consents together with the note that everybody up to
 * here is saved. While the consents of a page are written, so are the people of the next ones, three pages at a time: both processors
 * then have something to do, and what holds the end of the consent chain holds it for no more than consents take. Whoever comes
 * after a crash begins behind the note, and finds at most the people of `pagesAhead` pages and one more saved already.
 */
export async function saveAllPeople(
  ctx: Context,
  scope: Scope,
  imported: Import,
  signal: AbortSignal,
): Promise<void> {
  const { programId } = imported.options;
  const begin = await ctx.db.tx(scope.workspaceId, async (tx) => ({
    pages: await listPages(tx, imported.id, imported.savedTo),
    program: programId ? await getProgram(tx, programId) : null,
    brandIds: await listBrandIds(tx, programId),
    isListNew: await isListNew(tx, imported),
  }));
  const { pages, ...about } = begin;
  const saving = { ctx, scope, imported, ...about, evidence: evidenceOf(imported) };
  const people: Promise<SavedPage>[] = [];
  const consents: Promise<void>[] = [];
  let last: Promise<void> = Promise.resolve();
  try {
    for (const page of pages) {
      signal.throwIfAborted();
      const saved = savePeople(saving, page);
      // In the order of the pages, whichever of them is done first. Where one fails, those behind it do not begin.
      last = Promise.all([saved, last]).then(([some]) => saveConsents(saving, page, some));
      people.push(saved);
      consents.push(last);
      // Each may fail while others are saved, and is looked at after them.
      for (const promise of [saved, last]) promise.catch(() => {});
      if (people.length >= pagesAtOnce) await people.shift();
      if (consents.length > pagesAhead) await consents.shift();
    }
  } finally {
    // Nothing of it goes on behind the back of whoever calls this ended.
    await Promise.allSettled([...people, ...consents]);
  }
  await last;
}

async function isListNew(tx: Tx, { options }: Import): Promise<boolean> {
  return options.list !== null && (await findListByName(tx, readListName(options.list))) === undefined;
}

async function savePeople(saving: Saving, page: StagedPage): Promise<SavedPage> {
  const { ctx, scope } = saving;
  try {
    return await ctx.db.tx(scope.workspaceId, (tx) => savePage(tx, saving, page, false));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // Somebody else made a contact of the same number in the same moment.
    return ctx.db.tx(scope.workspaceId, (tx) => savePage(tx, saving, page, true));
  }
}

async function savePage(
  tx: Tx,
  { imported, isListNew }: Saving,
  page: StagedPage,
  isPatient: boolean,
): Promise<SavedPage> {
  const { id, options } = imported;
  const trackingHow = trackingEvidence(imported);
  const prepared = Promise.all([keepToKeys(tx), leaveToTheNext(tx)]);
  const areNew = !isPatient && !(await isAnybodyKnown(tx, page));
  await prepared;
  if (areNew) return saveNewcomers(tx, id, { trackingHow, isListNew }, page);
  const saved = await saveAmongKnown(
    tx,
    id,
    { duplicates: options.duplicates, isPatient, trackingHow },
    page,
  );
  if (isListNew) await putOnNewList(tx, id, readContactIds(saved));
  return saved;
}

async function saveConsents(saving: Saving, page: StagedPage, saved: SavedPage): Promise<void> {
  const { ctx, scope, imported } = saving;
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const [{ savedTo, savedCounts }] = await Promise.all([lockImport(tx, imported.id), keepToKeys(tx)]);
    // Another process works on the same import and was here first.
    if (savedTo >= page.lastNumber) return;
    const people = readPeople(saved);
    const standing = await settleConsents(tx, saving, people);
    await saveMilestone(tx, imported.id, {
      savedTo: page.lastNumber,
      savedCounts: {
        people: (savedCounts.people ?? 0) + people.length,
        closed: (savedCounts.closed ?? 0) + standing.closed,
        with_consent: (savedCounts.with_consent ?? 0) + standing.with_consent,
      },
    });
  });
}

/** Records what can be recorded, and says how everybody of the page stands then. */
async function settleConsents(tx: Tx, saving: Saving, people: readonly SavedPerson[]): Promise<Standing> {
  const { program, brandIds, evidence } = saving;
  const grants: ConsentGrant[] = [];
  const others: string[] = [];
  for (const person of people) {
    if (program !== null && person.consent === 'given') grants.push(evidence.grant(person));
    // Who left by this file was suppressed before anybody was saved, if there is a brand to be kept from.
    else if (person.consent !== 'opted_out' || brandIds.length === 0) others.push(person.number);
  }
  const [standing, refused] = await Promise.all([
    standingOf(tx, saving, others),
    recordGrants(tx, saving, grants),
  ]);
  return {
    closed: standing.closed + people.length - grants.length - others.length + refused,
    with_consent: standing.with_consent + grants.length - refused,
  };
}

async function standingOf(tx: Tx, saving: Saving, numbers: readonly string[]): Promise<Standing> {
  const { ctx, program, brandIds } = saving;
  const erased = (await loadErasedSuppressions(tx, ctx, brandIds, numbers)).map((one) => one.number);
  const question = { programId: program?.id ?? null, brandIds, erased };
  return countStanding(tx, question, textArray(numbers));
}

/** Returns how many of them may not be texted all the same. */
async function recordGrants(tx: Tx, saving: Saving, grants: readonly ConsentGrant[]): Promise<number> {
  const { ctx, scope, imported, program } = saving;
  if (program === null || grants.length === 0) return 0;
  const decisions = await recordConsents(tx, ctx, {
    programId: program.id,
    brandId: program.brandId,
    actor: scope.actor,
    importId: imported.id,
    grants,
  });
  let refused = 0;
  for (const decision of decisions.values()) if (decision === 'opted_out') refused += 1;
  return refused;
}
