import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Icon } from '../ui/icons.tsx';
import { t } from '../ui/language.ts';
import { formatFull } from '../ui/times.ts';
import { answer } from './call.ts';
import type { Sending } from './sending-form.tsx';
import classes from './sending-switch.module.css';
import { useMay, useMe } from './session.ts';

// A form is needed on few days, so it does not belong to what the first page loads.
const SendingForm = lazy(() =>
  import('./sending-form.tsx').then(({ SendingForm }) => ({ default: SendingForm })),
);

const sendingQuery = { ...answer('/v1/workspace/sending'), refetchInterval: 15_000, staleTime: 10_000 };

function words(sending: Sending): string {
  if (sending === 'all') return t('Sending: on');
  return sending === 'none' ? t('Sending: stopped') : t('Marketing: stopped');
}

/** The kill switch, in reach from every page: what may leave, with the reason on record. */
export function SendingSwitch() {
  const { data } = useQuery(sendingQuery);
  const [dialog, ask] = useSendingForm();
  const mayStop = useMay('sending.stop');
  if (!data) return null;
  const isOn = data.sending === 'all';
  return (
    <>
      {dialog}
      <Button
        size="xs"
        variant={isOn ? 'default' : 'filled'}
        {...(isOn ? {} : { color: 'red' })}
        disabled={!mayStop}
        leftSection={<Icon name={isOn ? 'check' : 'stop'} size={16} />}
        className={classes.switch}
        data-stopped={!isOn || undefined}
        onClick={() => ask(data.workspace.sending)}
      >
        <span className={classes.words}>{words(data.sending)}</span>
      </Button>
    </>
  );
}

/** Stands on every page while anything is stopped, with who did it and the way back. */
export function SendingBanner() {
  const { data } = useQuery(sendingQuery);
  const { workspace } = useMe();
  const [dialog, ask] = useSendingForm();
  const mayLoosen = useMay('workspace.admin');
  if (!data || data.sending === 'all') return null;
  const byInstallation = data.installation.sending !== 'all';
  const stop = byInstallation ? data.installation : data.workspace;
  return (
    <aside className={classes.banner} aria-label={t('Sending is stopped')}>
      {dialog}
      <span>
        <strong>{data.sending === 'none' ? t('Nothing leaves.') : t('No marketing leaves.')}</strong>{' '}
        {byInstallation ? t('Stopped for the whole installation.') : t('Stopped for this workspace.')}{' '}
        {stop.reason && `“${stop.reason}”`} {stop.since && formatFull(stop.since, workspace.time_zone)}
      </span>
      {mayLoosen && !byInstallation && (
        <Button size="compact-sm" variant="white" color="dark" onClick={() => ask('all')}>
          {t('Let texts go on')}
        </Button>
      )}
    </aside>
  );
}

function useSendingForm(): [ReactNode, (initial: Sending) => void] {
  const [initial, setInitial] = useState<Sending | null>(null);
  const dialog = initial !== null && (
    <Suspense fallback={null}>
      <SendingForm initial={initial} onClose={() => setInitial(null)} />
    </Suspense>
  );
  return [dialog, setInitial];
}

/** After a restore nothing leaves until a person has chosen what becomes of texts whose fate nobody knows. */
export function HoldBanner() {
  const { data } = useQuery({ ...answer('/v1/installation'), refetchInterval: 30_000, staleTime: 20_000 });
  if (!data?.hold) return null;
  return (
    <aside className={classes.banner} aria-label={t('On hold')}>
      <span>
        <strong>{t('This installation is on hold and sends nothing.')}</strong> {data.hold.detail}
      </span>
      <Link to="/settings/hold" className={classes.bannerLink}>
        {t('Choose what becomes of the texts')}
      </Link>
    </aside>
  );
}
