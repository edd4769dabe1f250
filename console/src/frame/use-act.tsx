import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { t } from '../ui/language.ts';
import { Question } from '../ui/question.tsx';
import { RefusalOrConfirm } from './confirm-you.tsx';

type Act = { name: string; send: () => Promise<unknown> };

/**
 * What is done by one press, without a form: `const [failed, act] = useAct()`. Nothing is heard of it where it is done; where
 * it is not, `failed` says why, over the page, or asks once more who it is and then goes on.
 */
export function useAct(): [ReactNode, (name: string, send: Act['send']) => void] {
  const { mutate, reset, error, variables } = useMutation({ mutationFn: ({ send }: Act) => send() });
  const failed = (
    <Question title={variables?.name ?? ''} isOpen={error !== null} onClose={reset}>
      {error !== null && variables !== undefined && (
        <RefusalOrConfirm
          error={error}
          otherwise={t('That did not work. Try again.')}
          onDone={() => mutate(variables)}
          onCancel={reset}
        />
      )}
    </Question>
  );
  return [failed, (name, send) => mutate({ name, send })];
}
