import { describe, expect, it } from 'vitest';
import { listGuides } from '../../build/guides.ts';
import {
  anchorOf,
  type Block,
  commandsLast,
  type Inline,
  parseInline,
  parseMarkdown,
  plainOf,
  sectionOf,
} from './markdown.ts';

const guide = `# Coupons

A pool of **codes**, of which
everybody gets \`one\`.

## What holds

- One code, *one* person
  for good.
- See [the other](short-links.md#clicks).

| figure | is |
|---|---|
| \`a\\|b\` | more |

\`\`\`sh
tidings coupons list  # all
\`\`\`

### Smaller

1. First
2. Second

## After it was sent

End.
`;

describe('a guide', () => {
  const blocks = parseMarkdown(guide);
  it('is read block by block', () => {
    expect(blocks.map(({ kind }) => kind)).toEqual([
      ...[
        'heading',
        'paragraph',
        'heading',
        'list',
        'table',
        'code',
        'heading',
        'list',
        'heading',
        'paragraph',
      ],
    ]);
    expect(blocks[1]).toMatchObject({
      parts: [
        { text: 'A pool of ' },
        { kind: 'strong', parts: [{ text: 'codes' }] },
        { text: ', of which everybody gets ' },
        { kind: 'code', text: 'one' },
        { text: '.' },
      ],
    });
    expect(blocks[3]).toMatchObject({
      isOrdered: false,
      items: [
        [{}, { kind: 'emphasis' }, {}],
        [{}, { to: 'short-links.md#clicks' }, {}],
      ],
    });
    expect(blocks[4]).toMatchObject({
      head: [[{ text: 'figure' }], {}],
      rows: [[[{ kind: 'code', text: 'a|b' }], {}]],
    });
    expect(blocks[5]).toMatchObject({ text: 'tidings coupons list  # all' });
    expect(blocks[7]).toMatchObject({ isOrdered: true });
  });
  it('is opened at a section, with what belongs to it', () => {
    expect(sectionOf(blocks, 'what-holds').map(({ kind }) => kind)).toEqual([
      ...['heading', 'list', 'table', 'code', 'heading', 'list'],
    ]);
    expect(sectionOf(blocks, undefined).map(({ kind }) => kind)).toEqual(['heading', 'paragraph']);
    expect(sectionOf(blocks, 'gone')).toEqual(sectionOf(blocks, undefined));
  });
});

it('puts what is typed on a command line behind the words, with what leads on to it', () => {
  const section = parseMarkdown(
    '## Segments\n\nA rule.\n\n```segment\nstate in (TX)\n```\n\nTry it:\n\n```sh\ntidings segments check\n```\n\nMore words.',
  );
  const { words, commands } = commandsLast(section);
  expect(words.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'code', 'paragraph']);
  expect(commands).toEqual(section.slice(3, 5));
});

it('leaves marks alone that are none', () => {
  expect(parseInline('2 * 3 * 4 and a_b and [x] (y)')).toEqual([
    { kind: 'text', text: '2 * 3 * 4 and a_b and [x] (y)' },
  ]);
  expect(anchorOf('A few first: pilot, canary, guard')).toBe('a-few-first-pilot-canary-guard');
});

const inlinesOf = (block: Block): Inline[] => {
  if (block.kind === 'list') return block.items.flat();
  if (block.kind === 'table') return [...block.head, ...block.rows.flat()].flat();
  return block.kind === 'code' ? [] : block.parts;
};

it('reads every guide that there is, and leaves no mark of a table or of strong words in its words', () => {
  for (const [name, text] of listGuides()) {
    const blocks = parseMarkdown(text);
    expect(blocks[0], name).toMatchObject({ kind: 'heading', level: 1 });
    for (const block of blocks)
      expect(plainOf(inlinesOf(block).filter(({ kind }) => kind !== 'code')), name).not.toMatch(
        /\*\*|^\||\]\(/,
      );
  }
});
