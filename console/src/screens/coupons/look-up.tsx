import { Button, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { formatMoment } from '../../ui/times.ts';

const route = getRouteApi('/_shell/content/coupons');

/** Somebody stands at the till with a code: whose it is, and whether it would be redeemed now; and it is. */
export function LookUp() {
  const { code } = route.useSearch();
  const navigate = route.useNavigate();
  const zone = useMe().workspace.time_zone;
  const mayRedeem = useMay('events.write');
  const client = useQueryClient();
  const [typed, setTyped] = useState(code ?? '');
  const [dialog, ask] = useAsk();
  const { data, error } = useQuery({
    ...answer('/v1/coupons/look-up', { query: { code: code ?? '' } }),
    enabled: code !== undefined,
    retry: false,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = typed.trim();
    void navigate({ search: next === '' ? {} : { code: next } });
  };
  const redeem = (found: string) =>
    ask({
      title: t('Redeem {code}?', { code: found }),
      lead: t('A code is redeemed once, and that cannot be taken back.'),
      fields: [
        {
          name: 'value',
          label: t('What was bought with it'),
          kind: 'number',
          isRequired: false,
          help: t('So that reports can say what the coupons brought.'),
        },
      ],
      submit: t('Redeem it'),
      send: (body: { value?: number }) =>
        call('/v1/coupons/redeem', 'post', { body: { ...body, code: found } }),
      done: () => void refresh(client, '/v1/coupons', '/v1/coupon-pools'),
    });
  return (
    <Panel title={t('Look a code up')}>
      {dialog}
      <form onSubmit={submit} className="filters">
        <TextInput
          label={t('Code')}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('Look it up')}
        </Button>
      </form>
      {error && code !== undefined && (
        <Refusal error={error} otherwise={t('That did not work. Try again.')} />
      )}
      {data && code !== undefined && (
        <div role="status">
          <Text mt="sm" fw={600} className="breakable">
            {data.code}{' '}
            <StateBadge tone={data.is_open ? 'good' : 'bad'}>
              {data.is_open ? t('Would be redeemed now') : t('Would not be redeemed')}
            </StateBadge>
          </Text>
          {data.sentence && <Text size="sm">{data.sentence}</Text>}
          <dl className="facts" style={{ marginTop: '0.5rem' }}>
            <dt>{t('Coupons')}</dt>
            <dd>
              <Link to="/content/coupons/$poolId" params={{ poolId: data.pool_id }}>
                {data.pool_label ?? data.pool}
              </Link>
            </dd>
            <dt>{t('Given')}</dt>
            <dd>{data.given_at ? formatMoment(data.given_at, zone) : t('Never')}</dd>
            <dt>{t('To whom')}</dt>
            <dd>
              {data.contact_id ? (
                <Link to="/people/$contactId" params={{ contactId: data.contact_id }}>
                  {t('The person’s page')}
                </Link>
              ) : (
                '–'
              )}
            </dd>
          </dl>
          {data.is_open && mayRedeem && (
            <Button size="sm" mt="sm" onClick={() => redeem(data.code)}>
              {t('Redeem …')}
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
}
