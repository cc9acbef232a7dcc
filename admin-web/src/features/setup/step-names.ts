/** The steps in order, apart from what they do: the address of the wizard is read before any of it is loaded. */
export const steps = ['system', 'basics', 'sign-in', 'sync', 'review'] as const;
export type Step = (typeof steps)[number];
