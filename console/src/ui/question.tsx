import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from './language.ts';
import classes from './sheet.module.css';

type QuestionProps = { title: string; isOpen: boolean; onClose: () => void; children: ReactNode };

/** A question that has to be answered before something that cannot be taken back. Put together like `SideSheet`. */
export function Question({ title, isOpen, onClose, children }: QuestionProps) {
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size="md" centered lockScroll={false}>
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content className={classes.content}>
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('Close')} size="lg" />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
