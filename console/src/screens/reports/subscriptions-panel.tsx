import { useQueryClient } from '@tanstack/react-query';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useAct } from '../../frame/use-act.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

/** Reports that come by mail by the calendar. */
export function SubscriptionsPanel() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('campaigns.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [failed, act] = useAct();
  const done = () => void refresh(client, '/v1/report-subscriptions');
  const words = { overview: t('A line a day'), campaigns: t('A line a campaign') };
  const rhythms = {
    day: t('Every day'),
    week: t('Every Monday'),
    month: t('On the first of the month'),
  };
  const add = () =>
    ask({
      title: t('Have a report sent'),
      lead: t('Of the day, week or month that has just ended.'),
      fields: [
        {
          ...{ name: 'report', label: t('What'), kind: 'choice' },
          choices: Object.entries(words).map(([value, label]) => ({ value, label })),
        },
        {
          ...{ name: 'every', label: t('How often'), kind: 'choice', initial: 'week' },
          choices: Object.entries(rhythms).map(([value, label]) => ({ value, label })),
        },
        {
          ...{ name: 'at_hour', label: t('At which hour'), kind: 'number', initial: '8' },
          help: t('On the clock of the workspace, from 0 to 23.'),
        },
        { ...{ name: 'emails', label: t('To whom'), kind: 'words' }, placeholder: 'boss@example.com' },
        { name: 'to_file', label: t('Also as a file in the folder of reports'), kind: 'switch' },
      ],
      submit: t('Have it sent'),
      send: (body) => call('/v1/report-subscriptions', 'post', { body }),
      done,
    });
  const end = async (id: string) => {
    await call('/v1/report-subscriptions/{id}', 'delete', { path: { id } });
    done();
  };
  return (
    <Panel
      title={t('Reports by mail')}
      aside={mayWrite && <ActionBar actions={[{ name: t('Have a report sent'), run: add }]} />}
    >
      {dialog}
      {failed}
      <WholeListing
        query={answer('/v1/report-subscriptions')}
        what={t('the reports by mail')}
        caption={t('Reports by mail')}
        keyOf={({ id }) => id}
        columns={[
          { name: t('What'), cell: ({ report }) => words[report] },
          { name: t('How often'), cell: ({ every }) => rhythms[every] },
          {
            name: t('To whom'),
            cell: ({ emails, to_file }) => (
              <span className="breakable">{[...emails, ...(to_file ? [t('a file')] : [])].join(', ')}</span>
            ),
          },
          {
            name: t('Next'),
            cell: ({ next_at, last_trouble }) => (
              <>
                {formatMoment(next_at, zone)}
                {last_trouble && <div className="quiet">{last_trouble}</div>}
              </>
            ),
          },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: ({ id, report }: { id: string; report: keyof typeof words }) => (
                    <MoreActions
                      label={t('Actions of {name}', { name: words[report] })}
                      actions={[
                        { name: t('Send it no more'), run: () => act(t('Send it no more'), () => end(id)) },
                      ]}
                    />
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('No report is sent by mail')}>
            {t('What stands on this page can come by itself every day, week or month.')}
          </Empty>
        }
      />
    </Panel>
  );
}
