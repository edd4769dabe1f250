import type { ReactNode } from 'react';
import classes from './state-badge.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'quiet' | 'odd';

/** A state in one word. The colour repeats what the word says and is never alone with it. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {typeof children === 'string' ? children.charAt(0).toUpperCase() + children.slice(1) : children}
    </span>
  );
}
