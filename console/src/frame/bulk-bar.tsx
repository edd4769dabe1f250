import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t, tn } from '../ui/language.ts';
import classes from './bulk-bar.module.css';

type BulkBarProps = { count: number; onClear: () => void; children: ReactNode };

/** What can be done to all chosen rows, at the foot of the window as long as any is chosen. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  return (
    <section className={classes.bar} aria-label={t('Do something with the chosen rows')}>
      <span className="numbers" role="status">
        {tn(count, '{n} chosen', '{n} chosen')}
      </span>
      {children}
      <Button size="sm" variant="subtle" onClick={onClear}>
        {t('Choose none')}
      </Button>
    </section>
  );
}
