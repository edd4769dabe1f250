import type { CompletedOption, Node } from './command-tree.ts';

/** The words so far name a command; its own words and flags are offered, each with what it is for. */
export function printZsh(nodes: readonly Node[]): string {
  const paths = nodes.filter(({ path }) => path.length > 0).map(({ path }) => quoted(keyOf(path)));
  return `#compdef tidings
_tidings() {
  local at="" word
  local -a offered
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "\${at:+$at }$word" in
      (${paths.join('|')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${nodes.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${nodes.map(wordCase).join('\n')}
  esac
}
if [ "$funcstack[1]" = _tidings ]; then _tidings "$@"; else compdef _tidings tidings; fi
`;
}

const keyOf = (path: readonly string[]) => path.join(' ');
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function valueCases({ path, options }: Node): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map((option) => `    (${quoted(`${keyOf(path)} ${option.flag}`)}) ${offerValue(option)}; return ;;`);
}

function offerValue({ choices, takesFile, about }: CompletedOption): string {
  if (choices.length > 0) return `compadd -- ${choices.map(quoted).join(' ')}`;
  return takesFile ? '_files' : `_message ${quoted(about)}`;
}

function wordCase({ path, commands, options, choices, takesFile }: Node): string {
  const words = [
    ...commands.map(({ name, about }) => [name, about] as const),
    ...choices.map((choice) => [choice, ''] as const),
    ...options.map(({ flag, about }) => [flag, about] as const),
  ];
  // _describe parts a word from its description at the first colon.
  const described = words.map(([word, about]) => quoted(`${word}:${about.replaceAll(':', ' -')}`));
  const files = takesFile ? '; _files' : '';
  return `    (${quoted(keyOf(path))}) offered=(${described.join(' ')}); _describe tidings offered${files} ;;`;
}
