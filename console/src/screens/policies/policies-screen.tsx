import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useAct } from '../../frame/use-act.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { ChangesPanel } from './changes-panel.tsx';
import { ExplainPanel } from './explain-panel.tsx';
import { RulingsPanel } from './rulings-panel.tsx';

/** Which rules about hours and consent count, rules of one's own, and what changes when. */
export function PoliciesScreen() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('policy.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [failed, act] = useAct();
  const query = useQuery(answer('/v1/policy'));
  const done = () => void refresh(client, '/v1/policy');
  const choose = (setting: AnswerOf<'/v1/policy', 'get'>) =>
    ask({
      title: t('Which rules count'),
      fields: [
        {
          name: 'profile',
          label: t('Hours'),
          kind: 'choice',
          initial: setting.profile,
          choices: profiles(),
        },
        {
          name: 'permission_standard',
          label: t('Consent'),
          kind: 'choice',
          initial: setting.permission_standard,
          choices: standards(),
        },
        {
          name: 'emergency_reach',
          label: t('Emergencies reach'),
          kind: 'choice',
          initial: setting.emergency_reach,
          choices: reaches(),
          help: t('Drills reach those who have joined. Whoever has left the brand is never texted.'),
        },
      ],
      submit: t('Save'),
      // Whoever was faster is not written over: what they chose is there when the dialog is opened again.
      send: (body: object) => {
        const saving = call('/v1/policy', 'put', { body: { ...body, version: setting.version } });
        return saving.catch((error: unknown) => {
          done();
          throw error;
        });
      },
      done,
    });
  const add = () =>
    ask({
      title: t('A rule of your own'),
      lead: t('It only ever makes things stricter.'),
      fields: [
        {
          name: 'kind',
          label: t('Kind'),
          kind: 'choice',
          choices: [
            { value: 'day', label: t('A day without marketing') },
            { value: 'closure', label: t('Nothing goes there for a time') },
          ],
        },
        {
          name: 'jurisdiction',
          label: t('Where'),
          initial: '*',
          help: t('US-LA, US, GB, or * for everywhere.'),
        },
        { name: 'reason', label: t('Why') },
        { name: 'on_date', label: t('Day'), kind: 'date', isShown: ({ kind }) => kind === 'day' },
        {
          name: 'ends_at',
          label: t('Until'),
          kind: 'moment',
          isRequired: false,
          isShown: ({ kind }) => kind === 'closure',
        },
        {
          name: 'spares_transactional',
          label: t('Transactional texts may go on'),
          kind: 'switch',
          isShown: ({ kind }) => kind === 'closure',
        },
      ],
      submit: t('Add'),
      send: (body) => call('/v1/policy/rules', 'post', { body }),
      done,
    });
  const end = async (id: string) => {
    await call('/v1/policy/rules/{id}/end', 'post', { path: { id } });
    done();
  };
  const kinds: Record<string, string> = {
    hours: t('Hours'),
    day: t('A day without marketing'),
    closure: t('Nothing goes there for a time'),
  };
  return (
    <Page
      title={t('Policies')}
      lead={t('Every text is judged by these when it is about to leave, whatever it belongs to.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Choose the rules'),
              run: () => query.data && choose(query.data),
              isBusy: query.isLoading,
              needs: 'policy.write',
            },
            { name: t('Add a rule'), run: add, isPrimary: true, needs: 'policy.write' },
          ]}
        />
      }
    >
      {dialog}
      {failed}
      <div className="two-columns">
        <div className="stack">
          <Panel title={t('What counts')}>
            <Loaded query={query} what={t('the policy')}>
              {({ profile, permission_standard, emergency_reach, packs }) => (
                <dl className="facts">
                  <dt>{t('Hours')}</dt>
                  <dd>{profiles().find(({ value }) => value === profile)?.label}</dd>
                  <dt>{t('Consent')}</dt>
                  <dd>{standards().find(({ value }) => value === permission_standard)?.label}</dd>
                  <dt>{t('Emergencies reach')}</dt>
                  <dd>{reaches().find(({ value }) => value === emergency_reach)?.label}</dd>
                  <dt>{t('Packs of rules')}</dt>
                  <dd>{packs.join(', ')}</dd>
                </dl>
              )}
            </Loaded>
          </Panel>
          <Panel title={t('Rules of your own')}>
            <WholeListing
              query={answer('/v1/policy/rules')}
              what={t('the rules')}
              caption={t('Rules of your own')}
              keyOf={({ id }) => id}
              columns={[
                {
                  name: t('Rule'),
                  cell: ({ kind, reason, on_date }) => (
                    <>
                      {kinds[kind]} {on_date}
                      <div className="quiet breakable">{reason}</div>
                    </>
                  ),
                },
                {
                  name: t('Where'),
                  cell: ({ jurisdiction }) => (jurisdiction === '*' ? t('everywhere') : jurisdiction),
                },
                {
                  name: t('Ends'),
                  cell: ({ ended_at, ends_at }) =>
                    ended_at ? t('ended') : ends_at ? formatMoment(ends_at, zone) : '–',
                },
                ...(mayWrite
                  ? [
                      {
                        name: t('Actions'),
                        cell: ({ id, ended_at }: { id: string; ended_at: string | null }) =>
                          ended_at ? null : (
                            <MoreActions
                              label={t('Actions of the rule')}
                              actions={[
                                { name: t('End it now'), run: () => act(t('End it now'), () => end(id)) },
                              ]}
                            />
                          ),
                      },
                    ]
                  : []),
              ]}
              empty={
                <Empty title={t('No rules of your own')}>
                  {t('The law counts all the same; a mourning day or a flooded state is added here.')}
                </Empty>
              }
            />
          </Panel>
          <RulingsPanel />
          <ChangesPanel />
        </div>
        <div className="stack">
          <ExplainPanel />
          <Panel title={t('What this is')}>
            <Text size="sm" c="dimmed">
              {t('Rules of law as dated rows, each with its source. It is help, not legal advice.')}
            </Text>
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function profiles() {
  return [
    { value: 'strict', label: t('Strict: the narrowest hours of all that may count') },
    { value: 'statutory', label: t('What states and the federation have written') },
    { value: 'federal', label: t('The federation alone') },
  ];
}

function reaches() {
  return [
    { value: 'joined', label: t('People who have joined a program for them') },
    { value: 'known', label: t('Whoever is on record, where the law asks for no consent in danger') },
  ];
}

function standards() {
  return [
    { value: 'proven', label: t('Only what is proven word by word') },
    { value: 'written', label: t('What somebody has agreed to in writing') },
    { value: 'relationship', label: t('Also what a customer relationship allows') },
  ];
}
