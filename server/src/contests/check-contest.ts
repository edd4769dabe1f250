import { Invalid, type ProblemDetail } from '../platform/errors.ts';
import type { ContestContent } from './contest.ts';

/** Refuses a contest that could not be held, with all that stands against it. Pure. */
export function checkContest(content: ContestContent, now: Date): void {
  const { startsAt, endsAt, regions, enteredBody, wonBody, rules } = content;
  const problems: ProblemDetail[] = [];
  const need = (isGood: boolean, pointer: string, code: string, detail: string) => {
    if (!isGood) problems.push({ pointer, code, detail });
  };
  need(endsAt > startsAt, '/ends_at', 'contest.ends_before_start', 'Let the contest end after it starts.');
  need(endsAt > now, '/ends_at', 'contest.over', 'Let the contest end in the future.');
  need(
    regions === null ||
      (regions.length > 0 && regions.every((region) => /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(region))),
    '/regions',
    'contest.bad_region',
    'Name states as US-TX and countries as CA.',
  );
  for (const [pointer, words] of [
    ['/entered_body', enteredBody],
    ['/won_body', wonBody],
  ] as const)
    need(
      !/\{\{|\{%/.test(words ?? ''),
      pointer,
      'contest.merge_field',
      'Say the same to everybody: no merge fields here.',
    );
  // A prize, chance and a price together are a lottery, which only states may hold; the free way takes the price out.
  need(
    /no purchase/i.test(rules),
    '/rules',
    'contest.no_free_entry',
    'Say in the rules that no purchase is necessary and how to enter free of charge: without that a contest is a lottery.',
  );
  need(
    /void where prohibited/i.test(rules) || regions !== null,
    '/rules',
    'contest.no_void',
    'Say in the rules that the contest is void where prohibited, or name the states in which it is held.',
  );
  const [first] = problems;
  if (!first) return;
  const sentence =
    problems.length === 1 ? first.detail : `${problems.length} things are to be mended. ${first.detail}`;
  throw new Invalid(first.code, sentence, problems);
}
