import { collectProblems, type TemplateError } from './errors.ts';
import { findNearest, lettersOf } from './near.ts';
import { nodesOf, type Template } from './template.ts';
import type { TemplateNode, TextNode } from './tree.ts';

/**
 * Checks a template against the fields that contacts really have. To be asked before a launch: a field that nobody has
 * is a mistake of the author, and so is the tag of another product (`%%first_name%%`, `[First Name]`, `{name}`), which
 * would be sent to everyone as it stands.
 *
 * @param knownFields every field name of the workspace
 * @returns all mistakes, in order, each with the nearest known name as `suggestion` if there is one; empty when fine
 */
export function checkTemplate(template: Template, knownFields: Iterable<string>): readonly TemplateError[] {
  const known = new Set(knownFields);
  const problems = collectProblems(template.source);
  for (const { name, position } of template.fields) {
    if (known.has(name)) continue;
    const nearest = findNearest(name, known);
    const hint = nearest ? `write ${nearest}` : 'add the field, or take it out of the template';
    problems.add(position, 'merge.unknown_field', `Nobody has a field ${name}; ${hint}.`, nearest);
  }
  const byLetters = new Map([...known].map((name) => [lettersOf(name), name]));
  for (const text of textsOf(nodesOf(template))) {
    for (const { position, written, name } of findForeignTags(text, byLetters)) {
      const suggestion = `{{ ${name} }}`;
      const sentence = `Write ${suggestion} instead of ${written}, which would be sent as it stands.`;
      problems.add(position, 'merge.foreign_tag', sentence, suggestion);
    }
  }
  return problems.list.toSorted((one, other) => one.position - other.position);
}

function textsOf(nodes: readonly TemplateNode[]): readonly TextNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return [node];
    if (node.kind === 'output') return [];
    return [...node.branches.flatMap(({ body }) => textsOf(body)), ...textsOf(node.otherwise)];
  });
}

// %%name%%  %name%  {name}  ${name}  [name]  <<name>>  *|NAME|* : what people bring along from other products.
const foreignTag = /(?:%%?|\$?\{|\[|<<|\*\|)[ ]?([\p{L}_][\p{L}\p{N}_. -]{0,40}?)[ ]?(?:%%?|\}|\]|>>|\|\*)/gu;

function findForeignTags(
  { text, position }: TextNode,
  byLetters: ReadonlyMap<string, string>,
): readonly { position: number; written: string; name: string }[] {
  return [...text.matchAll(foreignTag)].flatMap((match) => {
    const name = byLetters.get(lettersOf(match[1] ?? ''));
    return name === undefined ? [] : [{ position: position + match.index, written: match[0], name }];
  });
}
