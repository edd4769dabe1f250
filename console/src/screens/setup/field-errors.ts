import type { ApiProblem } from '../../frame/api.ts';

/** The server's findings by the name of the field they are about; the form's names are its JSON pointers. */
export function fieldErrors(problem: ApiProblem | null): Record<string, string> {
  const entries = (problem?.details ?? []).map(
    ({ pointer, detail }) => [pointer.replace(/^\//, ''), sentence(detail)] as const,
  );
  // The first finding of a field is the one to mend first.
  return Object.fromEntries(entries.toReversed());
}

function sentence(detail: string): string {
  const text = detail.trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
