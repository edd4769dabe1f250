import { Button, Code } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '../ui/language.ts';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import type { Place } from './places.ts';
import { useMe } from './session.ts';

/** In place of a page that somebody's role does not open: what is missing, and who can give it. */
export function NotAllowed({
  name,
  needs = [],
  isForRehearsal,
}: Pick<Place, 'name' | 'needs' | 'isForRehearsal'>) {
  const { workspace, permissions, is_rehearsal } = useMe();
  const isRoleAtFault = !needs.some((need) => permissions.includes(need)) && needs.length > 0;
  const home = (
    <Button component={Link} to="/">
      {t('Go to the start')}
    </Button>
  );
  return (
    <Page title={name}>
      {isForRehearsal && !is_rehearsal && !isRoleAtFault ? (
        <Empty title={t('This page is part of the rehearsal')} action={home}>
          {t('This installation texts real phones, so there are no pretend ones to pick up.')}
        </Empty>
      ) : (
        <Empty title={t('Your role does not open this page')} action={home}>
          {t('It takes the permission')} <Code>{needs.join(', ')}</Code>.{' '}
          {t('An owner or admin of {workspace} can give it to you.', { workspace: workspace.name })}
        </Empty>
      )}
    </Page>
  );
}
