import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Loaded } from '../../frame/loaded.tsx';
import { setupQuery } from '../../frame/queries.ts';
import { Doorway } from '../../frame/shell.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import classes from './setup.module.css';
import { SetupChecks } from './setup-checks.tsx';
import { SetupForm } from './setup-form.tsx';

/** The first start: open only until somebody has finished it. */
export function SetupScreen() {
  const query = useQuery(setupQuery);
  return (
    <Doorway isRehearsal={query.data?.is_rehearsal ?? false}>
      <Page
        title={t('Set up Tidings')}
        lead={t('One page, about a minute. It closes for good once it is done.')}
      >
        <Loaded query={query} what={t('the state of the setup')}>
          {(setup) =>
            setup.is_set_up ? (
              <Done />
            ) : (
              <div className={classes.columns}>
                <Panel title={t('Owner and business')}>
                  <SetupForm />
                </Panel>
                <SetupChecks checks={setup.checks} />
              </div>
            )
          }
        </Loaded>
      </Page>
    </Doorway>
  );
}

function Done() {
  return (
    <Empty
      title={t('Tidings is set up already')}
      action={
        <Button component={Link} to="/sign-in">
          {t('Sign in')}
        </Button>
      }
    >
      {t('This page is closed for good. Ask the owner of this installation for an account.')}
    </Empty>
  );
}
