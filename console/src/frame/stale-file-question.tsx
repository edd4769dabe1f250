import { t } from '../ui/language.ts';
import { Question } from '../ui/question.tsx';
import { ConfirmYou } from './confirm-you.tsx';

/** Stands over the page from which a file was asked for; the page stays as it is. */
export function StaleFileQuestion({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  return (
    <Question title={t('Download')} isOpen onClose={onClose}>
      <ConfirmYou onDone={onDone} onCancel={onClose} />
    </Question>
  );
}
