import { Alert, Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatFull } from '../../ui/times.ts';

type Run = { id: string; name: string | null; texts: number; can_be_asked: boolean; choice: string | null };

/** What becomes of texts whose fate nobody can know after a restore. With the last choice sending goes on. */
export function HoldScreen() {
  const zone = useMe().workspace.time_zone;
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  const query = useQuery({ ...answer('/v1/installation/hold'), refetchInterval: 10_000 });
  const choose = (run: Run | null, texts: number) =>
    ask({
      title: run ? t('What becomes of these texts?') : t('What becomes of all these texts?'),
      fields: [
        {
          name: 'choice',
          label: t('Choice'),
          kind: 'choice',
          choices: [
            { value: 'ask', label: t('Ask the carrier what became of each (safe, where it can be asked)') },
            { value: 'skip', label: t('Leave them: nobody gets one twice, some may get none') },
            { value: 'resend', label: t('Send them again: some people may get one twice') },
          ],
        },
        {
          name: 'confirm_count',
          label: t('How many texts that is'),
          kind: 'number',
          help: t('Type {n} to confirm.', { n: texts }),
          isShown: ({ choice }) => choice === 'resend',
        },
      ],
      submit: t('Choose'),
      send: (body: { choice: 'ask' | 'skip' | 'resend' }) =>
        call('/v1/installation/hold/release', 'post', { body: { ...body, ...(run ? { run: run.id } : {}) } }),
      done: ({ is_released, texts_left }) => {
        say(
          is_released
            ? t('The hold has ended: sending goes on.')
            : tn(texts_left, '{n} text is still to be chosen for.', '{n} texts are still to be chosen for.'),
        );
        void refresh(client, '/v1/installation');
      },
    });
  return (
    <Page
      title={t('Hold')}
      term="hold"
      lead={t(
        'After a restore nothing leaves before somebody has said what becomes of what cannot be known.',
      )}
    >
      {dialog}
      <Loaded query={query} what={t('the hold')}>
        {({ hold, runs, texts, undecided_workspaces }) =>
          hold === null ? (
            <Empty title={t('Nothing is on hold')}>
              {t(
                'Texts leave as usual. After a backup is restored, or when the data turn out to be older than what carriers know, this page says what to do.',
              )}
            </Empty>
          ) : (
            <>
              <Alert
                color="red"
                variant="light"
                title={t('On hold since {when}', { when: formatFull(hold.since, zone) })}
              >
                {hold.detail}
              </Alert>
              <Panel
                title={tn(texts, '{n} text whose fate nobody knows', '{n} texts whose fate nobody knows')}
                aside={tn(undecided_workspaces, '{n} workspace is undecided', '{n} workspaces are undecided')}
              >
                <Button mb="md" onClick={() => choose(null, texts)}>
                  {runs.length === 0 ? t('Let sending go on …') : t('Choose for all …')}
                </Button>
                {runs.length > 0 && (
                  <DataTable
                    caption={t('Runs with such texts')}
                    rows={runs}
                    keyOf={({ id }) => id}
                    columns={[
                      { name: t('Run'), cell: ({ name, kind }) => name ?? runWords(kind) },
                      { name: t('Texts'), isNumber: true, cell: ({ texts }) => formatCount(texts) },
                      {
                        name: t('The carrier'),
                        cell: ({ can_be_asked }) => (can_be_asked ? t('can be asked') : t('cannot be asked')),
                      },
                      {
                        name: t('Choice'),
                        cell: (run) =>
                          run.choice ? (
                            choiceWords(run.choice)
                          ) : (
                            <Button
                              size="compact-sm"
                              variant="default"
                              onClick={() => choose(run, run.texts)}
                            >
                              {t('Choose …')}
                            </Button>
                          ),
                      },
                    ]}
                  />
                )}
              </Panel>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function runWords(kind: string): string {
  if (kind === 'direct') return t('Single texts');
  return kind === 'answers' ? t('Answers') : t('Campaign');
}

function choiceWords(choice: string): string {
  if (choice === 'ask') return t('The carrier is asked');
  return choice === 'skip' ? t('Passed over') : t('Sent again');
}
