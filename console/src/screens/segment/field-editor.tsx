import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../ui/language.ts';
import type { Choices } from './choices.ts';
import { Pick } from './pick.tsx';
import { type FieldTest, type Leaf, readValues, testsOf, withTest } from './rule.ts';
import { WindowEditor } from './window-editor.tsx';

type FieldLeaf = Extract<Leaf, { kind: 'field' }>;
type FieldEditorProps = { leaf: FieldLeaf; choices: Choices; onChange: (leaf: Leaf) => void };

/** A field and what it is held against; the tests are those that its kind can be put to. */
export function FieldEditor({ leaf, choices, onChange }: FieldEditorProps) {
  const fact = choices.fields.find(({ name }) => name === leaf.field);
  // Also of a column of words or numbers it can be asked whether it says yes.
  const isYesNo = leaf.is === 'one_of' && typeof leaf.values[0] === 'boolean';
  const kind = isYesNo ? 'boolean' : (fact?.kind ?? 'text');
  return (
    <>
      <Pick
        label={t('Test')}
        value={leaf.is}
        data={testsOf(kind).map((is) => ({ value: is, label: testWords(is, kind) }))}
        onPick={(is) => onChange(withTest(leaf, is as FieldTest['is']))}
      />
      <Value leaf={leaf} kind={kind} words={fact?.choices ?? []} onChange={onChange} />
    </>
  );
}

type ValueProps = { leaf: FieldLeaf; kind: string; words: readonly string[]; onChange: (leaf: Leaf) => void };

function Value({ leaf, kind, words, onChange }: ValueProps) {
  if (leaf.is === 'known') return null;
  if (leaf.is === 'when' || leaf.is === 'anniversary')
    return (
      <WindowEditor
        isNeeded
        window={leaf.window}
        onChange={(window) => onChange({ ...leaf, window: window ?? { when: 'today' } })}
      />
    );
  if (leaf.is === 'one_of') {
    if (kind === 'boolean')
      return (
        <Pick
          label={t('Value')}
          value={String(leaf.values[0] ?? true)}
          data={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          onPick={(value) => onChange({ ...leaf, values: [value === 'true'] })}
        />
      );
    if (words.length > 0)
      return (
        <Pick
          label={t('Value')}
          value={String(leaf.values[0] ?? '')}
          data={words.map((word) => ({ value: word, label: word }))}
          onPick={(value) => onChange({ ...leaf, values: [value] })}
        />
      );
    return (
      <Typed
        typed={leaf.values.join(', ')}
        onType={(typed) => onChange({ ...leaf, values: readValues(typed, kind) })}
      />
    );
  }
  if (leaf.is === 'contains' || leaf.is === 'starts_with' || leaf.is === 'ends_with')
    return <Typed typed={leaf.value} onType={(value) => onChange({ ...leaf, value })} />;
  if (leaf.is !== 'less' && leaf.is !== 'at_most' && leaf.is !== 'more' && leaf.is !== 'at_least')
    return null;
  return (
    <TextInput
      aria-label={t('Value')}
      size="xs"
      type="number"
      w={110}
      value={String(leaf.value)}
      onChange={(event) => onChange({ ...leaf, value: Number(event.currentTarget.value) || 0 })}
    />
  );
}

// What is typed stays as it is typed: a comma at the end is the beginning of the next word.
function Typed({ typed, onType }: { typed: string; onType: (typed: string) => void }) {
  const [words, setWords] = useState(typed);
  return (
    <TextInput
      aria-label={t('Value')}
      size="xs"
      placeholder={t('words, between commas')}
      value={words}
      onChange={(event) => {
        setWords(event.currentTarget.value);
        onType(event.currentTarget.value);
      }}
    />
  );
}

function testWords(is: FieldTest['is'], kind: string): string {
  switch (is) {
    case 'one_of':
      return kind === 'boolean' ? t('is') : t('is one of');
    case 'contains':
      return t('contains');
    case 'starts_with':
      return t('starts with');
    case 'ends_with':
      return t('ends with');
    case 'less':
      return t('less than');
    case 'at_most':
      return t('at most');
    case 'more':
      return t('more than');
    case 'at_least':
      return t('at least');
    case 'known':
      return t('is known');
    case 'when':
      return t('was');
    case 'anniversary':
      return t('has its day of the year');
  }
}
