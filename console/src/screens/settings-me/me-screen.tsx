import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { problemWords } from '../../frame/problem-words.ts';
import { useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { browserName } from '../../ui/browser-name.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatMoment } from '../../ui/times.ts';
import { FactorPanel } from './factor-panel.tsx';
import { PasskeysPanel } from './passkeys-panel.tsx';

/** My own sign-in: password, second factor, and where I am signed in. */
export function MeScreen() {
  const { account, workspace } = useMe();
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/me');
  const changePassword = () =>
    ask({
      title: t('Change the password'),
      lead: t('Your other sessions end.'),
      fields: [
        { name: 'old_password', label: t('Password so far'), kind: 'secret' },
        {
          name: 'new_password',
          label: t('New password'),
          kind: 'secret',
          help: t('Twelve characters or more.'),
        },
      ],
      submit: t('Change it'),
      send: (body) => call('/v1/me/password', 'put', { body }),
      done: () => {
        say(t('The password is changed.'));
        done();
      },
    });
  const remove = () =>
    ask({
      title: t('Remove the authenticator app?'),
      fields: [],
      submit: t('Remove'),
      isDanger: true,
      send: () => call('/v1/me/authenticator', 'delete'),
      done,
    });
  const endOthers = () =>
    ask({
      title: t('End all other sessions?'),
      lead: t('You stay signed in here.'),
      fields: [],
      submit: t('End them'),
      send: () => call('/v1/me/sessions', 'delete'),
      done: () => {
        say(t('The other sessions have ended.'));
        done();
      },
    });
  const end = useMutation({
    mutationFn: (id: string) => call('/v1/me/sessions/{id}', 'delete', { path: { id } }),
    onSuccess: () => say(t('The session has ended.')),
    onError: (error) => say(problemWords(error)),
    onSettled: done,
  });
  return (
    <Page
      title={t('My account')}
      lead={account ? `${account.name} · ${account.email}` : undefined}
      actions={
        <ActionBar
          actions={[
            { name: t('End all other sessions'), run: endOthers },
            { name: t('Change the password'), run: changePassword, isPrimary: true },
          ]}
        />
      }
    >
      {dialog}
      <FactorPanel onRemove={remove} onDone={done} />
      <PasskeysPanel />
      <Panel title={t('Where you are signed in')}>
        <WholeListing
          query={answer('/v1/me/sessions')}
          what={t('the sessions')}
          caption={t('Where you are signed in')}
          keyOf={({ id }) => id}
          columns={[
            {
              name: t('Where'),
              cell: ({ browser, address, is_this }) => (
                <>
                  {browser ? <span title={browser}>{browserName(browser)}</span> : t('unknown browser')}{' '}
                  {is_this && `(${t('this one')})`}
                  <div className="quiet">{address}</div>
                </>
              ),
            },
            { name: t('Since'), cell: ({ created_at }) => formatMoment(created_at, workspace.time_zone) },
            {
              name: t('Last seen'),
              cell: ({ last_seen_at }) => formatMoment(last_seen_at, workspace.time_zone),
            },
            {
              name: t('Signed in by'),
              cell: ({ method, has_second_factor }) => (
                <>
                  {methods()[method]}
                  {has_second_factor && <div className="quiet">{t('with a second factor')}</div>}
                </>
              ),
            },
            {
              name: t('Actions'),
              cell: ({ id, is_this }) =>
                is_this ? null : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={end.isPending && end.variables === id}
                    onClick={() => end.mutate(id)}
                  >
                    {t('End it')}
                  </Button>
                ),
            },
          ]}
          empty={null}
        />
      </Panel>
    </Page>
  );
}

const methods = () => ({
  password: t('Password'),
  passkey: t('Passkey'),
  oidc: t('Single sign-on'),
  link: t('Link'),
});
