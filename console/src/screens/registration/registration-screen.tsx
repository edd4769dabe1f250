import { Alert } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { addressOf, answer, call, refresh } from '../../frame/call.ts';
import { FieldForm, useAsk } from '../../frame/field-form.tsx';
import { takeFile } from '../../frame/files.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RegistrationState } from '../../ui/registration-state.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { answersOf, fieldsOf } from './form-fields.ts';

const route = getRouteApi('/_shell/compliance/registrations/$registrationId');

/** One form: its answers, what a reviewer would object to, and where it stands with the carrier. */
export function RegistrationScreen() {
  const { registrationId } = route.useParams();
  const path = { id: registrationId };
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  const query = useQuery(answer('/v1/registrations/{id}', { path }));
  const findings = useQuery(answer('/v1/registrations/{id}/findings', { path }));
  const forms = useQuery({ ...answer('/v1/registration-forms'), staleTime: Number.POSITIVE_INFINITY });
  const done = () => void refresh(client, '/v1/registrations');
  const submit = () =>
    ask({
      title: t('Was it handed in?'),
      lead: t('Write down that it was handed in. It is refused while there is a known reason to reject it.'),
      fields: [
        {
          name: 'provider',
          label: t('Where'),
          kind: 'choice',
          choices: (forms.data?.providers ?? []).map((value) => ({ value, label: value })),
        },
        { name: 'accept_findings', label: t('Hand it in in spite of the warnings'), kind: 'switch' },
      ],
      submit: t('It was handed in'),
      send: (body) => call('/v1/registrations/{id}/submit', 'post', { path, body }),
      done,
    });
  const tell = () =>
    ask({
      title: t('What did they say?'),
      fields: [
        {
          name: 'status',
          label: t('State'),
          kind: 'choice',
          choices: [
            { value: 'pending', label: t('Being looked at') },
            { value: 'approved', label: t('Approved') },
            { value: 'rejected', label: t('Turned down') },
            { value: 'suspended', label: t('Suspended') },
            { value: 'expired', label: t('Run out') },
          ],
        },
        { name: 'reference', label: t('Their reference'), isRequired: false },
        { name: 'reason', label: t('Reason'), kind: 'long', rows: 3, isRequired: false },
        { name: 'code', label: t('Code of the reason'), isRequired: false },
      ],
      submit: t('Save'),
      send: (body) => call('/v1/registrations/{id}/status', 'post', { path, body }),
      done,
    });
  return (
    <Loaded query={query} what={t('the registration')} isWholePage>
      {(registration) => {
        const form = forms.data?.forms.find(({ kind }) => kind === registration.kind);
        return (
          <Page
            title={registration.name}
            lead={form?.title}
            badge={<RegistrationState status={registration.status} />}
            back={<Link to="/compliance/registrations">{t('All registrations')}</Link>}
            actions={
              <ActionBar
                actions={[
                  {
                    name: t('Download to hand in'),
                    run: () => takeFile(addressOf('/v1/registrations/{id}/export', path)),
                  },
                  { name: t('What did they say?'), run: tell, needs: 'policy.write' },
                  { name: t('It was handed in'), run: submit, isPrimary: true, needs: 'policy.write' },
                ]}
              />
            }
          >
            {dialog}
            {registration.rejection && (
              <Alert color="red" variant="light" title={t('Turned down')}>
                {registration.rejection.reason}
              </Alert>
            )}
            <div className="two-columns">
              <Panel title={t('The form')} aside={form?.about}>
                {form && (
                  <FieldForm
                    key={`${registration.id} ${JSON.stringify(registration.answers)}`}
                    spec={{
                      fields: fieldsOf(form.fields, registration.answers),
                      submit: t('Save'),
                      needs: 'policy.write',
                      send: (body) =>
                        call('/v1/registrations/{id}', 'patch', {
                          path,
                          body: { answers: answersOf(form.fields, body) as never },
                        }),
                      done: () => {
                        say(t('The form is saved.'));
                        done();
                      },
                    }}
                  />
                )}
              </Panel>
              <Panel title={t('What a reviewer would object to')}>
                <Loaded query={findings} what={t('the findings')}>
                  {({ findings }) =>
                    findings.length === 0 ? (
                      <span className="quiet">{t('Nothing that is known of.')}</span>
                    ) : (
                      <ul className="plain-list">
                        {findings.map(({ rule, severity, field, sentence, remedy, start }) => (
                          <li key={`${rule} ${field} ${start}`}>
                            <StateBadge tone={severity === 'error' ? 'bad' : 'warn'}>
                              {form?.fields.find(({ id }) => id === field)?.label ?? field}
                            </StateBadge>{' '}
                            {sentence} <span className="quiet">{remedy}</span>
                          </li>
                        ))}
                      </ul>
                    )
                  }
                </Loaded>
              </Panel>
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
