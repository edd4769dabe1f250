import type { TraceEntry } from '../decision.ts';
import type { Candidates } from '../places/candidates.ts';
import { type Case, type HoursVerdict, isOpenEnded, windowAt } from './judge.ts';
import type { Closure } from './own-rules.ts';
import { showWindow } from './row.ts';
import type { Rule } from './rules.ts';
import { dayAt, wallMsAt } from './zone-time.ts';

const placesVersion = 'area-codes 2026-11-23';
const engineVersion = 'hours 1';

/** One sentence for each thing that was asked, in the order of asking, and at the end what came of it. */
export function explainCase(asked: Case, verdict: HoursVerdict, ms: number): readonly TraceEntry[] {
  const place = placeEntry(asked.candidates);
  if (verdict.decision === 'drop') return [place];
  return [
    place,
    ...asked.closures.map((closure) => closureEntry(closure, ms)),
    ...asked.rules.map((rule) => ruleEntry(rule, ms)),
    outcomeEntry(asked, verdict, ms),
  ];
}

/** What a purpose without hours is told. */
export const anyHourEntry = (purpose: string, why: string): TraceEntry => ({
  rule: `hours.purpose.${purpose}`,
  version: engineVersion,
  outcome: 'allow',
  sentence: why,
});

function placeEntry({ kind, places, basis }: Candidates): TraceEntry {
  const entry = { rule: `place.${kind}`, version: placesVersion };
  if (kind === 'placeless') return { ...entry, outcome: 'drop', sentence: basis };
  if (kind === 'unknown') {
    const sentence = `${basis} Nobody can say what the hour is there, so the text waits until an address or a zone of the person is known.`;
    return { ...entry, outcome: 'hold', sentence };
  }
  const zones = [...new Set(places.flatMap((place) => place.zones))].join(', ');
  const where = kind === 'anywhere' ? 'any state' : places.map((place) => place.jurisdiction).join(' or ');
  return { ...entry, outcome: 'allow', sentence: `${basis} The person may be in ${where}, in ${zones}.` };
}

function closureEntry({ id, jurisdiction, from, to, reason }: Closure, ms: number): TraceEntry {
  const isClosed = ms >= from.getTime() && (to === null || ms < to.getTime());
  const span = `from ${showInstant(from.getTime())} ${to === null ? 'until further notice' : `to ${showInstant(to.getTime())}`}`;
  const sentence = `${jurisdiction} is closed ${span}: ${reason}.`;
  return { rule: `own.closure.${id}`, version: 'own', outcome: isClosed ? 'hold' : 'allow', sentence };
}

function ruleEntry(rule: Rule, ms: number): TraceEntry {
  const { window, because } = rule.hoursOn(dayAt(rule.zone, ms));
  const outcome = windowAt(rule, ms).opensAt <= ms ? 'allow' : 'hold';
  const said = window ? `texts may arrive ${showWindow(window)}` : `no text may arrive ${because}`;
  const sentence = `${rule.name}: it is ${showWall(rule.zone, ms)} in ${rule.zone}; ${said}.`;
  return { rule: rule.id, version: rule.version, outcome, sentence };
}

function outcomeEntry(asked: Case, verdict: HoursVerdict, ms: number): TraceEntry {
  const { decision, untilMs } = verdict;
  const at = untilMs === null ? '' : showInstant(untilMs);
  const isOpen = decision === 'allow';
  const rule = isOpen ? 'hours.open' : 'hours.closed';
  const entry = (sentence: string) => ({ rule, version: engineVersion, outcome: decision, sentence });
  if (isOpen) return entry(at ? `All of it is open until ${at}.` : 'All of it is open.');
  if (!verdict.isOpeningUnknown) return entry(`All of it is open at once from ${at}.`);
  return entry(`${whyUnknown(asked, ms)}It is looked at again at ${at}.`);
}

function whyUnknown({ candidates, closures }: Case, ms: number): string {
  if (candidates.kind === 'unknown') return '';
  if (closures.some((closure) => isOpenEnded(closure, ms))) return 'Nobody has said when the closure ends. ';
  return 'These hours never meet, so nobody can say when it may go. ';
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Tue 2026-11-24 07:59:59`, as the clocks of the zone show it. */
export function showWall(zone: string, ms: number): string {
  const wall = new Date(wallMsAt(zone, ms));
  return `${days[wall.getUTCDay()]} ${wall.toISOString().slice(0, 19).replace('T', ' ')}`;
}

/** `2026-11-24T13:00:00Z`: no thousandths where there are none. */
export const showInstant = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
