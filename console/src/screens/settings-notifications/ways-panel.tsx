import { Button } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useMe } from '../../frame/session.ts';
import { browserState } from '../../frame/show-in-browser.ts';
import { ShownOnce } from '../../frame/shown-once.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { type Settings, useSaved } from './settings.ts';

/** Where I can be reached: by this browser, by mail, by a program of mine and on my phone. */
export function WaysPanel({ settings }: { settings: Settings }) {
  const [dialog, ask] = useAsk();
  const [secret, setSecret] = useState<string | null>(null);
  const saved = useSaved();
  const { email, webhook_url, number } = settings;
  const changeCall = () =>
    ask({
      title: t('Call an address'),
      lead: t(
        'Each notification is sent there as JSON, signed as Standard Webhooks, and again for a day where it fails.',
      ),
      fields: [
        {
          ...{ name: 'webhook_url', label: t('Address'), placeholder: 'https://hooks.example.com/tidings' },
          ...{ isRequired: false, whenEmpty: null, initial: webhook_url ?? '' },
          help: t('Blank for none.'),
        },
      ],
      submit: t('Save'),
      send: (body: { webhook_url: string | null }) => call('/v1/me/notification-settings', 'patch', { body }),
      done: ({ webhook_secret }) => {
        setSecret(webhook_secret);
        saved();
      },
    });
  return (
    <Panel title={t('Where you can be reached')}>
      {dialog}
      {secret && <ShownOnce secret={secret} onKept={() => setSecret(null)} />}
      <dl className="facts">
        <dt>{t('Browser')}</dt>
        <dd>
          <BrowserNotes />
        </dd>
        <dt>{t('Mail')}</dt>
        <dd>{email ?? '–'}</dd>
        <dt>{t('Call')}</dt>
        <dd>
          {webhook_url ?? t('nowhere')}{' '}
          <Button size="compact-sm" variant="default" onClick={changeCall}>
            {t('Change …')}
          </Button>
        </dd>
        <dt>{t('Text')}</dt>
        <dd>
          <OwnNumber number={number} mayText={settings.may_text} />
        </dd>
      </dl>
    </Panel>
  );
}

/** Browsers ask whether a site may show notes, and only when somebody has pressed something. */
function BrowserNotes() {
  const [state, setState] = useState(browserState);
  if (state === 'none') return <>{t('This browser shows no notes.')}</>;
  if (state === 'granted') return <>{t('This browser shows notes while the console is open.')}</>;
  if (state === 'denied')
    return <>{t('This browser was told not to show notes; allow them in its settings for this site.')}</>;
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => void Notification.requestPermission().then(setState)}
    >
      {t('Allow notes of this browser')}
    </Button>
  );
}

function OwnNumber({ number, mayText }: { number: string | null; mayText: boolean }) {
  const [dialog, ask] = useAsk();
  const saved = useSaved();
  const { country } = useMe().workspace;
  const enter = (to: string) =>
    ask({
      title: t('Enter the code'),
      lead: t('It was texted to {number} and is good for ten minutes.', {
        number: formatNumber(to, country),
      }),
      fields: [{ name: 'code', label: t('Code') }],
      submit: t('Confirm'),
      send: (body: { code: string }) => call('/v1/me/notification-settings/number/confirm', 'post', { body }),
      done: saved,
    });
  const begin = () =>
    ask({
      title: t('Be told by text'),
      lead: t(
        'A code is texted to your phone. By entering it you agree to get texts about your work here; STOP ends them.',
      ),
      fields: [{ name: 'number', label: t('Your phone number') }],
      submit: t('Text me a code'),
      send: (body: { number: string }) => call('/v1/me/notification-settings/number', 'post', { body }),
      done: ({ number: to }) => enter(to),
    });
  const remove = () =>
    ask({
      title: t('Be told by text no more?'),
      fields: [],
      submit: t('Remove'),
      isDanger: true,
      send: () => call('/v1/me/notification-settings/number', 'delete'),
      done: saved,
    });
  if (!mayText) return <>{t('The workspace has not said yet how staff is texted.')}</>;
  return (
    <>
      {dialog}
      {number === null ? t('nowhere') : formatNumber(number, country)}{' '}
      <Button size="compact-sm" variant="default" onClick={number === null ? begin : remove}>
        {number === null ? t('Add my phone …') : t('Remove …')}
      </Button>
    </>
  );
}
