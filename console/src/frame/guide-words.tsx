import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Block } from '../ui/markdown.ts';
import { MarkdownView } from '../ui/markdown-view.tsx';
import { readGuideLink } from './guides.ts';

/** Words of a guide, whose links lead to other guides within the console; what is not handed out with it is named and no link. */
export function GuideWords({
  name,
  blocks,
  below,
}: {
  name: string;
  blocks: readonly Block[];
  below?: number;
}) {
  const link = (to: string, content: ReactNode) => {
    const found = readGuideLink(name, to);
    if (found.kind === 'none') return content;
    if (found.kind === 'outside')
      return (
        <a href={found.to} target="_blank" rel="noreferrer">
          {content}
        </a>
      );
    return (
      <Link to="/help/$" params={{ _splat: found.name }} {...(found.anchor ? { hash: found.anchor } : {})}>
        {content}
      </Link>
    );
  };
  return <MarkdownView blocks={blocks} link={link} {...(below === undefined ? {} : { below })} />;
}
