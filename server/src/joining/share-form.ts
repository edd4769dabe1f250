import { escapeHtml, Html, html } from '../platform/pages/html.ts';

/** A link that opens the texting app with a word written already. Phones differ in how they read it. */
export type TapToText = {
  /** For iPhones. */
  readonly ios: string;
  readonly android: string;
  /** One that both read; for QR codes, which cannot know who will scan them. */
  readonly any: string;
};

/** `number` in E.164 or a short code; `words` are what the person sends by pressing the button. */
export function tapToText(number: string, words: string): TapToText {
  const body = encodeURIComponent(words);
  return {
    ios: `sms:${number}&body=${body}`,
    android: `sms:${number}?body=${body}`,
    any: `sms:${number}?&body=${body}`,
  };
}

export type Sheet = {
  readonly title: string;
  readonly intro: string | null;
  readonly disclosure: string;
  readonly codeSvg: string;
  /** What to do without a camera. */
  readonly instead: string;
};

/** A sheet to print and hang up. The disclosure stands on it, because whoever scans the code decides here. */
export function sheetPage({ title, intro, disclosure, codeSvg, instead }: Sheet): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<style>@page{margin:18mm}body{font:16pt/1.4 system-ui,sans-serif;text-align:center;max-width:170mm;margin:0 auto}h1{font-size:32pt;margin:0 0 4mm}svg{width:90mm;height:90mm}.small{font-size:10pt;text-align:left}</style></head>
<body><h1>${title}</h1>${intro !== null && html`<p>${intro}</p>`}${new Html(codeSvg)}<p>${instead}</p><p class="small">${disclosure}</p></body></html>
`.text;
}

/** A frame for a page of the business's own. It works without a script, and its height fits the form on a phone. */
export const embedCode = (url: string, title: string): string =>
  `<iframe src="${escapeHtml(`${url}?frame=1`)}" title="${escapeHtml(title)}" width="100%" height="760" loading="lazy" style="border:0"></iframe>`;
