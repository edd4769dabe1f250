import { type Command, InvalidArgumentError, Option } from 'commander';

/** Help begins with examples, because that is what people look for. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText('before', `Examples:\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
}

/** An option that may be given several times. */
export function repeated(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before: string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
}

export function limitOption(usual = 50): Option {
  return new Option('--limit <N>', 'how many to show at most').argParser(readLimit).default(usual);
}

const highestLimit = 10_000;

function readLimit(text: string): number {
  const limit = readWhole(text);
  if (limit >= 1 && limit <= highestLimit) return limit;
  throw new InvalidArgumentError(`It is a number from 1 to ${highestLimit}.`);
}

/** Commas are allowed, because that is how counts are printed. */
export function readWhole(text: string): number {
  const digits = text.replace(/,(?=\d{3}(,|$))/g, '');
  if (/^\d{1,15}$/.test(digits)) return Number(digits);
  throw new InvalidArgumentError('It is a whole number, such as 10237.');
}
