import { Command } from 'commander';
import type { Run } from '../desk.ts';
import { defineAnswers } from './define-answers.ts';
import { defineApiRequests } from './define-api-requests.ts';
import { defineAttribution } from './define-brought.ts';
import { defineBulk } from './define-bulk.ts';
import { defineCampaign } from './define-campaign.ts';
import { defineCases } from './define-cases.ts';
import { defineCompliance } from './define-compliance.ts';
import { defineComposing } from './define-composing.ts';
import { defineContests } from './define-contests.ts';
import { defineCoupons } from './define-coupons.ts';
import { defineDataRequests } from './define-data-requests.ts';
import { defineDoNotCall } from './define-do-not-call.ts';
import { defineEmergencies } from './define-emergencies.ts';
import { defineEvidence } from './define-evidence.ts';
import { defineExperiments } from './define-experiments.ts';
import { defineGateways } from './define-gateways.ts';
import { defineImport } from './define-import.ts';
import { defineInbox } from './define-inbox.ts';
import { defineInstallation } from './define-installation.ts';
import { defineJoining } from './define-joining.ts';
import { defineKeywords, defineReplies } from './define-keywords.ts';
import { defineLinks } from './define-links.ts';
import { defineLint } from './define-lint.ts';
import { defineMedia } from './define-media.ts';
import { defineMoney } from './define-money.ts';
import { defineNotifications } from './define-notifications.ts';
import { defineNumbers } from './define-numbers.ts';
import { defineOptOutPolicy } from './define-opt-out-policy.ts';
import { defineListings, definePeople } from './define-people.ts';
import { definePolicy } from './define-policy.ts';
import { definePostcodes } from './define-postcodes.ts';
import { defineReferrals } from './define-referrals.ts';
import { defineRegistrations } from './define-registrations.ts';
import { defineReplyCases } from './define-reply-cases.ts';
import { defineAlerts, defineReports } from './define-reports.ts';
import { defineRoutes } from './define-routes.ts';
import { defineRulings } from './define-rulings.ts';
import { defineEvents, defineSegments } from './define-segments.ts';
import { defineMessage, defineSend } from './define-send.ts';
import { defineSenders } from './define-senders.ts';
import { defineSending } from './define-sending.ts';
import { defineSuppressions } from './define-suppressions.ts';
import { defineSurveys } from './define-surveys.ts';
import { defineTemplates } from './define-templates.ts';
import { defineUpkeep } from './define-upkeep.ts';
import { withExamples } from './words.ts';

const after = `
Settings: flags come before TIDINGS_URL, TIDINGS_KEY and TIDINGS_KEY_FILE, and those before what \`tidings login\` kept.
Exit codes: 0 done, 1 failed, 2 not understood, 3 no or wrong key, 4 not found, 5 done but not for everybody,
6 blocked by a check or a rule, 130 interrupted.`;

/** The whole command line. Whoever adds a command adds it here. */
export function defineProgram(run: Run, version: string): Command {
  const program = new Command('tidings')
    .description('Texts to many people, every one allowed and accounted for.')
    .version(version, '-V, --version', 'show the version')
    .option('--url <address>', 'where the service is')
    .option('--key-file <file>', 'a file that holds the API key')
    .option('--json', 'answer with one line of JSON on stdout')
    .option('-q, --quiet', 'only the answer: no progress and no notes')
    .option('--verbose', 'tell each request')
    .option('--no-color', 'no colours')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void run.around.stdout.write(text),
      writeErr: (text) => void run.around.stderr.write(text),
      // A mistake is told once, by whoever runs the program.
      outputError: () => {},
      getOutHelpWidth: () => run.around.stdout.columns ?? 100,
      getErrHelpWidth: () => run.around.stderr.columns ?? 100,
    });
  withExamples(
    program,
    'tidings login https://texts.example.com',
    'tidings import guests.csv --list Guests',
    'tidings campaign create --name "Spring opening" --to-list Guests --body-file spring.txt',
    'tidings campaign launch "Spring opening" --confirm-count 7,720',
    'tidings send +12025550142 --program Orders --body "Your order has left."',
    'tidings people show +12125550142',
  );
  defineImport(program, run);
  defineCampaign(program, run);
  defineSend(program, run);
  defineMessage(program, run);
  defineTemplates(program, run);
  defineComposing(program, run);
  defineMedia(program, run);
  defineMoney(program, run);
  defineInbox(program, run);
  defineCoupons(program, run);
  defineEmergencies(program, run);
  defineSurveys(program, run);
  defineContests(program, run);
  defineReferrals(program, run);
  defineLinks(program, run);
  defineExperiments(program, run);
  defineAttribution(program, run);
  defineReports(program, run);
  defineAlerts(program, run);
  defineNotifications(program, run);
  defineApiRequests(program, run);
  defineGateways(program, run);
  defineRoutes(program, run);
  defineLint(program, run);
  definePeople(program, run);
  defineBulk(program, run);
  defineListings(program, run);
  defineSenders(program, run);
  defineSegments(program, run);
  definePostcodes(program, run);
  defineEvents(program, run);
  defineJoining(program, run);
  defineKeywords(program, run);
  defineReplies(program, run);
  defineReplyCases(program, run);
  defineDataRequests(program, run);
  defineCases(program, run);
  defineCompliance(program, run);
  defineSuppressions(program, run);
  defineDoNotCall(program, run);
  defineNumbers(program, run);
  defineRulings(program, run);
  defineOptOutPolicy(program, run);
  defineAnswers(program, run);
  definePolicy(program, run);
  defineInstallation(program, run);
  defineRegistrations(program, run);
  defineSending(program, run);
  defineEvidence(program, run);
  defineUpkeep(program, run);
  return program.addHelpText('after', after);
}
