import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useActorName } from '../../frame/actors.ts';
import type { Contact, ContactConsent } from '../../frame/api.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { titleOfConsent } from '../../frame/person-story.ts';
import { consentQuery } from '../../frame/queries.ts';
import { useMay } from '../../frame/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatDate, formatFull } from '../../ui/times.ts';
import { wayInWords } from '../../ui/ways-in.ts';
import { evidenceName, inWords, levelInWords } from './consent-words.ts';
import { useRecordConsent } from './use-record-consent.tsx';

type Event = ContactConsent['events'][number];

/** Everything that was recorded of their consent, newest first, with what proves it. Nothing in it can be changed. */
export function ConsentPanel({ contact, zone }: { contact: Contact; zone: string }) {
  const query = useQuery(consentQuery(contact.id));
  const mayProve = useMay('proofs.read');
  const nameOf = useActorName();
  const [dialog, [record]] = useRecordConsent(contact);
  return (
    <Panel
      title={t('What they agreed to')}
      aside={
        mayProve && (
          <Link to="/compliance/ledger" search={{ number: contact.number }}>
            {t('Proof pack')}
          </Link>
        )
      }
    >
      {dialog}
      {record && (
        <Button variant="default" mb="sm" onClick={record.run}>
          {record.name}
        </Button>
      )}
      <Loaded query={query} what={t('the consent record')}>
        {({ programs, events, has_more_events }) =>
          events.length === 0 ? (
            <Empty title={t('Nothing on record')}>{t('Whoever has agreed to nothing is not texted.')}</Empty>
          ) : (
            <>
              <DataTable
                caption={t('What they agreed to')}
                rows={events}
                keyOf={({ id }) => id}
                columns={[
                  {
                    name: t('What'),
                    cell: ({ type, program_id, level }) => (
                      <>
                        {titleOfConsent(type)}
                        <div className="quiet">
                          {programs.find((one) => one.program_id === program_id)?.program_name}
                        </div>
                        {level && <div className="quiet">{levelInWords(level.name)}</div>}
                      </>
                    ),
                  },
                  { name: t('How'), cell: ({ method }) => wayInWords(method) },
                  {
                    name: t('Words shown'),
                    cell: ({ words_shown }) => <span className="breakable">{words_shown ?? '–'}</span>,
                  },
                  {
                    name: t('Evidence'),
                    cell: ({ evidence }) => <Evidence evidence={evidence} nameOf={nameOf} />,
                  },
                  {
                    name: t('When'),
                    // Most files name days, which are kept as noon of UTC: an hour that nobody gave would look like one that somebody did.
                    cell: ({ occurred_at: at, import_id }) =>
                      import_id !== null && /T12:00:00(\.0+)?Z$/.test(at)
                        ? formatDate(at, 'UTC')
                        : formatFull(at, zone),
                  },
                  {
                    name: t('Recorded by'),
                    cell: ({ actor }) => <span className="breakable">{nameOf(actor)}</span>,
                  },
                ]}
              />
              {has_more_events && <p className="quiet">{t('Older ones stand in the proof pack.')}</p>}
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}

type EvidenceProps = Pick<Event, 'evidence'> & { nameOf: (actor: string) => string };

function Evidence({ evidence, nameOf }: EvidenceProps) {
  const known = Object.entries(evidence);
  if (known.length === 0) return '–';
  return (
    <ul className="plain-list breakable">
      {known.map(([name, value]) => (
        <li key={name}>
          {evidenceName(name)}: {name === 'attested_by' ? nameOf(String(value)) : inWords(value)}
        </li>
      ))}
    </ul>
  );
}
