import type { Outcome } from './add-to-app.js';

/** What was done and is left to do, in the order in which a reader needs it. */
export function nextSteps(outcome: Outcome, skipInstall: boolean): string {
  const { module, envExample, addedPeers } = outcome;
  if (module.status === 'present' && envExample === 'unchanged' && addedPeers.length === 0)
    return `APIToolkitModule is imported in ${module.path} already: nothing to do.`;
  return [...moduleLines(module), ...peerLines(addedPeers, skipInstall), ...STEPS].join('\n');
}

function moduleLines(module: Outcome['module']): readonly string[] {
  if (module.status === 'manual') return byHand(module.reason);
  return [`APIToolkitModule is imported in ${module.path}${module.status === 'present' ? ' already' : ''}.`];
}

function byHand(reason: string): readonly string[] {
  return [
    `APIToolkitModule was not added to the app's root module: ${reason}.`,
    'Add it there yourself:',
    '',
    "  import { APIToolkitModule } from 'apitoolkit-nestjs';",
    '',
    '  @Module({',
    '    imports: [APIToolkitModule.forRoot() /* and what is there already */],',
    '  })',
    '',
  ];
}

function peerLines(peers: readonly string[], skipInstall: boolean): readonly string[] {
  if (peers.length === 0) return [];
  const added = `It needs ${peers.join(' and ')}: now in package.json`;
  return [skipInstall ? `${added}, and yet to be installed.` : `${added}.`];
}

const STEPS = [
  '',
  'What to do next:',
  '',
  '  1. Start the app and send it a request. Without a key it is in local mode: nothing leaves the process.',
  '     What would be sent is shown at http://localhost:3000/_apitoolkit (on the port of your app).',
  '  2. Set APITOOLKIT_KEY to the key of your project, or APITOOLKIT_ENDPOINT to a Collector: see .env.example.',
  '  3. Passwords, tokens and the like are redacted by default. For what else is private in your app there are',
  "     decorators: @Sensitive() on a DTO's property, @RedactBody('$.user.email') on a controller or handler.",
  '  4. Check the set-up: npx apitoolkit-nestjs doctor',
  '',
];
