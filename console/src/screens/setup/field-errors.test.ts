import { expect, it } from 'vitest';
import { ApiProblem } from '../../frame/api.ts';
import { fieldErrors } from './field-errors.ts';

it('brings each finding to its field, as a sentence, the first one first', () => {
  const problem = new ApiProblem({
    status: 422,
    code: 'request.invalid',
    detail: 'no',
    details: [
      { pointer: '/owner/password', detail: 'must have at least 12 characters' },
      { pointer: '/owner/password', detail: 'must not be a name' },
      { pointer: '/token', detail: 'This is not the token from the log.' },
    ],
  });
  expect(fieldErrors(problem)).toEqual({
    'owner/password': 'Must have at least 12 characters.',
    token: 'This is not the token from the log.',
  });
  expect(fieldErrors(null)).toEqual({});
});
