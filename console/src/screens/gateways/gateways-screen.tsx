import { Alert } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { accountField } from '../../frame/account-field.ts';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import type { Field } from '../../frame/fields.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { rehearsalQuery } from '../../frame/queries.ts';
import { useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { WayBackLink } from '../../frame/way-back-link.tsx';
import { GatewayState } from '../../ui/gateway-state.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Question } from '../../ui/question.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { KindChoice } from './kind-choice.tsx';

/** The accounts with carriers, and how they fare. */
export function GatewaysScreen() {
  const zone = useMe().workspace.time_zone;
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title={t('Gateways')}
      term="gateway"
      lead={t('Accounts with carriers. Texts leave by them and receipts come back.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Connect a carrier'),
              run: () => setAdding(true),
              isPrimary: true,
              needs: 'senders.write',
            },
          ]}
        />
      }
    >
      <Question title={t('Connect a carrier')} isOpen={isAdding} onClose={() => setAdding(false)}>
        {isAdding && <Connect onDone={() => setAdding(false)} />}
      </Question>
      <WholeListing
        query={{ ...answer('/v1/gateways'), refetchInterval: 15_000 }}
        what={t('the gateways')}
        caption={t('Gateways')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ id, name, kind }) => (
              <>
                <Link to="/senders/gateways/$gatewayId" params={{ gatewayId: id }}>
                  {name}
                </Link>
                <div className="quiet">{kind}</div>
              </>
            ),
          },
          {
            name: t('State'),
            cell: ({ state, state_detail, draining_since }) => (
              <>
                <GatewayState state={state} isDraining={draining_since !== null} />
                {state_detail && <div className="quiet breakable">{state_detail}</div>}
              </>
            ),
          },
          { name: t('Since'), cell: ({ state_since }) => formatMoment(state_since, zone) },
        ]}
        empty={<Empty title={t('No gateway yet')}>{t('Without one nothing can leave.')}</Empty>}
      />
    </Page>
  );
}

/** Said before anybody types keys: by a clock that can be moved nobody may text real phones. */
function OwnClockNote() {
  const { is_rehearsal } = useMe();
  const { data } = useQuery({ ...rehearsalQuery, enabled: is_rehearsal });
  if (data === undefined || data.clock.is_real) return null;
  return (
    <Alert variant="light" color="yellow" mb="md">
      {t(
        'This rehearsal has a clock of its own, so only rehearsals can be connected. Whoever runs the installation gives it the real clock again first.',
      )}{' '}
      <WayBackLink />
    </Alert>
  );
}

/** First which carrier, then what it asks for. The carrier is asked before anything is kept. */
function Connect({ onDone }: { onDone: () => void }) {
  const client = useQueryClient();
  const say = useToast();
  const [kind, setKind] = useState<string | null>(null);
  const query = useQuery({ ...answer('/v1/gateway-kinds'), staleTime: Number.POSITIVE_INFINITY });
  return (
    <Loaded query={query} what={t('the carriers')}>
      {({ data }) => {
        const chosen = data.find((one) => one.kind === kind);
        if (!chosen)
          return (
            <>
              <OwnClockNote />
              <KindChoice kinds={data} onChoose={setKind} />
            </>
          );
        const fields: Field[] = [
          { name: 'name', label: t('Name of the account'), initial: chosen.name },
          ...chosen.form.map((row) => accountField(row)),
          {
            name: 'skip_test',
            label: t('Keep it even if the carrier does not accept it now'),
            kind: 'switch',
          },
        ];
        return (
          <FieldForm
            key={chosen.kind}
            spec={{
              fields,
              submit: t('Ask the carrier and connect'),
              send: (body: { name: string; settings?: Record<string, never>; skip_test?: boolean }) =>
                call('/v1/gateways', 'post', { body: { settings: {}, ...body, kind: chosen.kind } }),
              done: ({ name }) => {
                say(t('{name} is connected.', { name }));
                void refresh(client, '/v1/gateways');
                onDone();
              },
            }}
            onCancel={() => setKind(null)}
          />
        );
      }}
    </Loaded>
  );
}
