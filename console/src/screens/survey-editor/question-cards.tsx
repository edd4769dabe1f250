import { Button, Fieldset, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { later, t } from '../../ui/language.ts';
import { BranchRows } from './branch-rows.tsx';
import {
  canBranch,
  changed,
  type DraftQuestion,
  hasRange,
  movedUp,
  newQuestion,
  type QuestionKind,
  targetsOf,
  without,
} from './questions.ts';

const kinds: Record<QuestionKind, string> = {
  choice: later('One of several choices'),
  yes_no: later('Yes or no'),
  rating: later('A rating, 1 to 5 unless told'),
  nps: later('0 to 10: would you recommend us'),
  number: later('A number'),
  text: later('Their own words'),
};

type Refused = readonly { pointer: string; detail: string }[];
type QuestionCardsProps = {
  questions: readonly DraftQuestion[];
  refused: Refused;
  mayBranch: boolean;
  onChange: (questions: readonly DraftQuestion[]) => void;
};

/** The questions in their order. What the server objects to stands at the question that it is about. */
export function QuestionCards({ questions, refused, mayBranch, onChange }: QuestionCardsProps) {
  return (
    <Stack gap="md">
      {refused
        .filter(({ pointer }) => /^\/?questions$/.test(pointer))
        .map(({ detail }) => (
          <Text key={detail} size="sm" c="var(--bad)">
            {detail}
          </Text>
        ))}
      {questions.map((question, at) => (
        <Fieldset key={question.id} legend={t('Question {n}', { n: at + 1 })} radius="md" mx={0}>
          <Stack gap="sm">
            {refused
              .filter(({ pointer }) => new RegExp(`^/?questions/${at}(/|$)`).test(pointer))
              .map(({ pointer, detail }) => (
                <Text key={pointer + detail} size="sm" c="var(--bad)">
                  {detail}
                </Text>
              ))}
            <QuestionFields
              question={question}
              onChange={(part) => onChange(changed(questions, question.id, part))}
            />
            {mayBranch && canBranch(question.kind) && (
              <BranchRows
                question={question}
                targets={targetsOf(questions, at)}
                onChange={(branches) => onChange(changed(questions, question.id, { branches }))}
              />
            )}
            <Group gap="xs">
              {at > 0 && (
                <Button size="compact-sm" variant="default" onClick={() => onChange(movedUp(questions, at))}>
                  {t('Move question {n} up', { n: at + 1 })}
                </Button>
              )}
              {questions.length > 1 && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => onChange(without(questions, question.id))}
                >
                  {t('Take question {n} out', { n: at + 1 })}
                </Button>
              )}
            </Group>
          </Stack>
        </Fieldset>
      ))}
      <Group>
        <Button variant="default" onClick={() => onChange([...questions, newQuestion(questions)])}>
          {t('Add a question')}
        </Button>
      </Group>
    </Stack>
  );
}

type QuestionFieldsProps = { question: DraftQuestion; onChange: (part: Partial<DraftQuestion>) => void };

function QuestionFields({ question, onChange }: QuestionFieldsProps) {
  const { key, kind, text, hint, choices, least, most } = question;
  return (
    <>
      <Textarea
        label={t('What is asked')}
        rows={2}
        required
        withAsterisk={false}
        value={text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('How people answer')}
        value={kind}
        data={Object.entries(kinds).map(([value, word]) => ({ value, label: t(word) }))}
        // What was branched by the answers of another kind says nothing of this one's.
        onChange={(event) => onChange({ kind: event.currentTarget.value as QuestionKind, branches: [] })}
      />
      {kind === 'choice' && (
        <Textarea
          label={t('Choices, one a line')}
          description={t('Other words that count as one stand behind a colon: Blue: b, azul')}
          rows={3}
          required
          withAsterisk={false}
          value={choices}
          onChange={(event) => onChange({ choices: event.currentTarget.value })}
        />
      )}
      {hasRange(kind) && (
        <Group grow>
          <TextInput
            label={t('Least')}
            type="number"
            step="any"
            value={least}
            onChange={(event) => onChange({ least: event.currentTarget.value })}
          />
          <TextInput
            label={t('Most')}
            type="number"
            step="any"
            value={most}
            onChange={(event) => onChange({ most: event.currentTarget.value })}
          />
        </Group>
      )}
      <TextInput
        label={t('How to answer, in your own words (optional)')}
        description={t('In place of the usual English words, such as “Reply YES or NO.”')}
        value={hint}
        onChange={(event) => onChange({ hint: event.currentTarget.value })}
      />
      <TextInput
        label={t('Short name')}
        description={t('By which its answers are known in files: small letters, digits and _.')}
        required
        withAsterisk={false}
        value={key}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange({ key: event.currentTarget.value })}
      />
    </>
  );
}
