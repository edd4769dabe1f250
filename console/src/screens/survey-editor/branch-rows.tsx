import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { t } from '../../ui/language.ts';
import { answersOf, type DraftBranch, type DraftQuestion, isNumeric, theEnd } from './questions.ts';

type BranchRowsProps = {
  question: DraftQuestion;
  /** Later questions by their short names, and the end. */
  targets: readonly string[];
  onChange: (branches: readonly DraftBranch[]) => void;
};

/** Where it goes on after certain answers; the first branch that fits counts, and none leads back. */
export function BranchRows({ question, targets, onChange }: BranchRowsProps) {
  const { branches } = question;
  const change = (id: number, part: Partial<DraftBranch>) =>
    onChange(branches.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const add = () => {
    const id = Math.max(0, ...branches.map((one) => one.id)) + 1;
    onChange([...branches, { ...{ id, answers: [], least: '', most: '' }, goTo: targets[0] ?? theEnd }]);
  };
  return (
    <Stack gap="xs">
      {branches.map((branch) => (
        <Group key={branch.id} align="flex-end" gap="sm">
          <Condition question={question} branch={branch} onChange={(part) => change(branch.id, part)} />
          <NativeSelect
            label={t('Go on with')}
            value={branch.goTo}
            data={targets.map((value) => ({ value, label: value === theEnd ? t('The end') : value }))}
            onChange={(event) => change(branch.id, { goTo: event.currentTarget.value })}
          />
          <Button variant="default" onClick={() => onChange(branches.filter(({ id }) => id !== branch.id))}>
            {t('Take this branch out')}
          </Button>
        </Group>
      ))}
      {branches.length > 1 && (
        <Text size="sm" c="dimmed">
          {t('The first that fits counts.')}
        </Text>
      )}
      <Group>
        <Button size="compact-sm" variant="default" onClick={add}>
          {t('Go elsewhere after some answers')}
        </Button>
      </Group>
    </Stack>
  );
}

type ConditionProps = {
  question: DraftQuestion;
  branch: DraftBranch;
  onChange: (part: Partial<DraftBranch>) => void;
};

function Condition({ question, branch, onChange }: ConditionProps) {
  const { answers, least, most } = branch;
  if (isNumeric(question.kind))
    return (
      <>
        <TextInput
          label={t('After answers from')}
          type="number"
          step="any"
          value={least}
          onChange={(event) => onChange({ least: event.currentTarget.value })}
        />
        <TextInput
          label={t('up to')}
          type="number"
          step="any"
          value={most}
          onChange={(event) => onChange({ most: event.currentTarget.value })}
        />
      </>
    );
  const words = question.kind === 'yes_no' ? { yes: t('Yes'), no: t('No') } : {};
  return (
    <Checkbox.Group
      label={t('After these answers')}
      value={[...answers]}
      onChange={(next) => onChange({ answers: next })}
    >
      <Group gap="sm" mt={4}>
        {answersOf(question).map((one) => (
          <Checkbox key={one} value={one} label={(words as Record<string, string>)[one] ?? one} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
