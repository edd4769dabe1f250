import type { Branch, Condition, FieldReference, Operand, OutputNode, TemplateNode } from './tree.ts';

/** One place where a template uses a field. */
export interface FieldUse {
  readonly name: string;
  /** Index in the source. */
  readonly position: number;
  /** `output` prints the value; `condition` only asks about it. */
  readonly where: 'output' | 'condition';
  /**
   * Why a missing value does no harm here: a `default:` fills in, the place is only reached when the value is there,
   * or it is only asked about. `none` means that a contact without the value cannot be sent this text.
   */
  readonly safeBy: 'fallback' | 'condition' | 'question' | 'none';
}

/** Lists every use of a field, in the order of the source. */
export function listFieldUses(nodes: readonly TemplateNode[]): readonly FieldUse[] {
  const uses: FieldUse[] = [];
  collect(nodes, new Set(), uses);
  return uses;
}

/** Field names that are surely present at a point of the template. */
type Present = ReadonlySet<string>;

function collect(nodes: readonly TemplateNode[], present: Present, uses: FieldUse[]): void {
  for (const node of nodes) {
    if (node.kind === 'output') {
      uses.push({ ...node.field, where: 'output', safeBy: safetyOf(node, present) });
    } else if (node.kind === 'if') collectBranches(node.branches, node.otherwise, present, uses);
  }
}

function collectBranches(
  branches: readonly Branch[],
  otherwise: readonly TemplateNode[],
  present: Present,
  uses: FieldUse[],
): void {
  let reached = present;
  for (const { condition, body } of branches) {
    for (const field of fieldsOf(condition)) uses.push({ ...field, where: 'condition', safeBy: 'question' });
    const known = presenceAfter(condition);
    collect(body, unionOf([reached, known.whenTrue]), uses);
    reached = unionOf([reached, known.whenFalse]);
  }
  collect(otherwise, reached, uses);
}

// A filter that can fail after the fallback could lose even a value that was there, so the last word counts.
function safetyOf(output: OutputNode, present: Present): FieldUse['safeBy'] {
  let safeBy: FieldUse['safeBy'] = present.has(output.field.name) ? 'condition' : 'none';
  for (const stage of output.stages) {
    if (stage.kind === 'fallback') safeBy = safeBy === 'condition' ? safeBy : 'fallback';
    else if (stage.canFail) safeBy = 'none';
  }
  return safeBy;
}

function fieldsOf(condition: Condition): readonly FieldReference[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.conditions.flatMap(fieldsOf);
    case 'compare':
      return [condition.left, condition.right].flatMap((operand) =>
        operand.kind === 'field' ? [operand.field] : [],
      );
    default:
      return [condition.field];
  }
}

const none: Present = new Set();

/** What an answer proves: every comparison with a missing value is false, except `!=`. */
function presenceAfter(condition: Condition): { readonly whenTrue: Present; readonly whenFalse: Present } {
  switch (condition.kind) {
    case 'present':
    case 'not-blank':
      return { whenTrue: new Set([condition.field.name]), whenFalse: none };
    case 'blank':
      return { whenTrue: none, whenFalse: new Set([condition.field.name]) };
    case 'compare': {
      const both = new Set([...namesOf(condition.left), ...namesOf(condition.right)]);
      return condition.operator === '!='
        ? { whenTrue: none, whenFalse: both }
        : { whenTrue: both, whenFalse: none };
    }
    case 'all':
    case 'any': {
      const known = condition.conditions.map(presenceAfter);
      const trues = known.map(({ whenTrue }) => whenTrue);
      const falses = known.map(({ whenFalse }) => whenFalse);
      const isAll = condition.kind === 'all';
      return isAll
        ? { whenTrue: unionOf(trues), whenFalse: sharedBy(falses) }
        : { whenTrue: sharedBy(trues), whenFalse: unionOf(falses) };
    }
  }
}

function namesOf(operand: Operand): readonly string[] {
  return operand.kind === 'field' ? [operand.field.name] : [];
}

function unionOf(sets: readonly Present[]): Present {
  return new Set(sets.flatMap((set) => [...set]));
}

function sharedBy(sets: readonly Present[]): Present {
  const [first = none, ...others] = sets;
  return new Set([...first].filter((name) => others.every((set) => set.has(name))));
}
