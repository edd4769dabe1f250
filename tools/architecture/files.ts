import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentPlaces, longestFile, slicesWithoutDoor } from './order.ts';
import { type Finding, type Node, type Source, sliceOf, type Tree } from './source.ts';

/** A longer file is two files. What is generated is not read and may be as long as it likes. */
export function checkLengths(tree: Tree): Finding[] {
  const code = tree.sources.filter((source) => !source.isGenerated);
  const others = [...tree.files]
    .filter((path) => /\.(css|sh)$|^server\/migrations\/.*\.sql$|^tools\/[a-z-]+$/.test(path))
    .map((path) => ({
      path,
      lineCount: readFileSync(join(tree.root, path), 'utf8').trimEnd().split('\n').length,
    }));
  return [...code, ...others]
    .filter(({ lineCount }) => lineCount > longestFile)
    .map(({ path, lineCount }) => ({
      check: 'length',
      file: path,
      line: longestFile + 1,
      sentence: `has ${lineCount} lines; ${longestFile} is the most`,
    }));
}

export function checkAny(tree: Tree): Finding[] {
  return tree.sources
    .filter((source) => !source.isGenerated)
    .flatMap((source) =>
      source.nodes
        .filter((node) => node.type === 'TSAnyKeyword')
        .map((node) =>
          at(source, node, 'any', '`any` switches the checking off; say what it is, or `unknown`'),
        ),
    );
}

/** The environment is read once, where a program starts; everything else is handed its settings. */
export function checkEnvironment(tree: Tree): Finding[] {
  return tree.sources
    .filter(({ path, isTest }) => !isTest && !environmentPlaces.some((place) => place.test(path)))
    .flatMap((source) =>
      source.nodes
        .filter(isProcessEnv)
        .map((node) =>
          at(source, node, 'environment', 'reads process.env; only main.ts does, and passes settings on'),
        ),
    );
}

function isProcessEnv(node: Node): boolean {
  if (node.type !== 'MemberExpression') return false;
  const object = node.object as { type: string; name?: string };
  const property = node.property as { name?: string; value?: unknown };
  return object.name === 'process' && (property.name === 'env' || property.value === 'env');
}

/** Each slice of the server has a door and a page about itself. */
export function checkSlicePages(tree: Tree): Finding[] {
  const slices = [...new Set(tree.sources.flatMap((source) => sliceOf(source.path) ?? []))].sort();
  return slices
    .filter((slice) => !slicesWithoutDoor.includes(slice))
    .flatMap((slice) =>
      ['index.ts', 'README.md']
        .filter((page) => !tree.files.has(`server/src/${slice}/${page}`))
        .map((page) => ({
          check: 'slices',
          file: `server/src/${slice}`,
          line: 1,
          sentence: `has no ${page}`,
        })),
    );
}

const routeMethods = /^(get|post|put|patch|delete|head|options|all|route)$/;

/**
 * Every route says what its caller must be allowed to do. The server refuses to start without it too; here it is found
 * before anything starts. A call counts as a route when its first argument is a path or the options of `route`.
 */
export function checkPermissions(tree: Tree): Finding[] {
  return tree.sources
    .filter(({ path, isTest }) => /^server\/src\/.*\.routes\.ts$/.test(path) && !isTest)
    .flatMap((source) =>
      source.nodes
        .filter((node) => isRoute(node) && !hasPermission(node, source))
        .map((node) => at(source, node, 'permissions', `the route ${nameOf(node)} declares no permission`)),
    );
}

type Call = Node & { callee: { property?: { name?: string } }; arguments: Node[] };

function isRoute(node: Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const { callee, arguments: given } = node as Call;
  if (!routeMethods.test(callee.property?.name ?? '')) return false;
  const first = given[0];
  if (callee.property?.name === 'route') return first?.type === 'ObjectExpression';
  return (
    (typeof first?.value === 'string' && first.value.startsWith('/')) ||
    (first?.type === 'TemplateLiteral' && given.length > 1)
  );
}

/** In the options themselves, or in a `const` of this file that they, or their config, are named after. */
function hasPermission(node: Node, source: Source): boolean {
  return (node as Call).arguments.some((argument) => {
    if (argument.type === 'Identifier') return declaresPermission(String(argument.name), source);
    if (argument.type !== 'ObjectExpression') return false;
    const options = source.text.slice(argument.start, argument.end);
    if (/\bpermission\b\s*[:,}]/.test(options)) return true;
    const named = /\bconfig(?:\s*:\s*(\w+))?\s*[,}]/.exec(options);
    return named !== null && declaresPermission(named[1] ?? 'config', source);
  });
}

function declaresPermission(name: string, source: Source): boolean {
  return source.nodes.some((node) => {
    if (node.type !== 'VariableDeclarator') return false;
    const [id, init] = [node.id as Node, node.init as Node | null];
    const isNamed = new RegExp(`\\b${name}\\b`).test(source.text.slice(id.start, id.end));
    return isNamed && init !== null && /\bpermission\s*:/.test(source.text.slice(init.start, init.end));
  });
}

function nameOf(node: Node): string {
  const { callee, arguments: given } = node as Call;
  return `${callee.property?.name} ${typeof given[0]?.value === 'string' ? given[0].value : '…'}`;
}

function at(source: Source, node: Node, check: string, sentence: string): Finding {
  return { check, file: source.path, line: source.lineAt(node.start), sentence };
}
