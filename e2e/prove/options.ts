import { parseArgs } from 'node:util';

export type CrashOptions = {
  texts: number;
  kills: number;
  seed: number;
  /** `lock-held` runs the naive design (row lock across the call) under the same kills, and must fail. */
  control: 'lock-held' | null;
};

export type RestoreOptions = {
  texts: number;
  seed: number;
  /** `no-hold` takes the hold away right after the restore, and must fail. */
  control: 'no-hold' | null;
};

export type Order =
  | { readonly proof: 'crash'; readonly options: CrashOptions }
  | { readonly proof: 'restore'; readonly options: RestoreOptions };

export const usage = `Usage: npm run -s prove -- crash   [--texts N] [--kills K] [--seed S] [--control lock-held]
       npm run -s prove -- restore [--texts N] [--seed S] [--control no-hold]

crash    Sends N texts through the rehearsal carrier while workers are killed K times and the database crashes once in the
         middle, then counts by the carrier's ledger. Exit code 0 only when nothing is doubled and nothing lost.
restore  Takes a backup in the middle of sending, sends on, loses the database and restores the backup. Exit code 0 only
         when nothing leaves before somebody has released it, every text that the backup cannot know of is listed, STOPs
         that come meanwhile are taken, and in the end nothing is doubled and nothing lost.`;

const controls = { crash: 'lock-held', restore: 'no-hold' } as const;

export function readOrder(argv: readonly string[]): Order {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      texts: { type: 'string' },
      kills: { type: 'string' },
      seed: { type: 'string', default: '424242' },
      control: { type: 'string' },
    },
  });
  const [proof] = positionals;
  if (positionals.length !== 1 || (proof !== 'crash' && proof !== 'restore')) throw new Error(usage);
  if (values.control !== undefined && values.control !== controls[proof])
    throw new Error(`The only control of ${proof} is ${controls[proof]}.`);
  const seed = wholeNumber('--seed', values.seed, 0, 2 ** 31);
  const isControl = values.control !== undefined;
  if (proof === 'crash') {
    const texts = wholeNumber('--texts', values.texts ?? '20000', 1, 5_000_000);
    const kills = wholeNumber('--kills', values.kills ?? '10', 0, 10_000);
    return { proof, options: { texts, kills, seed, control: isControl ? controls.crash : null } };
  }
  if (values.kills !== undefined) throw new Error('restore takes no --kills.');
  const texts = wholeNumber('--texts', values.texts ?? '5000', 200, 5_000_000);
  return { proof, options: { texts, seed, control: isControl ? controls.restore : null } };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`${name} takes a whole number from ${least} to ${most}, not “${text}”.`);
  return number;
}
