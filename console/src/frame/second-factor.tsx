import { Alert, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../ui/language.ts';
import { call } from './call.ts';
import { ConfirmYou, isStaleSignIn } from './confirm-you.tsx';
import { addPasskey, canMakePasskeys } from './passkey.ts';
import { Refusal } from './refusal.tsx';

type Codes = { recovery_codes: readonly string[] };
type SetUpProps = { onMade: (codes: Codes) => void };

/** Two ways to a second factor. Whoever asks for one shows its recovery codes: they outlive what is asked for here. */
export function SecondFactorSetUp({ onMade }: SetUpProps) {
  return (
    <Stack gap="lg" align="flex-start">
      <AppSetUp onMade={onMade} />
      {canMakePasskeys() && <PasskeySetUp onMade={onMade} />}
    </Stack>
  );
}

/** The codes of a factor that was just made, until somebody has put them away; `hold` takes them, and calls on where there are none. */
export function useFreshCodes(onDone: () => void) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const hold = ({ recovery_codes }: Codes) =>
    recovery_codes.length > 0 ? setCodes(recovery_codes) : onDone();
  const put = () => {
    setCodes(null);
    onDone();
  };
  return { shown: codes && <RecoveryCodes codes={codes} onKept={put} />, hold };
}

/** Shown this once. Whoever loses the device comes in by one of them. */
function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  return (
    <Alert color="yellow" variant="light" title={t('Keep these recovery codes: they are not shown again')}>
      <Code block>{codes.join('\n')}</Code>
      <Button size="xs" variant="default" mt="xs" onClick={onKept}>
        {t('I have them')}
      </Button>
    </Alert>
  );
}

function AppSetUp({ onMade }: SetUpProps) {
  const begin = useMutation({ mutationFn: () => call('/v1/me/authenticator', 'post') });
  if (isStaleSignIn(begin.error)) return <ConfirmYou onDone={() => begin.mutate()} />;
  if (begin.data) return <AppCode offered={begin.data} onMade={onMade} />;
  return (
    <div>
      <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
        {t('Set up an authenticator app')}
      </Button>
      {begin.error && <Refusal error={begin.error} otherwise={t('That did not work. Try again.')} />}
    </div>
  );
}

type Offered = { seed: string; uri: string; qr_svg: string };

function AppCode({ offered, onMade }: SetUpProps & { offered: Offered }) {
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => call('/v1/me/authenticator/confirm', 'post', { body: { code } }),
    onSuccess: onMade,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '' && !confirm.isPending) confirm.mutate();
  };
  return (
    <form onSubmit={submit} className="form">
      <Stack gap="sm" align="flex-start">
        <Text>
          {t('Scan this with the app, type the key into it, or open the link on the device that has it.')}
        </Text>
        <img
          src={`data:image/svg+xml,${encodeURIComponent(offered.qr_svg)}`}
          alt={t('The key, as a QR code')}
          width={180}
          height={180}
        />
        <Code block className="breakable">
          {offered.seed}
        </Code>
        <a href={offered.uri}>{t('Open the app')}</a>
        <TextInput
          label={t('The code that it shows')}
          value={code}
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          withAsterisk={false}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {confirm.error && <Refusal error={confirm.error} otherwise={t('That did not work. Try again.')} />}
        <Button type="submit" loading={confirm.isPending}>
          {t('Turn it on')}
        </Button>
      </Stack>
    </form>
  );
}

/** A passkey of this device; the first factor of an account brings recovery codes. */
export function PasskeySetUp({ onMade }: SetUpProps) {
  const [name, setName] = useState('');
  const add = useMutation({ mutationFn: () => addPasskey(name.trim()), onSuccess: onMade });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && !add.isPending) add.mutate();
  };
  if (isStaleSignIn(add.error)) return <ConfirmYou onDone={() => add.mutate()} />;
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end">
        <TextInput
          label={t('Or a passkey: what you call this device')}
          value={name}
          autoComplete="off"
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={name.trim() === ''} loading={add.isPending}>
          {t('Add a passkey')}
        </Button>
      </Group>
      {add.error && <Refusal error={add.error} otherwise={t('That did not work. Try again.')} />}
    </form>
  );
}
