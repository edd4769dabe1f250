import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { t } from './language.ts';
import classes from './term.module.css';
import { type TermName, terms } from './terms.ts';

/**
 * A word of the field that says what it means: under the mouse, when it has the focus, and when it is tapped. What is shown
 * can be pointed at and is dismissed by Escape (WCAG 1.4.13).
 */
export function Term({ name, children }: { name: TermName; children: ReactNode }) {
  return (
    <Explained name={name} look={classes.term}>
      {children}
    </Explained>
  );
}

/** The same as a mark beside a heading, which keeps its own name. */
export function TermMark({ name, of }: { name: TermName; of: string }) {
  return (
    <Explained
      name={name}
      look={`${classes.term} ${classes.mark}`}
      label={t('What is meant by “{word}”', { word: of })}
    >
      ?
    </Explained>
  );
}

type ExplainedProps = { name: TermName; look: string | undefined; label?: string; children: ReactNode };

function Explained({ name, look, label, children }: ExplainedProps) {
  const id = useId();
  const [isDismissed, setDismissed] = useState(false);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isDismissed) return;
    // The page behind has a use for Escape as well: it closes what stands over it.
    event.stopPropagation();
    setDismissed(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only forgets that what it shows was dismissed.
    <span className={classes.wrap} onMouseLeave={() => setDismissed(false)}>
      <button
        type="button"
        className={look}
        aria-describedby={id}
        {...(label === undefined ? {} : { 'aria-label': label })}
        onKeyDown={onKey}
        onBlur={() => setDismissed(false)}
      >
        {children}
      </button>
      <span role="tooltip" id={id} className={classes.tip} data-dismissed={isDismissed || undefined}>
        {t(terms[name].says)}
      </span>
    </span>
  );
}
