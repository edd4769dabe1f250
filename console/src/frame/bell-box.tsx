import { Popover } from '@mantine/core';
import { type RefObject, useEffect, useRef } from 'react';
import { t } from '../ui/language.ts';
import classes from './bell.module.css';
import { BellList } from './bell-list.tsx';

type BellBoxProps = {
  isOpen: boolean;
  /** The bell with what hangs on it: a press there is no press elsewhere. */
  place: RefObject<HTMLElement | null>;
  onClose: () => void;
  /** By Escape: the bell has the focus again, which a press elsewhere takes along. */
  onDismiss: () => void;
};

/** The box below the bell. It hangs on a mark over the button, which stays what it is while this is fetched. */
export function BellBox({ isOpen, place, onClose, onDismiss }: BellBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const close = ({ target }: PointerEvent) => {
      const isIn = [place.current, box.current].some(
        (one) => target instanceof Node && one?.contains(target),
      );
      if (!isIn) onClose();
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, [isOpen, place, onClose]);
  return (
    <Popover
      opened={isOpen}
      onDismiss={onDismiss}
      position="bottom-end"
      shadow="md"
      width="min(24rem, calc(100vw - 2rem))"
      closeOnClickOutside={false}
      withRoles={false}
      trapFocus
      returnFocus={false}
    >
      <Popover.Target>
        <span className={classes.mark} />
      </Popover.Target>
      <Popover.Dropdown ref={box} p={0} role="dialog" aria-label={t('Notifications')}>
        {isOpen && <BellList onGone={onClose} />}
      </Popover.Dropdown>
    </Popover>
  );
}
