import {
  type ConvertCSSVariablesInput,
  convertCssVariables,
  DEFAULT_THEME,
  deepMerge,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import type { Plugin } from 'vite';
import { theme, themeVariables } from '../src/ui/theme.ts';

/**
 * Mantine writes what a theme changes into a <style> element while the page runs, which our content security policy
 * forbids. The same text is known when the console is built, so `virtual:theme.css` carries it as a file.
 */
export function themeCss(): Plugin {
  const name = 'virtual:theme.css';
  return {
    name: 'tidings-theme-css',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? themeCssText() : null),
  };
}

/** The CSS variables in which our theme differs from Mantine's own, whose stylesheet has the others. */
export function themeCssText(): string {
  const own = deepMerge(defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme)), themeVariables);
  const usual = defaultCssVariablesResolver(DEFAULT_THEME);
  return convertCssVariables({
    variables: changed(own.variables, usual.variables),
    light: changed(own.light, usual.light),
    dark: changed(own.dark, usual.dark),
  });
}

type Variables = ConvertCSSVariablesInput['variables'];

function changed(own: Variables, usual: Record<string, string | undefined>): Variables {
  return Object.fromEntries(Object.entries(own).filter(([name, value]) => usual[name] !== value));
}
