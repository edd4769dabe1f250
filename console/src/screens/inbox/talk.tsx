import { Alert } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { askAgainMs } from '../../frame/ask-again.ts';
import { answer, call, pages } from '../../frame/call.ts';
import { Loaded, MoreButton } from '../../frame/loaded.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { formatFull, formatMoment } from '../../ui/times.ts';
import { Composer } from './composer.tsx';
import { StateOf } from './conversation-list.tsx';
import { Handling } from './handling.tsx';
import classes from './inbox.module.css';
import { isForLater, type Line, linesOf, receiptsEveryMs, statusWords } from './lines.ts';
import { PersonCard } from './person-card.tsx';
import { TakeBack } from './take-back.tsx';
import { askEveryMs, type Writing } from './use-inbox-news.ts';

type TalkProps = {
  id: string;
  isLive: boolean;
  writing: readonly Writing[];
};

/** One conversation: what was said, what happened, and where one answers. */
export function Talk({ id, isLive, writing }: TalkProps) {
  const path = { id };
  const one = useQuery({
    ...answer('/v1/conversations/{id}', { path }),
    refetchInterval: isLive ? false : askEveryMs,
  });
  const said = useInfiniteQuery({
    ...pages('/v1/conversations/{id}/messages', { path }),
    refetchInterval: ({ state }) => {
      const receipts = receiptsEveryMs(state.data?.pages[0]?.data ?? [], Date.now());
      const everyMs = isLive ? receipts : Math.min(receipts ?? askEveryMs, askEveryMs);
      return askAgainMs(everyMs, state.data?.pages);
    },
  });
  const happened = useInfiniteQuery(pages('/v1/conversations/{id}/events', { path }));
  useSeen(id, one.data?.turn);
  return (
    <Loaded query={one} what={t('the conversation')}>
      {(conversation) => (
        <div className={classes.beside}>
          <div className={classes.middle}>
            <header className={classes.head}>
              <div className={classes.title}>
                <h2 className={classes.name}>
                  {conversation.contact_id === null ? (
                    <Shown conversation={conversation} />
                  ) : (
                    <Link to="/people/$contactId" params={{ contactId: conversation.contact_id }}>
                      <Shown conversation={conversation} />
                    </Link>
                  )}
                </h2>
                <StateOf conversation={conversation} />
              </div>
              <Handling conversation={conversation} />
            </header>
            <Loaded query={said} what={t('what was said')}>
              {({ pages: found }) => (
                <Lines
                  lines={linesOf(
                    found.flatMap((page) => page.data),
                    happened.data?.pages.flatMap((page) => page.data) ?? [],
                  )}
                  more={<MoreButton query={said} />}
                  conversationId={id}
                />
              )}
            </Loaded>
            {writing.length > 0 && <Collision writing={writing} />}
            <Composer conversation={conversation} />
          </div>
          <PersonCard conversation={conversation} />
        </div>
      )}
    </Loaded>
  );
}

function Shown({
  conversation: { name, number },
}: {
  conversation: { name: string | null; number: string };
}) {
  const { workspace } = useMe();
  return name ?? formatNumber(number, workspace.country);
}

/** Whoever has it open has read it as far as it goes. */
function useSeen(id: string, turn: number | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (turn === undefined) return;
    call('/v1/conversations/{id}/seen', 'post', { path: { id } }).then(
      // The lists alone: what stands here is what was seen.
      () =>
        client.invalidateQueries({
          predicate: ({ queryKey: [first] }) => first === '/v1/conversations' || first === '/v1/inbox/counts',
        }),
      // Nothing hangs on it but a mark, so a failure is nobody's business.
      () => undefined,
    );
  }, [client, id, turn]);
}

/** Somebody else is at it: said before two answers are sent. */
function Collision({ writing }: { writing: readonly Writing[] }) {
  const colleagues = useQuery(answer('/v1/inbox/agents'));
  const me = colleagues.data?.data.find(({ is_me }) => is_me)?.id;
  const others = writing.filter(({ id }) => id !== me);
  if (others.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" role="status" mt="xs">
      {t('{who} is writing an answer here.', { who: others.map(({ name }) => name).join(', ') })}
    </Alert>
  );
}

type LinesProps = { lines: readonly Line[]; more: React.ReactNode; conversationId: string };

function Lines({ lines, more, conversationId }: LinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const last = lines.at(-1)?.id;
  useEffect(() => {
    if (last !== undefined) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [last]);
  // The newest line stays in sight when what is below takes more room.
  useEffect(() => {
    const lines = box.current;
    if (!lines) return;
    const watch = new ResizeObserver(() => lines.scrollTo({ top: lines.scrollHeight }));
    watch.observe(lines);
    return () => watch.disconnect();
  }, []);
  return (
    // A log, so that news is read out; a focus stop, because what scrolls must be reachable by keyboard.
    <div
      className={classes.lines}
      role="log"
      aria-label={t('What was said')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 wants scrolling content in the tab order.
      tabIndex={0}
      ref={box}
    >
      {more}
      {lines.map((line) => (
        <LineView key={`${line.kind} ${line.id}`} line={line} conversationId={conversationId} />
      ))}
    </div>
  );
}

function LineView({ line, conversationId }: { line: Line; conversationId: string }) {
  const { workspace } = useMe();
  const time = (
    <time dateTime={line.at} title={formatFull(line.at, workspace.time_zone)} className="numbers">
      {formatMoment(line.at, workspace.time_zone)}
    </time>
  );
  if (line.kind === 'event')
    return (
      <p className={classes.event}>
        {line.words} · {time}
      </p>
    );
  if (line.kind === 'note')
    return (
      <div className={classes.note}>
        <p className={classes.body} data-look="note">
          {line.note.body}
        </p>
        <p className={classes.meta} data-end>
          {t('Note of {who}', { who: line.note.by.name ?? 'Tidings' })} · {time}
        </p>
      </div>
    );
  const { direction, body, author, media, kind } = line.said;
  const status = direction === 'out' ? statusWords(line.said) : null;
  return (
    <div className={classes.said} data-direction={direction}>
      <p className={classes.body} data-look={direction}>
        {body}
      </p>
      {media.map((one) => (
        <p key={one.id} className={classes.meta}>
          {one.status === 'kept' ? (
            <a href={`/v1/inbound-media/${one.id}`}>{one.content_type ?? t('Attachment')}</a>
          ) : (
            (one.reason ?? t('An attachment is on its way'))
          )}
        </p>
      ))}
      <p className={classes.meta} data-end={direction === 'out' || undefined}>
        {direction === 'out' && `${author?.name ?? (kind === 'campaign' ? t('Campaign') : 'Tidings')} · `}
        {time}
        {status && ` · ${status}`}
        {isForLater(line.said) && <TakeBack conversationId={conversationId} messageId={line.said.id} />}
      </p>
    </div>
  );
}
