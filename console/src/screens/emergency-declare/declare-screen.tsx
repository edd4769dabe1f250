import { Alert } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { askForAudience } from '../../frame/audience-fields.ts';
import { call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { declareFields, type Offered } from './declare-fields.ts';

/** What an emergency is made of; asked at once, so that the form stands whole or says what is missing. */
const offeredQuery = {
  queryKey: ['/v1/programs', 'to declare an emergency'] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Offered> => {
    const [programs, senders, audience] = await Promise.all([
      call('/v1/programs', 'get', { signal }),
      call('/v1/senders', 'get', { signal }),
      askForAudience(signal),
    ]);
    return { programs: programs.data, senders: senders.data, ...audience };
  },
};

/** Writes an emergency down. It says from the beginning that nothing leaves by that alone. */
export function DeclareScreen() {
  const query = useQuery(offeredQuery);
  return (
    <Page
      title={t('Declare an emergency')}
      lead={t('Nothing leaves yet: somebody else reads the words and confirms them.')}
      back={<Link to="/emergencies">{t('All emergencies')}</Link>}
    >
      <Loaded query={query} what={t('the programs and lists')}>
        {(offered) => <DeclareForm offered={offered} />}
      </Loaded>
    </Page>
  );
}

function DeclareForm({ offered }: { offered: Offered }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const hasProgram = offered.programs.some(({ purpose }) => purpose === 'emergency');
  return (
    <div className="stack">
      {!hasProgram && (
        <Alert variant="light" color="yellow">
          {t('There is no program for emergencies yet, so only a drill can be declared.')}{' '}
          <Link to="/audience/sign-up">{t('Make one that people can join')}</Link>
        </Alert>
      )}
      <Panel title={t('What happened, and who is told')}>
        <FieldForm
          spec={{
            fields: declareFields(offered),
            keepAs: 'emergency',
            submit: t('Declare it'),
            send: (body: never) => call('/v1/emergencies', 'post', { body, once: true }),
            done: ({ id }) => {
              void refresh(client, '/v1/emergencies');
              void navigate({ to: '/emergencies/$emergencyId', params: { emergencyId: id } });
            },
          }}
        />
      </Panel>
    </div>
  );
}
