import { Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../frame/call.ts';
import { MomentInput } from '../../frame/fields.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { formatMoment } from '../../ui/times.ts';
import { instantIn } from '../../ui/zone-clock.ts';

/** Whether a text may arrive then and there, rule by rule. */
export function ExplainPanel() {
  const zone = useMe().workspace.time_zone;
  const [to, setTo] = useState('');
  const [purpose, setPurpose] = useState('marketing');
  const [at, setAt] = useState('');
  const ask = useMutation({
    mutationFn: () =>
      call('/v1/policy/explain', 'get', {
        query: { to: to.trim(), purpose, ...(at === '' ? {} : { at: instantIn(zone, at) }) },
      }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to.trim() !== '') ask.mutate();
  };
  const words = { allow: t('May arrive'), hold: t('Waits'), drop: t('Never') };
  const tones = { allow: 'good', hold: 'warn', drop: 'bad' } as const;
  return (
    <Panel title={t('May a text arrive there and then?')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t('To the number')}
            type="tel"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('Purpose')}
            value={purpose}
            data={[
              { value: 'marketing', label: t('Marketing') },
              { value: 'transactional', label: t('Transactional') },
              { value: 'conversational', label: t('Conversational') },
              { value: 'political', label: t('Political') },
            ]}
            onChange={(event) => setPurpose(event.currentTarget.value)}
          />
          <MomentInput label={`${t('At')} (${t('optional')})`} value={at} onHour={setAt} />
          <Button type="submit" variant="default" loading={ask.isPending}>
            {t('Ask')}
          </Button>
        </Stack>
      </form>
      {ask.error && <Refusal error={ask.error} otherwise={t('That could not be asked. Try again.')} />}
      {ask.data && (
        <div role="status" style={{ marginTop: '0.75rem' }}>
          <StateBadge tone={tones[ask.data.decision]}>{words[ask.data.decision]}</StateBadge>{' '}
          {ask.data.until && t('From {when}', { when: formatMoment(ask.data.until, zone) })}
          <ul className="plain-list">
            {ask.data.trace.map(({ rule, sentence }) => (
              <li key={rule + sentence}>
                <Text size="sm">{sentence}</Text>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
