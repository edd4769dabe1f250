import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Action } from '../../frame/action-store.ts';
import type { Contact } from '../../frame/api.ts';
import { answer } from '../../frame/call.ts';
import { ConsentSummary } from '../../frame/consent-summary.tsx';
import { consentQuery, timelineQuery } from '../../frame/queries.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatMoment } from '../../ui/times.ts';
import { mayBeTexted, type WhyNot, whyNotTexted } from './may-be-texted.ts';

/** Where the page's own “see why” leads. */
export const mayPanelId = 'may-be-texted';

type MayPanelProps = { contact: Contact; zone: string; refreshMs: number; record: Action | undefined };

/** Whether this person may be texted, program by program; where not, by what, and what can be done about it. */
export function MayPanel({ contact: { id }, zone, refreshMs, record }: MayPanelProps) {
  const consent = useQuery(consentQuery(id)).data;
  const timeline = useQuery(timelineQuery(id)).data;
  const programs = useQuery(answer('/v1/programs')).data;
  const isKnown = consent !== undefined && timeline !== undefined && programs !== undefined;
  const why = isKnown && !mayBeTexted(consent, programs.data) ? whyNotTexted(consent, timeline.data) : null;
  return (
    <div id={mayPanelId}>
      <Panel title={t('May this person be texted?')}>
        <ConsentSummary contactId={id} zone={zone} refreshMs={refreshMs} />
        {why && <WhyNotTexted why={why} zone={zone} record={record} />}
      </Panel>
    </div>
  );
}

type WhyProps = { why: WhyNot; zone: string; record: Action | undefined };

function WhyNotTexted({ why, zone, record }: WhyProps) {
  const happened = why.kind !== 'pending' && why.entry && (
    <p>
      {formatMoment(why.entry.at, zone)}: {why.entry.sentence}
    </p>
  );
  return (
    <>
      {happened}
      <p className="quiet">{wayOn(why)}</p>
      {why.kind !== 'left' && record && (
        <Button variant="default" onClick={record.run}>
          {record.name}
        </Button>
      )}
    </>
  );
}

function wayOn(why: WhyNot): string {
  if (why.kind === 'left')
    return t('They come back by a text of their own, such as START; nobody else can do it for them.');
  if (why.kind === 'pending')
    return t('They were asked to join and have not answered YES. Until then nothing else is sent to them.');
  return why.entry?.kind === 'imported'
    ? t(
        'No file said when or how they agreed. If they did, record it here; or let them join by a form or a keyword.',
      )
    : t('If they agreed, record it here; or let them join by a form or a keyword.');
}
