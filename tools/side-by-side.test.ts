import { expect, test } from 'vitest';
import { readSteps } from '../e2e/console/steps.ts';
import { jobs } from './side-by-side.ts';

test('every number of the comparison was counted by a story, and every counted job is compared', () => {
  const counted = new Set(jobs.flatMap((job) => job.counted));
  expect([...counted].toSorted()).toEqual(Object.keys(readSteps()).toSorted());
});
