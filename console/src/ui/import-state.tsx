import { t } from './language.ts';
import { StateBadge, type Tone } from './state-badge.tsx';

export type ImportStatus =
  | 'uploaded'
  | 'checking'
  | 'checked'
  | 'importing'
  | 'imported'
  | 'undoing'
  | 'undone'
  | 'failed';

const tones: Record<ImportStatus, Tone> = {
  uploaded: 'quiet',
  checking: 'calm',
  checked: 'warn',
  importing: 'calm',
  imported: 'good',
  undoing: 'calm',
  undone: 'quiet',
  failed: 'bad',
};

export function ImportState({ status }: { status: ImportStatus }) {
  return <StateBadge tone={tones[status]}>{importWords(status)}</StateBadge>;
}

export function importWords(status: ImportStatus): string {
  switch (status) {
    case 'uploaded':
      return t('Uploaded');
    case 'checking':
      return t('Being read');
    case 'checked':
      return t('Not imported yet');
    case 'importing':
      return t('Importing');
    case 'imported':
      return t('Imported');
    case 'undoing':
      return t('Being taken back');
    case 'undone':
      return t('Taken back');
    case 'failed':
      return t('Failed');
  }
}
