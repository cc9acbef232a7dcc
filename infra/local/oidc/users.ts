import type { Role } from '../../../shared/config/names.ts';

/** Named people of the practice world; every password is the name and `-demo`. */
export const demoUsers: readonly { readonly name: string; readonly password: string; readonly role: Role }[] =
  [
    { name: 'ada', password: 'ada-demo', role: 'WEB_STEWARD' },
    { name: 'ben', password: 'ben-demo', role: 'BOARD_CHAIR' },
    { name: 'mia', password: 'mia-demo', role: 'MEMBER' },
  ];

/** BritePool's own platform signs in as a program. */
export const platformClient = {
  id: 'britepool-platform',
  secret: 'platform-demo',
  role: 'PLATFORM',
} as const;
export const dashboardClientId = 'britepool-dashboard';
