import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { ChecksPanel } from './checks-panel.tsx';
import { DoNotCallPanel } from './do-not-call-panel.tsx';

/** What registers and look-ups say of numbers, which counts before anything is sent. */
export function NumbersScreen() {
  return (
    <Page
      title={t('Number checks')}
      lead={t('Do-not-call lists, and what look-ups have found: both are asked before anything is sent.')}
    >
      <div className="stack">
        <DoNotCallPanel />
        <ChecksPanel />
      </div>
    </Page>
  );
}
