import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tools/longest-first.ts';

const outside = ['**/node_modules/**', '**/dist/**', '**/.cache/**', '**/.data/**'];
// Walks through every page of the console: each has a service and a browser of its own, and no moment of theirs matters. And a story that
// waits for an experiment's hours most of the time, which leaves a core to whoever walks beside it.
const walks = [
  'e2e/console/{pages,public-pages,real-pages,roles}.e2e.test.ts',
  'e2e/plans-and-experiments.e2e.test.ts',
];

// Four kinds of test, told apart by name: pure ones, ones that need PostgreSQL, walks through pages, and whole stories.
export default defineConfig({
  test: {
    // Also where there are two cores: tests of the database wait for it half of their time.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...outside, '**/*.db.test.ts', '**/*.e2e.test.ts'],
          // Pure tests share nothing that a fresh process for each file would have to reset; without it they take half.
          isolate: false,
          pool: 'threads',
          // Some of them start processes; on a busy machine that takes as long as it takes.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude: outside,
          globalSetup: ['server/test/start-cluster.ts'],
          // Each file has a database of its own and no module keeps anything, so the files of a worker may share one process
          // that has loaded the server once; loading it for each file took longer than most of the tests.
          isolate: false,
          // Some start the whole service; a busy machine takes long over that.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'walks',
          include: walks,
          // Two side by side, which takes two thirds of the time of one after another.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['**/*.e2e.test.ts'],
          exclude: [...outside, ...walks],
          // Stories start services and browsers of their own; side by side they would only measure each other.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
