import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatRate, formatShare } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { SenderHealth } from '../../ui/sender-health.tsx';
import { senderKinds } from '../../ui/sender-kinds.ts';
import { SenderPapers } from '../../ui/sender-papers.tsx';
import { Empty } from '../../ui/states.tsx';
import { changeSenderForm, type KnownSender } from './change-sender.ts';

/** The numbers that texts come from: may they text, how fast, and how their texts fare. */
export function SendersScreen() {
  const { country } = useMe().workspace;
  const mayWrite = useMay('senders.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const gateways = useQuery(answer('/v1/gateways'));
  const papers = useQuery(answer('/v1/sender-papers'));
  const health = useQuery({ ...answer('/v1/sender-health'), refetchInterval: 60_000 });
  const paperOf = (id: string) => papers.data?.data.find(({ sender_id }) => sender_id === id);
  const healthOf = (id: string) => health.data?.data.find(({ sender_id }) => sender_id === id);
  const nameOf = (id: string) => gateways.data?.data.find((gateway) => gateway.id === id)?.name ?? '–';
  const add = () =>
    ask({
      title: t('Add a number'),
      lead: t(
        'A number of yours at a carrier. All numbers of an account at once are brought in on its own page.',
      ),
      fields: [
        { name: 'number', label: t('Number'), help: t('With country code, or as written in your country.') },
        { name: 'kind', label: t('Kind'), kind: 'choice', choices: senderKinds() },
        {
          name: 'gateway_id',
          label: t('Gateway'),
          kind: 'choice',
          choices: (gateways.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        },
        {
          name: 'parts_per_second',
          label: t('Parts a second'),
          kind: 'number',
          initial: '1',
          help: t('How fast its carrier lets it send.'),
        },
      ],
      submit: t('Add'),
      send: (body) => call('/v1/senders', 'post', { body }),
      done: () => void refresh(client, '/v1/senders', '/v1/sender-papers', '/v1/sender-health'),
    });
  const change = (sender: KnownSender) =>
    ask(changeSenderForm(sender, formatNumber(sender.number, country), () => refresh(client, '/v1/senders')));
  return (
    <Page
      title={t('Numbers')}
      lead={t('What texts come from.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Add a number'),
              run: add,
              isPrimary: true,
              isBusy: gateways.isLoading,
              needs: 'senders.write',
            },
          ]}
        />
      }
    >
      {dialog}
      <WholeListing
        query={answer('/v1/senders')}
        what={t('the numbers')}
        caption={t('Numbers')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Number'),
            cell: ({ id, number, kind, label, is_hosted }) => (
              <>
                <strong className="numbers">
                  <Link to="/senders/numbers/$senderId" params={{ senderId: id }}>
                    {formatNumber(number, country)}
                  </Link>
                </strong>
                <div className="quiet">
                  {[
                    label,
                    senderKinds().find(({ value }) => value === kind)?.label,
                    is_hosted ? t('Hosted') : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </>
            ),
          },
          { name: t('Gateway'), term: 'gateway', cell: ({ gateway_id }) => nameOf(gateway_id) },
          {
            name: t('May it text?'),
            isProse: true,
            cell: ({ id }) => {
              const paper = paperOf(id);
              return paper ? <SenderPapers standing={paper.standing} sentence={paper.sentence} /> : '…';
            },
          },
          {
            name: t('Health'),
            cell: ({ id }) => {
              const found = healthOf(id);
              return found ? (
                <SenderHealth state={found.state} sentence={found.sentence} />
              ) : health.isPending ? (
                '…'
              ) : (
                '–'
              );
            },
          },
          {
            name: t('Delivered'),
            isNumber: true,
            cell: ({ id }) => {
              const delivered = healthOf(id)?.delivered;
              return delivered === null || delivered === undefined ? '–' : formatShare(delivered, 1);
            },
          },
          {
            name: t('Parts a second'),
            term: 'pace',
            isNumber: true,
            cell: ({ parts_per_second }) => formatRate(parts_per_second),
          },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: (sender: KnownSender) => (
                    <MoreActions
                      label={t('Actions of the number')}
                      actions={[{ name: t('Change'), run: () => change(sender) }]}
                    />
                  ),
                },
              ]
            : []),
        ]}
        empty={<Empty title={t('No number yet')}>{t('Connect a carrier, then bring its numbers in.')}</Empty>}
      />
    </Page>
  );
}
