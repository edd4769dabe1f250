import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answer, call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t, tn } from '../../ui/language.ts';
import { formatCount, formatMoney, formatSums } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';

type By = 'day' | 'campaign' | 'gateway';

/** What texts cost, how much may be spent, and what has been. */
export function SpendingScreen() {
  const client = useQueryClient();
  const say = useToast();
  const mayAdmin = useMay('workspace.admin');
  const [by, setBy] = useState<By>('day');
  const query = useQuery(answer('/v1/workspace/spending'));
  return (
    <Page
      title={t('Spending')}
      lead={t('By the price table, and as carriers say afterwards. What has no price is never nought.')}
    >
      <Loaded query={query} what={t('the spending')}>
        {({ currency, caps, prices, spent }) => {
          const money = (amount: string) =>
            prices.length === 0 ? t('No price is set.') : formatMoney(amount, currency);
          return (
            <div className="two-columns">
              <div className="stack">
                <Panel title={t('Spent')}>
                  <dl className="facts numbers">
                    <dt>{t('Today')}</dt>
                    <dd>
                      {money(spent.day)} {caps.day && `/ ${formatMoney(caps.day)}`}
                    </dd>
                    <dt>{t('This month')}</dt>
                    <dd>
                      {money(spent.month)} {caps.month && `/ ${formatMoney(caps.month)}`}
                    </dd>
                    <dt>{t('Bound by campaigns')}</dt>
                    <dd>{money(spent.reserved)}</dd>
                  </dl>
                </Panel>
                <Panel title={t('Prices')} aside={tn(prices.length, '{n} price', '{n} prices')}>
                  {mayAdmin && <PriceUpload />}
                  {prices.length === 0 ? (
                    <Text c="dimmed">{t('No price is set.')}</Text>
                  ) : (
                    <DataTable
                      caption={t('Prices')}
                      rows={prices}
                      keyOf={(price) => JSON.stringify(price)}
                      columns={[
                        { name: t('Country'), cell: ({ country }) => country ?? t('everywhere') },
                        { name: t('Kind'), cell: ({ kind }) => kind.toUpperCase() },
                        { name: t('Carrier'), cell: ({ carrier }) => carrier ?? '–' },
                        {
                          name: t('A part'),
                          isNumber: true,
                          cell: ({ per_part }) => `${per_part} ${currency ?? ''}`,
                        },
                      ]}
                    />
                  )}
                </Panel>
              </div>
              {mayAdmin && (
                <Panel title={t('Caps')}>
                  <FieldForm
                    key={JSON.stringify([currency, caps])}
                    spec={{
                      fields: [
                        { name: 'currency', label: t('Currency'), initial: currency ?? 'USD' },
                        cap('caps/day', t('At most a day'), caps.day),
                        cap('caps/month', t('At most a month'), caps.month),
                        cap('caps/campaign', t('At most a campaign'), caps.campaign),
                      ],
                      submit: t('Save'),
                      // Without the prices: this page may show older ones than somebody has brought in since.
                      send: (body: { currency: string; caps: typeof caps }) =>
                        call('/v1/workspace/spending', 'put', { body }),
                      done: () => {
                        say(t('Saved'));
                        void refresh(client, '/v1/workspace/spending');
                      },
                    }}
                  />
                </Panel>
              )}
            </div>
          );
        }}
      </Loaded>
      <ChoiceRow
        label={t('What it was spent on')}
        value={by}
        onChoose={(next) => setBy(next as By)}
        choices={[
          { value: 'day', label: t('By day') },
          { value: 'campaign', label: t('By campaign') },
          { value: 'gateway', label: t('By gateway') },
        ]}
      />
      <WholeListing
        query={answer('/v1/spending/report', { query: { by } })}
        what={t('the costs')}
        caption={t('What was spent')}
        keyOf={({ key, name }) => `${key} ${name}`}
        columns={[
          { name: t('On'), cell: ({ key, name }) => name ?? key ?? t('single texts') },
          { name: t('Parts'), isNumber: true, cell: ({ parts }) => formatCount(parts) },
          { name: t('Expected'), isNumber: true, cell: ({ expected }) => formatMoney(expected) },
          {
            name: t('As carriers say'),
            isNumber: true,
            cell: ({ actual }) => formatSums(actual),
          },
        ]}
        empty={
          <Empty title={t('Nothing was spent yet')}>{t('What each text costs is added up here.')}</Empty>
        }
      />
    </Page>
  );
}

const cap = (name: string, label: string, value: string | null) => ({
  name,
  label,
  isRequired: false,
  whenEmpty: null,
  initial: value ?? '',
  help: t('Blank for no cap.'),
});

/** A table of prices as CSV: first what it would change, then the change. */
function PriceUpload() {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const say = useToast();
  const bring = (from: File, dry_run: boolean) =>
    call('/v1/workspace/prices', 'post', { file: from, query: { dry_run } as never });
  const look = useMutation({ mutationFn: (from: File) => bring(from, true) });
  const take = useMutation({
    mutationFn: (from: File) => bring(from, false),
    onSuccess: async () => {
      await refresh(client, '/v1/workspace/spending');
      setFile(null);
      say(t('Saved'));
    },
  });
  const refused = take.error ?? look.error;
  return (
    <div style={{ marginBottom: '0.75rem' }}>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,text/csv"
        aria-label={t('A file')}
        onChange={(event) => {
          const [from] = event.currentTarget.files ?? [];
          if (!from) return;
          setFile(from);
          take.reset();
          look.mutate(from);
          event.currentTarget.value = '';
        }}
      />
      <Button size="xs" variant="default" onClick={() => input.current?.click()}>
        {t('Bring in a table as CSV')}
      </Button>
      {refused && <Refusal error={refused} otherwise={t('The file did not arrive. Try again.')} />}
      {look.data && file && (
        <Alert variant="light" color="indigo" mt="xs">
          {t('{added} new, {changed} changed, {unchanged} as they are, {bad} bad rows', {
            added: look.data.added,
            changed: look.data.changed,
            unchanged: look.data.unchanged,
            bad: look.data.bad.length,
          })}
          {look.data.bad.slice(0, 5).map(({ line, sentence }) => (
            <Text size="sm" key={line}>
              {line}: {sentence}
            </Text>
          ))}
          <Group mt="xs">
            <Button
              size="xs"
              disabled={look.data.bad.length > 0}
              loading={take.isPending}
              onClick={() => take.mutate(file)}
            >
              {t('Take these prices')}
            </Button>
          </Group>
        </Alert>
      )}
    </div>
  );
}
