import type { Problems } from './errors.ts';
import { shownToken, type Token, type TokenReader } from './tokens.ts';
import type { Condition, FieldReference, Operand, Operator } from './tree.ts';
import { isBlank } from './values.ts';

const operators: ReadonlySet<string> = new Set(['==', '!=', '<>', '<', '>', '<=', '>=', 'contains']);
const blankWords: ReadonlySet<string> = new Set(['blank', 'empty', 'nil', 'null']);

/** Reads a condition up to the end of its tag. Problems are reported; then the answer is undefined. */
export function readCondition(tokens: TokenReader, problems: Problems): Condition | undefined {
  const first = readTest(tokens, problems);
  if (!first) return undefined;
  const conditions = [first];
  const word = tokens.peek().value;
  const joins = word === 'and' || word === 'or' ? word : undefined;
  while (joins && tokens.takeIf(joins)) {
    const next = readTest(tokens, problems);
    if (!next) return undefined;
    conditions.push(next);
  }
  const rest = tokens.peek();
  if (rest.kind !== 'end') return reportRest(rest, joins, problems);
  return conditions.length === 1 ? first : { kind: joins === 'and' ? 'all' : 'any', conditions };
}

// Liquid reads "and" and "or" from right to left, other languages bind "and" tighter; nobody should have to know which.
function reportRest(rest: Token, joins: string | undefined, problems: Problems): undefined {
  if (joins && (rest.value === 'and' || rest.value === 'or')) {
    const sentence =
      'Use only "and" or only "or" in one condition; put one {% if %} inside another for both.';
    return problems.add(rest.position, 'merge.mixed_and_or', sentence);
  }
  const sentence = `Write "and" or "or" before ${shownToken(rest)}, or take it out.`;
  return problems.add(rest.position, 'merge.bad_condition', sentence);
}

function readTest(tokens: TokenReader, problems: Problems): Condition | undefined {
  const start = tokens.peek();
  const left = readOperand(tokens, problems);
  if (!left) return undefined;
  const sign = tokens.peek();
  if (!operators.has(sign.value) || sign.kind === 'text') {
    if (left !== 'blank' && left.kind === 'field') return { kind: 'present', field: left.field };
    return reportNoField(start, problems);
  }
  tokens.take();
  const right = readOperand(tokens, problems);
  if (!right) return undefined;
  const field = fieldOf(left) ?? fieldOf(right);
  return field ? readComparison(left, right, { sign, field }, problems) : reportNoField(start, problems);
}

function readComparison(
  left: Operand | 'blank',
  right: Operand | 'blank',
  { sign, field }: { readonly sign: Token; readonly field: FieldReference },
  problems: Problems,
): Condition | undefined {
  const operator = (sign.value === '<>' ? '!=' : sign.value) as Operator;
  if (left === 'blank' || right === 'blank') {
    if (operator === '==') return { kind: 'blank', field };
    if (operator === '!=') return { kind: 'not-blank', field };
    const sentence = `Compare with blank by == or !=, not by ${sign.value}.`;
    return problems.add(sign.position, 'merge.bad_condition', sentence);
  }
  return { kind: 'compare', left, operator, right };
}

function fieldOf(operand: Operand | 'blank'): FieldReference | undefined {
  return operand !== 'blank' && operand.kind === 'field' ? operand.field : undefined;
}

function reportNoField(start: Token, problems: Problems): undefined {
  return problems.add(start.position, 'merge.bad_condition', 'Ask about a field, as in {% if first_name %}.');
}

function readOperand(tokens: TokenReader, problems: Problems): Operand | 'blank' | undefined {
  const token = tokens.take();
  if (token.kind === 'text') return isBlank(token.value) ? 'blank' : { kind: 'literal', value: token.value };
  if (token.kind === 'number') return { kind: 'literal', value: Number(token.value) };
  if (token.kind === 'name') {
    if (blankWords.has(token.value)) return 'blank';
    if (token.value === 'true' || token.value === 'false')
      return { kind: 'literal', value: token.value === 'true' };
    if (!operators.has(token.value) && token.value !== 'and' && token.value !== 'or') {
      return { kind: 'field', field: { name: token.value, position: token.position } };
    }
  }
  const sentence = `Write a field, a number, or a text in quotation marks instead of ${shownToken(token)}.`;
  return problems.add(token.position, 'merge.bad_condition', sentence);
}
