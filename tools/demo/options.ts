import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type DemoOptions = {
  people: number;
  /** A list of the user's own; null for the one that comes along. */
  file: string | null;
  exit: boolean;
  json: boolean;
  seed: number;
};

export const usage = `Usage: npm run demo -- [options]
  --people N    send to the first N rows of the list (default 10000; more than it holds are made up)
  --file PATH   a list of your own: CSV, TSV, semicolons, in any usual encoding
  --exit        stop when the campaign is through, instead of keeping the page up
  --json        print one JSON object as the last line of standard output
  --seed S      another cast of handsets and faults (default 42)
  --help        this page`;

/** Reads the command line; paths count from where the user stands (npm changes the folder). Throws a sentence. */
export function readOptions(argv: readonly string[], standingIn: string): DemoOptions | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      people: { type: 'string', default: '10000' },
      file: { type: 'string' },
      exit: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      seed: { type: 'string', default: '42' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    people: wholeNumber('--people', values.people, 1, 5_000_000),
    file: values.file === undefined ? null : resolve(standingIn, values.file),
    exit: values.exit,
    json: values.json,
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 31),
  };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`${name} takes a whole number from ${least} to ${most}, not “${text}”.`);
  return number;
}
