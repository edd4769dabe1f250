import { Alert, Button, Group, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { call } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useRehearsalClock } from '../../frame/rehearsal-clock.ts';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatFine } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { knownZone } from '../../ui/times.ts';
import classes from './import.module.css';
import { inventedRows } from './invented-rows.ts';
import { whyNoList } from './not-a-list.ts';
import { Steps } from './steps.tsx';

/** The first step: a file, dropped or chosen, or rows that are pasted. It goes up as it is and is read on the server. */
export function NewImportScreen() {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [pasted, setPasted] = useState('');
  const [isOver, setOver] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const upload = useMutation({
    mutationFn: async ({ file, name }: { file: Blob; name: string }) => {
      const made = await call('/v1/imports', 'post', { file, query: { file_name: name } });
      // Read at once, with nobody's consent: what each column holds is what the next step is about.
      return call('/v1/imports/{id}/check', 'post', { path: { id: made.id }, body: { consent: 'none' } });
    },
    onSuccess: ({ id }) =>
      navigate({ to: '/audience/imports/$importId', params: { importId: id }, search: { step: 'columns' } }),
  });
  const take = async (file: File | undefined) => {
    if (!file || upload.isPending) return;
    const why = await whyNoList(file);
    setRefused(why);
    upload.reset();
    if (why === null) upload.mutate({ file, name: file.name });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <Page
      title={t('Import a file')}
      lead={t('Nothing is imported before you have seen what it would do, and nobody is texted by it.')}
      back={<Link to="/audience/imports">{t('All imports')}</Link>}
    >
      <Steps current="upload" />
      {upload.error && <Refusal error={upload.error} otherwise={t('The file did not arrive. Try again.')} />}
      {refused && (
        <Alert color="red" variant="light" role="alert">
          {t(refused)}
        </Alert>
      )}
      {upload.isPending && (
        <Text role="status">
          {t('{name} is going up ({size} MB). Stay on this page until it is there.', {
            name: upload.variables.name,
            size: formatFine(upload.variables.file.size / 1_000_000),
          })}
        </Text>
      )}
      <Panel title={t('A file')}>
        {/* The button inside does the same for whoever does not drag. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of two. */}
        <div
          className={classes.drop}
          data-over={isOver || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Text>{t('Drop a CSV, TSV or text file here. From Excel: save it as CSV first.')}</Text>
          <Text c="dimmed" size="sm">
            {t(
              'Exports of Twilio, SimpleTexting, EZ Texting, Klaviyo, Attentive and others are recognised by their headings. Any size.',
            )}
          </Text>
          <Button loading={upload.isPending} onClick={() => input.current?.click()}>
            {t('Choose a file')}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            aria-label={t('A file')}
            onChange={(event) => {
              void take(event.currentTarget.files?.[0]);
              // So that the same file can be chosen again once it is mended.
              event.currentTarget.value = '';
            }}
          />
        </div>
      </Panel>
      <Panel title={t('Or paste rows')}>
        <Textarea
          aria-label={t('Rows')}
          placeholder={'phone,first_name\n+1 212 555 0142,Ada'}
          rows={5}
          value={pasted}
          spellCheck={false}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        <Group mt="sm" gap="xs">
          <Button
            variant="default"
            disabled={pasted.trim() === ''}
            loading={upload.isPending}
            onClick={() => upload.mutate({ file: new Blob([pasted]), name: 'pasted.csv' })}
          >
            {t('Take these rows')}
          </Button>
          {pasted.trim() === '' && <Invent onRows={setPasted} />}
        </Group>
      </Panel>
    </Page>
  );
}

/** For whoever looks around in a rehearsal and has no list at hand. */
function Invent({ onRows }: { onRows: (rows: string) => void }) {
  const { is_rehearsal, workspace } = useMe();
  const running = useRehearsalClock(is_rehearsal);
  if (!running) return null;
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: knownZone(workspace.time_zone) });
  const rows = inventedRows(workspace.country, today.format(running.nowMs));
  if (rows === null) return null;
  return (
    <Button variant="subtle" onClick={() => onRows(rows)}>
      {t('Write a dozen invented people here')}
    </Button>
  );
}
