import { Button, Stack, Text } from '@mantine/core';
import { t, tn } from '../../ui/language.ts';

type Kind = { kind: string; name: string; capabilities: { class: string; cannot: string[] } };

/** The carriers there are, with how well each can say what became of a text. */
export function KindChoice({
  kinds,
  onChoose,
}: {
  kinds: readonly Kind[];
  onChoose: (kind: string) => void;
}) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('Class A to C can be asked about a text whose answer was lost; D and E cannot.')}
      </Text>
      {kinds.map(({ kind, name, capabilities }) => (
        <Button
          key={kind}
          variant="default"
          justify="start"
          h="auto"
          mih="2.25rem"
          py="0.375rem"
          styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
          onClick={() => onChoose(kind)}
        >
          {name}
          <Text span size="sm" c="dimmed" ms="sm">
            {t('class {letter}', { letter: capabilities.class })}
            {capabilities.cannot.length > 0 &&
              ` · ${tn(capabilities.cannot.length, '{n} limit', '{n} limits')}`}
          </Text>
        </Button>
      ))}
    </Stack>
  );
}
