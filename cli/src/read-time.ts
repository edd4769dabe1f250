import { misuse } from './refusal.ts';

/** A time as people write it, in UTC. */
export function readTime(text: string, flag: string): string {
  const at = new Date(text);
  // Without a zone it would be the hour of whichever machine runs the command.
  if (Number.isNaN(at.getTime()) || !/(Z|[+-]\d\d:?\d\d)$/i.test(text))
    throw misuse(`Give ${flag} as a time with its zone, such as 2026-12-01T09:00:00Z.`);
  return at.toISOString();
}
