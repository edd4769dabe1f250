import { Alert, Text } from '@mantine/core';
import { t } from '../ui/language.ts';
import { ApiProblem } from './api.ts';

/** Why something was not taken: the server's sentence and what it says of single fields, or ours when there is none; with the request to quote. */
export function Refusal({ error, otherwise }: { error: Error; otherwise: string }) {
  const problem = error instanceof ApiProblem ? error : null;
  const more = (problem?.details ?? []).filter(({ detail }) => detail !== problem?.message);
  return (
    <Alert color="red" variant="light" role="alert">
      {problem?.message ?? otherwise}
      {more.map(({ pointer, detail }) => (
        <Text size="sm" key={pointer + detail}>
          {detail}
        </Text>
      ))}
      {problem?.isPassing && (
        <Text size="sm">{t('The same may work in a moment. What you have typed stays here.')}</Text>
      )}
      {problem?.requestId && (
        <Text size="sm">
          {t('Request')} <code className="breakable">{problem.requestId}</code>
        </Text>
      )}
    </Alert>
  );
}
