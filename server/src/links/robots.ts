/** What tells a program from a person when a link is opened. The first that holds is the reason. */
export type RobotReason = 'head' | 'prefetch' | 'agent' | 'no_agent' | 'too_soon' | 'burst';

/** Which rules judged a click; a higher number has clicks of before judged anew. */
export const robotRules = 1;

export const robotSentences: Readonly<Record<RobotReason, string>> = {
  head: 'It asked for the headers alone (HEAD), as previews and scanners do.',
  prefetch: 'A browser or a preview fetched it before anybody asked to see it.',
  agent: 'It says itself that it is a program: a preview, a search engine, a scanner or a script.',
  no_agent: 'It does not say what it is; every browser of a phone does.',
  too_soon: 'It came within two seconds of the text being handed over: nobody reads that fast.',
  burst: 'One network opened the links of many people within a minute, as scanners of carriers do.',
};

// Previews of messengers and phones, search engines, scanners of carriers and mail, libraries of programmers. Words that
// stand in the agents of phones' own browsers do not stand here; "Mobile Safari" with "Facebot Twitterbot" is what an iPhone's preview says.
const programs =
  /bot\b|crawl|spider|slurp|preview|facebookexternalhit|facebot|whatsapp|telegram|discord|skypeuri|linkexpand|embedly|bing|yandex|baidu|duckduck|google-|googleother|apis-google|mediapartners|lighthouse|headless|phantom|puppeteer|playwright|selenium|curl\/|wget|python|java\/|okhttp|go-http|axios|node-fetch|undici|libwww|ruby|perl|php|scan|proofpoint|barracuda|mimecast|symantec|safelink|virustotal|urlcheck|monitor|uptime|validator/i;

/** So much is kept of what a browser says of itself. */
export const agentLetters = 300;

/** What a phone of the rehearsal is said to browse with. */
export const handsetAgent = 'Phone of the rehearsal';

export type Asked = {
  readonly method: string;
  readonly agent: string | null;
  /** `purpose`, `sec-purpose`, `x-purpose` and `x-moz` of the request, as one text. */
  readonly purpose: string;
};

/** What a request alone tells. Null when it may have been a person. */
export function robotOfRequest({ method, agent, purpose }: Asked): RobotReason | null {
  if (method === 'HEAD') return 'head';
  if (/prefetch|preview|prerender/i.test(purpose)) return 'prefetch';
  if (agent === null || agent.trim() === '') return 'no_agent';
  return isProgram(agent) ? 'agent' : null;
}

// Few browsers open most links, and looking through all those words takes longer than all else that is asked of a click.
const judgedAgents = new Map<string, boolean>();
const mostJudged = 1_000;

function isProgram(agent: string): boolean {
  const known = judgedAgents.get(agent);
  if (known !== undefined) return known;
  const found = programs.test(agent);
  if (judgedAgents.size >= mostJudged) judgedAgents.clear();
  // What was cut to its length holds on to all that was cut off.
  if (agent.length < agentLetters) judgedAgents.set(agent, found);
  return found;
}

export type Click = {
  readonly at: Date;
  /** Of the person's text; null for a link that is everybody's. */
  readonly messageId: number | null;
  /** A keyed hash of the network it came from. */
  readonly network: string | null;
  readonly agent: string | null;
  readonly method: string;
  readonly purpose: string;
  /** When the text was handed to the carrier. */
  readonly submittedAt: Date | null;
};

const tooSoonMs = 2_000;
const burstMs = 60_000;
// Ten people behind one network (an office, a school, a carrier's own gateway for phones) within a minute can happen; twenty
// different links of one campaign from one address is a machine that walks through texts.
const burstTexts = 20;

/**
 * Judges clicks with what is known a while later: how soon after the text they came and what else came from their network.
 * Order does not matter. Gives a reason or null for each.
 */
export function robotsAmong(clicks: readonly Click[]): (RobotReason | null)[] {
  const bursts = burstsOf(clicks);
  return clicks.map((click) => {
    const known = robotOfRequest(click);
    if (known) return known;
    if (click.submittedAt && click.at.getTime() - click.submittedAt.getTime() < tooSoonMs) return 'too_soon';
    return bursts.has(click) ? 'burst' : null;
  });
}

/** Those in whose network at least `burstTexts` different texts were opened within a minute around them. */
function burstsOf(clicks: readonly Click[]): Set<Click> {
  const found = new Set<Click>();
  const byNetwork = Map.groupBy(
    clicks.filter((click) => click.network !== null && click.messageId !== null),
    (click) => click.network,
  );
  for (const group of byNetwork.values()) {
    if (group.length < burstTexts) continue;
    const ordered = group.toSorted((one, other) => one.at.getTime() - other.at.getTime());
    let first = 0;
    const open = new Map<number, number>();
    for (const [index, click] of ordered.entries()) {
      const id = click.messageId as number;
      open.set(id, (open.get(id) ?? 0) + 1);
      while (click.at.getTime() - (ordered[first] as Click).at.getTime() > burstMs) {
        const left = (ordered[first] as Click).messageId as number;
        const count = (open.get(left) ?? 1) - 1;
        if (count === 0) open.delete(left);
        else open.set(left, count);
        first += 1;
      }
      if (open.size >= burstTexts) for (const one of ordered.slice(first, index + 1)) found.add(one);
    }
  }
  return found;
}
