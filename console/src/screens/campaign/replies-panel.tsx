import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CampaignProgress } from '../../frame/api.ts';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { formatMomentIn } from '../../ui/times.ts';
import classes from './campaign.module.css';

const mostShown = 8;
const everyMs = 3_000;
const laterEveryMs = 15_000;

/** The latest words that came back, and who left by them. Asked anew while texts leave, and at once when the counts have moved. */
export function RepliesPanel({
  campaignId,
  progress: { replies, opt_outs },
  isLive,
}: {
  campaignId: string;
  progress: CampaignProgress;
  isLive: boolean;
}) {
  const { workspace, is_rehearsal } = useMe();
  const { country, time_zone: zone } = workspace;
  const asked = answer('/v1/campaigns/{id}/replies', {
    path: { id: campaignId },
    query: { limit: mostShown },
  });
  const query = useQuery({
    ...asked,
    queryKey: [...asked.queryKey, replies, opt_outs],
    placeholderData: (before) => before,
    // The counts are of people: of who writes once more only asking again tells.
    refetchInterval: isLive ? everyMs : laterEveryMs,
  });
  return (
    <Panel title={t('What they wrote last')}>
      {is_rehearsal && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('Replies that nobody typed on a pretend phone are invented by the rehearsal.')}
        </Text>
      )}
      <Loaded query={query} what={t('the replies')}>
        {({ data }) =>
          data.length === 0 ? (
            <Text c="dimmed">{t('Nobody has answered yet.')}</Text>
          ) : (
            <ul className={classes.entries}>
              {data.map(({ id, at, body, contact, is_opt_out }) => (
                <li key={id}>
                  <div className={classes.entryHead}>
                    <Who id={contact.id} name={contact.name ?? formatNumber(contact.number, country)} />
                    <span className={classes.quiet}>{formatMomentIn(at, zone)}</span>
                  </div>
                  <div className="breakable">
                    {is_opt_out && <StateBadge tone="bad">{t('Opted out')}</StateBadge>} “{body}”
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Who({ id, name }: { id: string | null; name: string }) {
  if (id === null) return <span className="breakable">{name}</span>;
  return (
    <Link to="/people/$contactId" params={{ contactId: id }} className="breakable">
      {name}
    </Link>
  );
}
