import { Button, Skeleton, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { Copy } from './copy.tsx';
import { Icon } from './icons.tsx';
import { t } from './language.ts';
import classes from './states.module.css';

type EmptyProps = {
  title: string;
  /** What would be here, or how to find what is elsewhere: nobody is left with a title alone. */
  children: ReactNode;
  action?: ReactNode;
};

/** What stands where nothing is yet: what would be here, and the one thing that fills it. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className={classes.state}>
      <Title order={2}>{title}</Title>
      <Text c="dimmed">{children}</Text>
      {action}
    </div>
  );
}

export type FailureProps = {
  /** "The campaigns could not be loaded" */
  title: string;
  sentence: string;
  requestId?: string | null;
  code?: string;
  onRetry?: () => void;
  /** 1 where this stands for the whole page, so that the page still has its one heading. */
  level?: 1 | 2;
};

/** What failed, what to do, and what to quote when asking for help. */
export function Failure({ title, sentence, requestId, code, onRetry, level = 2 }: FailureProps) {
  const details = [title, sentence, code && `code ${code}`, requestId && `request ${requestId}`]
    .filter(Boolean)
    .join('\n');
  return (
    <div className={classes.state} role="alert">
      <span className={classes.failureIcon}>
        <Icon name="warning" size={28} />
      </span>
      <Title order={level} size="h2">
        {title}
      </Title>
      <Text c="dimmed">{sentence}</Text>
      {requestId && (
        <Text size="sm" c="dimmed">
          {t('Request')} <code className="breakable">{requestId}</code>
        </Text>
      )}
      <div className={classes.actions}>
        {onRetry && <Button onClick={onRetry}>{t('Try again')}</Button>}
        <Copy value={details} label={t('Copy details')} />
      </div>
    </div>
  );
}

const quietForMs = 1_000;
const longAfterMs = 10_000;

/**
 * The shape of what is being loaded. It keeps its place from the start but shows only after a second, because most
 * answers come sooner and a flash of grey is worse than a short wait; after ten seconds it says that work goes on.
 */
export function Loading({ what, rows = 6, children }: { what: string; rows?: number; children?: ReactNode }) {
  const waited = useWaited();
  return (
    <div className={classes.loading} aria-busy="true">
      <div className={classes.shape} data-shown={waited >= quietForMs || undefined} aria-hidden="true">
        {children ?? <Rows count={rows} />}
      </div>
      <p className={classes.waiting} role="status">
        {waited >= longAfterMs ? t('Still working: {what} …', { what }) : ''}
      </p>
    </div>
  );
}

/** Of a page of which not even the title is known: where that will stand, so that what follows it keeps its place. */
export function PageShape() {
  return (
    <>
      <Skeleton height={14} width="8rem" />
      <Skeleton height={30} width="45%" />
      <Skeleton height={16} width="30%" mb="md" />
      <Rows count={6} />
    </>
  );
}

function Rows({ count }: { count: number }) {
  const rows = Array.from({ length: count }, (_, row) => `row ${row}`);
  return rows.map((row) => <Skeleton key={row} height={28} radius="sm" />);
}

function useWaited(): number {
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    const timers = [quietForMs, longAfterMs].map((ms) => setTimeout(() => setWaited(ms), ms));
    return () => timers.forEach(clearTimeout);
  }, []);
  return waited;
}
