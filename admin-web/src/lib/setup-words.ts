import type { NewIntegration } from '../../../shared/contract/integrations.ts';

// The words of setting up and changing an integration; the rest of the glossary stands beside.

interface Explained {
  readonly text: string;
  readonly help: string;
}

export const rhythmHelp: { readonly [rhythm in NewIntegration['syncFrequency']]: string } = {
  REALTIME: 'Changes come over within seconds where the other system tells us, and are looked for besides.',
  EVERY_15MIN: 'What changed is looked for four times an hour.',
  HOURLY: 'Enough for most teams, and kind to small plans.',
  DAILY: 'Once every night.',
  WEEKLY: 'Once a week, at night.',
  MANUAL: 'Nothing happens until somebody presses “Sync now”.',
};

export const clashHelp: { readonly [strategy in NonNullable<NewIntegration['conflictStrategy']>]: string } = {
  LATEST_WINS:
    'If both sides changed the same field, the later of the two edits stays. Right for most teams.',
  EXTERNAL_WINS: 'If both sides changed the same field, what the other system says stays.',
  LOCAL_WINS: 'If both sides changed the same field, what BritePool says stays.',
  MANUAL_REVIEW: 'If both sides changed the same field, it waits under Decisions until somebody chooses.',
  CUSTOM_MERGE: 'You say for single fields which side stays; for all others the later edit does.',
};

export const meetingWord: { readonly [mode in NonNullable<NewIntegration['matchMode']>]: Explained } = {
  MATCH_THEN_CREATE: {
    text: 'Recognise what is there, add the rest',
    help: 'The same person or task on both sides becomes one pair. What only one side has is added to the other.',
  },
  MATCH_ONLY: {
    text: 'Only recognise what is there',
    help: 'The same person or task on both sides becomes one pair. Nothing is added on either side.',
  },
  CREATE_ONLY: {
    text: 'Add everything anew',
    help: 'Nothing is compared. Choose this only when one side is empty, or you get everything twice.',
  },
};

type DeletePolicy = NonNullable<NonNullable<NewIntegration['deletePolicies']>['TASKS']>;
export const deletionWord: { readonly [policy in DeletePolicy]: Explained } = {
  archive: {
    text: 'Put it into the archive',
    help: 'Ours is archived and can be brought back; theirs stays.',
  },
  follow: { text: 'Delete it on the other side too', help: 'The deletion is repeated on the other side.' },
  unlink: { text: 'Keep it, and part the two', help: 'The other one stays and is not synced any more.' },
  ask: { text: 'Ask somebody each time', help: 'It waits under Decisions until somebody chooses.' },
};

type MergeRule = NonNullable<NewIntegration['customMergeRules']>[string];
export const mergeWord: { readonly [rule in MergeRule]: string } = {
  latest: 'The later edit',
  prefer_external: 'What the other system says',
  prefer_local: 'What BritePool says',
  concatenate: 'Both texts, one after the other',
  max: 'The larger value',
  min: 'The smaller value',
  union: 'Everything that either side has',
  review: 'Somebody decides',
};

export const whenPausedWord: { readonly [act in NonNullable<NewIntegration['whenPaused']>]: Explained } = {
  hold: { text: 'Keep what arrives', help: 'News from the other system waits and is caught up with later.' },
  reject: {
    text: 'Turn away what arrives',
    help: 'The other system is told to keep it. Some systems stop telling us after a while.',
  },
};

/** What a step of the connection test looks at. */
export const testWord = {
  reachable: 'The system answers',
  'signed-in': 'It accepts our sign-in',
  'may-read': 'Reading',
  'may-write': 'Writing',
  webhook: 'How we hear of changes',
} as const;

export const signInWord: { readonly [way in NewIntegration['authType']]: Explained } = {
  BEARER_TOKEN: { text: 'Paste a token', help: 'A long password that the system makes for programs.' },
  API_KEY: { text: 'Paste a key', help: 'A long password that the system makes for programs.' },
  BASIC_AUTH: { text: 'Name and password', help: 'Of an account that is kept for the sync.' },
  OAUTH2: { text: 'Allow access there', help: 'You sign in at the other system and allow the access there.' },
};
export const grantWord = {
  'authorization-code': signInWord.OAUTH2,
  'client-credentials': {
    text: 'Let the application sign in for itself',
    help: 'With the ID and secret that the system gave to the application; nobody has to be asked.',
  },
  'jwt-bearer': {
    text: 'Sign in with a private key',
    help: 'For organisations that register a certificate for the application.',
  },
} as const;
