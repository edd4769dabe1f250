import { Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../frame/call.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { Builder } from './builder.tsx';
import { useChoices } from './choices.ts';
import { asGroup, asRule, type Rule } from './rule.ts';
import type { Draft, View } from './use-draft.ts';

/** The name and the rule, in the writing that was chosen last. */
export function RulePanel({ draft }: { draft: Draft }) {
  const { view, name, rule, typed, json, asked, setName, setRule, setTyped, setJson } = draft;
  const choices = useChoices();
  const turn = useTurn(draft);
  return (
    <Panel title={t('Who is in it')}>
      <div className="stack">
        <TextInput
          label={t('Name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maw="28rem"
        />
        <ChoiceRow
          label={t('How the rule is written')}
          value={view}
          onChoose={(next) => turn.mutate(next as View)}
          choices={[
            { value: 'build', label: t('Builder') },
            { value: 'text', label: t('Text') },
            { value: 'json', label: 'JSON' },
          ]}
        />
        {view === 'build' && (
          <Builder group={asGroup(rule)} choices={choices} onChange={(group) => setRule(asRule(group))} />
        )}
        {view === 'text' && (
          <Textarea
            label={t('Rule')}
            description={t('state in (TX, FL) and tag "vip" and not in list "Staff"')}
            value={typed}
            rows={6}
            spellCheck={false}
            ff="monospace"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {view === 'json' && (
          <Textarea
            label={t('Rule as JSON, as the API takes it')}
            value={json}
            rows={12}
            spellCheck={false}
            ff="monospace"
            error={asked.isUnreadable ? t('This is not JSON.') : undefined}
            onChange={(event) => setJson(event.currentTarget.value)}
          />
        )}
      </div>
    </Panel>
  );
}

/** Turns the rule into another writing; the server reads it, so that all three mean the same. */
function useTurn({ rule, asked, setRule, setTyped, setJson, setView }: Draft) {
  return useMutation({
    mutationFn: async (next: View) => ({
      next,
      check: asked.rule || asked.text ? await call('/v1/segments/check', 'post', { body: asked.body }) : null,
    }),
    onSuccess: ({ next, check }) => {
      if (check?.rule) setRule(check.rule as Rule);
      if (check?.text) setTyped(check.text);
      setJson(JSON.stringify(check?.rule ?? rule, null, 2));
      // What cannot be read cannot be shown in another writing: it stays where it can be mended.
      if (check === null || check.rule !== null) setView(next);
    },
  });
}
