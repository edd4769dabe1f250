import { Alert, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatDate } from '../../ui/times.ts';
import type { Draft, Import } from './draft.ts';
import { olderConsents, unshownConsents, unwrittenConsents } from './unshown-consents.ts';

type StepProps = { found: Import; draft: Draft; onChange: (part: Partial<Draft>) => void };

/** How these people agreed. Without a date or somebody's word nobody is texted, whatever a column claims. */
export function ConsentStep({ found, draft, onChange }: StepProps) {
  const programs = useQuery(answer('/v1/programs')).data?.data ?? [];
  const choices = programs.map(({ id, name, brand_name }) => ({
    value: id,
    label: `${name} (${brand_name})`,
  }));
  return (
    <Panel title={t('How did these people agree?')}>
      <Stack>
        <Radio.Group
          value={draft.consent}
          onChange={(consent) => onChange({ consent: consent as Draft['consent'] })}
          aria-label={t('How did these people agree?')}
        >
          <Stack gap="xs">
            <Radio
              value="columns"
              label={t('The file says so, row by row')}
              description={t(
                'A row with the day of its consent counts; one that only says “subscribed” does not.',
              )}
            />
            <Radio
              value="attested"
              label={t('All of them agreed, and I can show it')}
              description={t('You say how they agreed and what shows it; it is kept with your name.')}
            />
            <Radio
              value="none"
              label={t('They have not: contacts only')}
              description={t('They are kept and not texted until they join.')}
            />
          </Stack>
        </Radio.Group>
        {draft.consent !== 'none' && (
          <NativeSelect
            label={t('What they agreed to')}
            // Where there is one alone it need not be named, and is shown as chosen.
            value={draft.programId || (choices.length === 1 ? choices[0]?.value : '')}
            data={choices.length === 1 ? choices : [{ value: '', label: t('Choose a program') }, ...choices]}
            onChange={(event) => onChange({ programId: event.currentTarget.value })}
          />
        )}
        {draft.consent === 'attested' && (
          <>
            <NativeSelect
              label={t('How')}
              value={draft.method}
              data={[
                { value: 'web_form', label: t('Web form') },
                { value: 'keyword', label: t('Keyword') },
                { value: 'paper', label: t('Paper') },
                { value: 'point_of_sale', label: t('At the till') },
                { value: 'api', label: t('Another system') },
              ]}
              onChange={(event) => onChange({ method: event.currentTarget.value })}
            />
            <Textarea
              label={t('What shows it, and where it is kept')}
              placeholder={t('Signed cards of the spring fair, box 12 in the office')}
              value={draft.evidence}
              rows={2}
              onChange={(event) => onChange({ evidence: event.currentTarget.value })}
            />
            <TextInput
              label={t('When at the latest everybody had agreed')}
              type="date"
              value={draft.date}
              onChange={(event) => onChange({ date: event.currentTarget.value })}
            />
          </>
        )}
        {draft.consent === 'columns' && <Historic found={found} draft={draft} onChange={onChange} />}
      </Stack>
    </Panel>
  );
}

/** What shows the consents of before the program: an extra where there are none, and what decides where there are. */
function Historic({ found, draft, onChange }: StepProps) {
  const { time_zone: zone } = useMe().workspace;
  const programs = useQuery(answer('/v1/programs')).data?.data ?? [];
  const [only] = programs.length === 1 ? programs : [];
  const program = programs.find(({ id }) => id === draft.programId) ?? only;
  const older = olderConsents(found);
  const unwritten = unwrittenConsents(found);
  const isNeeded = unshownConsents(found) > 0;
  const words =
    program === undefined
      ? tn(
          older,
          'One of these people agreed before the program was made. To text them, say what shows it.',
          '{n} of these people agreed before the program was made. To text them, say what shows it.',
        )
      : tn(
          older,
          'One of these people agreed before {day}, when {program} was made. To text them, say what shows it.',
          '{n} of these people agreed before {day}, when {program} was made. To text them, say what shows it.',
          { day: formatDate(program.created_at, zone), program: program.name },
        );
  return (
    <>
      {older > 0 && (
        <Alert color="yellow" variant="light" role="status">
          {words}
        </Alert>
      )}
      {unwritten > 0 && (
        <Alert color="yellow" variant="light" role="status">
          {tn(
            unwritten,
            'One of these people has a day and nothing that shows an agreement in writing, which marketing texts need. Say below what shows it, or go back and name the column that says how they agreed.',
            '{n} of these people have a day and nothing that shows an agreement in writing, which marketing texts need. Say below what shows it, or go back and name the column that says how they agreed.',
          )}
        </Alert>
      )}
      <Textarea
        label={
          isNeeded
            ? t('What shows that they agreed, and where it is kept (needed to text them)')
            : t(
                'For people who agreed before the program was made, or of whom only the day is known: what shows it',
              )
        }
        description={t(
          'Left empty, whoever agreed before the program was made is kept and not texted, and whoever has a day and nothing else gets no marketing texts.',
        )}
        placeholder={t('Signed cards of the spring fair, box 12 in the office')}
        withAsterisk={isNeeded}
        value={draft.historic}
        rows={2}
        onChange={(event) => onChange({ historic: event.currentTarget.value })}
      />
    </>
  );
}
