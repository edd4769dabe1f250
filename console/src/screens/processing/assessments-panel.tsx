import { useQueryClient } from '@tanstack/react-query';
import type { AnswerOf, ItemOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { addressOf, answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { takeFile } from '../../frame/files.ts';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useAct } from '../../frame/use-act.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

type Summary = ItemOf<'/v1/assessments'>;
type Version = AnswerOf<'/v1/assessments/{id}', 'get'>['versions'][number];
type Written = Pick<
  Version['form'],
  'description' | 'necessity' | 'proportionality' | 'officer_advice' | 'views_of_people'
>;

/** Impact assessments (GDPR art. 35): begun from the record, written version by version, signed. */
export function AssessmentsPanel() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('desk.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [failed, act] = useAct();
  const done = () => void refresh(client, '/v1/assessments');
  const begin = () =>
    ask({
      title: t('Begin an assessment'),
      lead: t('It begins with what the record of processing says.'),
      fields: [{ name: 'title', label: t('Of what') }],
      submit: t('Begin'),
      send: (body) => call('/v1/assessments', 'post', { body }),
      done,
    });
  const write = async ({ id }: Summary) => {
    const { title, versions } = await call('/v1/assessments/{id}', 'get', { path: { id } });
    const [newest] = versions;
    if (!newest) return;
    const { form } = newest;
    const long = (name: keyof Written, label: string) => ({
      ...{ name, label, rows: 3, initial: form[name] },
      kind: 'long' as const,
    });
    ask({
      title,
      lead: t('It becomes a new version; the ones before stay. The table of risks stays as it is.'),
      fields: [
        long('description', t('What is done')),
        long('necessity', t('Why it is needed')),
        long('proportionality', t('Why it is not too much')),
        long('officer_advice', t('What the data protection officer advises')),
        long('views_of_people', t('What people think of it')),
      ],
      submit: t('Save as a new version'),
      send: (written: Written) =>
        call('/v1/assessments/{id}', 'put', { path: { id }, body: { ...form, ...written } }),
      done,
    });
  };
  const sign = ({ id, title, version }: Summary) =>
    ask({
      title: t('Sign version {version} of {title}', { version, title }),
      fields: [
        {
          ...{ name: 'verdict', label: t('Verdict'), kind: 'choice' },
          choices: Object.entries(verdicts()).map(([value, [label]]) => ({ value, label })),
        },
        { name: 'note', label: t('Why'), kind: 'long', rows: 3 },
      ],
      submit: t('Sign'),
      send: (body: { verdict: 'accepted'; note: string }) =>
        call('/v1/assessments/{id}/signature', 'post', { path: { id }, body: { ...body, version } }),
      done,
    });
  return (
    <Panel
      title={t('Impact assessments')}
      aside={
        mayWrite && (
          <ActionBar actions={[{ name: t('Begin an assessment'), run: begin, needs: 'desk.write' }]} />
        )
      }
    >
      {dialog}
      {failed}
      <WholeListing
        query={answer('/v1/assessments')}
        what={t('the assessments')}
        caption={t('Impact assessments')}
        keyOf={({ id }) => id}
        columns={[
          { name: t('Of what'), cell: ({ title }) => <strong className="breakable">{title}</strong> },
          { name: t('Version'), isNumber: true, cell: ({ version }) => version },
          {
            name: t('Verdict'),
            cell: ({ verdict, signed_at }) => {
              const [word, tone] = verdicts()[verdict ?? ''] ?? [t('Not signed'), 'warn' as const];
              return (
                <>
                  <StateBadge tone={tone}>{word}</StateBadge>
                  {signed_at && <div className="quiet">{formatMoment(signed_at, zone)}</div>}
                </>
              );
            },
          },
          {
            name: t('Actions'),
            cell: (one) => (
              <MoreActions
                label={t('Actions of {name}', { name: one.title })}
                actions={[
                  {
                    name: 'PDF',
                    run: () => takeFile(`${addressOf('/v1/assessments/{id}', { id: one.id })}?format=pdf`),
                  },
                  ...(mayWrite
                    ? [
                        { name: t('Write on …'), run: () => act(one.title, () => write(one)) },
                        { name: t('Sign it …'), run: () => sign(one) },
                      ]
                    : []),
                ]}
              />
            ),
          },
        ]}
        empty={
          <Empty title={t('No assessment yet')}>
            {t('It says what a use of data could do to people, and what is done against that.')}
          </Empty>
        }
      />
    </Panel>
  );
}

const verdicts = (): Record<string, [string, Tone]> => ({
  accepted: [t('Accepted'), 'good'],
  rejected: [t('Rejected'), 'bad'],
  ask_authority: [t('The authority must be asked'), 'warn'],
});
