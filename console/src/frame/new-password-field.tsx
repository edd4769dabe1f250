import { PasswordInput } from '@mantine/core';
import { t } from '../ui/language.ts';

/** A password that is chosen here. The server judges it; length is all that is asked for beforehand. */
export function NewPasswordField({ label = t('Password') }: { label?: string }) {
  return (
    <PasswordInput
      label={label}
      description={t(
        'At least twelve characters: a few words that do not belong together are easy to keep and hard to guess',
      )}
      name="password"
      autoComplete="new-password"
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': t('Show the password'), tabIndex: 0 }}
    />
  );
}
