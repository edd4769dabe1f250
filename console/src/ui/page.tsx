import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './page.module.css';
import { TermMark } from './term.tsx';
import type { TermName } from './terms.ts';

type PageProps = {
  title: string;
  /** A word of the field in the title, which a mark beside it explains. */
  term?: TermName;
  /** Stands under the title: what this page is about, in one line. */
  lead?: ReactNode;
  /** The state of the thing, beside its title. */
  badge?: ReactNode;
  /** The one primary action, and what belongs beside it. */
  actions?: ReactNode;
  /** Where this page hangs: a link back to the list. */
  back?: ReactNode;
  children: ReactNode;
};

/** The frame of every page: back link, title, one place for actions, then the content. It also names the window. */
export function Page({ title, term, lead, badge, actions, back, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Tidings`;
  }, [title]);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        {back && <div className={classes.back}>{back}</div>}
        <div className={classes.top}>
          <div className={classes.words}>
            <div className={classes.title}>
              <Title order={1} className="breakable">
                {title}
              </Title>
              {term && <TermMark name={term} of={title} />}
              {badge}
            </div>
            {lead && <div className={classes.lead}>{lead}</div>}
          </div>
          {actions && <div className={classes.actions}>{actions}</div>}
        </div>
      </header>
      {children}
    </div>
  );
}
