import { expect, it } from 'vitest';
import { themeCssText } from './theme-css.ts';

const css = themeCssText();
const block = (selector: string) => css.slice(css.indexOf(selector)).split('}')[0] ?? '';

it('carries what our theme changes, in the scheme it is changed for', () => {
  expect(block('[data-mantine-color-scheme="light"]')).toContain('--mantine-color-dimmed: #545d69');
  expect(block('[data-mantine-color-scheme="dark"]')).toContain(
    '--mantine-color-anchor: var(--mantine-color-indigo-3)',
  );
  expect(css).toContain('--mantine-font-family: system-ui');
});

it('leaves to Mantine’s own stylesheet what is as there', () => {
  expect(css).not.toContain('--mantine-breakpoint-sm');
  expect(css).not.toContain('undefined');
});
