import { parseArgs } from 'node:util';

export type BenchOptions = {
  /** Names of scenarios; none means all. */
  readonly names: readonly string[];
  readonly isQuick: boolean;
  /** Instead of the scenario's own size. */
  readonly size: number | undefined;
  readonly writes: boolean;
  /** Only the page, from the results that are kept: for when its words have changed. */
  readonly isPageOnly: boolean;
};

export const usage = (
  names: readonly string[],
) => `Usage: npm run bench [-- scenario… --quick --write | --page]

Runs scenarios one after another; each prints one JSON line on standard output. Progress goes to standard error.
  --quick   small sizes: everything within a minute, to see that it works
  --texts N this size: texts, rows or people, whatever the scenario counts
  --json    nothing but the lines on standard output, which is so anyway
  --write   keep the lines in bench/results.json and write docs/performance.md anew
  --page    measure nothing; write docs/performance.md anew from the lines that are kept

Scenarios: ${names.join(', ')}`;

/** Reads the command line; throws a sentence. */
export function readOptions(argv: readonly string[], known: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      page: { type: 'boolean', default: false },
      texts: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no scenario ${unknown}. There are: ${known.join(', ')}.`);
  const size = values.texts === undefined ? undefined : Number(values.texts);
  if (size !== undefined && !(Number.isInteger(size) && size > 0))
    throw new Error(`--texts takes a whole number, not “${values.texts}”.`);
  return {
    names: positionals,
    size,
    isQuick: values.quick,
    writes: values.write,
    isPageOnly: values.page,
  };
}
