import { Button } from '@mantine/core';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { t } from '../ui/language.ts';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { ProblemView } from './loaded.tsx';
import { Doorway } from './shell.tsx';

/** An address of ours that leads nowhere. */
export function Missing() {
  return (
    <Doorway>
      <Page title={t('Nothing here')}>
        <Empty
          title={t('There is no page at this address')}
          action={
            <Button component={Link} to="/">
              {t('Go to the start')}
            </Button>
          }
        >
          {t('The link may be old, or a letter may be missing.')}
        </Empty>
      </Page>
    </Doorway>
  );
}

/** A page that broke while it was drawn; the shell around it still stands. */
export function Broken({ error, reset }: ErrorComponentProps) {
  return <ProblemView what={t('this page')} error={toError(error)} level={1} onRetry={reset} />;
}

/** What broke before there was a shell: nobody known yet, or no answer to who is here. */
export function BrokenAtTheDoor({ error }: ErrorComponentProps) {
  return (
    <Doorway>
      <ProblemView
        what={t('Tidings')}
        error={toError(error)}
        level={1}
        onRetry={() => window.location.reload()}
      />
    </Doorway>
  );
}

const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
