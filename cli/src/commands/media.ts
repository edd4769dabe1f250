import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readSource } from '../read-source.ts';
import { takePage } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

export async function uploadMedia(desk: Desk, file: string, options: { name?: string }): Promise<ExitCode> {
  const source = await readSource(file, desk.around);
  return orBlocked(async () => {
    const bytes = source.open(() => {});
    const media = await desk.tidings.upload('/v1/media', { name: options.name ?? source.name }, bytes);
    desk.voice.answer(
      media,
      () => `${media.id}: “${plain(media.name)}”, ${media.content_type}, ${sizeOf(media.bytes)}.`,
    );
    return exitCodes.ok;
  });
}

export async function listMedia(desk: Desk, { limit }: { limit: number }): Promise<ExitCode> {
  const page = await takePage(desk.tidings.each('/v1/media'), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'name', 'kind', 'size', 'uploaded'],
      page.data.map(({ id, name, content_type: type, bytes, created_at: at }) => [
        ...[id, plain(name), type, sizeOf(bytes), at],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export async function deleteMedia(desk: Desk, id: string): Promise<ExitCode> {
  return orBlocked(async () => {
    await desk.tidings.call('delete', '/v1/media/{id}', { path: { id } });
    desk.voice.answer({ id }, () => `Deleted ${id}.`);
    return exitCodes.ok;
  });
}

const sizeOf = (bytes: number) => `${Math.max(1, Math.round(bytes / 1_000))} kB`;
