import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t, tn } from '../ui/language.ts';
import classes from './bulk-bar.module.css';

type BulkBarProps = {
  count: number;
  /** In place of how many, where nobody has counted them yet. */
  words?: string;
  onClear: () => void;
  children: ReactNode;
};

/** What can be done to all chosen rows, at the foot of the window as long as any is chosen. */
export function BulkBar({ count, words, onClear, children }: BulkBarProps) {
  return (
    <section className={classes.bar} aria-label={t('Do something with the chosen rows')}>
      <span className="numbers" role="status">
        {words ?? tn(count, '{n} chosen', '{n} chosen')}
      </span>
      {children}
      <Button size="sm" variant="subtle" onClick={onClear}>
        {t('Choose none')}
      </Button>
    </section>
  );
}
