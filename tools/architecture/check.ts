import { checkCycles } from './cycles.ts';
import { checkSqlPlaces, checkTableWriters } from './database.ts';
import { checkAny, checkEnvironment, checkLengths, checkPermissions, checkSlicePages } from './files.ts';
import {
  checkConsole,
  checkDoors,
  checkPackages,
  checkPurity,
  checkSliceNames,
  checkStandalone,
  checkTiers,
  checkWorkspaces,
} from './imports.ts';
import { checkLoading } from './loading.ts';
import { checkEmptyNames, checkFileNames, checkPlatformWords } from './names.ts';
import { type Finding, readTree, type Tree } from './source.ts';

/** Everything the house holds its code to, in the order of the rules. */
export const checks: readonly ((tree: Tree) => Finding[])[] = [
  checkTiers,
  checkSliceNames,
  checkDoors,
  checkCycles,
  checkTableWriters,
  checkSqlPlaces,
  checkPlatformWords,
  checkEnvironment,
  checkLoading,
  checkPackages,
  checkConsole,
  checkWorkspaces,
  checkPurity,
  checkStandalone,
  checkLengths,
  checkAny,
  checkEmptyNames,
  checkFileNames,
  checkSlicePages,
  checkPermissions,
];

export function checkArchitecture(root: string): { findings: Finding[]; fileCount: number } {
  const tree = readTree(root);
  return { findings: checks.flatMap((check) => check(tree)), fileCount: tree.sources.length };
}
