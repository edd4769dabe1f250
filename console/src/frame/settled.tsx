import { useIsFetching } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';

/** One answer may be what the next question waits for: they are through when nothing has been asked for so long. */
const calmForMs = 30;
/** Then the page stands as far as it has come, with the shapes of what it waits for. */
const atMostMs = 1_000;

/**
 * Shows a page of several panels at once, when their first answers are there, because a panel that grows or goes away pushes the others
 * from under the eyes. They ask from the start.
 */
export function Settled({ children }: { children: ReactNode }) {
  const waiting = useIsFetching({ predicate: ({ state }) => state.status === 'pending' });
  const [isSettled, settle] = useState(false);
  useEffect(() => {
    if (waiting > 0) return;
    const timer = setTimeout(() => settle(true), calmForMs);
    return () => clearTimeout(timer);
  }, [waiting]);
  useEffect(() => {
    const timer = setTimeout(() => settle(true), atMostMs);
    return () => clearTimeout(timer);
  }, []);
  return <div style={{ display: isSettled ? 'contents' : 'none' }}>{children}</div>;
}
