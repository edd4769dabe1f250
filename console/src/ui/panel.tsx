import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './panel.module.css';
import { TermMark } from './term.tsx';
import type { TermName } from './terms.ts';

type PanelProps = {
  title: string;
  /** A word of the field in the title, which a mark beside it explains. */
  term?: TermName;
  aside?: ReactNode;
  children: ReactNode;
};

/** A card with a heading: one question of the page and its answer. It is a landmark, so it can be jumped to. */
export function Panel({ title, term, aside, children }: PanelProps) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <div className={classes.head}>
        <div className={classes.title}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {term && <TermMark name={term} of={title} />}
        </div>
        {aside && <div className={classes.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}
