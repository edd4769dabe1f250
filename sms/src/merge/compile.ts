import type { Condition, IfNode, Operand, Operator, OutputNode, Stage, TemplateNode } from './tree.ts';
import { type MergeValues, readValue, type Scalar, toNumber, toText } from './values.ts';

/** One rendering under way: what to fill in, and which fields turned out to be missing. */
export interface Run {
  readonly values: MergeValues;
  missing: string[] | undefined;
}

export type Write = (run: Run) => string;
type Ask = (values: MergeValues) => boolean;
type Read = (values: MergeValues) => Scalar | undefined;

/** Turns a tree into one function. Filling a text then takes no parsing and no walking of the tree. */
export function compile(nodes: readonly TemplateNode[]): Write {
  const writers = nodes.map(compileNode);
  if (writers.length === 1 && writers[0]) return writers[0];
  return (run) => {
    let text = '';
    for (const write of writers) text += write(run);
    return text;
  };
}

function compileNode(node: TemplateNode): Write {
  if (node.kind === 'text') return () => node.text;
  return node.kind === 'output' ? compileOutput(node) : compileIf(node);
}

function compileOutput({ field: { name }, stages }: OutputNode): Write {
  const pass = compileStages(stages);
  return (run) => {
    const value = pass(readValue(run.values, name));
    if (value !== undefined) return toText(value);
    run.missing ??= [];
    run.missing.push(name);
    return '';
  };
}

function compileStages(stages: readonly Stage[]): (value: Scalar | undefined) => Scalar | undefined {
  return (value) => {
    let now = value;
    for (const stage of stages) {
      if (stage.kind === 'fallback') now ??= stage.value;
      else if (now !== undefined) now = stage.apply(now);
    }
    return now;
  };
}

function compileIf({ branches, otherwise }: IfNode): Write {
  const compiled = branches.map(({ condition, body }) => ({
    ask: compileCondition(condition),
    write: compile(body),
  }));
  const writeOtherwise = compile(otherwise);
  return (run) => {
    for (const branch of compiled) if (branch.ask(run.values)) return branch.write(run);
    return writeOtherwise(run);
  };
}

function compileCondition(condition: Condition): Ask {
  switch (condition.kind) {
    case 'present':
      return (values) => (readValue(values, condition.field.name) ?? false) !== false;
    case 'blank':
      return (values) => readValue(values, condition.field.name) === undefined;
    case 'not-blank':
      return (values) => readValue(values, condition.field.name) !== undefined;
    case 'compare':
      return compileComparison(condition.left, condition.operator, condition.right);
    case 'all': {
      const asks = condition.conditions.map(compileCondition);
      return (values) => asks.every((ask) => ask(values));
    }
    case 'any': {
      const asks = condition.conditions.map(compileCondition);
      return (values) => asks.some((ask) => ask(values));
    }
  }
}

// A missing value equals nothing, not even another missing one, and is neither more nor less: so a true answer to
// anything but != proves that the value is there (fields.ts relies on it).
function compileComparison(left: Operand, operator: Operator, right: Operand): Ask {
  const readLeft = compileOperand(left);
  const readRight = compileOperand(right);
  const compare = comparisons[operator];
  const whenMissing = operator === '!=';
  return (values) => {
    const [one, other] = [readLeft(values), readRight(values)];
    return one === undefined || other === undefined ? whenMissing : compare(one, other);
  };
}

function compileOperand(operand: Operand): Read {
  if (operand.kind === 'literal') return () => operand.value;
  return (values) => readValue(values, operand.field.name);
}

const comparisons: Readonly<Record<Operator, (left: Scalar, right: Scalar) => boolean>> = {
  '==': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '<': (left, right) => order(left, right) < 0,
  '>': (left, right) => order(left, right) > 0,
  '<=': (left, right) => order(left, right) <= 0,
  '>=': (left, right) => order(left, right) >= 0,
  contains: (left, right) => toText(left).includes(toText(right)),
};

// Imported fields are texts, so "5" equals 5 and "TRUE" equals true; two texts are compared letter by letter.
function isEqual(left: Scalar, right: Scalar): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  if (typeof left === 'boolean' || typeof right === 'boolean') {
    return toText(left).toLowerCase() === toText(right).toLowerCase();
  }
  return toNumber(left) === toNumber(right) && toNumber(left) !== undefined;
}

/** Below, at or above zero; NaN when a number meets a word, so that every ordering is false. */
function order(left: Scalar, right: Scalar): number {
  const [one, other] = [toNumber(left), toNumber(right)];
  if (one !== undefined && other !== undefined) return one - other;
  if (typeof left !== 'string' || typeof right !== 'string') return Number.NaN;
  return left < right ? -1 : left > right ? 1 : 0;
}
