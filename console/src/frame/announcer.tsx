import { VisuallyHidden } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { focusHeading, keepFocus } from './focus.ts';

/**
 * A browser puts the focus on top of a new page and a screen reader reads its title; a page that is only drawn anew
 * gets neither. So after each change of page the focus goes to its heading, as soon as it has one, and the title is read
 * when it is known.
 */
export function Announcer() {
  const router = useRouter();
  const [title, setTitle] = useState('');

  useEffect(keepFocus, []);

  useEffect(() => {
    let watch: MutationObserver | undefined;
    const stop = router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
      if (!pathChanged || !fromLocation) return;
      watch?.disconnect();
      const content = document.getElementById('content');
      if (!content || focusHeading(content)) return;
      content.focus({ preventScroll: true });
      // What the page is about has yet to come; whoever goes on by Tab meanwhile is left where they are.
      watch = new MutationObserver(() => {
        if (document.activeElement !== content || focusHeading(content)) watch?.disconnect();
      });
      watch.observe(content, { childList: true, subtree: true });
    });
    return () => {
      stop();
      watch?.disconnect();
    };
  }, [router]);

  useEffect(() => {
    const element = document.head.querySelector('title');
    if (!element) return;
    const observer = new MutationObserver(() => setTitle(document.title));
    observer.observe(element, { childList: true });
    return () => observer.disconnect();
  }, []);

  return <VisuallyHidden role="status">{title}</VisuallyHidden>;
}
