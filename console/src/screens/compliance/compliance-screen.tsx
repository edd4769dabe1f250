import { Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { later, t, tn } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMonth } from '../../ui/times.ts';

/** What is overdue, what is open, and a score with each of its parts. Help, not legal advice. */
export function ComplianceScreen() {
  const client = useQueryClient();
  const say = useToast();
  const mayProve = useMay('proofs.read');
  const query = useQuery(answer('/v1/compliance/overview'));
  const checks = useQuery({ ...answer('/v1/self-checks'), enabled: mayProve });
  const run = useMutation({
    mutationFn: () => call('/v1/self-checks', 'post', { body: {} }),
    onSuccess: ({ report }) => {
      say(report.holds ? t('Every check holds.') : t('Something does not hold; see below.'));
      void refresh(client, '/v1/self-checks');
    },
  });
  return (
    <Page
      title={t('Compliance')}
      lead={t('What is due and how things stand. It is help, not legal advice.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Check last month now'),
              run: () => run.mutate(),
              isBusy: run.isPending,
              needs: 'proofs.read',
            },
          ]}
        />
      }
    >
      {run.error && <Refusal error={run.error} otherwise={t('It could not be checked. Try again.')} />}
      <Loaded query={query} what={t('the overview')}>
        {({ score, parts, today }) => (
          <div className="two-columns">
            <Panel title={t('Today')}>
              {today.length === 0 ? (
                <Text c="dimmed">{t('Nothing is due.')}</Text>
              ) : (
                <ul className="plain-list">
                  {today.map(({ urgency, sentence, command }) => (
                    <li key={sentence}>
                      <StateBadge tone={urgency === 'overdue' ? 'bad' : 'warn'}>
                        {t(urgencies[urgency as keyof typeof urgencies] ?? urgency)}
                      </StateBadge>{' '}
                      <Duty sentence={sentence} command={command} />
                    </li>
                  ))}
                </ul>
              )}
            </Panel>
            <Panel
              title={t('Score')}
              aside={<strong className="score numbers">{t('{score} of 100', { score })}</strong>}
            >
              <dl className="facts tight numbers">
                {parts.map(({ part, points, weight, sentence }) => (
                  <Part key={part} points={points} weight={weight} sentence={sentence} />
                ))}
              </dl>
            </Panel>
          </div>
        )}
      </Loaded>
      {mayProve && (
        <Panel
          title={t('Monthly self-checks')}
          aside={<Link to="/compliance/ledger">{t('Consent log')}</Link>}
        >
          <Loaded query={checks} what={t('the self-checks')}>
            {({ data }) =>
              data.length === 0 ? (
                <Empty title={t('No month has been checked yet')}>
                  {t('A sample of the texts of each month is proved anew by itself, and signed.')}
                </Empty>
              ) : (
                <DataTable
                  caption={t('Monthly self-checks')}
                  rows={data}
                  keyOf={({ month }) => month}
                  columns={[
                    { name: t('Month'), cell: ({ month }) => formatMonth(month) },
                    { name: t('Texts looked at'), isNumber: true, cell: ({ sampled }) => String(sampled) },
                    {
                      name: t('Result'),
                      cell: ({ failed_checks }) =>
                        failed_checks === 0 ? (
                          <StateBadge tone="good">{t('Holds')}</StateBadge>
                        ) : (
                          <StateBadge tone="bad">
                            {tn(failed_checks, '{n} check failed', '{n} checks failed')}
                          </StateBadge>
                        ),
                    },
                  ]}
                />
              )
            }
          </Loaded>
        </Panel>
      )}
    </Page>
  );
}

const urgencies = { overdue: later('Overdue'), today: later('Today'), open: later('Open') } as const;

// Where the console does what the desk's commands do; the others stay commands.
const pages = {
  breaches: '/compliance/breaches',
  cases: '/compliance/cases',
  processing: '/compliance/processing',
  processors: '/compliance/processing',
  assessments: '/compliance/processing',
  requests: '/compliance/requests',
  replies: '/compliance/replies',
  training: '/compliance/training',
} as const;

function Duty({ sentence, command }: { sentence: string; command: string }) {
  const page = pages[(command.split(' ')[1] ?? '') as keyof typeof pages];
  if (page) return <Link to={page}>{sentence}</Link>;
  // The button above makes it.
  if (command.startsWith('tidings self-check')) return sentence;
  return (
    <>
      {sentence} <code className="quiet breakable">{command}</code>
    </>
  );
}

function Part({ points, weight, sentence }: { points: number; weight: number; sentence: string }) {
  return (
    <>
      <dt>
        {points} / {weight}
      </dt>
      <dd>{sentence}</dd>
    </>
  );
}
