import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { t } from '../../ui/language.ts';
import { Question } from '../../ui/question.tsx';

type FallbackQuestionProps = {
  /** As people call the field; null while nothing is asked. */
  field: string | null;
  onWords: (words: string) => void;
  onClose: () => void;
};

/** What people read who have nothing in a field: asked in words, so that nobody has to write it between quotes. */
export function FallbackQuestion({ field, onWords, onClose }: FallbackQuestionProps) {
  return (
    <Question title={t('Put in: {field}', { field: field ?? '' })} isOpen={field !== null} onClose={onClose}>
      {field !== null && <Form onWords={onWords} onClose={onClose} />}
    </Question>
  );
}

function Form({ onWords, onClose }: Omit<FallbackQuestionProps, 'field'>) {
  const [words, setWords] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The words may be part of a form themselves, which is not sent by this.
    event.stopPropagation();
    if (words.trim() === '') return;
    onWords(words);
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('Whoever has none reads')}
          description={t('A word or two that fit into the sentence in its place.')}
          value={words}
          maxLength={200}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" disabled={words.trim() === ''}>
            {t('Put it in')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
