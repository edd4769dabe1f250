import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startLines } from './start-lines.ts';

const page = 'http://127.0.0.1:4080';

describe('the last lines of a start', () => {
  test('say where it is and how to end it, apart from what stands before', () => {
    const lines = startLines({ page, setup: null, pid: 4711 }).split('\n');
    expect(lines).toEqual(['', `Tidings is up: ${page}`, 'Ctrl-C or "kill 4711" ends it.', '']);
  });

  test('name the way in while nobody owns it', () => {
    expect(startLines({ page, setup: `${page}/setup#token=t`, pid: 1 })).toContain(
      `Nobody owns it yet. Set it up: ${page}/setup#token=t\n`,
    );
  });

  test('claim no address for a process that only works', () => {
    expect(startLines({ page: null, setup: null, pid: 1 })).toMatch(/^\nTidings works\.\nCtrl-C/);
  });
});

// npm hands a signal to the shell that it started and to nobody else. A shell that waits for its command dies of it and
// leaves the service behind; one that has become its command is the service.
test('a signal to npm reaches whatever stays up', () => {
  const root = join(import.meta.dirname, '../../..');
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const [name, command] of Object.entries(scripts)) expect(command, name).toMatch(/^exec sh /);
});
