/** What the guides are written in: the part of Markdown that they use, and nothing that could bring a script along. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'emphasis'; parts: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; to: string; parts: Inline[] };

export type Block =
  | { kind: 'heading'; level: number; id: string; parts: Inline[] }
  | { kind: 'paragraph'; parts: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'list'; isOrdered: boolean; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] };

/** As the places where guides are read write it into addresses: `A few first: pilot` is `a-few-first-pilot`. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

const item = /^\s*(?:[-*]|\d+\.)\s+/;
const isTable = (line: string) => line.startsWith('|');

export function parseMarkdown(text: string): Block[] {
  const lines = text.split(/\r?\n/);
  const blocks: Block[] = [];
  let at = 0;
  const take = (test: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && test(lines[at] ?? '')) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (line.trim() === '') at += 1;
    else if (heading) {
      at += 1;
      const words = heading[2] ?? '';
      blocks.push({
        kind: 'heading',
        level: (heading[1] ?? '#').length,
        id: anchorOf(plainOf(parseInline(words))),
        parts: parseInline(words),
      });
    } else if (line.startsWith('```')) {
      at += 1;
      const code = take((one) => !one.startsWith('```'));
      at += 1;
      blocks.push({ kind: 'code', text: code.join('\n') });
    } else if (isTable(line)) blocks.push(tableOf(take(isTable)));
    else if (item.test(line))
      blocks.push(listOf(take((one) => one.trim() !== '' && !one.startsWith('#') && !one.startsWith('```'))));
    else {
      const words = take((one) => one.trim() !== '' && !/^(#{1,6}\s|```|\|)/.test(one) && !item.test(one));
      blocks.push({ kind: 'paragraph', parts: parseInline(words.join(' ')) });
    }
  }
  return blocks;
}

function listOf(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    if (item.test(line)) items.push(line.replace(item, ''));
    // What follows without a mark goes on with the item before it.
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return { kind: 'list', isOrdered: /^\s*\d/.test(lines[0] ?? ''), items: items.map(parseInline) };
}

function tableOf(lines: readonly string[]): Block {
  const rows = lines.map((line) =>
    line
      .replace(/^\|/, '')
      .replace(/\|\s*$/, '')
      .split(/(?<!\\)\|/)
      .map((cell) => parseInline(cell.replaceAll('\\|', '|').trim())),
  );
  const [head = [], , ...body] = rows;
  return { kind: 'table', head, rows: body };
}

const inline =
  /(`+)(.+?)\1|\*\*(.+?)\*\*|(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?!\w)|\[([^\]]+)\]\(([^)\s]+)\)/;

export function parseInline(text: string): Inline[] {
  const found = inline.exec(text);
  if (!found) return text === '' ? [] : [{ kind: 'text', text }];
  const [whole, , code, strong, emphasis, link, to] = found;
  const before = text.slice(0, found.index);
  const part: Inline =
    code !== undefined
      ? { kind: 'code', text: code.trim() }
      : strong !== undefined
        ? { kind: 'strong', parts: parseInline(strong) }
        : emphasis !== undefined
          ? { kind: 'emphasis', parts: parseInline(emphasis) }
          : { kind: 'link', to: to ?? '', parts: parseInline(link ?? '') };
  return [
    ...(before === '' ? [] : [{ kind: 'text' as const, text: before }]),
    part,
    ...parseInline(text.slice(found.index + whole.length)),
  ];
}

export const plainOf = (parts: readonly Inline[]): string =>
  parts.map((part) => ('text' in part ? part.text : plainOf(part.parts))).join('');

/** One section with what stands below it, up to the next of its level; the beginning of the guide where none is named or found. */
export function sectionOf(blocks: readonly Block[], anchor: string | undefined): Block[] {
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.id === anchor);
  const from = Math.max(0, at);
  const first = blocks[from];
  const level = at < 0 ? 2 : first?.kind === 'heading' ? first.level : 2;
  const end = blocks.findIndex(
    (block, place) => place > from && block.kind === 'heading' && block.level <= level,
  );
  return blocks.slice(from, end < 0 ? undefined : end);
}

const isCommand = (block: Block | undefined): boolean =>
  block?.kind === 'code' && /^(?:\$ )?(?:tidings|npm|curl|docker|node)\s/m.test(block.text);
const leadsOn = (block: Block): boolean => block.kind === 'paragraph' && plainOf(block.parts).endsWith(':');

/** A section for somebody at a page: its words, and apart from them what is typed on a command line, with what leads on to it. */
export function commandsLast(section: readonly Block[]): { words: Block[]; commands: Block[] } {
  const isOfCommands = section.map(
    (block, place) => isCommand(block) || (leadsOn(block) && isCommand(section[place + 1])),
  );
  return {
    words: section.filter((_, place) => !isOfCommands[place]),
    commands: section.filter((_, place) => isOfCommands[place]),
  };
}
