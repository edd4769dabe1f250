import { expect, it } from 'vitest';
import { ApiProblem } from './api.ts';
import { isStaleSignIn, proofOf } from './confirm-you.tsx';

it('takes six digits for a code of the app, and all else for a password', () => {
  expect([
    proofOf('123456'),
    proofOf(' 123 456 '),
    proofOf('violet kettle harbour'),
    proofOf('1234567'),
  ]).toEqual([
    { code: '123456' },
    { code: '123456' },
    { password: 'violet kettle harbour' },
    { password: '1234567' },
  ]);
});

it('is asked for by nothing but a sign-in of some while ago', () => {
  const problem = (code: string) => new ApiProblem({ status: 403, code, detail: 'No.' });
  expect([problem('sign_in.not_fresh'), problem('permission.missing'), null].map(isStaleSignIn)).toEqual([
    true,
    false,
    false,
  ]);
});
