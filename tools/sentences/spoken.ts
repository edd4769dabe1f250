/** Where the service has words for people, and which of these files speak to nobody who reads the console. */
export const spokenFolders = ['server/src', 'policy/src', 'sms/src'] as const;

const silent: readonly (readonly [RegExp, string])[] = [
  [/\.test\.ts$|\/testing\//, 'tests'],
  [/sms\/src\/sentences\/|app\/languages\//, 'the translation itself'],
  [/\/openapi\.ts$|generate-/, 'descriptions for programmers, which stand in openapi.json'],
  [
    /server\/src\/main\.ts$|app\/(commands|config\.schema|start-lines|shutdown|listen|furnish|secret-key|open-platform)|app\/(backup|sealing)\/|watch\/(watch|machine)-gauges|app\/(instruments|carrier-process|keep-carrier|single-sign-on)\.ts$/,
    'a terminal, a log or a gauge: operators read these, and search for them',
  ],
  [
    /platform\/(backup|db|jobs|metrics|tracing|mail|statistics)\/|platform\/(config|config-pages|batches)\.ts$/,
    'the same',
  ],
  [
    /server\/src\/evidence\/(?!overview)|\/render-[a-z-]+\.ts$|desk\/processing\/processing-record\.ts$|accounts\/audit\//,
    'documents and proofs: they are the same words for everybody, and some are hashed',
  ],
  [/gateways\/[a-z-]+\/codes\.ts$/, 'what the codes of carriers mean, in their own words'],
  [/policy\/src\/registrations\/export\//, 'files for carriers, who read English'],
  [
    /policy\/src\/hours\/(written-row|row-vectors|tz-check)\.ts$/,
    'mistakes in packs of rules, for those who write them',
  ],
  [
    /desk\/training\/(modules\/|workspace-module)/,
    'courses: whole texts, which are translated as such or not at all',
  ],
];

export const isSpoken = (file: string): boolean => !silent.some(([pattern]) => pattern.test(file));
