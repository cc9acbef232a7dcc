/** How a sign-in at the other system ended: the code on the address of the dashboard, and the sentence for a person. */
export const connectResults = {
  authorized: 'Signed in. Choose what to sync.',
  reconnected: 'Signed in again. What waited is caught up with now.',
  denied: 'The access was not allowed at the other system. Nothing was changed.',
  refused:
    'The other system did not accept the sign-in. Check client ID, secret and redirect address, then try again.',
  unreachable: 'The other system could not be reached to finish the sign-in. Try again in a few minutes.',
  'connection-failed':
    'The sign-in worked, but this account cannot read what is synced here. Sign in with another account.',
  expired: 'The sign-in took longer than ten minutes. Begin again.',
  used: 'This sign-in was finished already. Begin again if something is still missing.',
  'other-browser': 'This sign-in was begun in another browser or by somebody else. Begin again here.',
  unknown: 'This sign-in was not begun here, or is long over. Begin again.',
} as const;
