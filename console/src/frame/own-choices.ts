import { useMantineColorScheme } from '@mantine/core';
import { language, languages, t } from '../ui/language.ts';
import { chooseLanguage } from './choose-language.ts';

/** What somebody chooses for this browser: `key` names it, whatever the language. */
export type OwnChoice = { key: string; name: string; isChosen: boolean; choose: () => void };

/** Light, dark, or as the system has it. */
export function useColourChoices(): OwnChoice[] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const schemes = [
    ['auto', t('Colours as the system')],
    ['light', t('Light colours')],
    ['dark', t('Dark colours')],
  ] as const;
  return schemes.map(([scheme, name]) => ({
    key: `colours ${scheme}`,
    name,
    isChosen: colorScheme === scheme,
    choose: () => setColorScheme(scheme),
  }));
}

/** The languages of the console, each by its own name. */
export const languageChoices = (): (OwnChoice & { code: string })[] =>
  Object.entries(languages).map(([code, name]) => ({
    key: 'language',
    code,
    name,
    isChosen: language() === code,
    choose: () => chooseLanguage(code),
  }));
