import { Alert, Button, Group, Text } from '@mantine/core';
import { type MergeValues, readingEase } from '@tidings/sms';
import { useMemo } from 'react';
import { saidOfTexts, t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Term } from '../../ui/term.tsx';
import { characterName } from './character-words.ts';
import type { Said } from './said.ts';
import { countText, inSmallAlphabet, replaceCharacter } from './text-count.ts';

type CountLineProps = {
  body: string;
  /** With the snippets in it: what is counted. */
  said: Said;
  language: string;
  values: MergeValues;
  onBody: (body: string) => void;
};

/** How long it is and what it costs, by the same code that the dispatcher bills by; and what makes it dear. */
export function CountLine({ body, said, language, values, onBody }: CountLineProps) {
  const { text } = said;
  const { count, forcing, problems: found } = useMemo(() => countText(text, values), [text, values]);
  // A snippet that is not there is said once, and not again as a field that nobody has.
  const problems = said.problems.length > 0 ? said.problems : found;
  const ease = useMemo(() => readingEase(text, language), [text, language]);
  const isDear = count.alphabet === 'ucs2';
  const inSmall = isDear ? inSmallAlphabet(body) : body;
  return (
    <div>
      <Group gap="xs" className="numbers">
        <StateBadge tone={isDear ? 'warn' : 'calm'}>
          <Term name="alphabet">{isDear ? t('Unicode') : 'GSM-7'}</Term>
        </StateBadge>
        <Text size="sm" component="span">
          {t('{used} characters, {left} left in this part', {
            used: formatCount(count.units),
            left: formatCount(count.unitsLeftInPart),
          })}
        </Text>
        <Text size="sm" fw={650} component="span">
          <Term name="part">{tn(count.parts, '{n} part a person', '{n} parts a person')}</Term>
        </Text>
      </Group>
      {ease && (
        <Text size="sm" c={ease.level === 'hard' ? 'orange' : 'dimmed'}>
          {easeInWords(ease.level)}
        </Text>
      )}
      {problems.map(({ sentence, position }) => (
        <Alert key={`${position} ${sentence}`} color="red" variant="light" mt="xs" role="alert">
          {saidOfTexts(sentence)}
        </Alert>
      ))}
      {isDear && (
        <Alert color="yellow" variant="light" mt="xs">
          {t('Some characters make every part hold 70 letters instead of 160:')}
          <Group gap="xs" mt={6}>
            {forcing.slice(0, 8).map((one) =>
              one.replacement === null ? (
                <Text key={one.character} size="sm" component="span">
                  {one.character} ({characterName(one.name)})
                </Text>
              ) : (
                <Button
                  key={one.character}
                  size="compact-sm"
                  variant="default"
                  onClick={() => onBody(replaceCharacter(body, one))}
                >
                  {one.replacement === ''
                    ? t('Remove {name}', { name: characterName(one.name) })
                    : t('{from} → {to}', { from: one.character, to: one.replacement })}
                </Button>
              ),
            )}
            {inSmall !== body && (
              <Button size="compact-sm" onClick={() => onBody(inSmall)}>
                {t('Replace all')}
              </Button>
            )}
          </Group>
        </Alert>
      )}
    </div>
  );
}

function easeInWords(level: 'easy' | 'plain' | 'fairly_hard' | 'hard'): string {
  const words = {
    easy: t('Easy to read.'),
    plain: t('Plain to most readers.'),
    fairly_hard: t('A little hard to read: shorter words and sentences help.'),
    hard: t('Hard to read: most people look at a text for seconds.'),
  };
  return words[level];
}
