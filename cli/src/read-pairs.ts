import { misuse } from './refusal.ts';

/** What was given as name=value, several times; undefined where nothing was. An empty value stays empty. */
export function readPairs(
  given: readonly string[] | undefined,
  flag: string,
): Record<string, string> | undefined {
  if (given === undefined) return undefined;
  const pairs = given.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw misuse(`Write ${flag} as name=value, such as ${flag} code=483920.`);
    return [pair.slice(0, at).trim(), pair.slice(at + 1)] as const;
  });
  return Object.fromEntries(pairs);
}
