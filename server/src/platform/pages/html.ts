/** HTML that is safe to send as it stands: everything in it was written by us or escaped by `html`. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text between tags and for attributes in double quotes; every attribute of ours is quoted. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/** A template whose values are escaped, unless they are Html already. Lists are joined; null, undefined and false are nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = parts[0] ?? '';
  values.forEach((value, at) => {
    text += asHtml(value) + (parts[at + 1] ?? '');
  });
  return new Html(text);
}

function asHtml(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(asHtml).join('');
}

/** Plain text as paragraphs: an empty line ends one, a single line break stays a line break. */
export function paragraphs(text: string): Html {
  const blocks = text.trim().split(/\n\s*\n/);
  return html`${blocks.map((block) => html`<p>${block.split('\n').map((line, at) => (at === 0 ? line : html`<br>${line}`))}</p>\n`)}`;
}
