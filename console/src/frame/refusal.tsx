import { Alert } from '@mantine/core';
import { ApiProblem } from './api.ts';

/** Why a form was not taken: the server's sentence, or ours when there is none. */
export function Refusal({ error, otherwise }: { error: Error; otherwise: string }) {
  return (
    <Alert color="red" variant="light" role="alert">
      {error instanceof ApiProblem ? error.message : otherwise}
    </Alert>
  );
}
