import { resolve } from 'node:path';
import { checkArchitecture } from './architecture/check.ts';

// `node tools/architecture.mjs [folder]`: one line for each finding, exit code 1 when there is any.
const root = resolve(process.argv[2] ?? resolve(import.meta.dirname, '..'));
const { findings, fileCount } = checkArchitecture(root);
for (const { check, file, line, sentence } of findings) console.log(`${file}:${line} ${check}: ${sentence}`);
console.log(`${fileCount} files, ${findings.length === 0 ? 'no' : findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;
