import type { Command } from 'commander';
import { listEventNames, listEvents, sendEvents } from '../commands/events.ts';
import * as verbs from '../commands/segments.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, readWhole, withExamples } from './words.ts';

const which = ['<segment>', 'its id (seg_…) or its name'] as const;
const rule = ['[rule]', 'the rule, such as: state in (TX, FL) and tag "vip"'] as const;
const file = ['--file <file>', 'the rule, from a file'] as const;

export function defineSegments(program: Command, run: Run): void {
  const segments = program.command('segments').description('Rules by which people are chosen.');
  defineTrials(segments, run);
  defineLife(segments, run);
  defineLooks(segments, run);
}

function defineTrials(segments: Command, run: Run): void {
  const check = segments
    .command('check')
    .description(
      'Say what a rule means and what stands against it; ends with 6 where it cannot be saved, with 7 where something is odd.',
    )
    .argument(...rule)
    .option(...file)
    .action(acting(run, verbs.checkSegment));
  withExamples(
    check,
    `tidings segments check 'state in (TX, FL) and not in list "Staff"'`,
    'tidings segments check --file regulars.segment',
  );
  const count = segments
    .command('count')
    .description('Count the people whom a rule, or a saved segment, chooses now.')
    .argument(...rule)
    .option(...file)
    .option('--segment <segment>', 'a saved one, by id or name, in place of a rule')
    .option('--sample <N>', 'show so many of them, drawn by lot', readWhole, 0)
    .option('--seed <N>', 'the same seed draws the same people', readWhole, 0)
    .option('--by-country', 'count them country by country as well')
    .action(acting(run, verbs.countSegment));
  withExamples(
    count,
    `tidings segments count 'count(order.placed, last 90 days) >= 2' --sample 5`,
    'tidings segments count --segment Regulars',
  );
  const fields = segments
    .command('fields')
    .description('List what rules can ask for here.')
    .action(acting(run, verbs.listFields));
  withExamples(fields, 'tidings segments fields');
}

function defineLife(segments: Command, run: Run): void {
  const save = segments
    .command('save')
    .description('Save a rule under a name: a new segment, or the next version of the one that has it.')
    .argument('<name>', 'what you call it')
    .argument(...rule)
    .option(...file)
    .action(acting(run, verbs.saveSegment));
  withExamples(save, 'tidings segments save Regulars --file regulars.segment');
  const rename = segments
    .command('rename')
    .description('Give a segment another name; whatever names it goes on.')
    .argument(...which)
    .argument('<name>', 'the new name')
    .action(acting(run, verbs.renameSegment));
  withExamples(rename, 'tidings segments rename Regulars "Regular guests"');
  const archive = segments
    .command('archive')
    .description('Archive a segment that nothing names any more.')
    .argument(...which)
    .action(acting(run, verbs.archiveSegment));
  withExamples(archive, 'tidings segments archive Regulars');
}

function defineLooks(segments: Command, run: Run): void {
  const list = segments
    .command('list')
    .description('List segments, by name.')
    .option('--archived', 'archived ones too')
    .addOption(limitOption())
    .action(acting(run, verbs.listSegments));
  withExamples(list, 'tidings segments list');
  const show = segments
    .command('show')
    .description('Show a segment as a sentence and as it is written.')
    .argument(...which)
    .option('--versions', 'each version that it has had')
    .action(acting(run, verbs.showSegment));
  withExamples(show, 'tidings segments show Regulars --versions');
  const why = segments
    .command('why')
    .description('Say why a person is in a segment or not, condition by condition.')
    .argument(...which)
    .argument('<contact>', 'a person, by id (con_…) or number')
    .action(acting(run, verbs.whyInSegment));
  withExamples(why, 'tidings segments why Regulars +12025550142');
  const snapshot = segments
    .command('snapshot')
    .description('Put everybody who is in a segment now on a new list, where they stay.')
    .argument(...which)
    .requiredOption('--list <name>', 'what the new list is called')
    .action(acting(run, verbs.snapshotSegment));
  withExamples(snapshot, 'tidings segments snapshot Regulars --list "Regulars of November"');
}

export function defineEvents(program: Command, run: Run): void {
  const events = program.command('events').description('What people did elsewhere, such as orders.');
  const send = events
    .command('send')
    .description(
      'Send events from a file, one JSON object a line. Each is taken once by its id, however often it is sent.',
    )
    .argument('<file>', 'the file, or - for a pipe')
    .option('--create-contacts', 'make contacts, without any consent, of numbers that are nobody’s')
    .action(acting(run, sendEvents));
  withExamples(send, 'tidings events send orders.ndjson', 'zcat orders.ndjson.gz | tidings events send -');
  const list = events
    .command('list')
    .description('List events, by person and time.')
    .option('--name <name>', 'of this name, such as order.placed')
    .option('--contact <contact>', 'of this person, by id (con_…) or number')
    .addOption(limitOption())
    .action(acting(run, listEvents));
  withExamples(list, 'tidings events list --contact +12025550142');
  const names = events
    .command('names')
    .description('List the names of events that have come, with their properties.')
    .action(acting(run, listEventNames));
  withExamples(names, 'tidings events names');
}
