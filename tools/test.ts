import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

// Runs the tests, quickest first: pure ones, ones on PostgreSQL, walks through all pages, whole stories. `npm test -- <words>` passes the words on
// to vitest. What failed is told once more at the end, where a log that was cut still has it. The last line counts
// everything; the exit code is 0 only when all ran and none failed.
type Counts = { passed: number; failed: number; skipped: number };
type Report = {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: FileReport[];
};
type FileReport = {
  name: string;
  status: string;
  message: string;
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
};

const root = resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'tidings-test-report-'));

const longestFailure = 1500;
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const project of ['unit', 'db', 'walks', 'e2e']) {
  const counts = runProject(project);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
rmSync(scratch, { recursive: true, force: true });
for (const failure of failures) console.log(`\n${failure}`);
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
  return count(project, report, vitest.status === 0);
}

/** A file that does not load, or an error outside any test, fails the run though no single test has failed. */
function count(project: string, report: string, isGreen: boolean): Counts {
  let found: Report;
  try {
    found = JSON.parse(readFileSync(report, 'utf8')) as Report;
  } catch {
    if (!isGreen) failures.push(`${project}: the run ended without a report`);
    return { passed: 0, failed: isGreen ? 0 : 1, skipped: 0 };
  }
  const told = found.testResults.flatMap(failuresOf);
  failures.push(...told);
  if (!isGreen && told.length === 0)
    failures.push(`${project}: an error outside any test, told where it happened above`);
  return {
    passed: found.numPassedTests,
    failed: isGreen && found.success ? found.numFailedTests : Math.max(1, found.numFailedTests),
    skipped: found.numPendingTests + found.numTodoTests,
  };
}

/** What a file failed at, a text for each failed test; a file that did not load fails as a whole. */
function failuresOf(file: FileReport): string[] {
  const name = relative(root, file.name);
  const failed = file.assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return file.status === 'failed' ? [`${name}\n${shorten(file.message)}`] : [];
  return failed.map((test) => `${name} > ${test.fullName}\n${shorten(test.failureMessages.join('\n'))}`);
}

function shorten(message: string): string {
  return message.length > longestFailure ? `${message.slice(0, longestFailure)} …` : message;
}
