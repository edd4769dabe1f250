import { type CSSVariablesResolver, createTheme, type MantineThemeOverride } from '@mantine/core';

/**
 * The look of the console. Mantine's default blue fails WCAG contrast on filled buttons; indigo in these shades passes
 * in light and dark (measured with axe), and so must every colour that is added here.
 */
export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
    },
  },
  colors: {
    // A little blue in the dark greys, so that cards, lines and text stay apart at low brightness.
    dark: [
      '#e7e9ee',
      '#c5cad3',
      '#a3abb8',
      '#747d8b',
      '#4b5461',
      '#363e49',
      '#272d36',
      '#1a1f26',
      '#14181e',
      '#0e1115',
    ],
  },
});

/** Mantine's own choices for quiet text and errors are under 4.5:1 on our surfaces. */
export const themeVariables: ReturnType<CSSVariablesResolver> = {
  variables: {},
  light: {
    '--mantine-color-text': '#1b1f24',
    '--mantine-color-dimmed': '#545d69',
    '--mantine-color-placeholder': '#656e7a',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
  },
  dark: {
    '--mantine-color-text': 'var(--mantine-color-dark-0)',
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-3)',
    // Mantine's own grounds of notices shout in the dark: each of ours is as quiet as the badge of its tone.
    '--mantine-color-red-light': 'var(--bad-soft)',
    '--mantine-color-yellow-light': 'var(--warn-soft)',
    '--mantine-color-indigo-light': 'var(--calm-soft)',
    '--mantine-color-gray-light': 'var(--quiet-soft)',
  },
};
