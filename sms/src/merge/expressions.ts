import type { Problems } from './errors.ts';
import { type Argument, filters } from './filters.ts';
import { findNearest } from './near.ts';
import { shownToken, type TokenReader } from './tokens.ts';
import type { FieldReference, OutputNode, Stage } from './tree.ts';
import { isBlank } from './values.ts';

/** Reads what stands in an output tag: a field, then filters. Problems are reported; then the answer is undefined. */
export function readOutput(tokens: TokenReader, problems: Problems): OutputNode | undefined {
  const field = readField(tokens, problems);
  if (!field) return undefined;
  const stages: Stage[] = [];
  while (tokens.takeIf('|')) {
    const stage = readStage(field.name, tokens, problems);
    if (!stage) return undefined;
    stages.push(stage);
  }
  const rest = tokens.peek();
  if (rest.kind === 'end') return { kind: 'output', field, stages };
  const joined =
    rest.kind === 'name' && stages.length === 0 ? `${field.name}_${rest.value}`.toLowerCase() : undefined;
  const hint = joined ? `write ${joined} if that is one field` : 'write | before each filter';
  return problems.add(rest.position, 'merge.bad_output', `Take out ${shownToken(rest)}, or ${hint}.`, joined);
}

function readField(tokens: TokenReader, problems: Problems): FieldReference | undefined {
  const token = tokens.take();
  if (token.kind === 'name') return { name: token.value, position: token.position };
  const sentence =
    token.kind === 'end'
      ? 'Write the name of a field between the braces, as in {{ first_name }}.'
      : `Begin the tag with the name of a field instead of ${shownToken(token)}; plain words need no braces.`;
  return problems.add(token.position, 'merge.bad_output', sentence);
}

function readStage(field: string, tokens: TokenReader, problems: Problems): Stage | undefined {
  const name = tokens.take();
  const make = name.kind === 'name' ? filters.get(name.value) : undefined;
  if (!make && name.value !== 'default') return reportUnknown(name.value, name.position, problems);
  const args = readArguments(tokens, problems);
  if (!args) return undefined;
  if (!make) return readFallback(field, args, name.position, problems);
  const filter = make(args);
  if (typeof filter !== 'string') return { kind: 'filter', ...filter };
  return problems.add(name.position, 'merge.filter_argument', filter);
}

function reportUnknown(name: string, position: number, problems: Problems): undefined {
  const known = ['default', ...filters.keys()];
  const nearest = findNearest(name, known);
  const sentence = nearest
    ? `There is no filter ${name}; write ${nearest}.`
    : `Write one of the filters ${known.join(', ')} after the |.`;
  return problems.add(position, 'merge.unknown_filter', sentence, nearest);
}

function readArguments(tokens: TokenReader, problems: Problems): Argument[] | undefined {
  const args: Argument[] = [];
  if (!tokens.takeIf(':')) return args;
  do {
    const token = tokens.take();
    if (token.kind === 'text') args.push(token.value);
    else if (token.kind === 'number') args.push(Number(token.value));
    else {
      const sentence = `Write a number or a text in quotation marks instead of ${shownToken(token)}.`;
      return problems.add(token.position, 'merge.filter_argument', sentence);
    }
  } while (tokens.takeIf(','));
  return args;
}

function readFallback(
  field: string,
  args: readonly Argument[],
  position: number,
  problems: Problems,
): Stage | undefined {
  const [fallback] = args;
  if (fallback === undefined || args.length > 1) {
    const sentence = 'Write one text in quotation marks after default:, as in default: "there".';
    return problems.add(position, 'merge.filter_argument', sentence);
  }
  // Help shows “…” where somebody's own words belong; nobody means to send it.
  if (typeof fallback === 'string' && (isBlank(fallback) || fallback.trim() === '…')) {
    const sentence = `Write between the quotes after default: what people without ${field} read.`;
    return problems.add(position, 'merge.blank_fallback', sentence);
  }
  return { kind: 'fallback', value: fallback };
}
