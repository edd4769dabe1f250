import { setImmediate } from 'node:timers/promises';
import { cannotSay, clocksMayDifferMs, earliestOf, type Listed } from './find-listed.ts';
import type { LookUp, LostText } from './gateway.ts';

/**
 * Looking for lost texts in a list that cannot be narrowed to one number, only to a time. A carrier that breaks loses hundreds of
 * answers within a minute, and each of them stands in the same hundred pages: these are read once for all, not once for each.
 */
export type TimedList = {
  /** As people know it. */
  readonly carrier: string;
  /** A text stands in the list under the time at which it was taken, which is within this of when it left. */
  readonly takenWithinMs: number;
  readonly pagesAtMost: number;
  /** One page; `at` is what the page before it named, null for the first. Or why it cannot be read. */
  readPage(span: Span, at: string | null): Promise<Page | Unreadable>;
};

export type Span = { readonly from: Date; readonly to: Date };
export type Page = {
  readonly listed: readonly Pick<Listed, 'id' | 'reference'>[];
  /** Null on the last page. */
  readonly next: string | null;
};
type Unreadable = Extract<LookUp, { kind: 'cannot_say' }>;

/** Answers each question from a look that began after it was asked. Those that are asked during one wait for the next. */
export function openTimedList(list: TimedList): (text: LostText) => Promise<LookUp> {
  let waiting: Waiting[] = [];
  let isLooking = false;

  async function look(): Promise<void> {
    isLooking = true;
    while (waiting.length > 0) {
      // Whatever is asked in this very moment comes along.
      await setImmediate();
      const round = waiting;
      waiting = [];
      for (const group of groupsOf(list, round)) await answerAll(list, group);
    }
    isLooking = false;
  }

  return (text) =>
    new Promise((answer) => {
      waiting.push({ text, answer });
      if (!isLooking) void look();
    });
}

type Waiting = { readonly text: LostText; readonly answer: (found: LookUp) => void };
type Group = { readonly span: Span; readonly ones: Waiting[] };

/** Together only what may stand on the same pages: texts of an hour apart have an hour of others between them. */
function groupsOf({ takenWithinMs }: TimedList, round: readonly Waiting[]): readonly Group[] {
  const groups: Group[] = [];
  const inOrder = [...round].sort((one, other) => one.text.leftAt.getTime() - other.text.leftAt.getTime());
  for (const one of inOrder) {
    const from = earliestOf(one.text);
    const to = new Date(one.text.leftAt.getTime() + takenWithinMs + clocksMayDifferMs);
    const last = groups.at(-1);
    if (last && from <= last.span.to)
      groups[groups.length - 1] = { span: { from: last.span.from, to }, ones: [...last.ones, one] };
    else groups.push({ span: { from, to }, ones: [one] });
  }
  return groups;
}

async function answerAll(list: TimedList, { span, ones }: Group): Promise<void> {
  const found = await lookThrough(
    list,
    span,
    ones.map(({ text }) => text.reference),
  ).catch((): Looked => ({ ids: new Map(), rest: cannotSay(`${list.carrier} could not be asked.`) }));
  for (const { text, answer } of ones) {
    const providerId = found.ids.get(text.reference);
    answer(providerId === undefined ? found.rest : { kind: 'found', providerId });
  }
}

type Looked = { readonly ids: ReadonlyMap<string, string>; readonly rest: LookUp };

/** Until each is found or the list ends. */
async function lookThrough(
  { carrier, pagesAtMost, readPage }: TimedList,
  span: Span,
  references: readonly string[],
): Promise<Looked> {
  const ids = new Map<string, string>();
  const missing = new Set(references);
  let at: string | null = null;
  for (let pages = 0; pages < pagesAtMost; pages += 1) {
    const page: Page | Unreadable = await readPage(span, at);
    if ('kind' in page) return { ids, rest: page };
    for (const { id, reference } of page.listed)
      if (reference != null && missing.delete(reference)) ids.set(reference, id);
    at = page.next;
    if (at === null || missing.size === 0) return { ids, rest: { kind: 'absent' } };
  }
  return { ids, rest: cannotSay(`${carrier} lists more texts than can be read at once.`) };
}
