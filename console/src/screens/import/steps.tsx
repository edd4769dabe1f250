import { t } from '../../ui/language.ts';
import classes from './import.module.css';

export const steps = ['upload', 'columns', 'consent', 'options', 'check'] as const;
export type Step = (typeof steps)[number];

export function isStep(word: unknown): word is Step {
  return typeof word === 'string' && (steps as readonly string[]).includes(word);
}

function stepWords(step: Step): string {
  switch (step) {
    case 'upload':
      return t('File');
    case 'columns':
      return t('Columns');
    case 'consent':
      return t('Consent');
    case 'options':
      return t('Options');
    case 'check':
      return t('Check');
  }
}

/** Where one is on the way, for eyes and for screen readers. */
export function Steps({ current }: { current: Step }) {
  const at = steps.indexOf(current);
  return (
    <ol className={classes.steps} aria-label={t('Steps of the import')}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={classes.step}
          data-done={index < at || undefined}
          {...(step === current ? { 'aria-current': 'step' as const } : {})}
        >
          <span className={classes.number}>{index + 1}</span>
          {stepWords(step)}
        </li>
      ))}
    </ol>
  );
}
