import type { OutsideAnswer, OutsideFailure } from '../platform/outside/outside.ts';

/** What is the matter with where a link leads. */
export type Finding = 'gone' | 'failing' | 'unreachable' | 'moved';

export type Check = {
  readonly url: string;
  /** Where it led when it was first looked at; null while it never led anywhere. */
  readonly host: string | null;
  readonly finding: Finding | null;
  /** So many looks in a row. */
  readonly times: number;
  readonly sentence: string | null;
};

/** Before that, it may be a hiccup of theirs or ours. */
export const sureAfter = 2;

export const isSure = ({ finding, times }: Pick<Check, 'finding' | 'times'>): boolean =>
  finding !== null && times >= sureAfter;

/** A page that is gone and a domain that leads elsewhere do not come back by themselves; a machine that is down does. */
export const mayBeSwitchedOff = (check: Pick<Check, 'finding' | 'times'>): boolean =>
  isSure(check) && (check.finding === 'gone' || check.finding === 'moved');

/**
 * What a look has found, beside what was found before. Null where nothing can be said: an address that is not looked at at all, because
 * it is in no public network or opens an app.
 */
export function findingOf(
  url: string,
  look: OutsideAnswer | OutsideFailure,
  before: Check | null,
): Check | null {
  const known = before?.url === url ? before : null;
  if (look.kind === 'failed') {
    if (look.code === 'bad_address' || look.code === 'private_address') return null;
    // Long pages are pages.
    if (look.code === 'too_large') return found(url, known?.host ?? null, null, known);
    return found(url, known?.host ?? null, 'unreachable', known);
  }
  const { status } = look;
  const host = new URL(look.url ?? url).host;
  if (status === 404 || status === 410) return found(url, known?.host ?? null, 'gone', known, status);
  if (status >= 500) return found(url, known?.host ?? null, 'failing', known, status);
  // Whoever turns programs away (401, 403, 429) is there for people.
  if (known?.host && siteOf(known.host) !== siteOf(host))
    return found(url, known.host, 'moved', known, status, host);
  return found(url, known?.host ?? host, null, known);
}

function found(
  url: string,
  host: string | null,
  finding: Finding | null,
  before: Check | null,
  status = 0,
  now = '',
): Check {
  const times = finding === null ? 0 : before?.finding === finding ? before.times + 1 : 1;
  return { url, host, finding, times, sentence: finding && sentences[finding](host ?? '', status, now) };
}

const sentences: Readonly<Record<Finding, (host: string, status: number, now: string) => string>> = {
  gone: (_host, status) => `The page is gone (${status}). Lead the link somewhere else.`,
  failing: (_host, status) => `The page answers with an error of its own (${status}).`,
  unreachable: () => 'Nobody answers at this address.',
  moved: (host, _status, now) =>
    `It led to ${host}, and leads to ${now} now. If that is not yours, the domain may have passed to somebody else: switch the link off.`,
};

/** The last two words of a name: www.shop.example and shop.example are one place. For names such as shop.co.uk it errs to the quiet side. */
const siteOf = (host: string): string => host.replace(/:\d+$/, '').split('.').slice(-2).join('.');
