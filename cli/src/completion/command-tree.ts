import type { Command } from 'commander';

/** What a shell needs to know of one command. `path` is empty for `tidings` itself. */
export type Node = {
  readonly path: readonly string[];
  readonly commands: readonly { readonly name: string; readonly about: string }[];
  readonly options: readonly CompletedOption[];
  /** Words that may stand in its first place. */
  readonly choices: readonly string[];
  readonly takesFile: boolean;
};

export type CompletedOption = {
  readonly flag: string;
  readonly about: string;
  readonly takesValue: boolean;
  readonly takesFile: boolean;
  readonly choices: readonly string[];
};

/** Every command with what can follow it, from the top. */
export function nodesOf(
  command: Command,
  path: readonly string[] = [],
  above: readonly CompletedOption[] = [],
): Node[] {
  const own = command.createHelp().visibleOptions(command).map(toOption);
  const options = [...own, ...above.filter(({ flag }) => !own.some((option) => option.flag === flag))];
  const inherited = options.filter(
    ({ flag }) => flag !== '--version' && (path.length === 0 || above.some((one) => one.flag === flag)),
  );
  const [argument] = command.registeredArguments;
  const node: Node = {
    path,
    commands: command.commands.map((one) => ({
      name: one.name(),
      about: one.summary() || one.description(),
    })),
    options,
    choices: argument?.argChoices ?? [],
    takesFile: argument !== undefined && isFile(argument.name()),
  };
  return [node, ...command.commands.flatMap((one) => nodesOf(one, [...path, one.name()], inherited))];
}

type Option = Command['options'][number];

const toOption = (option: Option): CompletedOption => ({
  flag: option.long ?? option.flags,
  about: option.description,
  takesValue: option.required || option.optional,
  takesFile: /<(.*\.csv|file)>/.test(option.flags),
  choices: option.argChoices ?? [],
});

const isFile = (name: string) => name === 'file';
