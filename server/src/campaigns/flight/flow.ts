import type { Hours, TimedText } from '@tidings/policy/hours';

/** People of one kind (alike in where they may be), and the parts that their texts take. */
export type FlowGroup = { readonly text: TimedText; readonly people: number; readonly parts: number };

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

type Rest = FlowGroup & { left: number; isOpen: boolean; untilMs: number };

/**
 * When a campaign is finished at a pace, if nothing else sends: everybody whose window is open shares the line, whoever's
 * closes waits for the next one. Chunks hold people in no order of place, so the open ones empty alike.
 */
export function flowOf(
  hours: Hours,
  groups: readonly FlowGroup[],
  startMs: number,
  partsPerSecond: number,
): Flow {
  const partsPerMs = partsPerSecond / 1_000;
  const all = groups
    .filter(({ parts }) => parts > 0)
    .map((group): Rest => ({ ...group, left: group.parts, isOpen: false, untilMs: startMs }));
  const never = all.filter((rest) => isNever(hours, rest, startMs));
  const book = openBook();
  let rests = all.filter((rest) => !never.includes(rest));
  let now = startMs;
  while (rests.length > 0 && now < startMs + furthestMs) {
    for (const rest of rests) if (rest.untilMs <= now) look(hours, rest, now);
    const open = rests.filter(({ isOpen }) => isOpen);
    const turn = Math.min(...rests.map(({ untilMs }) => untilMs));
    if (open.length === 0) {
      now = turn;
      continue;
    }
    const drained = now + sum(open.map(({ left }) => left)) / partsPerMs;
    const end = Math.min(drained, turn, startMs + furthestMs);
    const share = end >= drained ? 1 : (end - now) / (drained - now);
    for (const rest of open) {
      book.add(now, end, rest.left * share, (rest.left * share * rest.people) / rest.parts);
      rest.left *= 1 - share;
    }
    rests = rests.filter(({ left }) => left > 0);
    now = end;
  }
  const isCut = rests.length > 0;
  const lines = book.hours();
  return {
    finishesAt: lines.length === 0 ? null : new Date(Math.ceil(isCut ? startMs + furthestMs : now)),
    hours: lines,
    neverPeople: sum(never.map(({ people }) => people)),
    isCut,
  };
}

function isNever(hours: Hours, { text }: Rest, ms: number): boolean {
  const { decision, isOpeningUnknown } = hours.verdictOf(text, new Date(ms));
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
