import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { formatCount, formatSums } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatDate, formatMoment } from '../../ui/times.ts';
import { InvoiceSheet } from './invoice-sheet.tsx';

const route = getRouteApi('/_shell/settings/invoices');

/** What providers bill, held against what was sent: line by line, with every difference. */
export function InvoicesScreen() {
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const zone = useMe().workspace.time_zone;
  const mayAdmin = useMay('workspace.admin');
  const bring = useBringInvoice((id) => void navigate({ search: { open: id } }));
  return (
    <Page
      title={t('Invoices')}
      lead={t('What providers bill, held line by line against what was sent and what it should cost.')}
      actions={
        <ActionBar
          actions={mayAdmin ? [{ name: t('Bring in an invoice'), run: bring.choose, isPrimary: true }] : []}
        />
      }
    >
      {bring.parts}
      <WholeListing
        query={answer('/v1/invoices')}
        what={t('the invoices')}
        caption={t('Invoices, newest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ id, name, form }) => (
              <>
                <a
                  href={`?open=${id}`}
                  className="breakable"
                  onClick={(event) => {
                    event.preventDefault();
                    void navigate({ search: { open: id } });
                  }}
                >
                  {name}
                </a>
                <div className="quiet">{form}</div>
              </>
            ),
          },
          {
            name: t('Of the time'),
            cell: ({ period_from, period_until }) =>
              period_from && period_until
                ? `${formatDate(period_from, zone)} – ${formatDate(period_until, zone)}`
                : '–',
          },
          { name: t('Lines'), isNumber: true, cell: ({ lines }) => formatCount(lines) },
          {
            name: t('Billed'),
            isNumber: true,
            cell: ({ totals }) => formatSums(totals),
          },
          {
            name: t('Differences'),
            cell: ({ differences }) => {
              const all = Object.values(differences).reduce((sum, one) => sum + one, 0);
              return (
                <StateBadge tone={all === 0 ? 'good' : 'warn'}>
                  {all === 0 ? t('none') : tn(all, '{n} difference', '{n} differences')}
                </StateBadge>
              );
            },
          },
          { name: t('Brought in'), cell: ({ created_at }) => formatMoment(created_at, zone) },
        ]}
        empty={
          <Empty title={t('No invoice has been brought in')}>
            {t('Download the list of texts from your provider as CSV. Each line is found again by its id.')}
          </Empty>
        }
      />
      {open && <InvoiceSheet id={open} onClose={() => void navigate({ search: {} })} />}
    </Page>
  );
}

const forms = ['twilio', 'vonage', 'plivo', 'generic'] as const;
const columns = ['id', 'amount', 'currency', 'at', 'parts', 'to', 'direction'] as const;

/** A file is chosen first, then what it is. Where its columns are nobody's we know, they are named. */
function useBringInvoice(done: (id: string) => void) {
  const client = useQueryClient();
  const gateways = useQuery(answer('/v1/gateways'));
  const input = useRef<HTMLInputElement>(null);
  const [dialog, ask] = useAsk();
  const [key, setKey] = useState(0);
  const columnNames: Record<(typeof columns)[number], string> = {
    id: t('Column with the id of the text'),
    amount: t('Column with the price'),
    currency: t('Column with the currency'),
    at: t('Column with the hour'),
    parts: t('Column with the parts'),
    to: t('Column with the number'),
    direction: t('Column that tells texts from replies'),
  };
  const describe = (file: File) =>
    ask({
      title: t('Bring in {file}', { file: file.name }),
      fields: [
        { name: 'name', label: t('Name'), initial: file.name.replace(/\.csv$/i, '') },
        {
          ...{ name: 'gateway', kind: 'choice', label: t('Account') },
          choices: (gateways.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        },
        {
          ...{ name: 'form', kind: 'choice', label: t('Whose list it is') },
          choices: [
            { value: 'twilio', label: 'Twilio' },
            { value: 'vonage', label: 'Vonage' },
            { value: 'plivo', label: 'Plivo' },
            { value: 'generic', label: t('Another: I name the columns') },
          ],
        },
        ...columns.map((column) => ({
          ...{ name: `${column}_column`, label: columnNames[column], isRequired: false },
          isShown: (values: Readonly<Record<string, unknown>>) => values.form === 'generic',
        })),
      ],
      submit: t('Hold it against what was sent'),
      send: ({ gateway, ...query }: { gateway: string; name: string; form: (typeof forms)[number] }) =>
        call('/v1/gateways/{id}/invoices', 'post', { path: { id: gateway }, query, file }),
      done: ({ id }) => {
        void refresh(client, '/v1/invoices', '/v1/spending');
        done(id);
      },
    });
  const parts = (
    <>
      {dialog}
      <input
        key={key}
        ref={input}
        type="file"
        hidden
        accept=".csv,text/csv"
        aria-label={t('A file')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) describe(file);
          // A new field, so that the same file can be chosen again after a refusal.
          setKey(key + 1);
        }}
      />
    </>
  );
  return { parts, choose: () => input.current?.click() };
}
