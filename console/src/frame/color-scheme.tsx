import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { Icon } from '../ui/icons.tsx';
import { later, t } from '../ui/language.ts';

const order = ['auto', 'light', 'dark'] as const;
const words = { auto: later('as the system'), light: later('light'), dark: later('dark') } as const;
const icons = { auto: 'auto', light: 'sun', dark: 'moon' } as const;

/** Light, dark, or as the system has it; one press goes to the next. */
export function ColorSchemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = order[(order.indexOf(colorScheme) + 1) % order.length] ?? 'auto';
  const label = t('Colours: {now}. Switch to {next}.', { now: t(words[colorScheme]), next: t(words[next]) });
  // A title of the browser's own: what a box needs to find its place would come with the first page for this alone.
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(next)}
    >
      <Icon name={icons[colorScheme]} />
    </ActionIcon>
  );
}
