import { Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { useState } from 'react';
import { answer, call, refresh } from '../../frame/call.ts';
import { RefusalOrConfirm } from '../../frame/confirm-you.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatFine } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';

type Settings = AnswerOf<'/v1/workspace/alerts', 'get'>;

/** Of what the workspace is told, from which share on, and who is. */
export function AlertSettings() {
  const query = useQuery(answer('/v1/workspace/alerts'));
  const mayAdmin = useMay('workspace.admin');
  return (
    <Panel title={t('When you are told')}>
      <Loaded query={query} what={t('the thresholds')}>
        {(settings) =>
          mayAdmin ? (
            <SettingsForm key={JSON.stringify(settings)} settings={settings} />
          ) : (
            <DataTable
              caption={t('When you are told')}
              rows={settings.rules}
              keyOf={({ rule }) => rule}
              columns={[
                { name: t('What'), cell: ({ title }) => title },
                {
                  name: t('Threshold'),
                  isNumber: true,
                  cell: ({ is_on, threshold, side }) => (is_on ? thresholdWords(side, threshold) : t('Off')),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}

const thresholdWords = (side: 'above' | 'below', threshold: number) =>
  side === 'above'
    ? t('above {percent} %', { percent: formatFine(threshold * 100) })
    : t('below {percent} %', { percent: formatFine(threshold * 100) });

function SettingsForm({ settings }: { settings: Settings }) {
  const client = useQueryClient();
  const say = useToast();
  const [rules, setRules] = useState(settings.rules);
  const [emails, setEmails] = useState(settings.emails.join(', '));
  const [address, setAddress] = useState(settings.webhook_url ?? '');
  const save = useMutation({
    mutationFn: () =>
      call('/v1/workspace/alerts', 'patch', {
        body: {
          rules: rules.map(({ rule, is_on, threshold }) => ({ rule, is_on, threshold })),
          emails: emails.split(/[\s,;]+/).filter(Boolean),
          webhook_url: address.trim() === '' ? null : address.trim(),
        },
      }),
    onSuccess: ({ webhook_secret }) => {
      // A new address has a secret, which is shown once: the page must not draw anew over it.
      if (webhook_secret !== null) return;
      say(t('Saved'));
      void refresh(client, '/v1/workspace/alerts', '/v1/reports/deliverability');
    },
  });
  const change = (rule: string, part: Partial<Settings['rules'][number]>) =>
    setRules((all) => all.map((one) => (one.rule === rule ? { ...one, ...part } : one)));
  return (
    <Stack gap="sm">
      <DataTable
        caption={t('When you are told')}
        rows={rules}
        keyOf={({ rule }) => rule}
        columns={[
          {
            name: t('What'),
            cell: ({ rule, title, is_on }) => (
              <Checkbox
                label={title}
                checked={is_on}
                onChange={(event) => change(rule, { is_on: event.currentTarget.checked })}
              />
            ),
          },
          {
            name: t('Threshold'),
            cell: ({ rule, title, threshold, side }) => (
              <Group gap="xs" wrap="nowrap">
                <Text size="sm">{side === 'above' ? t('above') : t('below')}</Text>
                <NumberInput
                  aria-label={t('Threshold of {what}, in percent', { what: title })}
                  value={Math.round(threshold * 10_000) / 100}
                  min={0}
                  max={100}
                  decimalScale={2}
                  step={0.5}
                  suffix=" %"
                  w="7rem"
                  onChange={(value) => change(rule, { threshold: Number(value) / 100 })}
                />
              </Group>
            ),
          },
        ]}
      />
      <TextInput
        label={t('Who is mailed')}
        description={t('Several with commas. Blank: owners and admins.')}
        value={emails}
        onChange={(event) => setEmails(event.currentTarget.value)}
      />
      <TextInput
        label={t('An https address that is told, too')}
        placeholder={'https://'}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      {save.error && (
        <RefusalOrConfirm
          error={save.error}
          otherwise={t('It was not saved. Try again.')}
          onDone={() => save.mutate()}
          onCancel={save.reset}
        />
      )}
      {save.data?.webhook_secret && (
        <Text size="sm">
          {t('The secret by which it knows that it was us. It is shown this once:')}{' '}
          <code className="breakable">{save.data.webhook_secret}</code>
        </Text>
      )}
      <Group justify="flex-end">
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t('Save')}
        </Button>
      </Group>
    </Stack>
  );
}
