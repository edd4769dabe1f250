import { expect, it } from 'vitest';
import { ApiProblem } from './api.ts';
import { problemWords } from './problem-words.ts';

it('says what went wrong with the request to quote, and our own words where there was no answer', () => {
  const problem = new ApiProblem({ status: 409, code: 'x.y', detail: 'It is closed.', requestId: 'req_7' });
  expect(problemWords(problem)).toBe('It is closed. (request req_7)');
  expect(problemWords(new ApiProblem({ status: 0, code: 'x.y', detail: 'No answer.' }))).toBe('No answer.');
  expect(problemWords(new Error('TypeError: undefined'), 'Try again.')).toBe('Try again.');
});
