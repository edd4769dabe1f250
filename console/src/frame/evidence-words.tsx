import { Text } from '@mantine/core';
import { language, t } from '../ui/language.ts';

/** Where evidence is shown to somebody who reads another language: why it does not come in theirs. */
export function EvidenceWords() {
  if (language() === 'en') return null;
  return (
    <Text size="sm" c="dimmed" mb="sm">
      {t('This is evidence: it stands in English, in the same words for everybody.')}
    </Text>
  );
}
