import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineOptions } from '../../e2e/stage/engine-options.ts';
import { describeMachine } from './machine.ts';
import { round } from './measure.ts';
import { type BenchOptions, readOptions, usage } from './options.ts';
import { type Line, mergeResults, type Result } from './result.ts';
import { readResults, writeResults } from './result-files.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

const names = scenarios.map(({ name }) => name);
const endWithinMs = 20_000;
// One Ctrl-C under npm reaches us twice, from the terminal and from npm.
const sameKeyWithinMs = 1_000;

// As tools/run has it for everything that is started by it. Without the first, each process and thread that is measured would strip the
// types of all that it loads, which takes 2 s of processor time and 20 MB each; without the second, an import keeps 60 MB more. Processes
// that are measured are started with the options that we have, and have the room for what is young that the service has, and make nothing
// old at once, as it does not.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../../.cache/compiled');
process.env.MALLOC_ARENA_MAX ??= '2';
for (const [option, value] of engineOptions)
  if (!process.execArgv.some((given) => given.startsWith(option))) process.execArgv.push(option + value);

let workplace: Workplace | null = null;
let running: Promise<unknown> = Promise.resolve();
let endingSince: number | null = null;

async function main(argv: readonly string[]): Promise<number> {
  let options: BenchOptions;
  try {
    options = readOptions(argv, names);
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${usage(names)}`);
    return 2;
  }
  if (options.isPageOnly) return renewPage();
  const chosen = scenarios.filter(({ name }) => options.names.length === 0 || options.names.includes(name));
  const results: Result[] = [];
  for (const scenario of chosen) {
    const result = await runScenario(scenario, options).catch((error: unknown) => {
      // A scenario that is ended in the middle fails for reasons that tell nobody anything.
      if (endingSince === null)
        say(`${scenario.name} failed: ${error instanceof Error ? error.stack : String(error)}`);
      return null;
    });
    // Whoever ends us waits for the processes still running; beginning another scenario would keep them from it.
    if (endingSince !== null) return new Promise(() => {});
    if (result) results.push(result);
  }
  if (options.writes && results.length > 0) await keep(results);
  return results.length === chosen.length ? 0 : 1;
}

async function runScenario(scenario: Scenario, { isQuick, size }: BenchOptions): Promise<Result> {
  const place = openWorkplace();
  workplace = place;
  const loadAverage = round(loadavg()[0] ?? 0) ?? 0;
  const tell = (sentence: string) => say(`${scenario.name}: ${sentence}`);
  try {
    const run = scenario.run({ isQuick, size, workplace: place, say: tell });
    running = run.catch(() => {});
    const figures = Object.entries(await run).map(([name, value]) => [name, round(value)]);
    const line = { scenario: scenario.name, ...Object.fromEntries(figures) } as Line;
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return { measuredOn: new Date().toISOString().slice(0, 10), isQuick, loadAverage, line };
  } finally {
    await place.close();
  }
}

async function keep(results: readonly Result[]): Promise<void> {
  const place = openWorkplace();
  try {
    const machine = describeMachine(place.folder);
    writeResults(mergeResults(readResults(), { machine, results }), scenarios);
    say('bench/results.json and docs/performance.md are written.');
  } finally {
    await place.close();
  }
}

function renewPage(): number {
  const results = readResults();
  if (results) writeResults(results, scenarios);
  say(results ? 'docs/performance.md is written.' : 'Nothing was kept yet. Run with --write first.');
  return results ? 0 : 1;
}

/** Ctrl-C: what runs is ended in order and every folder removed. A second one does not wait. */
async function leave(code: number): Promise<void> {
  if (endingSince !== null) {
    if (performance.now() - endingSince < sameKeyWithinMs) return;
    process.exit(code);
  }
  endingSince = performance.now();
  say('ending what was begun …');
  const impatience = setTimeout(() => process.exit(code), endWithinMs);
  const complain = (error: unknown) => say(String(error));
  await workplace?.close().catch(complain);
  // The scenario meets closed doors now and fails; what it began in this very moment is ended after it.
  await Promise.race([running, sleep(endWithinMs / 2)]);
  await workplace?.close().catch(complain);
  clearTimeout(impatience);
  process.exit(code);
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave(130));
process.on('uncaughtException', (error) => {
  // Connections that break while we leave are no news, and leaving twice would not end.
  if (endingSince !== null) return;
  say(error.stack ?? error.message);
  void leave(1);
});
process.exitCode = await main(process.argv.slice(2));
