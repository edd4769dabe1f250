import { Alert, Button, Fieldset, NativeSelect, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ApiProblem, api, type SetupInput } from '../../frame/api.ts';
import { readHash } from '../../frame/next-path.ts';
import { meQuery, setupQuery } from '../../frame/queries.ts';
import { t } from '../../ui/language.ts';
import { Term } from '../../ui/term.tsx';
import { guessPlace, listCountries, listTimeZones, zoneFor } from './countries.ts';
import { fieldErrors } from './field-errors.ts';

const countries = listCountries();
const timeZones = listTimeZones();

/** Everything that the first start needs, on one page. Names of fields are the JSON pointers of the request. */
export function SetupForm() {
  const router = useRouter();
  const client = useQueryClient();
  const [guess] = useState(guessPlace);
  const [timeZone, setTimeZone] = useState(guess.timeZone);
  // Whoever has chosen a zone keeps it, whichever country they choose then.
  const [isZoneChosen, setZoneChosen] = useState(false);
  const [token] = useState(() => readHash(window.location.hash).token ?? '');
  const finish = useMutation({
    mutationFn: api.finishSetup,
    onSuccess: async () => {
      await Promise.all([meQuery, setupQuery].map(({ queryKey }) => client.resetQueries({ queryKey })));
      router.history.replace('/');
    },
  });
  const problem = finish.error instanceof ApiProblem ? finish.error : null;
  const errors = fieldErrors(problem);
  const field = (name: string) => ({ name, required: true, withAsterisk: false, error: errors[name] });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    finish.mutate(inputOf(new FormData(event.currentTarget)));
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        {finish.error && (
          <Alert color="red" variant="light" role="alert" title={t('Tidings was not set up')}>
            {problem?.message ?? t('Something went wrong on this page. Try again.')}
            {problem?.requestId && ` (${t('request {id}', { id: problem.requestId })})`}
          </Alert>
        )}
        <TextInput
          {...field('token')}
          label={t('Setup token')}
          description={t('Printed in the log of the service when it started for the first time.')}
          defaultValue={token}
          autoComplete="off"
          spellCheck={false}
        />
        <Fieldset legend={t('You, the owner')} radius="md" mx={0}>
          <Stack>
            <TextInput {...field('owner/name')} label={t('Name')} autoComplete="name" />
            <TextInput {...field('owner/email')} label={t('E-mail')} type="email" autoComplete="username" />
            <PasswordInput
              {...field('owner/password')}
              label={t('Password')}
              description={t('Twelve characters or more. A few words are better than one strange one.')}
              autoComplete="new-password"
              minLength={12}
              visibilityToggleButtonProps={{ 'aria-label': t('Show the password'), tabIndex: 0 }}
            />
          </Stack>
        </Fieldset>
        <Fieldset legend={t('Your business')} radius="md" mx={0}>
          <Stack>
            <Text size="sm">
              <Term name="workspace">{t('It gets a workspace of its own.')}</Term>
            </Text>
            <TextInput
              {...field('workspace/name')}
              label={t('Name')}
              description={t('People see it at the start of each text.')}
              autoComplete="organization"
            />
            <NativeSelect
              {...field('workspace/country')}
              label={t('Country')}
              data={countries}
              defaultValue={guess.country}
              onChange={({ currentTarget }) => {
                if (!isZoneChosen) setTimeZone(zoneFor(currentTarget.value));
              }}
            />
            <NativeSelect
              {...field('workspace/time_zone')}
              label={t('Time zone')}
              description={t('Used for people whose own zone is not known.')}
              data={timeZones.includes(timeZone) ? timeZones : [timeZone, ...timeZones]}
              value={timeZone}
              onChange={({ currentTarget }) => {
                setTimeZone(currentTarget.value);
                setZoneChosen(true);
              }}
            />
          </Stack>
        </Fieldset>
        <Button type="submit" size="md" loading={finish.isPending}>
          {t('Set up Tidings')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('Nothing is sent to anybody. Texts go to the rehearsal carrier until a real one is connected.')}
        </Text>
      </Stack>
    </form>
  );
}

function inputOf(form: FormData): SetupInput {
  const value = (name: string) => String(form.get(name) ?? '').trim();
  return {
    token: value('token'),
    owner: {
      name: value('owner/name'),
      email: value('owner/email'),
      // Spaces at the ends of a password are part of it.
      password: String(form.get('owner/password') ?? ''),
    },
    workspace: {
      name: value('workspace/name'),
      country: value('workspace/country'),
      time_zone: value('workspace/time_zone'),
    },
  };
}
