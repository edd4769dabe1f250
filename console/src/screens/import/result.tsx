import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { whole } from '../../frame/call.ts';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatMoment } from '../../ui/times.ts';
import { Bills } from './bills.tsx';
import type { Import } from './draft.ts';
import { Rejects } from './rejects.tsx';
import { useTakeBack } from './use-take-back.ts';

/** What came of it, the way on to a campaign to these people, and the way back for a day. */
export function Result({ found }: { found: Import }) {
  const zone = useMe().workspace.time_zone;
  const { dialog, action, until } = useTakeBack(found);
  const isIn = found.status === 'imported';
  const mayRead = useMay('contacts.read');
  const lists = useQuery({ ...whole('/v1/lists'), enabled: isIn && found.list !== null && mayRead });
  const list = isIn ? lists.data?.data.find(({ name }) => name === found.list) : undefined;
  const navigate = useNavigate();
  const write = ({ id }: { id: string }) => void navigate({ to: '/campaigns/new', search: { list: id } });
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
            · <Link to="/audience/lists">{t('All lists')}</Link>
          </Text>
        )}
        {(list || action) && (
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
                ...(action ? [action] : []),
              ]}
            />
            {until && (
              <Text size="sm" c="dimmed">
                {until}
              </Text>
            )}
          </div>
        )}
      </Panel>
      <Rejects found={found} />
    </div>
  );
}
