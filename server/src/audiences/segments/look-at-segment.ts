import { getWorkspace, recordAudit, type Scope } from '../../accounts/index.ts';
import { addToList, type ContactList, createListIn } from '../../contacts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { findBroken, refuseBroken } from './broken-segment.ts';
import { listUnusedTags, loadCatalogue } from './catalogue.queries.ts';
import { compileSegment, type SegmentQuestion } from './compile.queries.ts';
import { leavesOf, type Segment } from './language/ast.ts';
import { nearest } from './language/catalogue.ts';
import { expand } from './language/check.ts';
import { type Hint, hintsOf } from './language/hints.ts';
import { getSegment } from './save-segment.ts';
import {
  type CountryCount,
  countByCountry,
  type SampledPerson,
  samplePeople,
  streamPeople,
} from './segment.queries.ts';

/** A rule as it is asked now, on the workspace's own clock. */
export async function questionOf(
  ctx: Pick<Context, 'clock'>,
  tx: Tx,
  rule: Segment,
): Promise<SegmentQuestion> {
  const [catalogue, { timeZone }] = [await loadCatalogue(tx), await getWorkspace(tx)];
  return { rule, catalogue, moment: { now: ctx.clock.now(), zone: timeZone } };
}

/** A saved one; refused where it names what is gone. */
export async function questionOfSaved(
  ctx: Pick<Context, 'clock'>,
  tx: Tx,
  saved: { readonly name: string; readonly rule: Segment },
): Promise<SegmentQuestion> {
  const question = await questionOf(ctx, tx, saved.rule);
  refuseBroken(await findBroken(tx, saved, question.catalogue));
  return question;
}

export const countSegmentByCountry = (tx: Tx, question: SegmentQuestion): Promise<CountryCount[]> =>
  countByCountry(tx, compileSegment(question));

export const sampleSegment = (
  tx: Tx,
  question: SegmentQuestion,
  count: number,
  seed: number,
): Promise<SampledPerson[]> => samplePeople(tx, compileSegment(question), count, seed);

export type Notice =
  | Hint
  | {
      readonly code: 'segment.unused_tag' | 'segment.unknown_event';
      readonly sentence: string;
      readonly pointer: string;
    };

/** What ought to be known of a rule that can be asked: what it cannot mean, and names of which nothing has come yet. */
export async function noticesOf(
  tx: Tx,
  { rule, catalogue, moment }: SegmentQuestion,
): Promise<readonly Notice[]> {
  const leaves = leavesOf(expand(rule, catalogue));
  const tags = [...new Set(leaves.flatMap((leaf) => (leaf.kind === 'tag' ? leaf.tags : [])))];
  const events = new Set(
    leaves.flatMap((leaf) =>
      (leaf.kind === 'count' || leaf.kind === 'sum') && 'event' in leaf.of ? [leaf.of.event] : [],
    ),
  );
  const unused = (await listUnusedTags(tx, tags)).map((tag) => ({
    ...{ code: 'segment.unused_tag' as const, pointer: '' },
    sentence: `Nobody carries the tag “${tag}”. Check how it is written.`,
  }));
  const unknown = [...events].filter((event) => !catalogue.events.has(event));
  const missing = unknown.map((event) => {
    const meant = nearest(event, catalogue.events.keys());
    return {
      ...{ code: 'segment.unknown_event' as const, pointer: '' },
      sentence: `No event ${event} has come yet${meant === undefined ? '' : `; ${meant} has`}.`,
    };
  });
  return [...hintsOf(expand(rule, catalogue), { moment, catalogue }), ...unused, ...missing];
}

const peopleAtOnce = 10_000;

/** Puts everybody who is in the segment now on a new list, where they stay whatever becomes of the segment. */
export async function snapshotSegment(
  ctx: Context,
  scope: Scope,
  id: string,
  name: string,
): Promise<ContactList & { readonly people: number }> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const segment = await getSegment(tx, id);
    const question = await questionOfSaved(ctx, tx, segment);
    const list = await createListIn(tx, ctx, scope, name);
    let people = 0;
    for await (const ids of streamPeople(tx, compileSegment(question), peopleAtOnce))
      people += await addToList(tx, list.id, ids);
    await recordAudit(tx, scope, {
      ...{ act: 'segment.snapshot', object: publicId('seg', id) },
      after: { list: publicId('lst', list.id), version: segment.version, people },
    });
    return { ...list, people };
  });
}
