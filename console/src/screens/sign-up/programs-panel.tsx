import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf, ItemOf } from '@tidings/sdk';
import { useState } from 'react';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay } from '../../frame/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { purposes } from './purposes.ts';

export type Program = ItemOf<'/v1/programs'>;
type Brand = AnswerOf<'/v1/programs/{id}', 'get'>['brand'];

/** What can be joined: one brand, one purpose, one disclosure, so many texts a month. */
export function ProgramsPanel({ programs }: { programs: readonly Program[] }) {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [shown, setShown] = useState<Program | null>(null);
  const make = () =>
    ask({
      title: t('New program'),
      fields: [
        { name: 'name', label: t('Name'), help: t('For you and in the list of what people have joined.') },
        { name: 'brand_name', label: t('Brand'), help: t('People see it at the start of each text.') },
        { name: 'purpose', label: t('Purpose'), kind: 'choice', choices: purposes() },
        {
          name: 'disclosure',
          label: t('What people read before they join'),
          kind: 'long',
          rows: 5,
          help: t('Who writes, what about, how often, what it may cost, and how to leave.'),
        },
        { name: 'texts_per_month', label: t('At most so many texts a month'), kind: 'number', initial: '4' },
        {
          name: 'help_contact',
          label: t('Where there is help'),
          help: t('An address or a number; the answer to HELP.'),
        },
      ],
      submit: t('Make the program'),
      send: (body) => call('/v1/programs', 'post', { body }),
      done: () => void refresh(client, '/v1/programs'),
    });
  const tones = { draft: 'warn', live: 'good', closed: 'quiet' } as const;
  const words = { draft: t('Draft'), live: t('Open'), closed: t('Closed') };
  return (
    <Panel
      title={t('Programs')}
      term="program"
      aside={<ActionBar actions={[{ name: t('New program'), run: make, needs: 'programs.write' }]} />}
    >
      {dialog}
      {programs.length === 0 ? (
        <Empty title={t('No program yet')}>
          {t('Nobody can be texted before there is something to join.')}
        </Empty>
      ) : (
        <DataTable
          caption={t('Programs')}
          rows={programs}
          keyOf={({ id }) => id}
          columns={[
            {
              name: t('Name'),
              cell: ({ name, brand_name }) => (
                <>
                  <strong className="breakable">{name}</strong>
                  <div className="quiet">{brand_name}</div>
                </>
              ),
            },
            {
              name: t('Purpose'),
              cell: ({ purpose }) => purposes().find(({ value }) => value === purpose)?.label ?? purpose,
            },
            {
              name: t('Promised'),
              cell: ({ texts_per_month }) => tn(texts_per_month, '{n} text a month', '{n} texts a month'),
            },
            {
              name: t('State'),
              cell: ({ status }) => <StateBadge tone={tones[status]}>{words[status]}</StateBadge>,
            },
            {
              name: t('Actions'),
              cell: (program) => (
                <MoreActions
                  label={t('Actions of {name}', { name: program.name })}
                  actions={[{ name: t('Show it'), run: () => setShown(program) }]}
                />
              ),
            },
          ]}
        />
      )}
      <SideSheet title={shown?.name ?? ''} isOpen={shown !== null} onClose={() => setShown(null)}>
        {shown && <ProgramDetail id={shown.id} />}
      </SideSheet>
    </Panel>
  );
}

function ProgramDetail({ id }: { id: string }) {
  const client = useQueryClient();
  const mayWrite = useMay('programs.write');
  const query = useQuery(answer('/v1/programs/{id}', { path: { id } }));
  const publish = useMutation({
    mutationFn: () => call('/v1/programs/{id}/publish', 'post', { path: { id } }),
    onSettled: () => refresh(client, '/v1/programs'),
  });
  const policies = useMutation({
    mutationFn: () => call('/v1/programs/{id}/policies', 'post', { path: { id }, body: { locale: 'en' } }),
    onSettled: () => refresh(client, '/v1/programs'),
  });
  const [dialog, ask] = useAsk();
  const write = (disclosure: string) =>
    ask({
      title: t('What people read before they join'),
      lead: t('What they have read so far stays on record; whoever joins from now on reads this.'),
      fields: [
        {
          name: 'body',
          label: t('Disclosure'),
          kind: 'long',
          rows: 7,
          initial: disclosure,
          help: t('Who writes, what about, how often, what it may cost, and how to leave.'),
        },
      ],
      submit: t('Save'),
      send: ({ body }: { body: string }) =>
        call('/v1/programs/{id}/words', 'post', {
          path: { id },
          body: { kind: 'disclosure', locale: 'en', body },
        }),
      done: () => void refresh(client, '/v1/programs'),
    });
  const changeHelp = ({ id: brandId, help_contact, legal_name, postal_address, website }: Brand) =>
    ask({
      title: t('Where there is help'),
      lead: t(
        'It stands on sign-up pages and in the answer to HELP, for every program of the brand. Terms and privacy policy that are written already say the old one until they are written anew.',
      ),
      fields: [
        {
          name: 'help_contact',
          label: t('Where there is help'),
          initial: help_contact,
          help: t('An address or a number; the answer to HELP.'),
        },
      ],
      submit: t('Save'),
      send: (body: { help_contact: string }) =>
        call('/v1/brands/{id}', 'put', {
          path: { id: brandId },
          body: { legal_name, postal_address, website, ...body },
        }),
      done: () => void refresh(client, '/v1/programs'),
    });
  return (
    <Loaded query={query} what={t('the program')}>
      {({ program, brand, lacks, words, join_rule }) => (
        <div className="stack">
          <Text className="breakable" style={{ whiteSpace: 'pre-wrap' }}>
            {program.disclosure}
          </Text>
          <dl className="facts">
            <dt>{t('Second yes')}</dt>
            <dd>{join_rule.double_opt_in === 'always' ? t('asked of everybody') : t('asked of some')}</dd>
            <dt>{t('Help')}</dt>
            <dd className="breakable">{program.help_contact}</dd>
          </dl>
          {program.status !== 'closed' && lacks.length > 0 && (
            <div>
              <Text fw={600}>{t('Missing before anybody may join')}</Text>
              <ul className="plain-list">
                {lacks.map(({ element, sentence }) => (
                  <li key={element}>{sentence}</li>
                ))}
              </ul>
            </div>
          )}
          {[publish.error, policies.error].map(
            (error) =>
              error && (
                <Refusal key={error.message} error={error} otherwise={t('That did not work. Try again.')} />
              ),
          )}
          {dialog}
          {mayWrite && program.status !== 'closed' && (
            <div className="filters">
              <Button variant="default" onClick={() => write(program.disclosure)}>
                {t('Write the disclosure anew …')}
              </Button>
              <Button variant="default" onClick={() => changeHelp(brand)}>
                {t('Change where there is help …')}
              </Button>
              <Button variant="default" loading={policies.isPending} onClick={() => policies.mutate()}>
                {t('Write terms and privacy policy')}
              </Button>
              {program.status === 'draft' && (
                <Button loading={publish.isPending} onClick={() => publish.mutate()}>
                  {t('Open it')}
                </Button>
              )}
            </div>
          )}
          {words.map(({ kind, locale, version, body }) => (
            <details key={`${kind} ${locale}`}>
              <summary>
                {kind.replaceAll('_', ' ')} · {locale} · {t('version {version}', { version })}
              </summary>
              <Text size="sm" className="breakable" style={{ whiteSpace: 'pre-wrap' }}>
                {body}
              </Text>
            </details>
          ))}
        </div>
      )}
    </Loaded>
  );
}
