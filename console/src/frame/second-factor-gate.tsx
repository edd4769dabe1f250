import { Button, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { t } from '../ui/language.ts';
import { Page } from '../ui/page.tsx';
import { meQuery } from './queries.ts';
import { SecondFactorSetUp, useFreshCodes } from './second-factor.tsx';
import { useMe } from './session.ts';
import { Doorway } from './shell.tsx';
import { useSignOut } from './use-sign-out.ts';

/** In place of everything, for whoever has no second factor where the workspace asks for one: set it up, or leave. */
export function SecondFactorGate() {
  const { workspace } = useMe();
  const client = useQueryClient();
  const codes = useFreshCodes(() => void client.invalidateQueries({ queryKey: meQuery.queryKey }));
  const leave = useSignOut();
  return (
    <Doorway>
      <Page title={t('Set up a second factor')}>
        <Stack gap="lg" align="flex-start">
          <Text>
            {t(
              '{workspace} asks everybody for one beside the password. Nothing else opens before you have it.',
              {
                workspace: workspace.name,
              },
            )}
          </Text>
          {codes.shown ?? (
            <>
              <SecondFactorSetUp onMade={codes.hold} />
              <Text size="sm" c="dimmed">
                {t('If you have one already, sign out and sign in with it.')}
              </Text>
            </>
          )}
          <Button variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t('Sign out')}
          </Button>
        </Stack>
      </Page>
    </Doorway>
  );
}
