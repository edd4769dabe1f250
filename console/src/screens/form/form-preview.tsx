import { Checkbox, Paper, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ItemOf } from '@tidings/sdk';
import type { Values } from '../../frame/fields.tsx';
import { t } from '../../ui/language.ts';
import { formAsks } from './form-fields.ts';

/** What people will see, while it is written: the words of the program beside a box that nobody ticks for them. */
export function FormPreview({
  values,
  program,
}: {
  values: Values;
  program: Pick<ItemOf<'/v1/programs'>, 'name' | 'disclosure' | 'help_contact'>;
}) {
  const asks: unknown[] = Array.isArray(values.asks) ? values.asks : [];
  const asked = formAsks().filter(({ value }) => asks.includes(value));
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('Roughly so, with a button and the links below it')}
      </Text>
      <Paper withBorder p="md" role="group" aria-label={t('How it will look')}>
        <Stack gap="xs">
          <Text fw={650} size="lg" className="breakable">
            {String(values.title ?? '').trim() || program.name}
          </Text>
          {String(values.intro ?? '').trim() !== '' && (
            <Text className="breakable">{String(values.intro)}</Text>
          )}
          {[t('Mobile number'), ...asked.map(({ label }) => label)].map((label) => (
            <TextInput key={label} label={label} size="xs" disabled />
          ))}
          <Checkbox disabled size="xs" label={program.disclosure} styles={{ label: { color: 'inherit' } }} />
          {values.asks_code === true && (
            <Text size="xs" c="dimmed">
              {t('A code is texted to the number and asked for on the next page.')}
            </Text>
          )}
          <Text size="xs" c="dimmed" className="breakable">
            {t('Help')}: {program.help_contact}
          </Text>
        </Stack>
      </Paper>
      <Text size="sm" mt="xs" className="breakable">
        {t('Everybody who opens the page sees {address} as the place for help.', {
          address: program.help_contact,
        })}{' '}
        <Link to="/audience/sign-up">{t('Change it at the program, under Sign-up')}</Link>
      </Text>
    </div>
  );
}
