import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { RegistrationState } from '../../ui/registration-state.tsx';
import { Empty } from '../../ui/states.tsx';

/** What is registered with carriers, or is to be, and where it stands. */
export function RegistrationsScreen() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [dialog, ask] = useAsk();
  const forms = useQuery({ ...answer('/v1/registration-forms'), staleTime: Number.POSITIVE_INFINITY });
  const all = useQuery(answer('/v1/registrations'));
  const titleOf = (kind: string) => forms.data?.forms.find((form) => form.kind === kind)?.title ?? kind;
  const begin = () =>
    ask({
      title: t('Begin a registration'),
      fields: [
        {
          name: 'kind',
          label: t('What is registered'),
          kind: 'choice',
          choices: (forms.data?.forms ?? []).map(({ kind, title }) => ({ value: kind, label: title })),
        },
        { name: 'name', label: t('Name'), help: t('For you.') },
        {
          name: 'brand_registration_id',
          label: t('Under the brand'),
          kind: 'choice',
          isRequired: false,
          choices: (all.data?.data ?? [])
            .filter(({ kind }) => kind === 'brand')
            .map(({ id, name }) => ({ value: id, label: name })),
          isShown: ({ kind }) => kind === 'campaign',
        },
      ],
      submit: t('Begin'),
      send: (body) => call('/v1/registrations', 'post', { body }),
      done: ({ id }) => {
        void refresh(client, '/v1/registrations');
        void navigate({ to: '/compliance/registrations/$registrationId', params: { registrationId: id } });
      },
    });
  return (
    <Page
      title={t('Registrations')}
      term="registration"
      lead={t('Carriers want to know who sends and what. Without it, texts to the US do not arrive.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Begin a registration'),
              run: begin,
              isPrimary: true,
              isBusy: forms.isLoading || all.isLoading,
              needs: 'policy.write',
            },
          ]}
        />
      }
    >
      {dialog}
      <WholeListing
        query={answer('/v1/registrations')}
        what={t('the registrations')}
        caption={t('Registrations')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ id, name, kind }) => (
              <>
                <Link to="/compliance/registrations/$registrationId" params={{ registrationId: id }}>
                  {name}
                </Link>
                <div className="quiet">{titleOf(kind)}</div>
              </>
            ),
          },
          {
            name: t('State'),
            cell: ({ status, rejection }) => (
              <>
                <RegistrationState status={status} />
                {rejection && <div className="quiet breakable">{rejection.reason}</div>}
              </>
            ),
          },
          {
            name: t('Numbers'),
            cell: ({ numbers }) => numbers.map(({ number }) => number).join(', ') || '–',
          },
        ]}
        empty={
          <Empty title={t('Nothing is registered yet')}>
            {t('A brand comes first, then what it sends. A rehearsal needs neither.')}
          </Empty>
        }
      />
    </Page>
  );
}
