import { Alert, Button, Code, Text } from '@mantine/core';
import { Copy } from '../../ui/copy.tsx';
import { t } from '../../ui/language.ts';
import { type HandedOver, linkSentences } from './link-sentences.ts';

/** A link that lets somebody in, once. It is gone with this box. */
export function LinkToHandOver({ handed, onClose }: { handed: HandedOver; onClose: () => void }) {
  return (
    <Alert
      color="indigo"
      variant="light"
      title={
        handed.mail === 'sent'
          ? t('The invitation is on its way to {who}', { who: handed.to })
          : t('Hand this link over to {who} yourself', { who: handed.to })
      }
    >
      {linkSentences(handed).map((sentence) => (
        <Text size="sm" key={sentence} mb="xs">
          {sentence}
        </Text>
      ))}
      <Code block className="breakable">
        {handed.link}
      </Code>
      <div className="filters" style={{ marginTop: '0.5rem' }}>
        <Copy value={handed.link} size="xs" />
        <Button size="xs" variant="subtle" onClick={onClose}>
          {t('Close')}
        </Button>
      </div>
    </Alert>
  );
}
