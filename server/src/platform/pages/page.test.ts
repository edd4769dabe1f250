import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { html } from './html.ts';
import { inkOn, writePage } from './page.ts';

const page = { language: 'en', title: 'Join <us>', body: html`<h1>Join</h1>` } as const;

describe('a page', () => {
  test('runs nothing, is framed by nobody and is kept by nobody', () => {
    const { text, headers } = writePage(page);
    expect(text).toContain('<title>Join &lt;us&gt;</title>');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*frame-ancestors 'none'/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|script-src/);
    expect(headers['cache-control']).toBe('no-store');
  });

  test('names the hash of the style it carries', () => {
    const { text, headers } = writePage({ ...page, theme: { accent: '#ffcc00', canvas: '#000000' } });
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(text) ?? [];
    const digest = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`'sha256-${digest}'`);
    expect(style).toContain('background:#ffcc00;color:#000000');
  });

  test('lets nothing but a colour into its style', () => {
    const { text } = writePage({ ...page, theme: { accent: '#fff}</style><script>', canvas: 'red' } });
    expect(text).not.toContain('<script');
    expect(text).not.toContain('red');
  });

  test('may be framed and kept where its maker says so', () => {
    const { headers } = writePage({ ...page, isFramed: true, cacheSeconds: 60 });
    expect(headers['content-security-policy']).toContain('frame-ancestors *');
    expect(headers['cache-control']).toBe('public, max-age=60');
  });
});

test.each([
  ['#ffffff', '#000000'],
  ['#000000', '#ffffff'],
  ['#ffcc00', '#000000'],
  ['#1d4ed8', '#ffffff'],
])('on %s one reads %s', (ground, ink) => expect(inkOn(ground)).toBe(ink));
