import { Stack } from '@mantine/core';
import { sayWords } from './said.ts';
import { useSample } from './use-sample.ts';
import { useSnippets } from './use-snippets.ts';
import { WordsBox } from './words-box.tsx';

type MessageFieldProps = {
  name: string;
  label: string;
  help?: string;
  error?: string;
  rows?: number;
  isRequired: boolean;
  value: string;
  onChange: (words: string) => void;
};

// Words of a form belong to no campaign yet: they are looked at with whoever came last.
const nobodys = { lists: [], program_id: '', sender_id: '' };

/** Words for people as a field of a form: with the same tools, and the same count, as in a campaign. */
export function MessageField({ value, onChange, ...about }: MessageFieldProps) {
  const { values } = useSample(nobodys);
  const said = sayWords(value, 'en', useSnippets());
  return (
    <Stack gap="xs">
      <WordsBox {...about} body={value} language="en" said={said} values={values} onBody={onChange} />
    </Stack>
  );
}
