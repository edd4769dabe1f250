import { createElement, type ReactNode } from 'react';
import classes from './markdown.module.css';
import type { Block, Inline } from './markdown.ts';

type MarkdownViewProps = {
  blocks: readonly Block[];
  /** How a link is drawn: where it leads is as it stands in the guide. */
  link: (to: string, content: ReactNode) => ReactNode;
  /** How many levels its headings stand below: a guide in a sheet has its title there. */
  below?: number;
};

/** A guide as a page of ours. */
export function MarkdownView({ blocks, link, below = 0 }: MarkdownViewProps) {
  return (
    <div className={classes.guide} lang="en">
      {blocks.map((block, place) => (
        // A guide does not change while it is read, so places are as good as names.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <BlockView key={place} block={block} link={link} below={below} />
      ))}
    </div>
  );
}

function BlockView({ block, link, below }: { block: Block } & Required<Omit<MarkdownViewProps, 'blocks'>>) {
  const words = (parts: readonly Inline[]) => <Words parts={parts} link={link} />;
  if (block.kind === 'heading')
    return createElement(
      `h${Math.min(6, block.level + below)}`,
      { id: block.id, tabIndex: -1 },
      words(block.parts),
    );
  if (block.kind === 'paragraph') return <p>{words(block.parts)}</p>;
  if (block.kind === 'code')
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (axe: scrollable-region-focusable).
      <pre tabIndex={0}>
        <code>{block.text}</code>
      </pre>
    );
  if (block.kind === 'list')
    return createElement(
      block.isOrdered ? 'ol' : 'ul',
      null,
      // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change while it is read.
      block.items.map((item, place) => <li key={place}>{words(item)}</li>),
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (axe: scrollable-region-focusable).
    <div className={classes.scroll} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {block.head.map((cell, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the table does not change while it is read.
              <th key={place} scope="col">
                {words(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the table does not change while it is read.
            <tr key={place}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the table does not change while it is read.
                <td key={column}>{words(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Linking = Pick<MarkdownViewProps, 'link'>;

function Words({ parts, link }: { parts: readonly Inline[] } & Linking): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the words of a guide do not change while they are read.
  return parts.map((part, place) => <Word key={place} part={part} link={link} />);
}

function Word({ part, link }: { part: Inline } & Linking): ReactNode {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'code') return <code>{part.text}</code>;
  const content = <Words parts={part.parts} link={link} />;
  if (part.kind === 'link') return link(part.to, content);
  return part.kind === 'strong' ? <strong>{content}</strong> : <em>{content}</em>;
}
