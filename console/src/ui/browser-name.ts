// The first that fits counts: each names those behind it as well, to be served like them.
const browsers = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const systems = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
] as const;

const find = (all: readonly (readonly [RegExp, string])[], text: string) =>
  all.find(([pattern]) => pattern.test(text))?.[1];

/** "Chrome · Windows" for what a browser says of itself; the first word of anything else. */
export function browserName(agent: string): string {
  const found = [find(browsers, agent), find(systems, agent)].filter((name) => name !== undefined);
  return found.length > 0 ? found.join(' · ') : (agent.split(/[\s/]/)[0] ?? agent);
}
