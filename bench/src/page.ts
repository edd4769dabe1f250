import { type Goal, goals, standingOf } from './goals.ts';
import type { Machine } from './machine.ts';
import type { Result, Results } from './result.ts';
import type { Scenario } from './scenario.ts';

/** docs/performance.md as its results say. A scenario that has no result, or a result whose scenario is gone, is left out. */
export function renderPage({ machine, results }: Results, scenarios: readonly Scenario[]): string {
  const sections = scenarios.flatMap((scenario) => {
    const result = results.find(({ line }) => line.scenario === scenario.name);
    return result ? [sectionOf(scenario, result)] : [];
  });
  return [opening(machine), goalsOf(results), ...sections].join('\n');
}

function opening(machine: Machine): string {
  const { cores, processor, memoryGb, node, postgresql, fdatasyncMs } = machine;
  return `# Performance

<!-- Written by \`npm run bench -- --write\` from bench/results.json. Run it again instead of editing. -->

Measured on ${cores} cores (${processor}), ${memoryGb} GB of memory, Node ${node}, PostgreSQL ${postgresql}
(embedded; fsync, synchronous commit and full page writes on); the disk takes ${fdatasyncMs.p50} ms for an fdatasync
(99th percentile ${fdatasyncMs.p99} ms). Service, database, carrier and measuring share these cores.
Run \`npm run bench\` on your own machine; add names to run only some, such as \`npm run bench -- parts send\`.
Where two ways are compared, both were measured in the same run, in turns or one right after the other.
`;
}

/** All goals, with what was measured last: those that nobody has measured are named too. */
function goalsOf(results: readonly Result[]): string {
  const rows = goals.map((goal) => {
    const { value, standing } = standingOf(goal, results);
    const found = value === null ? '–' : spell(value);
    return [`\`${goal.scenario}\` \`${goal.figure}\``, wantedOf(goal), found, standing, goal.what];
  });
  return ['## Goals\n', table(['figure', 'goal', 'measured', '', 'what it counts'], rows)].join('\n');
}

function wantedOf({ least, most }: Goal): string {
  if (least === undefined) return `≤ ${spell(most)}`;
  return most === undefined ? `≥ ${spell(least)}` : `${spell(least)} to ${spell(most)}`;
}

function sectionOf(scenario: Scenario, { line, measuredOn, isQuick, loadAverage }: Result): string {
  const when = `Measured on ${measuredOn}; the load average was ${loadAverage} when it began.`;
  const caution = isQuick ? ' **A quick run: it shows that the scenario works, not how fast it is.**' : '';
  return [
    `## ${scenario.name}\n`,
    `${scenario.about}\n`,
    ...comparisonsOf(scenario, line),
    figuresOf(scenario, line),
    `${when}${caution} ${scenario.limits}\n`,
  ].join('\n');
}

function comparisonsOf({ comparisons = [] }: Scenario, line: Result['line']): string[] {
  const [first] = comparisons;
  if (!first) return [];
  const rows = comparisons.map(({ what, ours, theirs, ratio }) => [
    what,
    spell(line[ours]),
    spell(line[theirs]),
    `${spell(line[ratio])} ×`,
  ]);
  return [table(['', 'Tidings', first.against, 'ratio'], rows)];
}

function figuresOf({ figures }: Scenario, line: Result['line']): string {
  const rows = Object.entries(figures).map(([name, meaning]) => [`\`${name}\``, spell(line[name]), meaning]);
  return table(['figure', 'value', 'what it means'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, at) => (at === 0 || at === head.length - 1 ? '---' : '---:'));
  return `${[head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

const spell = (value: number | string | null | undefined) =>
  typeof value === 'number'
    ? value.toLocaleString('en-US', { maximumFractionDigits: 6 })
    : (value ?? 'unknown');
