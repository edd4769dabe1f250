import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { t } from '../../ui/language.ts';
import classes from './inbox.module.css';

/** What is looked for after a slash; null while something else is being written. */
export function cannedWord(body: string): string | null {
  return /^\/(\S*)$/.exec(body)?.[1] ?? null;
}

const mostShown = 6;

/** Words that are kept to answer with, by their names, while a slash and a name are typed. */
export function CannedReplies({ body, onChoose }: { body: string; onChoose: (words: string) => void }) {
  const word = cannedWord(body);
  const found = useQuery({ ...answer('/v1/canned-replies'), enabled: word !== null });
  if (word === null || found.data === undefined) return null;
  const fitting = found.data.data.filter(({ name }) => name.toLowerCase().startsWith(word.toLowerCase()));
  if (fitting.length === 0) return <p className={classes.meta}>{t('No words are kept under this name.')}</p>;
  return (
    <ul className={classes.canned} aria-label={t('Words that are kept')}>
      {fitting.slice(0, mostShown).map(({ id, name, body: words }) => (
        <li key={id}>
          <Button variant="subtle" size="compact-sm" onClick={() => onChoose(words)}>
            /{name}
          </Button>{' '}
          <span className={classes.last}>{words}</span>
        </li>
      ))}
    </ul>
  );
}
