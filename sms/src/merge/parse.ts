import { readCondition } from './conditions.ts';
import type { Problems } from './errors.ts';
import { readOutput } from './expressions.ts';
import { type Piece, scan } from './scan.ts';
import { readTokens, type TokenReader } from './tokens.ts';
import type { Branch, Condition, TemplateNode } from './tree.ts';

// Long enough for any text that a phone shows well, short enough that no template is slow to read or to fill.
const longestSource = 4096;
const mostTags = 64;

/** Reads a whole source. What it gives is complete only when no problem was reported. */
export function parseSource(source: string, problems: Problems): readonly TemplateNode[] {
  if (source.length > longestSource) {
    const sentence = `Shorten the template to ${longestSource} characters; it has ${source.length}.`;
    problems.add(longestSource, 'merge.too_large', sentence);
    return [];
  }
  const pieces = scan(source, problems);
  const tags = pieces.filter((piece) => piece.kind !== 'text');
  const oneTooMany = tags[mostTags];
  if (oneTooMany) {
    problems.add(oneTooMany.position, 'merge.too_many_tags', `Use at most ${mostTags} tags in one template.`);
    return [];
  }
  return buildTree(pieces, problems);
}

interface OpenIf {
  readonly position: number;
  readonly branches: Branch[];
  readonly parent: TemplateNode[];
  otherwise: TemplateNode[] | undefined;
}

interface Builder {
  readonly open: OpenIf[];
  readonly problems: Problems;
  /** Where the next node goes. */
  nodes: TemplateNode[];
}

function buildTree(pieces: readonly Piece[], problems: Problems): TemplateNode[] {
  const root: TemplateNode[] = [];
  const builder: Builder = { open: [], problems, nodes: root };
  for (const piece of pieces) {
    if (piece.kind === 'text') {
      builder.nodes.push({ kind: 'text', text: piece.content, position: piece.position });
      continue;
    }
    const tokens = readTokens(piece.content, piece.position, problems);
    if (piece.kind === 'logic') addLogic(builder, piece, tokens);
    else {
      const output = tokens && readOutput(tokens, problems);
      if (output) builder.nodes.push(output);
    }
  }
  const unclosed = builder.open.at(-1);
  if (unclosed) problems.add(unclosed.position, 'merge.missing_endif', 'Close this if with {% endif %}.');
  return root;
}

// The word of a tag is looked at even when the rest of it cannot be read, so that one mistake is not reported as three.
function addLogic(builder: Builder, piece: Piece, tokens: TokenReader | undefined): void {
  const word = tokens ? tokens.take().value : (/[a-z]+/.exec(piece.content)?.[0] ?? '');
  switch (word) {
    case 'if':
      openIf(builder, piece, tokens);
      break;
    case 'elsif':
    case 'elseif':
      addElsif(builder, piece, tokens);
      break;
    case 'else':
      addElse(builder, piece, tokens);
      break;
    case 'endif':
      closeIf(builder, piece, tokens);
      break;
    default:
      builder.problems.add(piece.position, 'merge.unknown_tag', unknownTagSentence(word));
  }
}

function unknownTagSentence(word: string): string {
  if (word === '') return 'Write if, elsif, else or endif between {% and %}.';
  const hints = new Map([
    ['for', 'Loops are not part of the language; name each field you want.'],
    ['unless', 'Write {% if field == blank %} instead of unless.'],
    ['assign', 'Templates cannot set fields; use the field itself.'],
    ['include', 'Templates cannot include others; write the words here.'],
    ['render', 'Templates cannot include others; write the words here.'],
    ['case', 'Write {% if %} … {% elsif %} … {% endif %} instead of case.'],
  ]);
  return hints.get(word) ?? `There is no tag ${word.slice(0, 40)}; write if, elsif, else or endif.`;
}

function openIf(builder: Builder, piece: Piece, tokens: TokenReader | undefined): void {
  const branch = newBranch(builder, tokens);
  const branches = [branch];
  builder.open.push({ position: piece.position, branches, parent: builder.nodes, otherwise: undefined });
  builder.nodes = branch.body;
}

function addElsif(builder: Builder, piece: Piece, tokens: TokenReader | undefined): void {
  const open = builder.open.at(-1);
  const branch = newBranch(builder, tokens);
  if (!open) reportOutside(builder, piece, 'elsif');
  else if (open.otherwise) {
    builder.problems.add(piece.position, 'merge.misplaced_elsif', 'Put every elsif before the else.');
  } else {
    open.branches.push(branch);
    builder.nodes = branch.body;
  }
}

function addElse(builder: Builder, piece: Piece, tokens: TokenReader | undefined): void {
  const open = builder.open.at(-1);
  reportExtraWords(builder, tokens, 'else');
  if (!open) reportOutside(builder, piece, 'else');
  else if (open.otherwise) {
    builder.problems.add(piece.position, 'merge.second_else', 'Take out this else; the if already has one.');
  } else {
    open.otherwise = [];
    builder.nodes = open.otherwise;
  }
}

function closeIf(builder: Builder, piece: Piece, tokens: TokenReader | undefined): void {
  reportExtraWords(builder, tokens, 'endif');
  const open = builder.open.pop();
  if (!open) reportOutside(builder, piece, 'endif');
  else {
    builder.nodes = open.parent;
    builder.nodes.push({ kind: 'if', branches: open.branches, otherwise: open.otherwise ?? [] });
  }
}

// A condition that could not be read is already reported, so what stands in for it is never asked.
const never: Condition = { kind: 'any', conditions: [] };

function newBranch(
  builder: Builder,
  tokens: TokenReader | undefined,
): { condition: Condition; body: TemplateNode[] } {
  const condition = (tokens && readCondition(tokens, builder.problems)) ?? never;
  return { condition, body: [] };
}

function reportExtraWords(builder: Builder, tokens: TokenReader | undefined, word: string): void {
  const rest = tokens?.peek();
  if (!rest || rest.kind === 'end') return;
  const hint = word === 'else' ? '; write elsif to ask something else' : '';
  builder.problems.add(rest.position, 'merge.extra_words', `Take out what stands after ${word}${hint}.`);
}

function reportOutside(builder: Builder, piece: Piece, word: string): void {
  builder.problems.add(
    piece.position,
    'merge.no_open_if',
    `Put an {% if … %} before this ${word}, or take it out.`,
  );
}
