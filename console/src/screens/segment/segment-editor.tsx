import { Alert, Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import { type ReactNode, useEffect, useState } from 'react';
import { ActionBar } from '../../frame/actions.tsx';
import { call, refresh } from '../../frame/call.ts';
import { Conflict, isOvertaken } from '../../frame/conflict.tsx';
import { findKept, hasAll, keep } from '../../frame/kept.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useToast } from '../../frame/toasts.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Builder } from './builder.tsx';
import { useChoices } from './choices.ts';
import { type Asked, LiveCount } from './live-count.tsx';
import { asGroup, asRule, type Rule } from './rule.ts';
import { WhyPanel } from './why-panel.tsx';

export type Saved = { id: string; name: string; version: number; text: string; rule: Rule };
type View = 'build' | 'text' | 'json';
type Theirs = AnswerOf<'/v1/segments/{id}', 'get'>;
type Kept = { version: number | null; view: View; name: string; rule: Rule; typed: string; json: string };
const isKept = (found: unknown): found is Kept =>
  hasAll(found, 'version', 'view', 'name', 'rule', 'typed', 'json');
type EditorProps = { saved: Saved | null; startText?: string; back: ReactNode };

/** One rule in three writings. Whichever is edited is what is asked about and saved; the others are made from it. */
export function SegmentEditor({ saved, startText, back }: EditorProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const choices = useChoices();
  const keptAs = `segment ${saved?.id ?? 'new'}`;
  const [kept] = useState(() => (startText === undefined ? findKept(keptAs, isKept) : null));
  const [isFound, setIsFound] = useState(kept !== null);
  // The version that what is typed was made of: older than what stands there where somebody else was faster.
  const [version, setVersion] = useState(kept?.version ?? saved?.version ?? null);
  const [view, setView] = useState<View>(kept?.view ?? (startText === undefined ? 'build' : 'text'));
  const [name, setName] = useState(kept?.name ?? saved?.name ?? '');
  const [rule, setRule] = useState<Rule>(kept?.rule ?? saved?.rule ?? { kind: 'everyone' });
  const [typed, setTyped] = useState(kept?.typed ?? startText ?? saved?.text ?? '');
  const [json, setJson] = useState(kept?.json ?? '');
  const [theirs, setTheirs] = useState<(Theirs & { mine: string }) | null>(null);
  const asked = askedOf(view, rule, typed, json);

  const turn = useMutation({
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
  const save = useMutation({
    mutationFn: (of: number | null) =>
      saved
        ? call('/v1/segments/{id}', 'patch', {
            path: { id: saved.id },
            body: { name: name.trim(), ...(of === null ? {} : { version: of }), ...asked.body },
          })
        : call('/v1/segments', 'post', { body: { name: name.trim(), ...asked.body } }),
    onError: async (error) => {
      if (!saved || !isOvertaken(error)) return;
      const check = await call('/v1/segments/check', 'post', { body: asked.body });
      const found = await call('/v1/segments/{id}', 'get', { path: { id: saved.id } });
      setTheirs({ ...found, mine: check.text ?? '' });
    },
    onSuccess: async ({ id, name }) => {
      keep(keptAs, null);
      setTheirs(null);
      await refresh(client, '/v1/segments');
      say(t('{name} is saved.', { name }));
      if (!saved) await navigate({ to: '/audience/segments/$segmentId', params: { segmentId: id } });
    },
  });
  const isTouched = saved
    ? name !== saved.name || isChanged(saved, view, asked, typed)
    : name !== '' || isBegun(view, asked, typed, startText);
  useEffect(() => {
    if (isTouched) keep(keptAs, { version, view, name, rule, typed, json });
  }, [isTouched, keptAs, version, view, name, rule, typed, json]);
  useUnsaved(isTouched);
  const beginAnew = () => {
    keep(keptAs, null);
    setName(saved?.name ?? '');
    setRule(saved?.rule ?? { kind: 'everyone' });
    setTyped(saved?.text ?? '');
    setJson('');
    setView('build');
    setVersion(saved?.version ?? null);
    setIsFound(false);
  };
  const takeTheirs = async () => {
    keep(keptAs, null);
    if (theirs) {
      setVersion(theirs.version);
      setName(theirs.name);
      setRule(theirs.rule as Rule);
      setTyped(theirs.text);
      setView('build');
    }
    setTheirs(null);
    save.reset();
    await refresh(client, '/v1/segments');
  };

  return (
    <Page
      title={saved ? saved.name : t('New segment')}
      back={back}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Save'),
              keys: 'mod+s',
              isPrimary: true,
              needs: 'campaigns.write',
              isBusy: save.isPending,
              run: () => save.mutate(version),
            },
          ]}
        />
      }
    >
      {isFound && theirs === null && (
        <Alert variant="light" color="indigo">
          {t('This is what you typed here before and did not save.')}{' '}
          <Button size="compact-xs" variant="default" onClick={beginAnew}>
            {t('Begin anew')}
          </Button>
        </Alert>
      )}
      {theirs && (
        <Conflict
          rows={[
            { label: t('Name'), mine: name, theirs: theirs.name },
            { label: t('Rule'), mine: theirs.mine, theirs: theirs.text },
          ]}
          isBusy={save.isPending}
          onMine={() => save.mutate(theirs.version)}
          onTheirs={() => void takeTheirs()}
        />
      )}
      {save.error && theirs === null && (
        <Refusal error={save.error} otherwise={t('It was not saved. Try again.')} />
      )}
      <div className="two-columns">
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
        <div className="stack">
          <LiveCount
            asked={asked}
            onTake={(text) => {
              setTyped(text);
              setView('text');
            }}
          />
          <WhyPanel asked={asked} />
        </div>
      </div>
    </Page>
  );
}

function askedOf(view: View, rule: Rule, typed: string, json: string): Asked {
  if (view === 'text') return { text: typed, body: { text: typed } };
  if (view === 'build') return { rule, body: { rule: rule as never } };
  try {
    const read = JSON.parse(json) as Rule;
    return { rule: read, body: { rule: read as never } };
  } catch {
    return { body: {}, isUnreadable: true };
  }
}

/** Whatever cannot be read yet is a change, too. */
function isChanged(saved: Saved, view: View, asked: Asked, typed: string): boolean {
  return view === 'text'
    ? typed !== saved.text
    : JSON.stringify(asked.rule ?? null) !== JSON.stringify(saved.rule);
}

/** Of a new one: whether anything stands there that nobody would type a second time gladly. */
const isBegun = (view: View, { rule }: Asked, typed: string, startText = ''): boolean =>
  view === 'text' ? typed !== startText : rule?.kind !== 'everyone';

/** Whoever closes the window with something unsaved is asked first. */
function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
