import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Files that take many times longer than their neighbours, longest first. vitest knows no times on a fresh machine and goes by the
// size of files; one of these begun last would keep the other core waiting for it at the end.
const long = [
  'e2e/console/real-pages.e2e.test.ts',
  'e2e/console/roles.e2e.test.ts',
  'e2e/plans-and-experiments.e2e.test.ts',
  'e2e/outages.e2e.test.ts',
  'e2e/console/pages.e2e.test.ts',
  'e2e/moved-data.e2e.test.ts',
  'e2e/bad-files.e2e.test.ts',
  'server/src/contacts/imports/crash.db.test.ts',
  'server/src/main.db.test.ts',
  'server/src/platform/db/embedded/embedded.db.test.ts',
  'server/src/app/backup/backup.db.test.ts',
  'e2e/audit/audit-tampering.db.test.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const place = (file: TestSpecification) => {
      const at = long.findIndex((name) => file.moduleId.endsWith(`/${name}`));
      return at === -1 ? long.length : at;
    };
    return [...others].sort((one, other) => place(one) - place(other));
  }
}
