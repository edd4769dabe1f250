import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyOf, ItemOf } from '@tidings/sdk';
import { useState } from 'react';
import { MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { ShownOnce } from '../../frame/shown-once.tsx';
import { useAct } from '../../frame/use-act.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { bodyOfRule, doesInWords, type EnteredRule, fieldsOfRule, wantsInWords } from './rule-fields.ts';

export type Rule = ItemOf<'/v1/inbox-rules'>;

/** What is done with replies of a kind before anybody looks at them. */
export function RulesPanel() {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [failed, act] = useAct();
  const [secret, setSecret] = useState<string | null>(null);
  const agents = useQuery(answer('/v1/inbox/agents')).data?.data ?? [];
  const keywords = useQuery(answer('/v1/keywords')).data?.data ?? [];
  const refreshRules = () => void refresh(client, '/v1/inbox-rules');
  const done = (made: { secret?: string }) => {
    setSecret(made.secret ?? null);
    refreshRules();
  };
  const save = (rule: Rule | null, body: BodyOf<'/v1/inbox-rules', 'post'>) =>
    rule
      ? call('/v1/inbox-rules/{id}', 'put', { path: { id: rule.id }, body })
      : call('/v1/inbox-rules', 'post', { body });
  const edit = (rule: Rule | null) =>
    ask({
      title: rule ? rule.name : t('New rule'),
      lead: t(
        'Everything that is said of a reply must hold. A rule that asks for nothing takes every reply.',
      ),
      fields: fieldsOfRule(rule, { agents, keywords }),
      submit: t('Save'),
      send: (entered: EnteredRule) => save(rule, bodyOfRule(entered, rule)),
      done,
    });
  const remove = ({ id, name }: Rule) =>
    ask({
      title: t('Delete the rule “{name}”?', { name }),
      fields: [],
      submit: t('Delete'),
      isDanger: true,
      send: () => call('/v1/inbox-rules/{id}', 'delete', { path: { id } }),
      done: refreshRules,
    });
  const turn = async (rule: Rule) => {
    const { name, rank, wants, does, is_on } = rule;
    await save(rule, { name, rank, wants, does, is_on: !is_on });
    refreshRules();
  };
  return (
    <Panel
      title={t('Rules of the inbox')}
      aside={
        <Button size="compact-sm" variant="default" onClick={() => edit(null)}>
          {t('New rule')}
        </Button>
      }
    >
      {dialog}
      {failed}
      {secret && <ShownOnce secret={secret} onKept={() => setSecret(null)} />}
      <WholeListing
        query={answer('/v1/inbox-rules')}
        what={t('the rules')}
        caption={t('Rules of the inbox, in the order in which they are asked')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ name, is_on }) => (
              <>
                {name} {!is_on && <StateBadge tone="quiet">{t('off')}</StateBadge>}
              </>
            ),
          },
          {
            name: t('Which replies'),
            cell: ({ wants }) => <span className="breakable">{wantsInWords(wants)}</span>,
          },
          {
            name: t('What is done'),
            cell: ({ does }) => <span className="breakable">{doesInWords(does, agents)}</span>,
          },
          {
            name: t('Actions'),
            cell: (rule) => (
              <MoreActions
                label={t('Actions for {name}', { name: rule.name })}
                actions={[
                  { name: t('Change …'), run: () => edit(rule) },
                  {
                    name: rule.is_on ? t('Turn off') : t('Turn on'),
                    run: () => act(rule.name, () => turn(rule)),
                  },
                  { name: t('Delete …'), run: () => remove(rule), isDanger: true },
                ]}
              />
            ),
          },
        ]}
        empty={
          <Empty title={t('No rule yet')}>
            {t(
              'A rule can tag people, give their conversations to somebody, forward a text or close what needs no answer.',
            )}
          </Empty>
        }
      />
    </Panel>
  );
}
