import { Alert, Button, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, useEffect } from 'react';
import { ApiProblem, api } from '../../frame/api.ts';
import { safeNextPath } from '../../frame/next-path.ts';
import { meQuery, setupQuery } from '../../frame/queries.ts';
import { Doorway } from '../../frame/shell.tsx';

const route = getRouteApi('/sign-in');

/** Name and password, then on to where the person wanted to go. */
export function SignInScreen() {
  const { next } = route.useSearch();
  const router = useRouter();
  const client = useQueryClient();
  const setup = useQuery(setupQuery);
  const signIn = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) => api.signIn(email, password),
    onSuccess: async () => {
      await client.resetQueries({ queryKey: meQuery.queryKey });
      router.history.push(safeNextPath(next));
    },
  });
  useEffect(() => {
    document.title = 'Sign in · Tidings';
  }, []);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')), password: String(form.get('password')) });
  };

  return (
    <Doorway isRehearsal={setup.data?.is_rehearsal ?? false}>
      <Paper withBorder radius="lg" p="xl" maw={420} mx="auto" mt="xl" bg="var(--card)">
        <form onSubmit={submit}>
          <Stack>
            <Title order={1}>Sign in</Title>
            {signIn.error && <Refusal error={signIn.error} />}
            <TextInput
              label="E-mail"
              name="email"
              type="email"
              autoComplete="username"
              required
              withAsterisk={false}
            />
            <PasswordInput
              label="Password"
              name="password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
            />
            <Button type="submit" loading={signIn.isPending} fullWidth>
              Sign in
            </Button>
          </Stack>
        </form>
      </Paper>
    </Doorway>
  );
}

function Refusal({ error }: { error: Error }) {
  const sentence =
    error instanceof ApiProblem ? error.message : 'Signing in failed for a reason of ours. Try again.';
  return (
    <Alert color="red" variant="light" role="alert">
      {sentence}
    </Alert>
  );
}
