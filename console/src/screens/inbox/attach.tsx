import { Button, FileButton, Pill } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../frame/call.ts';
import { problemWords } from '../../frame/problem-words.ts';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';

export type Attached = { readonly id: string; readonly name: string };

type AttachProps = { attached: readonly Attached[]; onChange: (attached: readonly Attached[]) => void };

/** Pictures, films, sounds and cards that go along. Kept in the library, so it is offered to those who may put something there. */
export function Attach({ attached, onChange }: AttachProps) {
  const mayKeep = useMay('templates.write');
  const say = useToast();
  const keep = useMutation({
    mutationFn: (file: File) => call('/v1/media', 'post', { query: { name: file.name.slice(0, 100) }, file }),
    onSuccess: ({ id, name }) => onChange([...attached.filter((one) => one.id !== id), { id, name }]),
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
          onRemove={() => onChange(attached.filter(({ id }) => id !== one.id))}
        >
          {one.name}
        </Pill>
      ))}
      <FileButton onChange={(file) => file && keep.mutate(file)} accept="image/*,video/*,audio/*,.vcf">
        {(props) => (
          <Button {...props} variant="default" size="xs" loading={keep.isPending}>
            {t('Attach')}
          </Button>
        )}
      </FileButton>
    </>
  );
}
