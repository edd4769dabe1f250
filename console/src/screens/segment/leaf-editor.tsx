import { NativeSelect, TextInput } from '@mantine/core';
import { t } from '../../ui/language.ts';
import type { Choices } from './choices.ts';
import { FieldEditor } from './field-editor.tsx';
import { NearEditor } from './near-editor.tsx';
import { Pick } from './pick.tsx';
import { type Compare, firstTest, type Leaf } from './rule.ts';
import { WindowEditor } from './window-editor.tsx';

type LeafProps<L> = { leaf: L; choices: Choices; onChange: (leaf: Leaf) => void };
type Of<K extends Leaf['kind']> = Extract<Leaf, { kind: K }>;

/** One condition: what it asks about, then the controls of that kind, read as a sentence from the left. */
export function LeafEditor({ leaf, choices, onChange }: LeafProps<Leaf>) {
  return (
    <>
      <NativeSelect
        aria-label={t('What the condition asks about')}
        size="xs"
        value={subjectOf(leaf)}
        data={withOwn(subjects(choices), leaf)}
        onChange={(event) => onChange(leafFor(event.currentTarget.value, choices))}
      />
      <Controls leaf={leaf} choices={choices} onChange={onChange} />
    </>
  );
}

function Controls({ leaf, choices, onChange }: LeafProps<Leaf>) {
  if (leaf.kind === 'field') return <FieldEditor leaf={leaf} choices={choices} onChange={onChange} />;
  if (leaf.kind === 'tag')
    return (
      <Pick
        label={t('Tag')}
        value={leaf.tags[0] ?? ''}
        data={choices.tags}
        onPick={(tag) => onChange({ kind: 'tag', tags: [tag, ...leaf.tags.slice(1)] })}
      />
    );
  if (leaf.kind === 'list')
    return (
      <Pick
        label={t('List')}
        value={leaf.lists[0] ?? ''}
        data={choices.lists}
        {...(choices.isReady ? { gone: t('A list that was removed') } : {})}
        onPick={(list) => onChange({ kind: 'list', lists: [list, ...leaf.lists.slice(1)] })}
      />
    );
  if (leaf.kind === 'segment')
    return (
      <Pick
        label={t('Segment')}
        value={leaf.segment}
        data={choices.segments}
        onPick={(segment) => onChange({ kind: 'segment', segment })}
      />
    );
  if (leaf.kind === 'near') return <NearEditor leaf={leaf} choices={choices} onChange={onChange} />;
  if (leaf.kind === 'consent') return <ConsentEditor leaf={leaf} choices={choices} onChange={onChange} />;
  if (leaf.kind === 'count') return <CountEditor leaf={leaf} choices={choices} onChange={onChange} />;
  if (leaf.kind === 'sum')
    return (
      <>
        <CompareEditor
          compare={leaf.compare}
          value={leaf.value}
          onChange={(more) => onChange({ ...leaf, ...more })}
        />
        <WindowEditor window={leaf.window} onChange={(window) => onChange(withWindow(leaf, window))} />
      </>
    );
  return null;
}

function ConsentEditor({ leaf, choices, onChange }: LeafProps<Of<'consent'>>) {
  const { program, ...others } = leaf;
  return (
    <>
      <Pick
        label={t('How they stand')}
        value={leaf.status}
        data={[
          { value: 'opted_in', label: t('have joined') },
          { value: 'pending', label: t('were asked to join') },
          { value: 'opted_out', label: t('have left') },
        ]}
        onPick={(status) => onChange({ ...leaf, status: status as typeof leaf.status })}
      />
      <Pick
        label={t('Program')}
        value={program ?? ''}
        data={[{ value: '', label: t('any program') }, ...choices.programs]}
        onPick={(next) => onChange(next === '' ? others : { ...others, program: next })}
      />
      <WindowEditor window={leaf.window} onChange={(window) => onChange(withWindow(leaf, window))} />
    </>
  );
}

function CountEditor({ leaf, choices, onChange }: LeafProps<Of<'count'>>) {
  const { of } = leaf;
  return (
    <>
      {'act' in of && of.act !== 'replied' && (
        <Pick
          label={t('Campaign')}
          value={of.campaign ?? ''}
          data={[{ value: '', label: t('of any campaign') }, ...choices.campaigns]}
          onPick={(campaign) => onChange(ofCampaign(leaf, of.act, campaign))}
        />
      )}
      <CompareEditor
        compare={leaf.compare}
        value={leaf.value}
        onChange={(more) => onChange({ ...leaf, ...more })}
      />
      <WindowEditor window={leaf.window} onChange={(window) => onChange(withWindow(leaf, window))} />
    </>
  );
}

/** A campaign has its own time: within the last 30 days it would be nobody’s in a month. */
function ofCampaign(leaf: Of<'count'>, act: string, campaign: string): Leaf {
  return campaign === ''
    ? { ...leaf, of: { act } }
    : withWindow({ ...leaf, of: { act, campaign } }, undefined);
}

type CompareProps = {
  compare: Compare;
  value: number;
  onChange: (more: { compare: Compare; value: number }) => void;
};

function CompareEditor({ compare, value, onChange }: CompareProps) {
  return (
    <>
      <Pick
        label={t('How often')}
        value={compare}
        data={[
          { value: 'at_least', label: t('at least') },
          { value: 'at_most', label: t('at most') },
          { value: 'equal', label: t('exactly') },
          { value: 'more', label: t('more than') },
          { value: 'less', label: t('less than') },
        ]}
        onPick={(next) => onChange({ compare: next as Compare, value })}
      />
      <TextInput
        aria-label={t('How many')}
        size="xs"
        type="number"
        min={0}
        w={84}
        value={String(value)}
        onChange={(event) => onChange({ compare, value: Number(event.currentTarget.value) || 0 })}
      />
    </>
  );
}

function withWindow<L extends Of<'count'> | Of<'sum'> | Of<'consent'>>(leaf: L, window: L['window']): L {
  const { window: _before, ...rest } = leaf;
  return (window ? { ...rest, window } : rest) as L;
}

type Subjects = { group: string; items: { value: string; label: string }[] }[];

/** A rule may name an event that has not come yet, or a field that is gone: it is shown by its name. */
function withOwn(all: Subjects, leaf: Leaf): Subjects {
  const own = subjectOf(leaf);
  if (all.some(({ items }) => items.some(({ value }) => value === own))) return all;
  const [kind, ...name] = own.split(':');
  const label = kind === 'event' ? t('did {event}', { event: name.join(':') }) : name.join(':') || own;
  return [{ group: t('In this rule'), items: [{ value: own, label }] }, ...all];
}

/** What the first control says: kinds of conditions, every field, every act and event. */
function subjects({ fields, events }: Choices): Subjects {
  return [
    {
      group: t('People'),
      items: [
        { value: 'tag', label: t('carry the tag') },
        { value: 'list', label: t('are on the list') },
        { value: 'segment', label: t('are in the segment') },
        { value: 'near', label: t('live within a distance') },
        { value: 'consent', label: t('joined or left') },
      ],
    },
    {
      group: t('What happened'),
      items: [
        { value: 'act:received', label: t('received a text') },
        { value: 'act:delivered', label: t('got a text delivered') },
        { value: 'act:failed', label: t('could not be reached') },
        { value: 'act:clicked', label: t('clicked a link') },
        { value: 'act:replied', label: t('replied') },
        { value: 'act:opted_out', label: t('opted out') },
        ...events.map((event) => ({ value: `event:${event}`, label: t('did {event}', { event }) })),
      ],
    },
    {
      group: t('On their record'),
      items: fields.map(({ name, label }) => ({ value: `field:${name}`, label })),
    },
  ];
}

function subjectOf(leaf: Leaf): string {
  if (leaf.kind === 'field') return `field:${leaf.field}`;
  if (leaf.kind === 'count') return 'act' in leaf.of ? `act:${leaf.of.act}` : `event:${leaf.of.event}`;
  if (leaf.kind === 'sum') return `event:${leaf.of.event}`;
  return leaf.kind;
}

function leafFor(subject: string, { fields, tags, lists, segments, countries }: Choices): Leaf {
  const [kind = '', ...rest] = subject.split(':');
  const name = rest.join(':');
  if (kind === 'field') {
    const fact = fields.find((field) => field.name === name);
    return { kind: 'field', field: name, ...firstTest(fact?.kind ?? 'text') };
  }
  if (kind === 'act' || kind === 'event')
    return {
      kind: 'count',
      of: kind === 'act' ? { act: name } : { event: name },
      window: { when: 'last', count: 30, unit: 'days' },
      compare: 'at_least',
      value: 1,
    };
  if (kind === 'list') return { kind: 'list', lists: [lists[0]?.value ?? ''] };
  if (kind === 'segment') return { kind: 'segment', segment: segments[0]?.value ?? '' };
  if (kind === 'near')
    return { kind: 'near', country: countries[0]?.value ?? 'US', postcode: '', within: 20, unit: 'miles' };
  if (kind === 'consent') return { kind: 'consent', status: 'opted_in' };
  return { kind: 'tag', tags: [tags[0]?.value ?? ''] };
}
