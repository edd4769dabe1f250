import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { call, refresh, whole } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatMoment } from '../../ui/times.ts';
import { Bills } from './bills.tsx';
import type { Import } from './draft.ts';
import { Rejects } from './rejects.tsx';

/** What came of it, the way on to a campaign to these people, and the way back for a day. */
export function Result({ found }: { found: Import }) {
  const zone = useMe().workspace.time_zone;
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const isIn = found.status === 'imported';
  // The day in which it can be taken back is one of the wall's clock, in a rehearsal as well.
  const canUndo = isIn && found.undo_until !== null && new Date(found.undo_until) > new Date();
  const mayRead = useMay('contacts.read');
  const lists = useQuery({ ...whole('/v1/lists'), enabled: isIn && found.list !== null && mayRead });
  const list = isIn ? lists.data?.data.find(({ name }) => name === found.list) : undefined;
  const navigate = useNavigate();
  const write = ({ id }: { id: string }) => void navigate({ to: '/campaigns/new', search: { list: id } });
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
            {t('They are on the list “{name}”.', { name: found.list })}{' '}
            {list && (
              <Link to="/people" search={{ list: list.id }}>
                {t('Show them')}
              </Link>
            )}{' '}
            <Link to="/audience/lists">{t('All lists')}</Link>
          </Text>
        )}
        {(list || canUndo) && (
          <div className="filters" style={{ marginTop: '1rem', alignItems: 'center' }}>
            <ActionBar
              actions={[
                ...(list
                  ? [
                      {
                        ...{ name: t('Write a campaign to these people'), run: () => write(list) },
                        ...{ isPrimary: true, needs: 'campaigns.write' as const },
                      },
                    ]
                  : []),
                ...(canUndo
                  ? [{ name: t('Take it back …'), run: undo, needs: 'contacts.import' as const }]
                  : []),
              ]}
            />
            {canUndo && found.undo_until && (
              <Text size="sm" c="dimmed">
                {t('Can be taken back until {when}', { when: formatMoment(found.undo_until, zone) })}
              </Text>
            )}
          </div>
        )}
      </Panel>
      <Rejects found={found} />
    </div>
  );
}
