import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

const phone = '(max-width: 42em)';

type CardsOptions = {
  table: RefObject<HTMLTableElement | null>;
  room: RefObject<HTMLElement | null>;
  shape: string;
  /** Below this width its columns would be too narrow to read, even where they can be squeezed in. */
  leastPx: number;
};

/**
 * Whether a table is shown as cards, one a row: on a phone, and wherever its columns would take more room than there is, such as on a
 * tablet beside the places, or in a narrow panel. `shape` changes whenever there is something new to measure.
 */
export function useCards({ table, room, shape, leastPx }: CardsOptions): boolean {
  const [isCards, setCards] = useState(() => window.matchMedia(phone).matches);
  // What the columns took when they last stood side by side; while they are cards it cannot be asked.
  const neededPx = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another shape is another width.
  useLayoutEffect(() => {
    const [element, around] = [table.current, room.current];
    if (!element || !around) return;
    const look = () => {
      if (!element.hasAttribute('data-cards')) neededPx.current = element.offsetWidth;
      const roomPx = around.clientWidth;
      // Within what is folded up nothing has a width yet.
      if (roomPx === 0) return;
      const isNarrow = roomPx < leastPx || neededPx.current > roomPx + 1;
      setCards(window.matchMedia(phone).matches || isNarrow);
    };
    look();
    const watch = new ResizeObserver(look);
    watch.observe(around);
    watch.observe(element);
    return () => watch.disconnect();
  }, [table, room, shape, leastPx]);
  return isCards;
}
