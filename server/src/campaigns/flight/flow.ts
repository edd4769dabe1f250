import type { Hours, TimedText } from '@tidings/policy/hours';

/** People of one kind (alike in where they may be), and the parts that their texts take. */
export type FlowGroup = {
  /** Groups that share this very object are of one kind. */
  readonly text: TimedText;
  readonly people: number;
  readonly parts: number;
  /** Nothing of it leaves before; the start where it is left out. */
  readonly fromMs?: number;
};

export type FlowHour = { readonly from: Date; readonly people: number; readonly parts: number };

export type Flow = {
  /** When the last part leaves; null when nobody can be sent anything within the time that is looked at. */
  readonly finishesAt: Date | null;
  /** How much leaves in each hour in which anything does. */
  readonly hours: readonly FlowHour[];
  /** People for whom no hour opens, or nobody can say when: they are in none of the figures above. */
  readonly neverPeople: number;
  /** True when it takes longer than is looked at; `finishesAt` is then the end of what was looked at. */
  readonly isCut: boolean;
};

const hourMs = 3_600_000;
const furthestMs = 60 * 24 * hourMs;

type Rest = {
  readonly text: TimedText;
  readonly fromMs: number;
  people: number;
  parts: number;
  isOpen: boolean;
  untilMs: number;
};

/**
 * When a campaign is finished at a pace, if nothing else sends: everybody whose window is open shares the line, whoever's
 * closes waits for the next one. Chunks hold people in no order of place, so the open ones empty alike. Sixty days are looked
 * at, from the last hour that is planned for anybody.
 */
export function flowOf(
  hours: Hours,
  groups: readonly FlowGroup[],
  startMs: number,
  partsPerSecond: number,
): Flow {
  const partsPerMs = partsPerSecond / 1_000;
  const all = groups.filter(({ parts }) => parts > 0).map((group) => restOf(group, startMs));
  const [never, coming] = partition(all, (rest) => isNever(hours, rest));
  coming.sort((one, other) => one.fromMs - other.fromMs);
  const endMs = (coming.at(-1)?.fromMs ?? startMs) + furthestMs;
  const book = openBook();
  const here = new Map<TimedText, Rest>();
  let [now, next] = [startMs, 0];
  while ((here.size > 0 || next < coming.length) && now < endMs) {
    for (; (coming[next]?.fromMs ?? Number.POSITIVE_INFINITY) <= now; next += 1) join(here, coming[next]);
    for (const rest of here.values()) if (rest.untilMs <= now) look(hours, rest, now);
    const open = [...here.values()].filter(({ isOpen }) => isOpen);
    const turns = [...here.values()].map(({ untilMs }) => untilMs);
    const turn = Math.min(...turns, coming[next]?.fromMs ?? Number.POSITIVE_INFINITY);
    if (open.length === 0) {
      now = turn;
      continue;
    }
    const drained = now + sum(open.map(({ parts }) => parts)) / partsPerMs;
    const end = Math.min(drained, turn, endMs);
    const share = end >= drained ? 1 : (end - now) / (drained - now);
    for (const rest of open) {
      book.add(now, end, rest.parts * share, rest.people * share);
      rest.parts *= 1 - share;
      rest.people *= 1 - share;
      if (rest.parts <= 0) here.delete(rest.text);
    }
    now = end;
  }
  const isCut = here.size > 0 || next < coming.length;
  const lines = book.hours();
  return {
    finishesAt: lines.length === 0 ? null : new Date(Math.ceil(isCut ? endMs : now)),
    hours: lines,
    neverPeople: sum(never.map(({ people }) => people)),
    isCut,
  };
}

function restOf({ text, people, parts, fromMs = 0 }: FlowGroup, startMs: number): Rest {
  const from = Math.max(fromMs, startMs);
  return { text, people, parts, fromMs: from, untilMs: from, isOpen: false };
}

/** Whoever comes joins those of their kind who are still waiting. */
function join(here: Map<TimedText, Rest>, rest: Rest | undefined): void {
  if (!rest) return;
  const before = here.get(rest.text);
  if (!before) here.set(rest.text, { ...rest });
  else {
    before.people += rest.people;
    before.parts += rest.parts;
  }
}

function partition<T>(all: readonly T[], isOne: (one: T) => boolean): [T[], T[]] {
  const sides: [T[], T[]] = [[], []];
  for (const one of all) sides[isOne(one) ? 0 : 1].push(one);
  return sides;
}

function isNever(hours: Hours, { text, fromMs }: Rest): boolean {
  const { decision, isOpeningUnknown } = hours.verdictOf(text, new Date(fromMs));
  return decision === 'drop' || isOpeningUnknown === true;
}

function look(hours: Hours, rest: Rest, ms: number): void {
  const { decision, untilMs } = hours.verdictOf(rest.text, new Date(ms));
  rest.isOpen = decision === 'allow';
  rest.untilMs = untilMs ?? Number.POSITIVE_INFINITY;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Adds what leaves to the hours in which it does, and rounds so that the whole stays the whole. */
function openBook() {
  const booked = new Map<number, { people: number; parts: number }>();
  return {
    add(fromMs: number, toMs: number, parts: number, people: number) {
      const span = toMs - fromMs;
      for (
        let at = Math.floor(fromMs / hourMs) * hourMs;
        at < toMs || (span === 0 && at === fromMs);
        at += hourMs
      ) {
        const within = span === 0 ? 1 : (Math.min(toMs, at + hourMs) - Math.max(fromMs, at)) / span;
        const hour = booked.get(at) ?? { people: 0, parts: 0 };
        booked.set(at, { people: hour.people + people * within, parts: hour.parts + parts * within });
        if (span === 0) break;
      }
    },
    hours(): FlowHour[] {
      const so = { people: 0, parts: 0 };
      return [...booked]
        .sort(([one], [other]) => one - other)
        .map(([at, hour]) => {
          const [people, parts] = [so.people + hour.people, so.parts + hour.parts];
          const line = {
            from: new Date(at),
            people: Math.round(people) - Math.round(so.people),
            parts: Math.round(parts) - Math.round(so.parts),
          };
          Object.assign(so, { people, parts });
          return line;
        });
    },
  };
}
