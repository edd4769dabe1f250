import type { Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { textArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { isUniqueViolation } from '../../platform/db/trouble.ts';
import { readListName } from '../create-list.ts';
import { findListByName } from '../list.queries.ts';
import { getProgram } from '../program.queries.ts';
import type { Program } from '../program.ts';
import { recordConsents } from '../record-consent.ts';
import { loadErasedSuppressions } from '../suppression.queries.ts';
import { countStanding, type Standing } from './commit.queries.ts';
import { type EvidenceOf, evidenceOf, trackingEvidence } from './consent-evidence.ts';
import { listBrandIds, lockImport, saveMilestone } from './import.queries.ts';
import type { Import } from './import.ts';
import { keepToKeys } from './keep-to-keys.queries.ts';
import { putOnNewList } from './new-list.queries.ts';
import {
  isAnybodyKnown,
  listPages,
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
const pagesAhead = 3;
// While one is with the database, this process may have the answer to the other in hand, or consents.
const pagesAtOnce = 2;

/**
 * Page by page in two transactions: one for the people, one for their consents together with the note that everybody up to
 * here is saved. While the consents of a page are written, so are the people of the next ones, two pages at a time: both processors
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
  const people: Promise<SavedPerson[]>[] = [];
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

async function savePeople(saving: Saving, page: StagedPage): Promise<SavedPerson[]> {
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
): Promise<SavedPerson[]> {
  const { id, options } = imported;
  const trackingHow = trackingEvidence(imported);
  await keepToKeys(tx);
  const areNew = !isPatient && !(await isAnybodyKnown(tx, page));
  const people = areNew
    ? await saveNewcomers(tx, id, page, trackingHow)
    : await saveAmongKnown(tx, id, { duplicates: options.duplicates, isPatient, trackingHow }, page);
  if (isListNew) await putOnNewList(tx, id, people, areNew);
  return people;
}

async function saveConsents(saving: Saving, page: StagedPage, people: readonly SavedPerson[]): Promise<void> {
  const { ctx, scope, imported } = saving;
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const { savedTo, savedCounts } = await lockImport(tx, imported.id);
    // Another process works on the same import and was here first.
    if (savedTo >= page.lastNumber) return;
    await keepToKeys(tx);
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
  const { ctx, scope, imported, program, brandIds, evidence } = saving;
  const isGiven = ({ consent }: SavedPerson) => program !== null && consent === 'given';
  const given = people.filter(isGiven);
  // Who left by this file was suppressed before anybody was saved, if there is a brand to be kept from.
  const isOut = ({ consent }: SavedPerson) => consent === 'opted_out' && brandIds.length > 0;
  const others = people.filter((person) => !isGiven(person) && !isOut(person));
  const numbers = others.map((person) => person.number);
  const erased = (await loadErasedSuppressions(tx, ctx, brandIds, numbers)).map((one) => one.number);
  const standing = await countStanding(
    tx,
    { programId: program?.id ?? null, brandIds, erased },
    textArray(numbers),
  );
  const closed = standing.closed + people.length - given.length - others.length;
  if (program === null || given.length === 0) return { ...standing, closed };
  const decisions = await recordConsents(tx, ctx, {
    programId: program.id,
    brandId: program.brandId,
    actor: scope.actor,
    importId: imported.id,
    grants: given.map((person) => evidence.grant(person)),
  });
  const refused = [...decisions.values()].filter((decision) => decision === 'opted_out').length;
  return { closed: closed + refused, with_consent: standing.with_consent + given.length - refused };
}
