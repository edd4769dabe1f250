import { Alert, Button, Code } from '@mantine/core';
import { Copy } from '../ui/copy.tsx';
import { t } from '../ui/language.ts';

/** A secret that nobody can read again: to be copied, and put away by whoever has it. */
export function ShownOnce({ secret, onKept }: { secret: string; onKept: () => void }) {
  return (
    <Alert color="yellow" variant="light" title={t('Copy the secret now: it is not shown again')} mb="md">
      <Code block className="breakable">
        {secret}
      </Code>
      <div className="filters" style={{ marginTop: '0.5rem' }}>
        <Copy value={secret} size="xs" variant="filled" />
        <Button size="xs" variant="default" onClick={onKept}>
          {t('I have it')}
        </Button>
      </div>
    </Alert>
  );
}
