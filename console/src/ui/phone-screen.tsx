import { VisuallyHidden } from '@mantine/core';
import { findLinks } from '@tidings/policy/content';
import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import { type Bubble, byDay } from './conversation.ts';
import { t } from './language.ts';
import classes from './phone-screen.module.css';
import { cityOf, formatFull, formatHour, knownZone } from './times.ts';

type PhoneScreenProps = {
  /** Whose phone it is, and what the screen says on top: the sender that the person sees. */
  label: string;
  sender: string;
  bubbles: readonly Bubble[];
  zone: string | null;
  /** What is shown while there is no bubble. */
  empty: string;
  /** Whether an address in a text can be opened, as on a real phone. */
  opensLinks?: boolean;
  /** Under the conversation: where one can type, when one can. */
  footer?: ReactNode;
};

/** A phone as the person holds it: only what reached it and what was typed on it, in the person's own time. */
export function PhoneScreen({ label, sender, bubbles, zone, empty, opensLinks, footer }: PhoneScreenProps) {
  const shownZone = knownZone(zone);
  const end = useScrollToEnd(bubbles.length);
  return (
    <section className={classes.phone} aria-label={label}>
      <div className={classes.top} aria-hidden="true" />
      <div className={classes.screen}>
        <p className={classes.sender}>{sender}</p>
        {/* A log, so that news is read out; a focus stop, because what scrolls must be reachable by keyboard. */}
        <div
          className={classes.conversation}
          role="log"
          aria-label={t('Texts, times in {city}', { city: cityOf(shownZone) })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 wants scrolling content in the tab order.
          tabIndex={0}
          ref={end}
        >
          {bubbles.length === 0 && <p className={classes.empty}>{empty}</p>}
          {byDay(bubbles, shownZone).map(({ day, bubbles: ofDay }) => (
            <div key={day} className={classes.ofDay}>
              <p className={classes.day}>{day}</p>
              {ofDay.map((bubble) => (
                <BubbleView
                  key={bubble.id}
                  bubble={bubble}
                  zone={shownZone}
                  opensLinks={opensLinks ?? false}
                />
              ))}
            </div>
          ))}
        </div>
        {footer && <div className={classes.footer}>{footer}</div>}
      </div>
    </section>
  );
}

function BubbleView({ bubble, zone, opensLinks }: { bubble: Bubble; zone: string; opensLinks: boolean }) {
  return (
    <div className={classes.message} data-direction={bubble.direction} data-bubble={bubble.direction}>
      <p className={classes.bubble}>
        <VisuallyHidden>
          {bubble.direction === 'received' ? `${t('Text')}: ` : `${t('Reply')}: `}
        </VisuallyHidden>
        {opensLinks ? <WithLinks words={bubble.body} /> : bubble.body}
      </p>
      <p className={classes.meta}>
        <time dateTime={bubble.at} title={formatFull(bubble.at, zone)} className="numbers">
          {formatHour(bubble.at, zone)}
        </time>
        {bubble.note && ` · ${bubble.note}`}
      </p>
    </div>
  );
}

// The referrer stays: by it a short link knows that it was opened on this phone, whatever browser shows the phone.
function WithLinks({ words }: { words: string }) {
  const links = findLinks(words).filter(({ written }) => /^https?:\/\//i.test(written));
  return (
    <>
      {links.map(({ start, end, written }, index) => (
        <Fragment key={start}>
          {words.slice(links[index - 1]?.end ?? 0, start)}
          <a href={written} target="_blank" rel="noopener">
            {words.slice(start, end)}
          </a>
        </Fragment>
      ))}
      {words.slice(links.at(-1)?.end ?? 0)}
    </>
  );
}

// The newest text is what people look for; only the conversation scrolls, never the page.
function useScrollToEnd(length: number) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (length > 0) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [length]);
  return box;
}
