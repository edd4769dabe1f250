import { Button, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import type { MergeValues } from '@tidings/sms';
import { memo, useState } from 'react';
import { CountLine } from '../../frame/writing/count-line.tsx';
import { type Frame, frameSaid, type KnownSnippet, linkedSaid, sayWords } from '../../frame/writing/said.ts';
import { t } from '../../ui/language.ts';
import { languageName } from '../../ui/language-names.ts';
import type { Draft } from './draft.ts';

// Those that texts in the US are mostly written in; any other tag is taken by the API and the command line.
const offered = ['en', 'es', 'es-mx', 'fr', 'pt', 'pt-br', 'de', 'it', 'zh', 'vi', 'tl', 'ko', 'ar', 'ru'];

type LanguagesProps = Pick<Draft, 'language' | 'texts'> & {
  frame: Frame;
  sample: MergeValues;
  snippets: readonly KnownSnippet[];
  onChange: (part: Partial<Draft>) => void;
};

/** The same thing said in other languages: whoever reads one gets the text of it, everybody else the words above. */
export const Languages = memo(function Languages({ language, texts, ...rest }: LanguagesProps) {
  const { frame, sample, snippets, onChange } = rest;
  const [next, setNext] = useState('');
  const left = offered.filter((tag) => tag !== language && !Object.hasOwn(texts, tag));
  const chosen = left.includes(next) ? next : (left[0] ?? '');
  const write = (tag: string, words: string) => onChange({ texts: { ...texts, [tag]: words } });
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="xs">
        <NativeSelect
          label={t('Written in')}
          value={language}
          data={[...new Set([language, ...offered])]
            .filter((tag) => !Object.hasOwn(texts, tag))
            .map((tag) => ({ value: tag, label: languageName(tag) }))}
          onChange={(event) => onChange({ language: event.currentTarget.value })}
        />
        {left.length > 0 && (
          <>
            <NativeSelect
              label={t('Another language')}
              value={chosen}
              data={left.map((tag) => ({ value: tag, label: languageName(tag) }))}
              onChange={(event) => setNext(event.currentTarget.value)}
            />
            <Button variant="default" onClick={() => write(chosen, '')}>
              {t('Write it in {language}', { language: languageName(chosen) })}
            </Button>
          </>
        )}
      </Group>
      {Object.entries(texts).map(([tag, words]) => {
        const said = linkedSaid(frameSaid(sayWords(words, tag, snippets), tag, frame), frame);
        return (
          <div key={tag}>
            <Textarea
              label={t('Words in {language}', { language: languageName(tag) })}
              rows={4}
              maxLength={4096}
              value={words}
              onChange={(event) => write(tag, event.currentTarget.value)}
            />
            {words.trim() === '' ? (
              <Text size="sm" c="dimmed">
                {t('Until it is written, these people get the words above.')}
              </Text>
            ) : (
              <CountLine
                body={words}
                said={said}
                language={tag}
                values={sample}
                onBody={(body) => write(tag, body)}
              />
            )}
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              onClick={() => {
                const { [tag]: _, ...rest } = texts;
                onChange({ texts: rest });
              }}
            >
              {t('Take {language} out', { language: languageName(tag) })}
            </Button>
          </div>
        );
      })}
    </Stack>
  );
});
