import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { FormsPanel } from './forms-panel.tsx';
import { KeywordsPanel } from './keywords-panel.tsx';
import { ProgramsPanel } from './programs-panel.tsx';
import { RuleWordsPanel } from './rule-words-panel.tsx';

/** How people join: the programs, the forms and codes that lead to them, and the words that they text. */
export function SignUpScreen() {
  const query = useQuery(answer('/v1/programs'));
  return (
    <Page title={t('Sign-up')} lead={t('What people join, and by which ways.')}>
      <Loaded query={query} what={t('the programs')}>
        {({ data }) => (
          <>
            <ProgramsPanel programs={data} />
            <FormsPanel />
            <KeywordsPanel programs={data} />
            <RuleWordsPanel />
          </>
        )}
      </Loaded>
    </Page>
  );
}
