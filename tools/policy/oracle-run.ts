import { readOptions } from './options.ts';
import { checkAgainstOracle } from './oracle-check.ts';
import { Refusal } from './refusal.ts';

export function run(args: readonly string[]): string {
  const { values } = readOptions(args, { values: ['--instants', '--seed'], flags: [] });
  const instants = readCount(values.get('--instants') ?? '100000', '--instants');
  const seed = readCount(values.get('--seed') ?? '1', '--seed');
  const startedAt = performance.now();
  const { holds, untils, wrong } = checkAgainstOracle(instants, seed);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  if (wrong.length > 0) process.exitCode = 1;
  return [
    `${instants} instants in ${seconds} s: ${instants - holds} allowed, ${holds} held, the end of ${untils} holds walked to; ${wrong.length} disagreements`,
    ...wrong.slice(0, 20).map((question) => `  policy explain ${question}`),
  ].join('\n');
}

function readCount(value: string, name: string): number {
  if (!/^\d{1,9}$/.test(value) || Number(value) === 0)
    throw new Refusal(`${name} “${value}” is no whole number above 0.`);
  return Number(value);
}
