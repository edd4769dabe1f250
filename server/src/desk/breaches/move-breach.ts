import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Invalid } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { getCase } from '../cases/case.queries.ts';
import { getBreach, insertBreachNote, saveBreach } from './breach.queries.ts';
import {
  type Breach,
  type BreachFacts,
  type BreachNote,
  dueOf,
  refuseBeforeAware,
  refuseClosed,
  refuseUnexplainedDelay,
  refuseUnfinished,
} from './breach.ts';

const nothingKnown = {
  ...{
    happenedAt: null,
    nature: null,
    dataCategories: [],
    peopleCategories: [],
    people: null,
    records: null,
  },
  ...{
    consequences: null,
    measures: null,
    authorityToldAt: null,
    authorityName: null,
    authorityReference: null,
  },
  ...{
    delayReason: null,
    peopleToldAt: null,
    peopleToldHow: null,
    notToldReason: null,
    closedAt: null,
    closedBy: null,
  },
} as const;

export type NewBreach = {
  readonly title: string;
  readonly awareAt?: Date | undefined;
  readonly caseId?: string | undefined;
} & {
  readonly facts: Partial<BreachFacts>;
};

/** Takes down that personal data was breached. The 72 hours run from when somebody here became aware of it. */
export function openBreach(ctx: Context, scope: Scope, wish: NewBreach): Promise<Breach> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const now = ctx.clock.now();
    const awareAt = wish.awareAt ?? now;
    refuseFuture(awareAt, now, '/aware_at');
    refuseFuture(wish.facts.happenedAt ?? now, now, '/happened_at');
    if (wish.caseId !== undefined) await getCase(tx, wish.caseId);
    const breach: Breach = {
      ...nothingKnown,
      risk: 'unknown',
      ...wish.facts,
      ...{ id: ctx.ids.uuid(), title: titleOf(wish.title), status: 'open', awareAt, dueAt: dueOf(awareAt) },
      ...{ caseId: wish.caseId ?? null, openedAt: now, openedBy: scope.actor },
    };
    await saveBreach(tx, breach);
    await write(tx, ctx, scope, breach, { kind: 'opened', body: '' }, { after: factsOf(breach) });
    return breach;
  });
}

function refuseFuture(at: Date, now: Date, pointer: string): void {
  if (at <= now) return;
  throw new Invalid('breach.in_the_future', 'It cannot lie in the future.', [
    { pointer, code: 'breach.in_the_future', detail: 'It lies in the future.' },
  ]);
}

function titleOf(title: string): string {
  const words = title.trim();
  if (words !== '') return words;
  throw new Invalid('breach.no_title', 'Say in a few words what was breached.');
}

/** What came to be known later. */
export function changeBreach(
  ctx: Context,
  scope: Scope,
  id: string,
  facts: Partial<BreachFacts>,
): Promise<Breach> {
  return move(ctx, scope, id, (breach) => {
    refuseFuture(facts.happenedAt ?? ctx.clock.now(), ctx.clock.now(), '/happened_at');
    const next = { ...breach, ...facts, title: titleOf(facts.title ?? breach.title) };
    return { next, note: { kind: 'changed', body: Object.keys(facts).map(inWords).join(', ') } };
  });
}

export function noteBreach(ctx: Context, scope: Scope, id: string, body: string): Promise<Breach> {
  if (body.trim() === '') throw new Invalid('breach.no_note', 'A note needs words.');
  return move(ctx, scope, id, (breach) => ({ next: breach, note: { kind: 'note', body: body.trim() } }));
}

export type Telling = {
  readonly at?: Date | undefined;
  readonly name: string;
  readonly reference?: string | undefined;
  readonly delayReason?: string | undefined;
};

/** The authority was told; later parts are told as notes (art. 33(4)). */
export function tellAuthority(ctx: Context, scope: Scope, id: string, telling: Telling): Promise<Breach> {
  return move(ctx, scope, id, (breach) => {
    const at = telling.at ?? ctx.clock.now();
    refuseFuture(at, ctx.clock.now(), '/at');
    const delayReason = telling.delayReason?.trim() || null;
    refuseUnexplainedDelay(breach, at, delayReason);
    const { name, reference = null } = telling;
    return {
      next: {
        ...breach,
        authorityToldAt: at,
        authorityName: name,
        authorityReference: reference,
        delayReason,
      },
      note: { kind: 'authority_told', body: [name, reference, delayReason].filter(Boolean).join('; ') },
    };
  });
}

export function tellPeople(
  ctx: Context,
  scope: Scope,
  id: string,
  { at = ctx.clock.now(), how }: { readonly at?: Date | undefined; readonly how: string },
): Promise<Breach> {
  return move(ctx, scope, id, (breach) => {
    refuseFuture(at, ctx.clock.now(), '/at');
    refuseBeforeAware(breach, at);
    return {
      next: { ...breach, peopleToldAt: at, peopleToldHow: how },
      note: { kind: 'people_told', body: how },
    };
  });
}

export function closeBreach(
  ctx: Context,
  scope: Scope,
  id: string,
  notToldReason: string | undefined,
): Promise<Breach> {
  return move(ctx, scope, id, (breach) => {
    const reason = notToldReason?.trim() || null;
    refuseUnfinished(breach, reason);
    const closed = { closedAt: ctx.clock.now(), closedBy: scope.actor };
    return {
      next: { ...breach, ...closed, status: 'closed', notToldReason: reason },
      note: { kind: 'closed', body: reason ?? '' },
    };
  });
}

type Move = { readonly next: Breach; readonly note: Pick<BreachNote, 'kind' | 'body'> };

function move(ctx: Context, scope: Scope, id: string, decide: (breach: Breach) => Move): Promise<Breach> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await getBreach(tx, id, 'for update');
    refuseClosed(before);
    const { next, note } = decide(before);
    await saveBreach(tx, next);
    await write(tx, ctx, scope, next, note, { before: factsOf(before), after: factsOf(next) });
    return next;
  });
}

/** Words could name people, so the audit is told dates, counts and risk. */
const factsOf = (breach: Breach) => ({
  ...{ risk: breach.risk, status: breach.status, people: breach.people, records: breach.records },
  ...{ aware_at: breach.awareAt, due_at: breach.dueAt },
  ...{ authority_told_at: breach.authorityToldAt, people_told_at: breach.peopleToldAt },
});

async function write(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  { id }: Breach,
  note: Pick<BreachNote, 'kind' | 'body'>,
  facts: { readonly before?: object; readonly after: object },
): Promise<void> {
  await insertBreachNote(tx, id, { at: ctx.clock.now(), by: scope.actor, ...note });
  await recordAudit(tx, scope, {
    act: `breach.${note.kind === 'note' ? 'noted' : note.kind}`,
    object: publicId('brc', id),
    ...facts,
  });
}

/** `peopleCategories` → `people categories`: notes are read by people. */
const inWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
