import type { Hours, HoursLine, PeopleOfAPlace, TimedText } from '@tidings/policy/hours';
import { hoursTable } from '@tidings/policy/hours';
import type { FlowGroup } from './flow.ts';

/** People whose texts may go from the same moment on, by where they may be. */
export type Turn = { readonly fromMs: number; readonly places: readonly PeopleOfAPlace[] };

type Kind = { readonly text: TimedText; people: number; flowPeople: number; flowParts: number };

/** Keeps sums alone: of each moment from which texts may go, people by their kind. */
export function openTurns() {
  const turns = new Map<number, Map<string, Kind>>();
  // People of a kind share what is asked about them at whatever hour they come.
  const texts = new Map<string, TimedText>();
  const kindOf = (fromMs: number, key: string, text: TimedText): Kind => {
    const kinds = turns.get(fromMs) ?? new Map<string, Kind>();
    turns.set(fromMs, kinds);
    const shared = texts.get(key) ?? text;
    texts.set(key, shared);
    const kind = kinds.get(key) ?? { text: shared, people: 0, flowPeople: 0, flowParts: 0 };
    kinds.set(key, kind);
    return kind;
  };
  return {
    add(fromMs: number, key: string, text: TimedText): void {
      kindOf(fromMs, key, text).people += 1;
    },
    /** Of somebody whom nothing but an hour keeps waiting: the parts of their text. */
    addParts(fromMs: number, key: string, text: TimedText, parts: number): void {
      const kind = kindOf(fromMs, key, text);
      kind.flowPeople += 1;
      kind.flowParts += parts;
    },
    result(): { turns: readonly Turn[]; flow: readonly FlowGroup[] } {
      const sorted = [...turns].sort(([one], [other]) => one - other);
      return {
        turns: sorted.map(([fromMs, kinds]) => ({ fromMs, places: [...kinds.values()] })),
        flow: sorted.flatMap(([fromMs, kinds]) =>
          [...kinds.values()]
            .filter(({ flowPeople }) => flowPeople > 0)
            .map(({ text, flowPeople: people, flowParts: parts }) => ({ text, people, parts, fromMs })),
        ),
      };
    },
  };
}

/** Who gets it at their hour and who is held then, with the hours for which they were planned. */
export type PlannedLine = HoursLine & { readonly plannedFrom: Date; readonly plannedTo: Date };

const order = { allow: 0, hold: 1, drop: 2 } as const;

/**
 * The table of hours of every turn in one. Those of a place who get it when planned stand in one line however many their
 * hours are, `until` being when the last window closes; those who are held in one for each hour until which they are.
 */
export function hoursOfTurns(hours: Hours, turns: readonly Turn[]): readonly PlannedLine[] {
  const lines = new Map<string, PlannedLine>();
  for (const { fromMs, places } of turns) {
    const at = new Date(fromMs);
    for (const line of hoursTable(hours, places, at)) {
      const held = line.decision === 'allow' ? '' : line.until?.getTime();
      const key = `${line.jurisdictions.join()} ${line.zones.join()} ${line.decision} ${held}`;
      const before = lines.get(key);
      const people = line.people + (before?.people ?? 0);
      lines.set(key, { ...line, people, plannedFrom: before?.plannedFrom ?? at, plannedTo: at });
    }
  }
  return [...lines.values()].sort(
    (one, other) =>
      order[one.decision] - order[other.decision] ||
      one.plannedFrom.getTime() - other.plannedFrom.getTime() ||
      (one.until?.getTime() ?? 0) - (other.until?.getTime() ?? 0) ||
      other.people - one.people,
  );
}
