import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Runs the tests, quickest first: pure ones, ones on PostgreSQL, whole stories. `npm test -- <words>` passes the words on
// to vitest. The last line counts everything; the exit code is 0 only when all ran and none failed.
type Counts = { passed: number; failed: number; skipped: number };
type Report = {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
};

const root = resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'tidings-test-report-'));

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const project of ['unit', 'db', 'e2e']) {
  const counts = runProject(project);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
rmSync(scratch, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function runProject(project: string): Counts {
  const report = join(scratch, `${project}.json`);
  const vitest = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...['--project', project, '--passWithNoTests'],
      ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`],
      ...words,
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  return count(report, vitest.status === 0);
}

/** A file that does not load, or an error outside any test, fails the run though no single test has failed. */
function count(report: string, isGreen: boolean): Counts {
  let found: Report;
  try {
    found = JSON.parse(readFileSync(report, 'utf8')) as Report;
  } catch {
    return { passed: 0, failed: isGreen ? 0 : 1, skipped: 0 };
  }
  return {
    passed: found.numPassedTests,
    failed: isGreen && found.success ? found.numFailedTests : Math.max(1, found.numFailedTests),
    skipped: found.numPendingTests + found.numTodoTests,
  };
}
