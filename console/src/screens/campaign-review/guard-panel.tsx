import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount, formatFine } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Term } from '../../ui/term.tsx';
import type { Plans } from './schedule-panel.tsx';

/** At which figures a campaign pauses by itself: what a pilot or a canary is worth, and good for any other. */
export function GuardPanel({ id, plans }: { id: string; plans: Pick<Plans, 'guard' | 'usual_guard'> }) {
  const { guard, usual_guard } = plans;
  const mayLaunch = useMay('campaigns.launch');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const bounds = [
    ['failed_percent', t('Texts that did not arrive, percent')],
    ['opt_out_percent', t('People who left, percent')],
    ['complaint_percent', t('Complaints, percent')],
    ['unknown_percent', t('Texts of which nobody knows, percent')],
  ] as const;
  const money = t('Money spent, at most');
  const set = () =>
    ask({
      title: t('Auto-pause of this campaign'),
      lead: t(
        'Every minute the campaign is looked at, and paused once one of these is surely passed: not when 2 of 10 fail, but when chance explains it no more. Somebody resumes it.',
      ),
      fields: [
        ...bounds.map(([name, label]) => ({
          name,
          label,
          kind: 'number' as const,
          isRequired: false,
          whenEmpty: null,
          initial: (guard ?? usual_guard)[name] ?? '',
          help: t('Blank: not looked at.'),
        })),
        {
          name: 'most_spent',
          label: money,
          kind: 'text' as const,
          isRequired: false,
          whenEmpty: null,
          initial: guard?.most_spent ?? '',
          help: t('In the currency of the workspace, such as 25.00. Blank: not looked at.'),
        },
      ],
      submit: t('Set the auto-pause'),
      send: (body: never) => call('/v1/campaigns/{id}/guard', 'put', { path: { id }, body }),
      done: () => void refresh(client, '/v1/campaigns'),
    });
  if (guard === null && !mayLaunch) return null;
  const states = {
    watching: <StateBadge tone="good">{t('Watching')}</StateBadge>,
    tripped: <StateBadge tone="bad">{t('It has paused the campaign')}</StateBadge>,
    over: <StateBadge tone="quiet">{t('Over')}</StateBadge>,
  };
  return (
    <Panel title={t('Auto-pause')} aside={guard && states[guard.state]}>
      {dialog}
      {guard ? (
        <>
          {guard.sentence && <Text>{guard.sentence}</Text>}
          <dl className="facts numbers">
            {bounds.map(([name, label]) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{label}</dt>
                <dd>{guard[name] === null ? t('not looked at') : formatFine(guard[name])}</dd>
              </div>
            ))}
            <dt>{money}</dt>
            <dd>{guard.most_spent ?? t('not looked at')}</dd>
            <dt>{t('Texts looked at')}</dt>
            <dd>{formatCount(guard.tried)}</dd>
          </dl>
        </>
      ) : (
        <Text size="sm" c="dimmed" component="div">
          {t('Without one, a bad start goes on until somebody sees it.')}{' '}
          <Term name="brake">{t('What it does')}</Term>
        </Text>
      )}
      {mayLaunch && (
        <Button variant="default" size="sm" mt="sm" onClick={set}>
          {guard ? t('Change …') : t('Set an auto-pause …')}
        </Button>
      )}
    </Panel>
  );
}
