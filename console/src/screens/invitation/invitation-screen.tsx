import { Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef } from 'react';
import { ApiProblem, api, type Invitation, type InvitationInput } from '../../frame/api.ts';
import { beginAnewByNextLink, forgetLinkToken, readLinkToken } from '../../frame/link-token.ts';
import { NewPasswordField } from '../../frame/new-password-field.tsx';
import { meQuery } from '../../frame/queries.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { isKnownRole, nameOfRole } from '../../frame/role-words.ts';
import { Doorway } from '../../frame/shell.tsx';
import { t } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';

/** Takes an invitation up: a newcomer gives a name and a password, whoever has an account is signed in with it already. */
export function InvitationScreen() {
  const token = useRef(readLinkToken(window.location.hash));
  const isStarted = useRef(false);
  const view = useMutation({ mutationFn: (link: string) => api.viewInvitation(link) });
  const { mutate } = view;
  useEffect(() => {
    document.title = `${t('Invitation')} · Tidings`;
    // Effects may run twice, and the address bar holds the token once.
    if (isStarted.current) return;
    isStarted.current = true;
    forgetLinkToken();
    mutate(token.current ?? '-');
  }, [mutate]);
  useEffect(beginAnewByNextLink, []);

  return (
    <Doorway>
      {view.isPending && <Loading what={t('reading the invitation')} rows={3} />}
      {view.error && <VoidLink error={view.error} />}
      {view.data && <AcceptForm invitation={view.data} token={token.current ?? ''} />}
    </Doorway>
  );
}

function AcceptForm({ invitation, token }: { invitation: Invitation; token: string }) {
  const router = useRouter();
  const client = useQueryClient();
  const accept = useMutation({
    mutationFn: (input: InvitationInput) => api.acceptInvitation(input),
    onSuccess: async () => {
      await client.resetQueries({ queryKey: meQuery.queryKey });
      router.history.replace('/campaigns');
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const newcomer = { name: String(form.get('name')), password: String(form.get('password')) };
    accept.mutate(invitation.has_account ? { token } : { token, ...newcomer });
  };
  return (
    <Paper withBorder radius="lg" p="xl" maw={420} mx="auto" mt="xl" bg="var(--card)">
      <form onSubmit={submit}>
        <Stack>
          <Title order={1}>{t('Join {workspace}', { workspace: invitation.workspace_name })}</Title>
          <Text>
            {invitation.invited_by === null
              ? t('You are invited as {email}.', { email: invitation.email })
              : t('{inviter} invites you as {email}.', {
                  inviter: invitation.invited_by,
                  email: invitation.email,
                })}{' '}
            {isKnownRole(invitation.role) &&
              t('Your role: {role}.', { role: nameOfRole(invitation.role, invitation.role) })}{' '}
            {invitation.has_account
              ? t(
                  'There is an account with this address: sign in with it in this browser, then open the link of your invitation again.',
                )
              : t('Give your name and choose a password for your new account.')}
          </Text>
          {accept.error && (
            <Refusal
              error={accept.error}
              otherwise={t('The invitation could not be taken up for a reason of ours. Try again.')}
            />
          )}
          {!invitation.has_account && (
            <>
              <input type="hidden" name="email" autoComplete="username" value={invitation.email} />
              <TextInput
                label={t('Your name')}
                name="name"
                autoComplete="name"
                maxLength={100}
                required
                withAsterisk={false}
              />
              <NewPasswordField />
            </>
          )}
          <Button type="submit" loading={accept.isPending} fullWidth>
            {invitation.has_account ? t('Join with my account') : t('Join')}
          </Button>
          {invitation.has_account && (
            <Button component={Link} to="/sign-in" variant="default" fullWidth>
              {t('Sign in first')}
            </Button>
          )}
        </Stack>
      </form>
    </Paper>
  );
}

function VoidLink({ error }: { error: Error }) {
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <Failure
      level={1}
      title={t('This invitation cannot be opened')}
      sentence={problem?.message ?? t('Something went wrong on this page. Open the link again.')}
      requestId={problem?.requestId ?? null}
    />
  );
}
