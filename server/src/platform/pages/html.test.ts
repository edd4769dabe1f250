import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { html, paragraphs } from './html.ts';

describe('the template', () => {
  test('escapes what it is given and leaves what it wrote', () => {
    expect(html`<b title="${'"><script>'}">${"<i>&'"}</b>`.text).toBe(
      '<b title="&quot;&gt;&lt;script&gt;">&lt;i&gt;&amp;&#39;</b>',
    );
  });

  test('takes other templates, lists and nothing', () => {
    expect(
      html`<ul>${['a', '<'].map((one) => html`<li>${one}</li>`)}</ul>${null}${undefined}${false}${0}`.text,
    ).toBe('<ul><li>a</li><li>&lt;</li></ul>0');
  });

  test('lets no value open a tag or end an attribute, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"']/);
      }),
    );
  });
});

test('plain text becomes paragraphs with their line breaks', () => {
  expect(paragraphs('One\ntwo <b>\n\nThree').text).toBe('<p>One<br>two &lt;b&gt;</p>\n<p>Three</p>\n');
});
