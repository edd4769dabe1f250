import type { Apply } from './filters.ts';
import type { Scalar } from './values.ts';

/** A use of a field, by its name and where in the source it stands. */
export interface FieldReference {
  readonly name: string;
  readonly position: number;
}

/** One filter of an output, in order; a fallback fills in when nothing is there by then. */
export type Stage =
  | { readonly kind: 'filter'; readonly apply: Apply; readonly canFail: boolean }
  | { readonly kind: 'fallback'; readonly value: Scalar };

export interface OutputNode {
  readonly kind: 'output';
  readonly field: FieldReference;
  readonly stages: readonly Stage[];
}

export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
  readonly position: number;
}

/** `{% if %}` and each `{% elsif %}` are branches, tried in order; `otherwise` is `{% else %}`, empty when absent. */
export interface IfNode {
  readonly kind: 'if';
  readonly branches: readonly Branch[];
  readonly otherwise: readonly TemplateNode[];
}

export interface Branch {
  readonly condition: Condition;
  readonly body: readonly TemplateNode[];
}

export type TemplateNode = TextNode | OutputNode | IfNode;

// Nodes are told apart by `kind`, never by which properties they have: an inherited property must not change a text.
export type Operand =
  | { readonly kind: 'field'; readonly field: FieldReference }
  | { readonly kind: 'literal'; readonly value: Scalar };

export type Operator = '==' | '!=' | '<' | '>' | '<=' | '>=' | 'contains';

/** What an `if` asks. `present`: the field has a value that is not false; `blank`: it has none. */
export type Condition =
  | { readonly kind: 'present' | 'blank' | 'not-blank'; readonly field: FieldReference }
  | { readonly kind: 'compare'; readonly left: Operand; readonly operator: Operator; readonly right: Operand }
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] };
