import type { Command } from 'commander';
import { deleteMedia, listMedia, uploadMedia } from '../commands/media.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, repeated, withExamples } from './words.ts';

export function defineMedia(program: Command, run: Run): void {
  const media = program
    .command('media')
    .description('Pictures, films, sounds and cards that go along with texts.');
  const upload = media
    .command('upload')
    .description('Upload a file. What it is is known by its content; place and maker are taken out.')
    .argument('<file>', 'JPEG, PNG, GIF, WebP, MP3, AMR, M4A, MP4, 3GP, vCard …')
    .option('--name <name>', 'by which people find it again; the name of the file unless told')
    .action(acting(run, uploadMedia));
  withExamples(
    upload,
    'tidings media upload loaf.jpg',
    'tidings send +12025550142 --body "Fresh!" --media mda_0193ad1c6f0b7a1e8a4f2f9a6c1d5e70',
  );
  media
    .command('list')
    .description('List what was uploaded, newest first.')
    .addOption(limitOption())
    .action(acting(run, listMedia));
  media
    .command('delete')
    .description('Delete what no text, campaign or template holds.')
    .argument('<media>', 'its id (mda_…)')
    .action(acting(run, deleteMedia));
}

/** For commands that write a text. */
export const withMedia = (command: Command): Command =>
  command
    .addOption(repeated('--media <media>', 'what goes along (mda_…), in order; may be given again'))
    .option('--mms-subject <words>', 'the subject above it, up to 40 characters');
