import { Button, FileButton, Pill } from '@mantine/core';
import { useIsMutating, useMutation } from '@tanstack/react-query';
import { call } from '../../frame/call.ts';
import { problemWords } from '../../frame/problem-words.ts';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';

export type Attached = { readonly id: string; readonly name: string };

type AttachProps = {
  conversationId: string;
  attached: readonly Attached[];
  onChange: (change: (now: readonly Attached[]) => readonly Attached[]) => void;
};

const keyOf = (conversationId: string) => ['attach', conversationId];

/** Whether a file is on its way to the answer of this conversation: one that is sent now would leave without it. */
export const useIsAttaching = (conversationId: string): boolean =>
  useIsMutating({ mutationKey: keyOf(conversationId) }) > 0;

/** Pictures, films, sounds and cards that go along. Kept in the library, so it is offered to those who may put something there. */
export function Attach({ conversationId, attached, onChange }: AttachProps) {
  const mayKeep = useMay('templates.write');
  const isAttaching = useIsAttaching(conversationId);
  const say = useToast();
  const keep = useMutation({
    mutationKey: keyOf(conversationId),
    mutationFn: (file: File) => call('/v1/media', 'post', { query: { name: file.name.slice(0, 100) }, file }),
    onSuccess: ({ id, name }) => onChange((now) => [...now.filter((one) => one.id !== id), { id, name }]),
    onError: (error) => say(problemWords(error)),
  });
  if (!mayKeep) return null;
  return (
    <>
      {attached.map((one) => (
        <Pill
          key={one.id}
          withRemoveButton
          removeButtonProps={{ 'aria-label': t('Take {name} off', { name: one.name }) }}
          onRemove={() => onChange((now) => now.filter(({ id }) => id !== one.id))}
        >
          {one.name}
        </Pill>
      ))}
      <FileButton onChange={(file) => file && keep.mutate(file)} accept="image/*,video/*,audio/*,.vcf">
        {(props) => (
          <Button {...props} variant="default" size="xs" loading={isAttaching}>
            {t('Attach')}
          </Button>
        )}
      </FileButton>
    </>
  );
}
