import { describe, expect, it } from 'vitest';
import { countText, insertAt, replaceCharacter } from './text-count.ts';

describe('a text while it is typed', () => {
  it('is counted as it is for the person', () => {
    const { text, count } = countText('Hi {{ first_name | default: "there" }}!', { first_name: 'Ada' });
    expect(text).toBe('Hi Ada!');
    expect(count).toMatchObject({ alphabet: 'gsm7', parts: 1 });
    expect(countText('x'.repeat(161), {}).count.parts).toBe(2);
  });
  it('says what stands in the way of writing it', () => {
    expect(countText('Hi {{ first_name', {}).problems).toHaveLength(1);
    expect(countText('Hi {{ first_name }}', {})).toMatchObject({ text: null });
    expect(countText('', {}).problems).toEqual([]);
    const values = { number: '+13035550141', last_name: 'Lovelace' };
    expect(countText('Hi {{ first_name }}', values).problems[0]?.sentence).toContain(
      'Lovelace has no first_name',
    );
  });
  it('names each character that costs, once, and how to say it otherwise', () => {
    const body = '“Fresh” “rolls”';
    const { count, forcing } = countText(body, {});
    expect(count.alphabet).toBe('ucs2');
    expect(forcing.map(({ character }) => character)).toEqual(['“', '”']);
    const plain = forcing.reduce(replaceCharacter, body);
    expect(countText(plain, {}).count.alphabet).toBe('gsm7');
  });
  it('keeps a character that nothing says otherwise', () => {
    const [emoji] = countText('Hi 🥐', {}).forcing;
    expect(emoji && replaceCharacter('Hi 🥐', emoji)).toBe('Hi 🥐');
  });
});

it('leaves the cursor in the gap of what it puts there, with what was chosen in it', () => {
  const ifTag = '{% if tag.vip %}…{% endif %}';
  expect(insertAt('Hi. ', ifTag, 4, 4)).toEqual({ body: 'Hi. {% if tag.vip %}{% endif %}', at: 20 });
  expect(insertAt('Hi. Come early.', ifTag, 4, 15)).toEqual({
    body: 'Hi. {% if tag.vip %}Come early.{% endif %}',
    at: 31,
  });
  const unfilled = insertAt('', '{{ city | default: "…" }}', 0, 0).body;
  expect(countText(unfilled, {}).problems).toHaveLength(1);
});

it('puts words where the cursor is', () => {
  expect(insertAt('Hi !', '{{ x }}', 3, 3)).toEqual({ body: 'Hi {{ x }}!', at: 10 });
});
