import { posix } from 'node:path';
import { type Source, type Tree, workspaceOf } from './source.ts';

/** One import that leads to a file of this repository. */
export type Edge = { readonly from: Source; readonly to: string; readonly line: number };

export function edgesOf(tree: Tree): Edge[] {
  return tree.sources.flatMap((from) =>
    from.imports.flatMap(({ specifier, line }) => {
      const to = resolve(from.path, specifier, tree);
      return to === undefined ? [] : [{ from, to, line }];
    }),
  );
}

/** Relative imports carry their ending; our packages lead to what their folder exports. */
function resolve(from: string, specifier: string, tree: Tree): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier.replace(/[?#].*$/, ''));
  const own = ownPackage(specifier);
  if (own === undefined) return undefined;
  const below = specifier.slice(`@tidings/${own}`.length).replace(/^\//, '');
  const candidates =
    below === '' ? [`${own}/src/index.ts`] : [`${own}/src/${below}.ts`, `${own}/src/${below}/index.ts`];
  return candidates.find((path) => tree.files.has(path)) ?? candidates[0];
}

function ownPackage(specifier: string): string | undefined {
  return /^@tidings\/([^/]+)/.exec(specifier)?.[1];
}

/** True when the import stays inside one workspace. */
export function staysInside(edge: Edge): boolean {
  return workspaceOf(edge.from.path) === workspaceOf(edge.to);
}
