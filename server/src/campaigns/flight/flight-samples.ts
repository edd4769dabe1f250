import { openReservoir } from '../reservoir.ts';

/** Why somebody is shown: worst cases first, the rest by lot. */
export type SampleReason =
  | 'longest'
  | 'unwritable'
  | 'missing_value'
  | 'forced_ucs2'
  | 'non_latin_name'
  | 'first'
  | 'random';

/** Twenty are what somebody reads before a launch; each kind of trouble gets some of them and none gets all. */
export const samplesShown = 20;
const mostOf: Readonly<Record<Exclude<SampleReason, 'first' | 'random'>, number>> = {
  longest: 3,
  unwritable: 3,
  missing_value: 3,
  forced_ucs2: 3,
  non_latin_name: 3,
};

export type Seen = {
  readonly contactId: number;
  readonly name: string;
  /** Null where no text can be written. */
  readonly parts: number | null;
  readonly units: number;
  readonly isUcs2: boolean;
  readonly lacksValue: boolean;
};

const otherScript = /(?!\p{Script=Latin})\p{L}/u;

/** Chooses whom to show of however many pass by, in the memory of a few. */
export function openSamples(seed: number) {
  const longest: Seen[] = [];
  const kept = new Map<SampleReason, number[]>();
  const drawn = openReservoir<number>(samplesShown * 2, seed);
  let first: number | null = null;

  function keep(reason: keyof typeof mostOf, contactId: number): void {
    const ids = kept.get(reason) ?? [];
    if (ids.length < mostOf[reason]) kept.set(reason, [...ids, contactId]);
  }

  function keepIfLong(seen: Seen): void {
    const shortest = longest.at(-1);
    if (longest.length >= mostOf.longest && shortest && !isLonger(seen, shortest)) return;
    longest.push(seen);
    longest.sort((one, other) => (isLonger(one, other) ? -1 : 1));
    if (longest.length > mostOf.longest) longest.pop();
  }

  return {
    add(seen: Seen): void {
      const { contactId } = seen;
      if (first === null || contactId < first) first = contactId;
      drawn.add(contactId);
      if (seen.parts === null) keep('unwritable', contactId);
      else keepIfLong(seen);
      if (seen.parts !== null && seen.lacksValue) keep('missing_value', contactId);
      if (seen.isUcs2) keep('forced_ucs2', contactId);
      if (otherScript.test(seen.name)) keep('non_latin_name', contactId);
    },
    /** At most twenty people, each once, with the first reason that they are shown for. */
    chosen(): ReadonlyMap<number, SampleReason> {
      const chosen = new Map<number, SampleReason>();
      const choose = (id: number, reason: SampleReason) => {
        if (chosen.size < samplesShown && !chosen.has(id)) chosen.set(id, reason);
      };
      for (const seen of longest) choose(seen.contactId, 'longest');
      for (const reason of ['unwritable', 'missing_value', 'forced_ucs2', 'non_latin_name'] as const)
        for (const id of kept.get(reason) ?? []) choose(id, reason);
      if (first !== null) choose(first, 'first');
      for (const id of drawn.items()) choose(id, 'random');
      return chosen;
    },
  };
}

function isLonger(one: Seen, other: Seen): boolean {
  const [parts, others] = [one.parts ?? 0, other.parts ?? 0];
  if (parts !== others) return parts > others;
  return one.units !== other.units ? one.units > other.units : one.contactId < other.contactId;
}
