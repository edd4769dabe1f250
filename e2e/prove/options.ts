import { parseArgs } from 'node:util';
import type { Proof, Size } from './proof.ts';

export type Wish = {
  /** A proof, or `all` with every control. */
  name: string;
  control: string | null;
  seed: number;
  size: 'short' | 'usual' | 'nightly';
  /** Of a proof of several things, those that were asked for by name; null for all. */
  only: readonly string[] | null;
  /** What was asked for in numbers goes before the size. */
  given: Partial<Size>;
};

export function usageOf(proofs: Readonly<Record<string, Proof>>): string {
  const lines = Object.entries(proofs).map(([name, { shows, controls }]) => {
    const all = controls.length > 0 ? `\n${' '.repeat(14)}controls: ${controls.join(', ')}` : '';
    return `  ${name.padEnd(12)}${shows}${all}`;
  });
  return `Usage: npm run -s prove -- NAME [--control C] [--texts N] [--kills K] [--seconds S] [--seed S] [--only A,B] [--short | --nightly]
       npm run -s prove -- all [--nightly]

${lines.join('\n')}

One line of JSON says what came of it. Exit code 0 only when the proof holds; with a control it has to fail. \`all\` runs
every proof and every control, and its exit code is 0 only when the proofs hold and every control finds its mistake.`;
}

export function readOptions(argv: readonly string[], proofs: Readonly<Record<string, Proof>>): Wish {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      texts: { type: 'string' },
      kills: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string', default: '424242' },
      control: { type: 'string' },
      only: { type: 'string' },
      short: { type: 'boolean', default: false },
      nightly: { type: 'boolean', default: false },
    },
  });
  const [name = '', ...more] = positionals;
  const proof = Object.hasOwn(proofs, name) ? proofs[name] : undefined;
  if ((!proof && name !== 'all') || more.length > 0) throw new Error(usageOf(proofs));
  const controls = proof?.controls ?? [];
  if (values.control !== undefined && !controls.includes(values.control)) {
    const known = controls.length > 0 ? `one of ${controls.join(', ')}` : 'none: it has none';
    throw new Error(`The control of ${name} must be ${known}, not “${values.control}”.`);
  }
  return {
    name,
    control: values.control ?? null,
    only: values.only?.split(',') ?? null,
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 31),
    size: values.nightly ? 'nightly' : values.short || name === 'all' ? 'short' : 'usual',
    given: {
      ...(values.texts === undefined ? {} : { texts: wholeNumber('--texts', values.texts, 1, 5_000_000) }),
      ...(values.kills === undefined ? {} : { kills: wholeNumber('--kills', values.kills, 0, 10_000) }),
      ...(values.seconds === undefined
        ? {}
        : { seconds: wholeNumber('--seconds', values.seconds, 1, 86_400) }),
    },
  };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`${name} takes a whole number from ${least} to ${most}, not “${text}”.`);
  return number;
}
