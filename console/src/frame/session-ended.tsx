import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { sessionEndedKey } from './query-client.ts';

// Hardly anybody ever sees it, and what a dialog needs is as large as three screens.
const SessionEndedQuestion = lazy(() =>
  import('./session-ended-question.tsx').then((file) => ({ default: file.SessionEndedQuestion })),
);

/**
 * Stands over a page whose session has ended while somebody was at it. Nothing that is typed there is lost: they sign in in
 * another window and go on here, as the same person in the same workspace.
 */
export function SessionEnded() {
  const { data: isEnded } = useQuery<boolean>({
    queryKey: sessionEndedKey,
    queryFn: () => false,
    enabled: false,
    initialData: false,
  });
  if (!isEnded) return null;
  return (
    <Suspense>
      <SessionEndedQuestion />
    </Suspense>
  );
}
