import { Alert, Button, Code, CopyButton, Text } from '@mantine/core';
import { t } from '../../ui/language.ts';
import { type HandedOver, linkSentences } from './link-sentences.ts';

/** A link that lets somebody in, once. It is gone with this box. */
export function LinkToHandOver({ handed, onClose }: { handed: HandedOver; onClose: () => void }) {
  return (
    <Alert
      color="indigo"
      variant="light"
      title={handed.mail === 'sent' ? t('The invitation is on its way') : t('Hand this link over yourself')}
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
        <CopyButton value={handed.link}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? t('Copied') : t('Copy')}
            </Button>
          )}
        </CopyButton>
        <Button size="xs" variant="subtle" onClick={onClose}>
          {t('Close')}
        </Button>
      </div>
    </Alert>
  );
}
