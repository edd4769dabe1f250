import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { loadCatalogue } from './catalogue.queries.ts';
import { keyOf, type Segment, segmentsIn } from './language/ast.ts';
import type { Catalogue } from './language/catalogue.ts';
import { findCycle } from './language/check.ts';
import { printText } from './language/print-text.ts';
import { requireRule } from './read-rule.ts';
import * as queries from './segment.queries.ts';
import { checkName, nameTaken, requireVersion, type SavedSegment, type WrittenRule } from './segment.ts';

export async function getSegment(tx: Tx, id: string): Promise<SavedSegment> {
  const segment = await queries.findSegment(tx, id);
  if (segment) return segment;
  throw new NotFound(
    'segment.not_found',
    `There is no segment ${publicId('seg', id)} in this workspace. List the segments to see which there are.`,
  );
}

type NewSegment = { readonly name: string; readonly written: WrittenRule };

export async function createSegment(ctx: Context, scope: Scope, wish: NewSegment): Promise<SavedSegment> {
  checkName(wish.name);
  return ctx.db.tx(scope.workspaceId, (tx) => createSegmentWithin(ctx, tx, scope, wish));
}

/** The same in a transaction that does more. */
export async function createSegmentWithin(
  ctx: Pick<Context, 'clock' | 'ids'>,
  tx: Tx,
  scope: Scope,
  wish: NewSegment,
): Promise<SavedSegment> {
  const name = checkName(wish.name);
  await queries.takeTurns(tx);
  const catalogue = await loadCatalogue(tx);
  const rule = await requireRule(tx, wish.written, catalogue);
  const made = {
    createdBy: scope.actor,
    createdAt: ctx.clock.now(),
    changedBy: scope.actor,
    changedAt: ctx.clock.now(),
  };
  const segment: SavedSegment = { id: ctx.ids.uuid(), name, version: 1, rule, ...made, archivedAt: null };
  if (!(await queries.insertSegment(tx, segment))) throw nameTaken(name);
  await queries.insertVersion(tx, segment);
  await recordAudit(tx, scope, {
    act: 'segment.created',
    object: publicId('seg', segment.id),
    after: told(segment, catalogue),
  });
  return segment;
}

/** A name as it is wanted, or with the first number behind it that no segment has: `Regulars (2)`. */
export async function freeSegmentName(tx: Tx, wanted: string): Promise<string> {
  await queries.takeTurns(tx);
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted} (${n})`;
    if (!(await queries.isNameTaken(tx, name, null))) return name;
  }
}

export type SegmentChange = {
  readonly name?: string;
  readonly written?: WrittenRule;
  /** The version that was changed; null where nobody said so, and the latest is meant. */
  readonly version: number | null;
};

/** The next version of a segment. What changes nothing makes none. */
export async function changeSegment(
  ctx: Context,
  scope: Scope,
  id: string,
  change: SegmentChange,
): Promise<SavedSegment> {
  const name = change.name === undefined ? undefined : checkName(change.name);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await queries.takeTurns(tx);
    const before = await getSegment(tx, id);
    if (before.archivedAt)
      throw new Conflict('segment.archived', `“${before.name}” is archived. Make a new one.`);
    requireVersion(before, change.version);
    const catalogue = await loadCatalogue(tx);
    const rule =
      change.written === undefined ? before.rule : await requireRule(tx, change.written, catalogue);
    refuseCycle(id, rule, catalogue);
    const next = {
      ...before,
      name: name ?? before.name,
      rule,
      version: before.version + 1,
      changedBy: scope.actor,
      changedAt: ctx.clock.now(),
    };
    if (next.name === before.name && keyOf(next.rule) === keyOf(before.rule)) return before;
    if (await queries.isNameTaken(tx, next.name, id)) throw nameTaken(next.name);
    await queries.saveSegment(tx, next);
    await queries.insertVersion(tx, next);
    await recordAudit(tx, scope, {
      ...{ act: 'segment.changed', object: publicId('seg', id) },
      ...{ before: told(before, catalogue), after: told(next, catalogue) },
    });
    return next;
  });
}

/** Takes a segment out of use. One that something still names stays, and what names it is said. */
export async function archiveSegment(ctx: Context, scope: Scope, id: string): Promise<SavedSegment> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await queries.takeTurns(tx);
    const before = await getSegment(tx, id);
    if (before.archivedAt) return before;
    const catalogue = await loadCatalogue(tx);
    await refuseInUse(tx, before, catalogue);
    const archived = { ...before, archivedAt: ctx.clock.now() };
    await queries.saveSegment(tx, archived);
    const object = publicId('seg', id);
    await recordAudit(tx, scope, {
      act: 'segment.archived',
      object,
      before: { archived: false },
      after: { archived: true },
    });
    return archived;
  });
}

async function refuseInUse(tx: Tx, { id, name }: SavedSegment, catalogue: Catalogue): Promise<void> {
  const own = publicId('seg', id);
  const segments = [...catalogue.segments.values()]
    .filter(({ rule }) => segmentsIn(rule).includes(own))
    .map((one) => `the segment “${one.name}”`);
  const campaigns = (await queries.listCampaignsNaming(tx, id)).map(
    (campaign) => `the campaign “${campaign}”`,
  );
  const users = [...segments, ...campaigns];
  if (users.length === 0) return;
  throw new Conflict(
    'segment.in_use',
    `“${name}” is named by ${users.slice(0, 5).join(', ')}. Take it out there first.`,
  );
}

function refuseCycle(id: string, rule: Segment, catalogue: Catalogue): void {
  const cycle = findCycle(publicId('seg', id), rule, catalogue);
  if (!cycle) return;
  const names = cycle.map((one) => `“${catalogue.segments.get(one)?.name ?? one}”`);
  const detail = `A segment cannot contain itself: ${names.join(' contains ')}.`;
  throw new Invalid('segment.cycle', detail, [{ pointer: '/rule', code: 'segment.cycle', detail }]);
}

const told = ({ name, rule, version }: SavedSegment, catalogue: Catalogue) => ({
  name,
  version,
  rule: printText(rule, catalogue),
});
