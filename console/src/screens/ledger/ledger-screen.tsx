import { Anchor, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { useActorName } from '../../frame/actors.ts';
import { addressOf, answer, call } from '../../frame/call.ts';
import { EvidenceWords } from '../../frame/evidence-words.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { titleOfConsent, titleOfText } from '../../frame/person-story.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { SearchBox } from '../../frame/search-box.tsx';
import { useMe } from '../../frame/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { t, tn } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatFull } from '../../ui/times.ts';
import { wayInWords } from '../../ui/ways-in.ts';

const route = getRouteApi('/_shell/compliance/ledger');

/** Everything on record about one number, as evidence; and whether the whole ledger is as it was written. */
export function LedgerScreen() {
  const { number = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const verify = useMutation({ mutationFn: () => call('/v1/consent-ledger/verification', 'get') });
  return (
    <Page
      title={t('Consent log')}
      lead={t('Who agreed to what, when, how and in which words. Nothing in it can be changed.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Compute the whole ledger again'),
              run: () => verify.mutate(),
              isBusy: verify.isPending,
              needs: 'audit.read',
            },
          ]}
        />
      }
    >
      {verify.error && <Refusal error={verify.error} otherwise={t('It could not be computed. Try again.')} />}
      {verify.data && (
        <Text role="status">
          <StateBadge tone={verify.data.is_intact ? 'good' : 'bad'}>
            {verify.data.is_intact ? t('Intact') : t('Broken')}
          </StateBadge>{' '}
          {tn(verify.data.events, '{n} event', '{n} events')}{' '}
          {verify.data.broken_at && t('Broken at {event}.', { event: verify.data.broken_at })}
        </Text>
      )}
      <SearchBox
        label={t('Number')}
        placeholder={t('Number with country code')}
        value={number}
        onSearch={(next) => void navigate({ search: next ? { number: next } : {}, replace: true })}
      />
      {number === '' ? (
        <Empty title={t('Whose proof do you need?')}>
          {t('Type the number of whoever complains. Asking is written into the audit.')}
        </Empty>
      ) : (
        <ProofPack number={number} />
      )}
    </Page>
  );
}

function ProofPack({ number }: { number: string }) {
  const zone = useMe().workspace.time_zone;
  const { workspace } = useMe();
  const nameOf = useActorName();
  const query = useQuery({ ...answer('/v1/proof-packs/{number}', { path: { number } }), retry: false });
  const address = addressOf('/v1/proof-packs/{number}', { number });
  return (
    <Loaded query={query} what={t('the proof')}>
      {(pack) => (
        <>
          <Panel
            title={t('Proof pack of {number}', { number: formatNumber(pack.number, workspace.country) })}
            aside={
              <>
                <Anchor href={`${address}?format=pdf`} download>
                  PDF
                </Anchor>{' '}
                ·{' '}
                <Anchor href={`${address}?format=json`} download>
                  JSON
                </Anchor>
              </>
            }
          >
            <EvidenceWords />
            <ul className="plain-list">
              {pack.checks.map(({ check, holds, sentence }) => (
                <li key={check}>
                  <StateBadge tone={holds ? 'good' : 'bad'}>
                    {holds ? t('Holds') : t('Does not hold')}
                  </StateBadge>{' '}
                  {sentence}
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={t('Consents')}>
            <DataTable
              caption={t('Consents')}
              rows={pack.consent_events}
              keyOf={({ id }) => id}
              columns={[
                {
                  name: t('What'),
                  cell: ({ type, program, brand }) => (
                    <>
                      {titleOfConsent(type)}
                      <div className="quiet">{program ?? brand}</div>
                    </>
                  ),
                },
                { name: t('How'), cell: ({ method }) => wayInWords(method) },
                {
                  name: t('Words shown'),
                  cell: ({ words_shown }) => <span className="breakable">{words_shown ?? '–'}</span>,
                },
                { name: t('When'), cell: ({ occurred_at }) => formatFull(occurred_at, zone) },
                {
                  name: t('Recorded by'),
                  cell: ({ recorded_by }) => <span className="breakable">{nameOf(recorded_by)}</span>,
                },
              ]}
            />
          </Panel>
          <Panel title={t('Texts')}>
            {pack.texts.length === 0 ? (
              <Text c="dimmed">{t('This number was never texted.')}</Text>
            ) : (
              <DataTable
                caption={t('Texts')}
                rows={pack.texts}
                keyOf={({ id }) => id}
                columns={[
                  { name: t('Words'), cell: ({ body }) => <span className="breakable">{body}</span> },
                  { name: t('State'), cell: ({ status }) => titleOfText(status) },
                  { name: t('When'), cell: ({ queued_at }) => formatFull(queued_at, zone) },
                  { name: t('By which consent'), cell: ({ consent_event }) => consent_event ?? '–' },
                ]}
              />
            )}
          </Panel>
        </>
      )}
    </Loaded>
  );
}
