/** Turns what initdb, postgres or the file system said into one sentence that tells what to do. */
export function explainTrouble(said: string, folder: string): string {
  for (const [sign, sentence] of sentences) {
    if (sign.test(said)) return sentence(folder);
  }
  const last = said.trim().split('\n').at(-1) ?? '';
  return `The embedded database could not start in ${folder}: ${last.slice(0, 300) || 'it said nothing'}.`;
}

const sentences: [RegExp, (folder: string) => string][] = [
  [
    /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/,
    (folder) =>
      `The disk that holds ${folder} is full. Free some space (1 GB is a good start) and start again.`,
  ],
  [
    // What copying files onto a full disk comes back as on some file systems.
    /\bEIO\b|Input\/output error/,
    (folder) =>
      `The disk that holds ${folder} is full or failing (input/output error). Free some space, or look after the disk, and start again.`,
  ],
  [
    /could not look up effective user ID|unrecognized user/i,
    () =>
      'PostgreSQL needs the current user to be listed in /etc/passwd, and it is not. Start as a listed user, or set DATABASE_URL.',
  ],
  [
    /cannot be run as root/,
    () => 'PostgreSQL does not run as root. Start Tidings as an ordinary user, or set DATABASE_URL.',
  ],
  [
    /EROFS|Read-only file system/i,
    (folder) =>
      `${folder} is on a read-only disk. Set TIDINGS_DATA_DIR to a folder that can be written, or set DATABASE_URL.`,
  ],
  [
    /ENOTDIR|EEXIST/,
    (folder) => `${folder} is not a folder and cannot be made one. Set TIDINGS_DATA_DIR to a folder.`,
  ],
  [
    /EACCES|EPERM|Permission denied|has wrong ownership|has invalid permissions/i,
    (folder) =>
      `This user may not use ${folder}. Start as the user who owns it, or set TIDINGS_DATA_DIR to a folder of your own.`,
  ],
  [
    /could not (create|map|resize) (anonymous )?shared memory|Cannot allocate memory|ENOMEM/,
    () =>
      'The machine has too little free memory for the database (it asks for 256 MB). Free some and start again.',
  ],
  [
    /database files are incompatible with server|was initialized by PostgreSQL version/,
    (folder) =>
      `The data in ${folder} was made by another version of PostgreSQL. Start the Tidings version that made it, take a backup and restore it here.`,
  ],
];
