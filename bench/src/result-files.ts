import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { renderPage } from './page.ts';
import type { Results } from './result.ts';
import type { Scenario } from './scenario.ts';

const root = resolve(import.meta.dirname, '../..');
const resultsFile = join(root, 'bench/results.json');
const pageFile = join(root, 'docs/performance.md');

export function readResults(): Results | null {
  return existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as Results) : null;
}

export function readPage(): string {
  return readFileSync(pageFile, 'utf8');
}

export function writeResults(results: Results, scenarios: readonly Scenario[]): void {
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(pageFile, renderPage(results, scenarios));
}
