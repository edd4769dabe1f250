import { type Html, html } from '../platform/pages/html.ts';
import { type Language, say } from '../platform/pages/languages.ts';
import { tillWords } from './till-words.ts';

/** What came of the code that was typed last; null before there is one. */
export type TillResult = { readonly isRedeemed: boolean; readonly sentence: string } | null;

export type TillView = {
  readonly name: string;
  readonly address: string;
  readonly language: Language;
  readonly result: TillResult;
  /** As it was typed, where it was refused: most refusals are a slip. */
  readonly fields: { readonly code: string; readonly value: string };
};

/** A code and a button, for whoever has somebody standing before them. Nothing of whose code it is stands here. It needs no script. */
export function tillPage({ name, address, language, result, fields }: TillView): Html {
  const words = (key: string) => say(tillWords, language, key);
  const kept = result?.isRedeemed === false ? fields : { code: '', value: '' };
  return html`<h1>${words('title')}</h1>
<p>${name}</p>
${result && html`<div class="${result.isRedeemed ? 'done' : 'problem'}" role="${result.isRedeemed ? 'status' : 'alert'}"><strong>${words(result.isRedeemed ? 'redeemed' : 'refused')}</strong> ${result.sentence}</div>\n`}
<form method="post" action="/r/${address}?language=${language}">
<label for="code">${words('code')}</label>
<input id="code" name="code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="60" required autofocus value="${kept.code}">
<label for="value">${words('value')} <span class="small">(${words('optional')})</span></label>
<input id="value" name="value" type="text" inputmode="decimal" autocomplete="off" maxlength="20" value="${kept.value}">
<p class="small">${words('once')}</p>
<button type="submit">${words('redeem')}</button>
</form>`;
}
