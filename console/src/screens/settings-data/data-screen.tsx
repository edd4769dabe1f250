import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Which version runs, a backup of all of it, and how to come back from one. */
export function DataScreen() {
  const mayBackUp = useMay('installation.backup');
  const query = useQuery(answer('/v1/installation'));
  return (
    <Page title={t('Data and backup')}>
      <Panel title={t('This installation')}>
        <Loaded query={query} what={t('the installation')}>
          {({ version, hold }) => (
            <dl className="facts">
              <dt>{t('Version')}</dt>
              <dd>{version}</dd>
              <dt>{t('Hold')}</dt>
              <dd>
                {hold ? hold.detail : t('none')} <Link to="/settings/hold">{t('About the hold')}</Link>
              </dd>
            </dl>
          )}
        </Loaded>
      </Panel>
      {mayBackUp && (
        <Panel title={t('Backup')}>
          <Text mb="sm">
            {t(
              'One file with everything of every workspace, hashed and signed. Keep it where only you get at it.',
            )}
          </Text>
          <Anchor href="/v1/installation/backup" download>
            {t('Download a backup')}
          </Anchor>
          <Text mt="sm" c="dimmed" size="sm">
            {t(
              'A restored backup begins on hold: nothing is sent before somebody has chosen what becomes of texts that left since.',
            )}
          </Text>
        </Panel>
      )}
    </Page>
  );
}
