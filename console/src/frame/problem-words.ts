import { t } from '../ui/language.ts';
import { ApiProblem } from './api.ts';

/** What went wrong in one line, with the request to quote: for where there is no room for more. */
export function problemWords(
  error: Error,
  otherwise = t('That did not work for a reason of ours. Try again.'),
) {
  const problem = error instanceof ApiProblem ? error : null;
  const request = problem?.requestId ? ` (${t('request {id}', { id: problem.requestId })})` : '';
  return `${problem?.message ?? otherwise}${request}`;
}
