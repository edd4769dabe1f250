import { parseArgs } from 'node:util';

export type CrashOptions = {
  texts: number;
  kills: number;
  seed: number;
  /** `lock-held` runs the naive design (row lock across the call) under the same kills, and must fail. */
  control: 'lock-held' | null;
};

export const usage = `Usage: npm run -s prove -- crash [--texts N] [--kills K] [--seed S] [--control lock-held]

Sends N texts through the rehearsal carrier while workers are killed K times and the database crashes once in the
middle, then counts by the carrier's ledger. Exit code 0 only when nothing is doubled and nothing lost.`;

export function readOptions(argv: readonly string[]): CrashOptions {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      texts: { type: 'string', default: '20000' },
      kills: { type: 'string', default: '10' },
      seed: { type: 'string', default: '424242' },
      control: { type: 'string' },
    },
  });
  if (positionals.length !== 1 || positionals[0] !== 'crash') throw new Error(usage);
  if (values.control !== undefined && values.control !== 'lock-held')
    throw new Error('The only control is lock-held.');
  return {
    texts: wholeNumber('--texts', values.texts, 1, 5_000_000),
    kills: wholeNumber('--kills', values.kills, 0, 10_000),
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 31),
    control: values.control ?? null,
  };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`${name} takes a whole number from ${least} to ${most}, not “${text}”.`);
  return number;
}
