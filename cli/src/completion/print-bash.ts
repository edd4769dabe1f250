import type { Node } from './command-tree.ts';

/** The words so far name a command; its own words, flags and files are offered. Works with bash 3.2, which macOS has. */
export function printBash(nodes: readonly Node[]): string {
  const paths = nodes.filter(({ path }) => path.length > 0).map(({ path }) => `'${keyOf(path)}'`);
  return `# bash completion for tidings
_tidings() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD - 1]}" at="" word
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${at:+$at }$word" in
      ${paths.join(' | ')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at $prev" in
${nodes.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${nodes.map(wordCase).join('\n')}
  esac
}
complete -o filenames -o bashdefault -F _tidings tidings
`;
}

const keyOf = (path: readonly string[]) => path.join(' ');

const offer = (words: readonly string[]) => `COMPREPLY=( $(compgen -W "${words.join(' ')}" -- "$cur") )`;
const offerFiles = 'COMPREPLY+=( $(compgen -f -- "$cur") )';

/** After a flag that takes a value comes that value, and nothing else. */
function valueCases({ path, options }: Node): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ flag, choices, takesFile }) => {
      const what = choices.length > 0 ? `${offer(choices)}; ` : takesFile ? `${offerFiles}; ` : '';
      return `    '${keyOf(path)} ${flag}') ${what}return ;;`;
    });
}

function wordCase({ path, commands, options, choices, takesFile }: Node): string {
  const words = [...commands.map(({ name }) => name), ...choices, ...options.map(({ flag }) => flag)];
  return `    '${keyOf(path)}') ${offer(words)}${takesFile ? `; ${offerFiles}` : ''} ;;`;
}
