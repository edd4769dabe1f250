import {
  consoleLayers,
  packagePlaces,
  pureWorkspaces,
  slicesWithoutDoor,
  standaloneWorkspaces,
  tiers,
  workspaceImports,
} from './order.ts';
import { type Edge, edgesOf, staysInside } from './resolve.ts';
import { type Finding, sliceOf, type Tree, workspaceOf } from './source.ts';

const tierOf = new Map(tiers.flatMap((slices, tier) => slices.map((slice) => [slice, tier] as const)));

/** A slice imports lower tiers only; news travels upward as events. */
export function checkTiers(tree: Tree): Finding[] {
  return crossings(tree).flatMap(({ edge, from, to }) => {
    const [own, other] = [tierOf.get(from), tierOf.get(to)];
    if (own === undefined || other === undefined || other < own) return [];
    const relation = own === other ? 'stands beside it' : 'stands above it';
    return finding(
      'tiers',
      edge,
      `${from} imports ${to}, which ${relation}; a slice imports lower tiers only`,
    );
  });
}

/** Another slice is entered through its index.ts, so that everything behind the door may change. */
export function checkDoors(tree: Tree): Finding[] {
  return crossings(tree).flatMap(({ edge, from, to }) => {
    if (slicesWithoutDoor.includes(to) || edge.to === `server/src/${to}/index.ts`) return [];
    return finding('doors', edge, `${from} reaches past the door of ${to}; import it from ${to}/index.ts`);
  });
}

export function checkSliceNames(tree: Tree): Finding[] {
  const slices = new Set(tree.sources.flatMap((source) => sliceOf(source.path) ?? []));
  return [...slices]
    .filter((slice) => !tierOf.has(slice))
    .map((slice) => ({
      check: 'tiers',
      file: `server/src/${slice}`,
      line: 1,
      sentence: `${slice} has no tier; give it one in tools/architecture/order.ts`,
    }));
}

function crossings(tree: Tree): { edge: Edge; from: string; to: string }[] {
  return edgesOf(tree).flatMap((edge) => {
    const [from, to] = [sliceOf(edge.from.path), sliceOf(edge.to)];
    return from !== undefined && to !== undefined && from !== to ? [{ edge, from, to }] : [];
  });
}

/** Which workspaces know which, and never by a path into another's folder. */
export function checkWorkspaces(tree: Tree): Finding[] {
  return edgesOf(tree).flatMap((edge) => {
    const [from, to] = [workspaceOf(edge.from.path), workspaceOf(edge.to)];
    const allowed = workspaceImports[from ?? ''];
    if (allowed === undefined || to === undefined || staysInside(edge)) return [];
    if (!allowed.includes(to)) {
      const list = allowed.length === 0 ? 'nothing of ours' : `${allowed.join(' and ')} only`;
      return finding('workspaces', edge, `${from} imports ${to}, but may import ${list}`);
    }
    const isByPath = !edge.from.imports.some(
      ({ specifier, line }) => line === edge.line && specifier.startsWith('@tidings/'),
    );
    return isByPath
      ? finding('workspaces', edge, `${from} reaches into the folder of ${to}; import @tidings/${to}`)
      : [];
  });
}

/** `sms` runs on every key stroke in a browser, so it knows nothing of Node. */
export function checkPurity(tree: Tree): Finding[] {
  return tree.sources
    .filter((source) => pureWorkspaces.includes(workspaceOf(source.path) ?? '') && !source.isTest)
    .flatMap((source) =>
      source.imports
        .filter(({ specifier }) => specifier.startsWith('node:'))
        .map(({ specifier, line }) => ({
          check: 'purity',
          file: source.path,
          line,
          sentence: `${specifier} does not exist in a browser, where this code runs too`,
        })),
    );
}

/** `smpp` has no dependencies; its tests may know other software to hold it against. */
export function checkStandalone(tree: Tree): Finding[] {
  return tree.sources
    .filter((source) => standaloneWorkspaces.includes(workspaceOf(source.path) ?? '') && !source.isTest)
    .flatMap((source) =>
      source.imports
        .filter(({ specifier }) => !/^(node:|\.)/.test(specifier))
        .map(({ specifier, line }) => ({
          check: 'standalone',
          file: source.path,
          line,
          sentence: `imports ${specifier}; ${workspaceOf(source.path)} is published alone and needs nothing but Node`,
        })),
    );
}

/** fastify, kysely and pg are each known in few places. */
export function checkPackages(tree: Tree): Finding[] {
  return tree.sources
    .filter((source) => source.path.startsWith('server/src/') && !source.isTest)
    .flatMap((source) =>
      source.imports.flatMap(({ specifier, line, isTypeOnly }) =>
        packagePlaces
          .filter(({ packages }) => isOneOf(specifier, packages))
          .filter(
            ({ places, areTypesFree }) =>
              !(isTypeOnly && areTypesFree) && !places.some((place) => place.test(source.path)),
          )
          .map(({ why }) => ({
            check: 'packages',
            file: source.path,
            line,
            sentence: `imports ${specifier}, but ${why}`,
          })),
      ),
    );
}

function isOneOf(specifier: string, packages: readonly string[]): boolean {
  return packages.some((name) =>
    name.endsWith('/') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`),
  );
}

/** ui → frame → screens → app, and no screen knows another. */
export function checkConsole(tree: Tree): Finding[] {
  return edgesOf(tree).flatMap((edge) => {
    const [from, to] = [consolePlace(edge.from.path), consolePlace(edge.to)];
    if (!from || !to) return [];
    if (consoleLayers.indexOf(to.layer) > consoleLayers.indexOf(from.layer)) {
      return finding(
        'console',
        edge,
        `${from.layer} imports ${to.layer}; the order is ${consoleLayers.join(' → ')}`,
      );
    }
    if (from.layer === 'screens' && to.layer === 'screens' && from.screen !== to.screen) {
      return finding(
        'console',
        edge,
        `the screen ${from.screen} imports the screen ${to.screen}; share through frame or ui`,
      );
    }
    return [];
  });
}

function consolePlace(path: string): { layer: string; screen: string } | undefined {
  const match = /^console\/src\/([^/]+)\/([^/]+)/.exec(path);
  if (!match?.[1] || !consoleLayers.includes(match[1])) return undefined;
  return { layer: match[1], screen: (match[2] ?? '').replace(/(\.test)?\.\w+$/, '') };
}

function finding(check: string, edge: Edge, sentence: string): Finding[] {
  return [{ check, file: edge.from.path, line: edge.line, sentence }];
}
