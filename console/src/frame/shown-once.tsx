import { Alert, Button, Code, CopyButton } from '@mantine/core';
import { t } from '../ui/language.ts';

/** A secret that nobody can read again: to be copied, and put away by whoever has it. */
export function ShownOnce({ secret, onKept }: { secret: string; onKept: () => void }) {
  return (
    <Alert color="yellow" variant="light" title={t('Copy the secret now: it is not shown again')} mb="md">
      <Code block className="breakable">
        {secret}
      </Code>
      <div className="filters" style={{ marginTop: '0.5rem' }}>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button size="xs" onClick={copy}>
              {copied ? t('Copied') : t('Copy')}
            </Button>
          )}
        </CopyButton>
        <Button size="xs" variant="default" onClick={onKept}>
          {t('I have it')}
        </Button>
      </div>
    </Alert>
  );
}
