import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatMoment } from '../../ui/times.ts';
import { Bills } from './bills.tsx';
import type { Import } from './draft.ts';
import { Rejects } from './rejects.tsx';

/** What came of it, and the way back for a day. */
export function Result({ found }: { found: Import }) {
  const zone = useMe().workspace.time_zone;
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const canUndo =
    found.status === 'imported' && found.undo_until !== null && new Date(found.undo_until) > new Date();
  const undo = () =>
    ask({
      title: t('Take this import back?'),
      lead: t(
        'Who came with it goes, what it changed is put back, and its consents are withdrawn. Opt-outs stay, and so do people whom something else rests on by now.',
      ),
      fields: [],
      submit: t('Take it back'),
      isDanger: true,
      typeName: found.file_name,
      send: () => call('/v1/imports/{id}/undo', 'post', { path: { id: found.id } }),
      done: () => void refresh(client, '/v1/imports'),
    });
  return (
    <div className="stack">
      {dialog}
      <Panel
        title={found.status === 'undone' ? t('This import was taken back') : t('What came of it')}
        aside={found.imported_at && formatMoment(found.imported_at, zone)}
      >
        <Bills counts={found.counts} />
        {found.list && (
          <Text mt="md">
            {t('They are on the list {name}.', { name: found.list })}{' '}
            <Link to="/audience/lists">{t('All lists')}</Link>
          </Text>
        )}
        {canUndo && found.undo_until && (
          <div className="filters" style={{ marginTop: '1rem' }}>
            <ActionBar actions={[{ name: t('Take it back …'), run: undo, needs: 'contacts.import' }]} />
            <Text size="sm" c="dimmed">
              {t('Possible until {when}', { when: formatMoment(found.undo_until, zone) })}
            </Text>
          </div>
        )}
      </Panel>
      <Rejects found={found} />
    </div>
  );
}
