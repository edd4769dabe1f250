import { useQuery } from '@tanstack/react-query';
import { answer } from '../call.ts';
import type { KnownSnippet } from './said.ts';

const none: readonly KnownSnippet[] = [];

/** The snippets there are, so that a text can be counted as the server will write it. */
export function useSnippets(): readonly KnownSnippet[] {
  const named = useQuery({ ...answer('/v1/snippets', { query: { limit: 200 } }), staleTime: 60_000 });
  return named.data?.data ?? none;
}
