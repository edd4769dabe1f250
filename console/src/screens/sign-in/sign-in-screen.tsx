import { Alert, Button, Divider, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { ApiProblem, api } from '../../frame/api.ts';
import { safeNextPath } from '../../frame/next-path.ts';
import { canUsePasskeys } from '../../frame/passkey.ts';
import { meQuery, setupQuery } from '../../frame/queries.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { Doorway } from '../../frame/shell.tsx';
import { t } from '../../ui/language.ts';
import { ForgottenForm } from './forgotten-form.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { sentenceOfRefusal } from './refusals.ts';
import { SecondFactorForm } from './second-factor-form.tsx';

const route = getRouteApi('/sign-in');

/** The door: a password, a passkey or the single sign-on, a second factor where one is asked for, and on to where the person wanted to go. */
export function SignInScreen() {
  const { next, step } = route.useSearch();
  const router = useRouter();
  const client = useQueryClient();
  const setup = useQuery(setupQuery);
  const [isHalfWay, setHalfWay] = useState(step === 'second_factor');
  const [isForgotten, setForgotten] = useState(false);
  const goOn = async () => {
    await client.resetQueries({ queryKey: meQuery.queryKey });
    router.history.push(safeNextPath(next));
  };
  useEffect(() => {
    document.title = `${t('Sign in')} · Tidings`;
  }, []);

  return (
    <Doorway isRehearsal={setup.data?.is_rehearsal ?? false}>
      <Paper withBorder radius="lg" p="xl" maw={420} mx="auto" mt="xl" bg="var(--card)">
        {isHalfWay ? (
          <SecondFactorForm onDone={goOn} onBack={() => setHalfWay(false)} />
        ) : isForgotten ? (
          <ForgottenForm onBack={() => setForgotten(false)} />
        ) : (
          <FirstForm
            singleSignOn={setup.data?.single_sign_on ?? null}
            onDone={goOn}
            onHalfWay={() => setHalfWay(true)}
            onForgotten={() => setForgotten(true)}
          />
        )}
      </Paper>
    </Doorway>
  );
}

type FirstFormProps = {
  singleSignOn: string | null;
  onDone: () => Promise<void>;
  onHalfWay: () => void;
  onForgotten: () => void;
};

function FirstForm({ singleSignOn, onDone, onHalfWay, onForgotten }: FirstFormProps) {
  const { next, problem } = route.useSearch();
  const refusal = sentenceOfRefusal(problem);
  const signIn = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) => api.signIn(email, password),
    onSuccess: onDone,
    onError: (error) => {
      if (isHalf(error)) onHalfWay();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')), password: String(form.get('password')) });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={1}>{t('Sign in')}</Title>
        {signIn.error && !isHalf(signIn.error) && (
          <Refusal error={signIn.error} otherwise={t('Signing in failed for a reason of ours. Try again.')} />
        )}
        {refusal && signIn.isIdle && (
          <Alert color="red" variant="light" role="alert">
            {refusal}
          </Alert>
        )}
        <TextInput
          label={t('E-mail')}
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
        />
        <PasswordInput
          label={t('Password')}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('Show the password'), tabIndex: 0 }}
        />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {t('Sign in')}
        </Button>
        <Button variant="subtle" onClick={onForgotten} fullWidth>
          {t('Forgot your password?')}
        </Button>
        {(singleSignOn !== null || canUsePasskeys()) && <Divider label={t('or')} />}
        <PasskeyButton onDone={onDone} />
        {singleSignOn !== null && (
          <Button component="a" href={api.singleSignOnPath(safeNextPath(next))} variant="default" fullWidth>
            {t('Sign in with {provider}', { provider: singleSignOn })}
          </Button>
        )}
      </Stack>
    </form>
  );
}

const isHalf = (error: Error): boolean =>
  error instanceof ApiProblem && error.code === 'sign_in.second_factor_needed';
