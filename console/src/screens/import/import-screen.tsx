import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useFocusOnStep } from '../../frame/focus.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { ImportState } from '../../ui/import-state.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { ConsentStep } from './consent-step.tsx';
import { type Draft, draftOf, type Import, toCheckBody } from './draft.ts';
import classes from './import.module.css';
import { OptionsStep } from './options-step.tsx';
import { Progress } from './progress.tsx';
import { Result } from './result.tsx';
import { isStep, type Step, Steps, steps } from './steps.tsx';
import { useTakeBack } from './use-take-back.ts';

const route = getRouteApi('/_shell/audience/imports/$importId');
const whileItRunsMs = 1_000;

const isRunning = (status: Import['status']) =>
  status === 'checking' || status === 'importing' || status === 'undoing';

/** One file on its way in: its steps until it is imported, and what came of it afterwards. */
export function ImportScreen() {
  const { importId } = route.useParams();
  const query = useQuery({
    ...answer('/v1/imports/{id}', { path: { id: importId } }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data.status) ? whileItRunsMs : false),
  });
  return (
    <Loaded query={query} what={t('the import')} isWholePage>
      {(found) => (
        <Page
          title={found.file_name}
          badge={<ImportState status={found.status} />}
          back={<Link to="/audience/imports">{t('All imports')}</Link>}
        >
          <Stage key={found.id} found={found} />
        </Page>
      )}
    </Loaded>
  );
}

function Stage({ found }: { found: Import }) {
  const { step: wanted } = route.useSearch();
  // Each step takes the place of the one before, and with it of the button that was pressed.
  useFocusOnStep(`${found.status} ${wanted ?? ''}`);
  if (found.status === 'importing' || found.status === 'undoing') return <Progress found={found} />;
  if (found.status === 'imported' || found.status === 'undone') return <Result found={found} />;
  // What is guessed of a file comes with its columns, so the wizard begins anew once they are known.
  const knowledge = found.columns.length > 0 ? 'columns known' : 'being read';
  return (
    <Wizard key={knowledge} found={found} step={isStep(wanted) && wanted !== 'upload' ? wanted : 'columns'} />
  );
}

function Wizard({ found, step }: { found: Import; step: Step }) {
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(found));
  const change = (part: Partial<Draft>) => setDraft((all) => ({ ...all, ...part }));
  const go = (next: Step) => navigate({ search: { step: next } });
  const check = useMutation({
    mutationFn: () =>
      call('/v1/imports/{id}/check', 'post', { path: { id: found.id }, body: toCheckBody(draft) }),
    onSuccess: async () => {
      await refresh(client, '/v1/imports');
      await go('check');
    },
  });
  const { dialog, action, until } = useTakeBack(found);
  const at = steps.indexOf(step);
  const next = steps[at + 1];
  const before = steps[at - 1];
  return (
    <div className="stack">
      <Steps current={step} />
      {found.problem && (
        <Alert color="red" variant="light" role="alert">
          {found.problem}
        </Alert>
      )}
      {dialog}
      {action && (
        <div className="filters" style={{ alignItems: 'center' }}>
          <ActionBar actions={[action]} />
          <span className="quiet">
            {t('It failed with people imported.')} {until}
          </span>
        </div>
      )}
      {check.error && (
        <Refusal error={check.error} otherwise={t('The file could not be checked. Try again.')} />
      )}
      {found.status === 'checking' ? (
        <Progress found={found} />
      ) : (
        <>
          {step === 'columns' && <ColumnsStep found={found} draft={draft} onChange={change} />}
          {step === 'consent' && <ConsentStep found={found} draft={draft} onChange={change} />}
          {step === 'options' && <OptionsStep draft={draft} onChange={change} />}
          {step === 'check' && (
            <CheckStep found={found} draft={draft} onConsents={() => void go('consent')} />
          )}
          <div className={classes.foot}>
            {before && before !== 'upload' ? (
              <Button variant="default" onClick={() => void go(before)}>
                {t('Back')}
              </Button>
            ) : (
              <span />
            )}
            {step === 'options' ? (
              <Button loading={check.isPending} onClick={() => check.mutate()}>
                {t('Check the whole file')}
              </Button>
            ) : (
              next && <Button onClick={() => void go(next)}>{t('Continue')}</Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}
