import { type ConsentLevelName, levelWords } from './levels.ts';
import { unitedStates } from './rows.ts';

export const doNotCallKinds = ['own', 'state', 'federal'] as const;
/** `own`: asked of this business; `state` and `federal`: the registers. */
export type DoNotCallKind = (typeof doNotCallKinds)[number];

export const doNotCallVersion = 'do-not-call 2026-11-29';

/** Data of the registers may be this old: 47 CFR 64.1200(c)(2)(i)(D). Read in a summary of it. */
export const registersLastDays = 31;

export interface DoNotCallAsked {
  readonly purpose: string;
  readonly country: string | null;
  readonly level: ConsentLevelName | null;
  /** Which lists the number stands on. */
  readonly lists: readonly DoNotCallKind[];
  /** The day of the oldest register at hand, the federal one among them; null while that is not at hand. */
  readonly registersAsOf: Date | null;
}

export interface DoNotCallVerdict {
  readonly decision: 'allow' | 'drop';
  readonly code: 'contact.do_not_call' | 'do_not_call.too_old' | null;
  readonly rule: string;
  readonly version: string;
  readonly sentence: string;
}

const dayMs = 86_400_000;

/**
 * What the do-not-call lists say of a text; null where they have no say: it sells nothing, or nothing speaks against it. One's own
 * list counts whatever anybody agreed to. A written consent names the number and so exempts it from the registers; an established
 * relationship exempts it from the federal one alone, and only while the registers at hand are new enough (47 CFR 64.1200(c)(2),
 * (d), (f)(5)).
 */
export function doNotCallVerdict(asked: DoNotCallAsked, at: Date): DoNotCallVerdict | null {
  const { purpose, lists, level, registersAsOf } = asked;
  if (purpose !== 'marketing') return null;
  if (lists.includes('own'))
    return refused('own', 'The number stands on your own do-not-call list, which no consent overrides.');
  if (!unitedStates.includes(asked.country ?? 'US')) return null;
  if (level === 'established_relationship') return byRelationship(lists, registersAsOf, at);
  if (lists.length === 0 || level === null) return null;
  return {
    ...{ decision: 'allow', code: null, rule: 'do-not-call.exempt', version: doNotCallVersion },
    sentence: `The number stands on a ${lists.join(' and a ')} do-not-call list, from which it is exempt by ${levelWords[level]}.`,
  };
}

function byRelationship(
  lists: readonly DoNotCallKind[],
  registersAsOf: Date | null,
  at: Date,
): DoNotCallVerdict {
  const rests = 'A text that rests on an established business relationship needs';
  if (registersAsOf === null)
    return tooOld(`${rests} the federal do-not-call list, and none has been brought in.`);
  const day = registersAsOf.toISOString().slice(0, 10);
  if (at.getTime() - registersAsOf.getTime() >= (registersLastDays + 1) * dayMs)
    return tooOld(
      `${rests} do-not-call lists of at most ${registersLastDays} days; the oldest at hand is of ${day}.`,
    );
  if (lists.includes('state'))
    return refused(
      'state',
      `The number stands on a state’s do-not-call list of ${day} or later, and a relationship alone does not exempt it.`,
    );
  const on = lists.includes('federal')
    ? `stands on the federal do-not-call list, from which the relationship exempts it`
    : `stands on no do-not-call list`;
  return {
    ...{ decision: 'allow', code: null, rule: 'do-not-call.registers', version: doNotCallVersion },
    sentence: `The number ${on}; the lists at hand are of ${day} or later.`,
  };
}

const refused = (kind: DoNotCallKind, sentence: string): DoNotCallVerdict => ({
  ...{ decision: 'drop', code: 'contact.do_not_call', rule: `do-not-call.${kind}` },
  ...{ version: doNotCallVersion, sentence },
});
const tooOld = (sentence: string): DoNotCallVerdict => ({
  ...{ decision: 'drop', code: 'do_not_call.too_old', rule: 'do-not-call.age' },
  ...{ version: doNotCallVersion, sentence },
});
