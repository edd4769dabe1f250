import { Alert, Button, Code } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { browserName } from '../../ui/browser-name.ts';
import { t, tn } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { formatMoment } from '../../ui/times.ts';

/** My own sign-in: password, second factor, and where I am signed in. */
export function MeScreen() {
  const { account, workspace } = useMe();
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const authenticator = useQuery(answer('/v1/me/authenticator'));
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
  const begin = useMutation({
    mutationFn: () => call('/v1/me/authenticator', 'post'),
    onSuccess: ({ seed, uri }) =>
      ask({
        title: t('Set up an authenticator app'),
        lead: (
          <>
            {t('Type this key into the app, or open the link on the device that has it.')}
            <Code block className="breakable" my="xs">
              {seed}
            </Code>
            <a href={uri}>{t('Open the app')}</a>
          </>
        ),
        fields: [{ name: 'code', label: t('The code that it shows') }],
        submit: t('Turn it on'),
        send: (body) => call('/v1/me/authenticator/confirm', 'post', { body }),
        done: ({ recovery_codes }) => {
          setCodes(recovery_codes);
          done();
        },
      }),
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
  const endOthers = async () => {
    await call('/v1/me/sessions', 'delete');
    done();
  };
  return (
    <Page
      title={t('My account')}
      lead={account ? `${account.name} · ${account.email}` : undefined}
      actions={
        <ActionBar
          actions={[
            { name: t('End all other sessions'), run: () => void endOthers() },
            { name: t('Change the password'), run: changePassword, isPrimary: true },
          ]}
        />
      }
    >
      {dialog}
      {codes && (
        <Alert
          color="yellow"
          variant="light"
          title={t('Keep these recovery codes: they are not shown again')}
        >
          <Code block>{codes.join('\n')}</Code>
          <Button size="xs" variant="default" mt="xs" onClick={() => setCodes(null)}>
            {t('I have them')}
          </Button>
        </Alert>
      )}
      <Panel title={t('Second factor')}>
        {begin.error && <Refusal error={begin.error} otherwise={t('That did not work. Try again.')} />}
        <Loaded query={authenticator} what={t('the second factor')}>
          {({ is_set_up, recovery_codes_left }) => (
            <div className="filters">
              {is_set_up ? (
                <>
                  <StateBadge tone="good">{t('On')}</StateBadge>
                  {tn(recovery_codes_left, '{n} recovery code left', '{n} recovery codes left')}
                  <Button size="xs" variant="default" onClick={remove}>
                    {t('Remove …')}
                  </Button>
                </>
              ) : (
                <>
                  <StateBadge tone="warn">{t('None')}</StateBadge>
                  <Button
                    size="xs"
                    variant="default"
                    loading={begin.isPending}
                    onClick={() => begin.mutate()}
                  >
                    {t('Set up an authenticator app')}
                  </Button>
                </>
              )}
            </div>
          )}
        </Loaded>
      </Panel>
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
          ]}
          empty={null}
        />
      </Panel>
    </Page>
  );
}
