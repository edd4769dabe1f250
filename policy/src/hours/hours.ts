import { countryOfNumber } from '@tidings/sms/countries';
import type { PolicyAnswer } from '../decision.ts';
import { candidatesOf, isNorthAmerican, type Whereabouts } from '../places/index.ts';
import { anyHourEntry, explainCase } from './explain.ts';
import { type Case, type HoursVerdict, judge } from './judge.ts';
import type { OwnRules } from './own-rules.ts';
import { hoursOfPurpose, whyAtAnyHour } from './purposes.ts';
import type { Window } from './row.ts';
import { closuresOf, houseRules, lawRules, wishRules } from './rules.ts';

/** A text as the hours see it. `isUrgent` left out: as the workspace has it for the purpose. */
export interface TimedText extends Whereabouts {
  readonly purpose: string;
  readonly isUrgent?: boolean | undefined;
  /** Hours that the person asked for themselves, kept beside all others. */
  readonly wish?: Window | undefined;
}

/** The hours of one workspace. Whoever asks about many texts keeps it: what is alike is worked out once. */
export interface Hours {
  /** The rules of the workspace that these hours are made of. */
  readonly own: OwnRules;
  /** May it arrive at this instant, and until when does that stand? A look-up for nearly every text of a batch. */
  verdictOf(text: TimedText, at: Date): HoursVerdict;
  /** The verdict with all that was asked. `key` is the same for everybody of the same kind. */
  standingOf(text: TimedText, at: Date): Readonly<Standing>;
  /** The same with every rule that was asked, and when the window closes. */
  explain(text: TimedText, at: Date): HoursAnswer;
}

/** `closesAt` is there when the text may go and its window has an end: it must have arrived by then. */
export type HoursAnswer = PolicyAnswer & { readonly closesAt?: Date };

// Kinds of people are area codes times states times zones; a file of nonsense must not fill the memory.
const keptCases = 20_000;

/** What is asked about everybody of a kind, and what was found last. */
export type Standing = {
  readonly key: string;
  readonly asked: Case;
  verdict: HoursVerdict;
  /** From when the verdict stands; it was worked out then. */
  fromMs: number;
};

/**
 * The rules of the packs with what a workspace adds to them. Pure: the same question at the same instant has one answer.
 *
 * @param asOf A day (days since 1970) whose rows of law are asked on all other days as well, for whoever compares two
 * states of the law; left out, each day meets its own
 */
export function openHours(own: OwnRules, asOf?: number): Hours {
  const kinds = new Map<string, Kind>();
  let last: Kind | null = null;
  let size = 0;

  const kindOf = (text: TimedText, isUrgent: boolean): Kind => {
    if (last && isOfKind(last, text, isUrgent)) return last;
    const key = `${text.purpose}|${isUrgent}|${whereKey(text)}`;
    const { purpose, region, zone, fallbackZone, wish } = text;
    last = kinds.get(key) ?? {
      text: { purpose, region, zone, fallbackZone, wish },
      isUrgent,
      byPlace: new Map(),
    };
    kinds.set(key, last);
    return last;
  };

  const standingOf = (text: TimedText, ms: number): Standing => {
    const isUrgent = text.isUrgent ?? own.urgentPurposes.includes(text.purpose);
    if (size >= keptCases) {
      kinds.clear();
      last = null;
      size = 0;
    }
    const { byPlace } = kindOf(text, isUrgent);
    const place = placeKey(text.number);
    const known = byPlace.get(place);
    if (known) {
      if (ms < known.fromMs || (known.verdict.untilMs !== null && ms >= known.verdict.untilMs)) {
        known.verdict = judge(known.asked, ms);
        known.fromMs = ms;
      }
      return known;
    }
    const asked = caseOf(text, isUrgent, own, asOf);
    const key = `${text.purpose}|${isUrgent}|${place}|${whereKey(text)}`;
    const made = { key, asked, verdict: judge(asked, ms), fromMs: ms };
    byPlace.set(place, made);
    size += 1;
    return made;
  };

  return {
    own,
    standingOf: (text, at) => standingOf(text, at.getTime()),
    verdictOf: (text, at) => standingOf(text, at.getTime()).verdict,
    explain(text, at) {
      const { asked, verdict } = standingOf(text, at.getTime());
      const { decision, untilMs } = verdict;
      const isAtAnyHour = asked.rules.length === 0 && decision === 'allow';
      const trace = [
        ...explainCase(asked, verdict, at.getTime()),
        ...(isAtAnyHour ? [anyHourEntry(text.purpose, whyAtAnyHour(text.purpose))] : []),
      ];
      if (decision === 'drop') return { decision, trace };
      if (decision === 'hold') return { decision, until: new Date(untilMs ?? at.getTime()), trace };
      return untilMs === null ? { decision, trace } : { decision, trace, closesAt: new Date(untilMs) };
    },
  };
}

type Shared = 'purpose' | 'region' | 'zone' | 'fallbackZone' | 'wish';

/** Everybody for whom all but the number is the same: nearly all of a batch, and they come one after another. */
type Kind = {
  readonly text: { readonly [Fact in Shared]: TimedText[Fact] | undefined };
  readonly isUrgent: boolean;
  readonly byPlace: Map<string, Standing>;
};

const isOfKind = ({ text: one, isUrgent }: Kind, other: TimedText, isOtherUrgent: boolean): boolean =>
  isUrgent === isOtherUrgent &&
  one.purpose === other.purpose &&
  one.region === other.region &&
  one.zone === other.zone &&
  one.fallbackZone === other.fallbackZone &&
  one.wish === other.wish;

function whereKey({ region, zone, fallbackZone, wish }: TimedText): string {
  const wished = wish ? `|${wish.from}-${wish.to}` : '';
  return `${region ?? ''}|${zone ?? ''}|${fallbackZone ?? ''}${wished}`;
}

/** What a number says of where its owner may be. */
const placeKey = (number: string): string =>
  isNorthAmerican(number) ? number.slice(0, 5) : (countryOfNumber(number) ?? '');

function caseOf(text: TimedText, isUrgent: boolean, own: OwnRules, asOf?: number): Case {
  const candidates = candidatesOf(text);
  const kept = hoursOfPurpose(text.purpose, isUrgent);
  // Passwords, emergencies and answers pass a closure as well: nobody asked for them to be held, and some the law demands.
  const passesClosures = hoursOfPurpose(text.purpose, false) === 'none';
  const closures = passesClosures ? [] : closuresOf(candidates, own, text.purpose);
  const rules =
    kept === 'none'
      ? []
      : kept === 'law'
        ? lawRules(candidates, own, asOf)
        : houseRules(candidates, own, asOf);
  const wished = text.wish && kept !== 'none' ? wishRules(candidates, text.wish) : [];
  // Whoever waits for a text at any hour gets it, wherever they are.
  const isWhereMoot = candidates.kind === 'unknown' && kept === 'none';
  return {
    candidates: isWhereMoot ? { ...candidates, kind: 'anywhere' } : candidates,
    rules: [...rules, ...wished],
    closures,
  };
}
