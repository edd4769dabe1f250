import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from './language.ts';
import classes from './sheet.module.css';

type SheetProps = { title: string; isOpen: boolean; onClose: () => void; children: ReactNode };

/**
 * Details at the side of a page, which stays where it was. Put together from Mantine's parts because its ready drawer
 * opens a second <header> landmark and locks the page with a <style> element, which the policy forbids.
 */
export function SideSheet({ title, isOpen, onClose, children }: SheetProps) {
  return (
    <Drawer.Root opened={isOpen} onClose={onClose} position="right" size="30rem" lockScroll={false}>
      <Drawer.Overlay backgroundOpacity={0.45} />
      <Drawer.Content className={classes.content}>
        <div className={classes.head}>
          <Drawer.Title className={classes.title}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('Close')} size="lg" />
        </div>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
