import type { Plugin } from 'vite';

/**
 * What the pages may load: their own files and their own server, nothing else. `style-src-attr` is open because charts
 * place things with style attributes; style elements and scripts come from files only.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  // A public page of ours, to look at beside what it is made from.
  "frame-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** Writes the policy into the built page, so that it holds whoever serves the files. Development needs looser rules. */
export function contentSecurity(): Plugin {
  return {
    name: 'tidings-content-security',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}
