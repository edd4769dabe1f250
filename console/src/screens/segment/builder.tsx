import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { Icon } from '../../ui/icons.tsx';
import { t } from '../../ui/language.ts';
import classes from './builder.module.css';
import type { Choices } from './choices.ts';
import { LeafEditor } from './leaf-editor.tsx';
import { type Group, isGroup, type Leaf, type Rule, replaceAt } from './rule.ts';

type BuilderProps = {
  group: Group;
  choices: Choices;
  onChange: (group: Group) => void;
  /** Left out for the group on top, which cannot be taken away. */
  onRemove?: () => void;
  depth?: number;
};

// Two levels say nearly everything; what is deeper is written as text and shown here all the same.
const deepestNewGroup = 2;

/** Conditions joined by "and" or "or", and groups of them. Everything is a list of plain controls: nothing is dragged. */
export function Builder({ group, choices, onChange, onRemove, depth = 0 }: BuilderProps) {
  const change = (index: number, rule: Rule | null) =>
    onChange({ ...group, of: replaceAt(group.of, index, rule) });
  const add = (rule: Rule) => onChange({ ...group, of: [...group.of, rule] });
  return (
    <fieldset className={classes.group} data-depth={depth}>
      <legend className={classes.legend}>
        {depth === 0 ? t('People for whom') : t('Group of conditions')}
      </legend>
      <div className={classes.join}>
        <NativeSelect
          aria-label={t('How the conditions are joined')}
          size="xs"
          value={group.kind}
          data={[
            { value: 'all', label: t('all of these hold') },
            { value: 'any', label: t('any of these holds') },
          ]}
          onChange={(event) => onChange({ ...group, kind: event.currentTarget.value as Group['kind'] })}
        />
        {onRemove && <Remove label={t('Remove the group')} onClick={onRemove} />}
      </div>
      {group.of.length === 0 && <p className={classes.none}>{t('No condition yet: this is everybody.')}</p>}
      {inPlaces(group.of).map(({ rule, place, index }) => (
        <Item
          key={place}
          rule={rule}
          choices={choices}
          depth={depth}
          onChange={(next) => change(index, next)}
        />
      ))}
      <div className={classes.adds}>
        <Button
          size="xs"
          variant="default"
          disabled={!choices.isReady}
          onClick={() => add(firstLeaf(choices))}
        >
          {t('Add a condition')}
        </Button>
        {depth < deepestNewGroup && (
          <Button
            size="xs"
            variant="default"
            disabled={!choices.isReady}
            onClick={() => add({ kind: group.kind === 'all' ? 'any' : 'all', of: [firstLeaf(choices)] })}
          >
            {t('Add a group')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

// A condition has no name but its place in the group.
const inPlaces = (rules: readonly Rule[]) =>
  rules.map((rule, index) => ({ rule, index, place: `place ${index}` }));

const firstLeaf = ({ tags }: Choices): Leaf =>
  tags[0]
    ? { kind: 'tag', tags: [tags[0].value] }
    : {
        kind: 'count',
        of: { act: 'received' },
        window: { when: 'last', count: 30, unit: 'days' },
        compare: 'at_least',
        value: 1,
      };

type ItemProps = { rule: Rule; choices: Choices; depth: number; onChange: (rule: Rule | null) => void };

function Item({ rule, choices, depth, onChange }: ItemProps) {
  const isDenied = rule.kind === 'not';
  const inner = isDenied ? rule.of : rule;
  const set = (next: Rule | null) =>
    onChange(next === null ? null : isDenied ? { kind: 'not', of: next } : next);
  if (isGroup(inner))
    return (
      <Builder
        group={inner}
        choices={choices}
        depth={depth + 1}
        onChange={set}
        onRemove={() => onChange(null)}
      />
    );
  if (inner.kind === 'not') return <p className={classes.none}>{JSON.stringify(inner)}</p>;
  return (
    <div className={classes.item}>
      <NativeSelect
        aria-label={t('Whether it holds or not')}
        size="xs"
        value={isDenied ? 'not' : 'is'}
        data={[
          { value: 'is', label: t('who') },
          { value: 'not', label: t('who do not') },
        ]}
        onChange={(event) =>
          onChange(event.currentTarget.value === 'not' ? { kind: 'not', of: inner } : inner)
        }
      />
      <LeafEditor leaf={inner} choices={choices} onChange={set} />
      <Remove label={t('Remove the condition')} onClick={() => onChange(null)} />
    </div>
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} onClick={onClick}>
      <Icon name="failed" size={18} />
    </ActionIcon>
  );
}
