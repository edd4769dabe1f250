import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';

/** Who is given conversations by turn, who is away, and how many each has. */
export function AgentsPanel({ mayManage }: { mayManage: boolean }) {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const mayAnswer = useMay('inbox.answer');
  const change = (agent: {
    id: string;
    name: string;
    is_away: boolean;
    most_open: number | null;
    takes_part: boolean;
  }) =>
    ask({
      title: agent.name,
      fields: [
        {
          ...{
            name: 'is_away',
            kind: 'switch',
            label: t('Away: is given none for now'),
            initial: agent.is_away,
          },
        },
        {
          ...{
            name: 'most_open',
            kind: 'number',
            label: t('At most so many open at once'),
            isRequired: false,
          },
          ...{ whenEmpty: null, initial: agent.most_open ?? '', help: t('Blank for no limit.') },
        },
      ],
      submit: agent.takes_part ? t('Save') : t('Let them take part'),
      send: (body: { is_away: boolean; most_open: number | null }) =>
        call('/v1/inbox/agents/{id}', 'put', { path: { id: agent.id }, body }),
      done: () => void refresh(client, '/v1/inbox'),
    });
  return (
    <Panel title={t('Colleagues')}>
      {dialog}
      <WholeListing
        query={answer('/v1/inbox/agents')}
        what={t('the colleagues')}
        caption={t('Colleagues')}
        keyOf={({ id }) => id}
        columns={[
          { name: t('Name'), cell: ({ name, is_me }) => `${name}${is_me ? ` (${t('you')})` : ''}` },
          {
            name: t('By turn'),
            cell: ({ takes_part, is_away, may_answer }) => {
              if (!may_answer) return <span className="quiet">{t('may not answer')}</span>;
              if (!takes_part) return <StateBadge tone="quiet">{t('takes no part')}</StateBadge>;
              return is_away ? (
                <StateBadge tone="warn">{t('away')}</StateBadge>
              ) : (
                <StateBadge tone="good">{t('takes part')}</StateBadge>
              );
            },
          },
          {
            name: t('Open now'),
            isNumber: true,
            cell: ({ open, most_open }) =>
              most_open === null ? formatCount(open) : `${formatCount(open)} / ${formatCount(most_open)}`,
          },
          {
            name: t('Change'),
            cell: (agent) =>
              agent.may_answer && (mayManage || (mayAnswer && agent.is_me)) ? (
                <Button size="compact-sm" variant="default" onClick={() => change(agent)}>
                  {t('Change …')}
                </Button>
              ) : null,
          },
        ]}
        empty={null}
      />
    </Panel>
  );
}
