import { builtWorkspaces, memories, programs } from './order.ts';
import type { Finding, Node, Source, Tree } from './source.ts';

/**
 * The service is built without the modules of which a thread uses nothing (tools/build-server.ts), so nothing may count on one having been
 * loaded. A module declares, and fills tables of its own. It could still do something by what it calls to declare: such calls cannot do
 * any harm where no function keeps anything for the whole process, so those that do are listed and looked at.
 */
export function checkLoading(tree: Tree): Finding[] {
  return tree.sources
    .filter(({ path, isTest }) => !isTest && builtWorkspaces.test(path))
    .filter(({ path }) => !programs.some((program) => program.test(path)))
    .flatMap((source) => [...findDeeds(source), ...findMemories(source)]);
}

type Statement = Node & { declaration?: Statement | null; declare?: boolean; specifiers?: unknown[] };

function findDeeds(source: Source): Finding[] {
  const names = namesOf(source);
  const statements = statementsOf(source).filter((one) => !isHarmless(source, one, names));
  const inside = source.nodes.filter(
    (node) => node.type === 'StaticBlock' || (node.type === 'AwaitExpression' && !isInFunction(source, node)),
  );
  return [...statements, ...inside].map((node) =>
    at(
      source,
      node,
      'does something by being loaded; what is built may leave it out, so let a function do it that somebody calls',
    ),
  );
}

const declarations: ReadonlySet<string> = new Set([
  ...['VariableDeclaration', 'FunctionDeclaration', 'ClassDeclaration', 'ExportAllDeclaration'],
  ...['TSTypeAliasDeclaration', 'TSInterfaceDeclaration', 'TSDeclareFunction'],
]);
const loops: ReadonlySet<string> = new Set(['ExpressionStatement', 'ForStatement', 'ForOfStatement']);

function isHarmless(source: Source, statement: Statement, names: Names): boolean {
  const { type, declaration } = statement;
  if (type === 'ImportDeclaration') return (statement.specifiers ?? []).length > 0;
  if (type === 'ExportNamedDeclaration') return !declaration || isHarmless(source, declaration, names);
  if (type === 'TSModuleDeclaration') return statement.declare === true;
  if (!loops.has(type)) return declarations.has(type);
  return source.nodes
    .filter((node) => node.type === 'ExpressionStatement' && isWithin(node, statement))
    .every((node) => names.own.has(baseOf(changedBy(node.expression as Node)) ?? ''));
}

function findMemories(source: Source): Finding[] {
  if (memories.includes(source.path)) return [];
  const names = namesOf(source);
  return source.nodes
    .filter((node) => {
      const changed = isChange(node) ? baseOf(changedBy(node)) : undefined;
      return changed !== undefined && (names.own.has(changed) || names.imported.has(changed));
    })
    .filter((node) => isInFunction(source, node))
    .map((node) =>
      at(
        source,
        node,
        'keeps something for the whole process, which each thread has for itself; hand it about, or add it to `memories` in tools/architecture/order.ts if it only saves work',
      ),
    );
}

const changing = /^(set|add|push|delete|clear|splice|unshift|pop|shift|fill|sort|reverse|append|register)$/;

function isChange(node: Node): boolean {
  if (node.type === 'CallExpression') {
    const callee = node.callee as Node;
    return callee.type === 'MemberExpression' && changing.test(String((callee.property as Node).name));
  }
  return isAssignment(node);
}

const isAssignment = ({ type, operator }: Node): boolean =>
  type === 'AssignmentExpression' ||
  type === 'UpdateExpression' ||
  (type === 'UnaryExpression' && operator === 'delete');

/** What an assignment assigns to, and whose method a call calls. */
function changedBy(node: Node): Node | undefined {
  if (isAssignment(node)) return (node.left ?? node.argument) as Node;
  if (node.type !== 'CallExpression') return undefined;
  const callee = node.callee as Node;
  return callee.type === 'MemberExpression' ? callee : undefined;
}

function baseOf(node: Node | undefined): string | undefined {
  let base = node;
  while (base?.type === 'MemberExpression') base = base.object as Node;
  return base?.type === 'Identifier' ? String(base.name) : undefined;
}

const statementsOf = ({ nodes: [program] }: Source): readonly Statement[] =>
  program ? (program.body as Statement[]) : [];

type Names = { readonly own: ReadonlySet<string>; readonly imported: ReadonlySet<string> };

function namesOf(source: Source): Names {
  const [own, imported] = [new Set<string>(), new Set<string>()];
  for (const statement of statementsOf(source)) {
    if (statement.type === 'ImportDeclaration')
      for (const { local } of statement.specifiers as { local: { name: string } }[]) imported.add(local.name);
    const declared = statement.declaration ?? statement;
    if (declared.type !== 'VariableDeclaration') continue;
    for (const { id } of declared.declarations as { id: Node }[])
      if (id.type === 'Identifier') own.add(String(id.name));
  }
  return { own, imported };
}

const isFunction = ({ type }: Node): boolean =>
  type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';
const isWithin = (node: Node, outer: Node): boolean => node.start >= outer.start && node.end <= outer.end;
const isInFunction = (source: Source, node: Node): boolean =>
  source.nodes.some((outer) => isFunction(outer) && isWithin(node, outer));

function at(source: Source, node: Node, sentence: string): Finding {
  return { check: 'loading', file: source.path, line: source.lineAt(node.start), sentence };
}
