import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { AssessmentsPanel } from './assessments-panel.tsx';
import { ProcessorsPanel } from './processors-panel.tsx';
import { RecordPanel } from './record-panel.tsx';

/** The record of processing, who processes for the business, and the assessments of what it means for people. */
export function ProcessingScreen() {
  return (
    <Page
      title={t('Processing')}
      lead={t('What is done with data of people, by whom, and what it may mean for them.')}
    >
      <div className="stack">
        <RecordPanel />
        <ProcessorsPanel />
        <AssessmentsPanel />
      </div>
    </Page>
  );
}
