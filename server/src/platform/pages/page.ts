import { createHash } from 'node:crypto';
import { type Html, html, Html as SafeHtml } from './html.ts';
import type { Language } from './languages.ts';

/** The colours of a workspace's public pages, as six hexadecimal digits after a #. */
export type PageTheme = { readonly accent: string; readonly canvas: string };

export const usualTheme: PageTheme = { accent: '#1d4ed8', canvas: '#f5f6f8' };

export type Page = {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  readonly theme?: PageTheme;
  /** Sites of others may show it in a frame; for forms that are embedded. Nothing else may. */
  readonly isFramed?: boolean;
  /** For how long anybody may keep it. Pages about a person are never kept. */
  readonly cacheSeconds?: number;
};

export type WrittenPage = { readonly text: string; readonly headers: Readonly<Record<string, string>> };

/**
 * A whole page with the headers it needs. No script runs on it, by policy; its only style is the one whose hash the policy
 * names, so that words which somebody else wrote can neither run nor dress up as something else.
 */
export function writePage(page: Page): WrittenPage {
  const style = styleOf(page.theme ?? usualTheme);
  const digest = createHash('sha256').update(style).digest('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${digest}'`,
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    page.isFramed ? 'frame-ancestors *' : "frame-ancestors 'none'",
  ];
  const text = html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<style>${new SafeHtml(style)}</style>
</head>
<body>
<main>
${page.body}
</main>
</body>
</html>
`.text;
  const headers: Record<string, string> = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'cache-control': page.cacheSeconds ? `public, max-age=${page.cacheSeconds}` : 'no-store',
  };
  return { text, headers };
}

/** Black or white, whichever reads better on the colour (WCAG 2.2 relative luminance). */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  return contrastOf(luminanceOf(colour), 1) >= contrastOf(luminanceOf(colour), 0) ? '#ffffff' : '#000000';
}

const contrastOf = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

function luminanceOf(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

/** The colours come from a workspace and stand in a style, so nothing but a colour gets in. */
function styleOf({ accent, canvas }: PageTheme): string {
  const safe = isColour(accent) ? accent : usualTheme.accent;
  const ground = isColour(canvas) ? canvas : usualTheme.canvas;
  return `*{box-sizing:border-box}
body{margin:0;background:${ground};color:#1b1f24;font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1.25rem 2rem;background:#fff;min-height:100vh}
@media(min-width:36rem){main{margin:2rem auto;min-height:0;border-radius:.75rem}}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}h2{font-size:1.15rem;margin:1.75rem 0 .5rem}
p{margin:0 0 1rem;overflow-wrap:anywhere}a{color:#1d4ed8}
label{display:block;font-weight:600;margin:1rem 0 .25rem}
input[type=tel],input[type=text],input[type=email],select{width:100%;font:inherit;padding:.65rem .75rem;border:1px solid #6b7280;border-radius:.5rem;background:#fff;color:inherit}
.tick{display:flex;gap:.75rem;align-items:flex-start;font-weight:400;margin:1rem 0}
.tick input{flex:none;width:1.5rem;height:1.5rem;margin:.1rem 0 0}
button,.button{display:block;width:100%;font:inherit;font-weight:600;padding:.8rem 1rem;margin:1.25rem 0 0;border:0;border-radius:.5rem;background:${safe};color:${inkOn(safe)};text-align:center;text-decoration:none;cursor:pointer}
button.quiet,.button.quiet{background:#e5e7eb;color:#1b1f24}
:focus-visible{outline:3px solid #1b1f24;outline-offset:2px}
form+.small,button+.small{margin-top:1rem}.small{font-size:.9rem;color:#4b5563}.problem{border-left:4px solid #b91c1c;padding:.5rem .75rem;background:#fef2f2;color:#7f1d1d}.done{border-left:4px solid #15803d;padding:.5rem .75rem;background:#f0fdf4;color:#14532d}
.languages a{display:inline-block;padding:.3rem .15rem;min-width:1.6rem;text-align:center}
.away{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .5rem .4rem 0;vertical-align:top;border-bottom:1px solid #e5e7eb}
svg,img{max-width:100%;height:auto}`;
}
