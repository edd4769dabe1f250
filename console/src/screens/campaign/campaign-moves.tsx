import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api, type Campaign } from '../../frame/api.ts';
import { problemWords } from '../../frame/problem-words.ts';
import { refreshCampaign } from '../../frame/queries.ts';
import { t, tn } from '../../ui/language.ts';
import { Question } from '../../ui/question.tsx';

type Move = 'pause' | 'resume' | 'stop';

type CampaignMovesProps = {
  campaign: Campaign;
  /** How many people wait for it; null of an experiment, whose variants count them. */
  waiting: number | null;
  /** Whether nothing but an hour is waited for: then pausing is not what one most likely wants. */
  isWaiting: boolean;
  /** What makes it slower or faster, between what holds it and what ends it. */
  pace: ReactNode;
};

/** Pause comes first and needs no question, for it can be taken back. Stop cannot, so it asks for the name. */
export function CampaignMoves({ campaign, waiting, isWaiting, pace }: CampaignMovesProps) {
  const client = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const move = useMutation({
    mutationFn: (wish: Move) => api.moveCampaign(campaign.id, wish),
    // The answer to a move before must not close the question that was asked since.
    onSuccess: (_answer, wish) => {
      if (wish === 'stop') setIsAsking(false);
    },
    onSettled: () => refreshCampaign(client, campaign.id),
  });
  const isMoving = (wish: Move) => move.isPending && move.variables === wish;
  const { status } = campaign;
  const isUnderWay = status === 'sending' || status === 'testing';
  if (!isUnderWay && status !== 'paused') return null;
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        {isUnderWay && (
          <Button
            variant={isWaiting ? 'default' : 'filled'}
            loading={isMoving('pause')}
            onClick={() => move.mutate('pause')}
          >
            {t('Pause')}
          </Button>
        )}
        {status === 'paused' && (
          <Button loading={isMoving('resume')} onClick={() => move.mutate('resume')}>
            {t('Resume')}
          </Button>
        )}
        {pace}
        <Button variant="default" onClick={() => setIsAsking(true)}>
          {t('Stop …')}
        </Button>
      </Group>
      {move.error && !isAsking && <Refusal error={move.error} />}
      <Question title={t('Stop this campaign?')} isOpen={isAsking} onClose={() => setIsAsking(false)}>
        <StopQuestion
          name={campaign.name}
          waiting={waiting}
          isStopping={isMoving('stop')}
          error={move.error}
          onStop={() => move.mutate('stop')}
        />
      </Question>
    </Stack>
  );
}

type StopQuestionProps = {
  name: string;
  /** How many people wait for it; null of an experiment, whose variants count them. */
  waiting: number | null;
  isStopping: boolean;
  error: Error | null;
  onStop: () => void;
};

function StopQuestion({ name, waiting, isStopping, error, onStop }: StopQuestionProps) {
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onStop();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>
          {waiting === null
            ? t('All of its variants are stopped, and nothing goes to the rest.')
            : tn(
                waiting,
                '{n} person who has not been texted yet will not get this text.',
                '{n} people who have not been texted yet will not get this text.',
              )}{' '}
          {t('It cannot be taken back. Texts that are with the carrier cannot be called back either.')}
        </Text>
        {error && <Refusal error={error} />}
        <TextInput
          label={t('Type “{name}” to stop it', { name })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        <Button type="submit" color="red" disabled={typed.trim() !== name.trim()} loading={isStopping}>
          {t('Stop for good')}
        </Button>
      </Stack>
    </form>
  );
}

function Refusal({ error }: { error: Error }) {
  return (
    <Alert color="red" variant="light" role="alert">
      {problemWords(error)}
    </Alert>
  );
}
