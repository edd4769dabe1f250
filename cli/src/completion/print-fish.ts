import type { CompletedOption, Node } from './command-tree.ts';

/** One line for each word that may come next, under the condition that the words so far name its command. */
export function printFish(nodes: readonly Node[]): string {
  const paths = nodes.filter(({ path }) => path.length > 0).map(({ path }) => quoted(path.join(' ')));
  return `# fish completion for tidings
function __tidings_at
    set -l at
    for word in (commandline -opc)[2..]
        contains -- (string join ' ' $at $word) ${paths.join(' ')}
        and set -a at $word
    end
    test (string join ' ' $at) = "$argv[1]"
end
complete -c tidings -f
${nodes.flatMap(linesOf).join('\n')}
`;
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function linesOf(node: Node): string[] {
  const when = `complete -c tidings -n ${quoted(`__tidings_at ${quoted(node.path.join(' '))}`)}`;
  return [
    ...node.commands.map(({ name, about }) => `${when} -a ${name} -d ${quoted(about)}`),
    ...node.choices.map((choice) => `${when} -a ${choice}`),
    ...(node.takesFile ? [`${when} -F`] : []),
    ...node.options.map(
      (option) =>
        `${when} -l ${option.flag.replace(/^--/, '')}${argumentOf(option)} -d ${quoted(option.about)}`,
    ),
  ];
}

function argumentOf({ takesValue, takesFile, choices }: CompletedOption): string {
  if (!takesValue) return '';
  if (choices.length > 0) return ` -x -a ${quoted(choices.join(' '))}`;
  return takesFile ? ' -r -F' : ' -x';
}
